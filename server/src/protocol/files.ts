/** Files: snippets that are filled in, and what the server asks of the client because it cannot read it by itself. */

/** `dockerfileStages/fillSnippet`: a Dockerfile out of the text of a snippet, which may be no file of this server's. */
export const FILL_SNIPPET_REQUEST = "dockerfileStages/fillSnippet";

export interface FillSnippetParams {
  /** With tab stops, as VS Code has them. */
  snippet: string;
  /** By the numbers of tab stops, as text: nothing in a value is a tab stop. Others keep their defaults. */
  values: Record<string, string>;
}

export interface FillSnippetAnswer {
  text: string;
  /** What its stages copy out of the build context, as paths that are written so. */
  sources: string[];
}

/**
 * `dockerfileStages/readFile`, asked of the client: an ignore file, a file around a Dockerfile or one of the snippets that the
 * server cannot read by itself. Sent to clients whose initialization options say `{ readsFiles: true }`.
 */
export const READ_FILE_REQUEST = "dockerfileStages/readFile";

export interface ReadFileParams {
  uri: string;
}

export interface ReadFileAnswer {
  /** Null where there is no such file. */
  text: string | null;
}

/**
 * `dockerfileStages/readFolder`, asked of the client: a folder of the build context that the server cannot read by itself.
 * Sent to clients whose initialization options say `{ readsFolders: true }`.
 */
export const READ_FOLDER_REQUEST = "dockerfileStages/readFolder";

export interface ReadFolderParams {
  uri: string;
  /** As many entries will do; without it, those of a usual folder. */
  most?: number;
}

export interface FolderEntry {
  name: string;
  isFolder: boolean;
}

export interface ReadFolderAnswer {
  /** Null where there is no such folder; of a very large one, some will do. */
  entries: FolderEntry[] | null;
}

/**
 * `dockerfileStages/findFiles`, asked of the client: all files of a folder of the workspace but those that its settings leave out.
 * Sent to clients whose initialization options say `{ findsFiles: true }`.
 */
export const FIND_FILES_REQUEST = "dockerfileStages/findFiles";

export interface FindFilesParams {
  /** The address of the folder. */
  uri: string;
}

export interface FindFilesAnswer {
  /** From the folder, each with a slash in front; null where nobody can search there. */
  paths: string[] | null;
  /** There are no more than these. */
  isComplete: boolean;
}

/**
 * `dockerfileStages/buildCommand`, asked of the client: the command that a build of a stage would run there, with the
 * engine, the name and the settings of this person. Sent to clients whose initialization options say
 * `{ tellsBuildCommands: true }`.
 */
export const BUILD_COMMAND_LINE_REQUEST = "dockerfileStages/buildCommand";

export interface BuildCommandLineAnswer {
  /** A line for this person's terminal; null where the stage cannot be built as it is. */
  command: string | null;
  /** The main build context of that build, as people read it, and whether a person has set it for this Dockerfile. */
  context?: { path: string; isChosen: boolean };
  /** The build may be started there now. */
  canBuild?: boolean;
}

/**
 * `dockerfileStages/readStageFolder`, asked of the client: a folder of an image that was built of a stage. Sent to clients
 * whose initialization options say `{ readsStages: true }`.
 */
export const READ_STAGE_FOLDER_REQUEST = "dockerfileStages/readStageFolder";

export interface ReadStageFolderParams {
  /** The Dockerfile. */
  uri: string;
  /** The index of the stage. */
  stage: number;
  /** From `/`. */
  folder: string;
}

export interface ReadStageFolderAnswer {
  /** Null where the stage was not built, or has no such folder; of a very large one, some will do. */
  entries: FolderEntry[] | null;
  /** Whether nothing that the stage is made of has changed in the file since it was built. */
  isCurrent: boolean;
}
