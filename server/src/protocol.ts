/**
 * The custom request of this server, used by the client, by the tests and by other editors. It is the only server file
 * that the client imports, and it imports nothing, so both sides can bundle it.
 */

/** `dockerfileStages/model`: the stage model of an open document. */
export const MODEL_REQUEST = "dockerfileStages/model";

/** Zero-based line and UTF-16 column, as in the Language Server Protocol. */
export interface ModelPosition {
  line: number;
  character: number;
}

/** A half-open range of {@link ModelPosition}s. */
export interface ModelRange {
  start: ModelPosition;
  end: ModelPosition;
}

/**
 * What a reference means: the index of a stage; an image or a named context; the empty base `scratch`; or `null` where
 * it means nothing (an error, or a variable without a known value).
 */
export type ModelTarget = number | "image" | "context" | "scratch" | null;

export interface ModelParams {
  textDocument: { uri: string };
  /** A stage's name, in any case. Default: the last stage, as the builder has it. */
  target?: string;
  /** What `--build-arg` would pass; adds to and overrides the settings. */
  buildArgs?: Record<string, string>;
  /** The names of named contexts, as `--build-context` would pass them; adds to the settings. */
  contexts?: string[];
  /** What `--platform` would pass, in place of the settings. */
  platforms?: string[];
}

export interface ModelStage {
  /** The position of the `FROM` in the file, from 0. */
  index: number;
  /** Lower-cased, as the builder knows it; `""` for an unnamed stage. */
  name: string;
  /** The name as written, or `stage-<index>`. A label, not a name: `stage-0` cannot be a target. */
  displayName: string;
  /** From a comment `# <name> <description>` above the `FROM`. */
  description?: string;
  /** The value of `--platform`, as written. */
  platform?: string;
  /** What it means in builds for the first platform, and on each platform, where it is not the same on all. */
  base: { text: string; expanded: string; to: ModelTarget; byPlatform?: ModelPlatformBase[] };
  /** From the `FROM` keyword to the end of the stage's last instruction. */
  range: ModelRange;
  nameRange?: ModelRange;
  /** The `FROM` keyword. */
  keywordRange: ModelRange;
  /**
   * The stages that the builder needs for this one directly, by index, each once: its base first, then those of its copies
   * and mounts, then those that the ONBUILD lines of its base name.
   */
  needs: number[];
}

/** What a base with a variable such as `TARGETARCH` means in builds for some of the platforms. */
export interface ModelPlatformBase {
  /** As the builder writes them: `linux/arm/v7`. */
  platforms: string[];
  expanded: string;
  to: ModelTarget;
}

export interface ModelReference {
  kind: "FROM" | "COPY" | "MOUNT" | "ONBUILD";
  /** The index of the stage that the reference stands in. */
  inStage: number;
  /** The text of the reference; for `FROM` after the expansion of variables. */
  text: string;
  /** The token that names the stage, nothing beside it. */
  range: ModelRange;
  to: ModelTarget;
  /** Of a `COPY --from=<n>` whose index is behind the stages of the file: what the builder counts there. */
  implicit?: ModelImplicitStage;
  /** Of a `FROM`, what it means on each platform, where it is not the same on all. */
  byPlatform?: ModelPlatformBase[];
}

/** An image, or the like, that the builder counts as a stage behind those of the file, because an instruction uses it. */
export interface ModelImplicitStage {
  /** As the instruction names it; `scratch` for a mount that names nothing. */
  text: string;
  /** The name in that instruction, or the flag of a mount that names nothing. */
  range: ModelRange;
}

export interface ModelAnswer {
  stages: ModelStage[];
  references: ModelReference[];
  /** The stage that a build of `target` ends with; `null` if there is none of that name, or no stage at all. */
  target: number | null;
  /** The stages that the builder needs for the target, in file order. */
  reachable: number[];
}

/** `dockerfileStages/instructions`: every instruction of an open document, for what a builder says of its steps. */
export const INSTRUCTIONS_REQUEST = "dockerfileStages/instructions";

export interface InstructionsParams {
  textDocument: { uri: string };
}

export interface ModelInstruction {
  /** Upper-cased. */
  keyword: string;
  /** The whole instruction as one line, without its continuations, comments and the bodies of its heredocs. */
  text: string;
  /** From the keyword to the end of the last line, heredocs included. */
  range: ModelRange;
  /** The index of the stage that it belongs to; null before the first `FROM`. */
  stage: number | null;
  /**
   * Whether BuildKit numbers it as a step of its stage. `counted`: it is in the total and has no number, because nothing
   * is done (`WORKDIR /`). Null: it is no step. What the base holds back with ONBUILD is numbered after the `FROM`.
   */
  step: "numbered" | "counted" | null;
  /** The bodies of its heredocs: whole lines, without those that end them. */
  heredocs?: ModelRange[];
  /** Of a `FROM` based on a stage: how many steps the ONBUILD instructions of that stage add, between it and the next. */
  triggers?: number;
}

export interface InstructionsAnswer {
  instructions: ModelInstruction[];
}

/**
 * `dockerfileStages/snapshot`: the stage model and the instructions of one version of an open document, in one answer. It takes
 * what {@link MODEL_REQUEST} takes. Where the document changes before the answer is made, it is the error ContentModified.
 */
export const SNAPSHOT_REQUEST = "dockerfileStages/snapshot";

export interface SnapshotAnswer extends ModelAnswer, InstructionsAnswer {
  /**
   * The version of the document (`VersionedTextDocumentIdentifier`) that all positions of this answer belong to; null where the
   * document is not open, or could not be read: then there are no stages, and no instructions.
   */
  version: number | null;
}

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
 * `dockerfileStages/readFile`, asked of the client: an ignore file, or a file of the snippets, that the server cannot read by
 * itself. Sent to clients whose initialization options say `{ readsFiles: true }`.
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
 * `dockerfileStages/buildCommand`, asked of the client: the command that a build of a stage would run there, with the
 * engine, the name and the settings of this person. Sent to clients whose initialization options say
 * `{ tellsBuildCommands: true }`.
 */
export const BUILD_COMMAND_LINE_REQUEST = "dockerfileStages/buildCommand";

export interface BuildCommandLineAnswer {
  /** A line for this person's terminal; null where the stage cannot be built as it is. */
  command: string | null;
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

/** `dockerfileStages/convert`: an open document of one stage made one of several stages. */
export const CONVERT_REQUEST = "dockerfileStages/convert";

export interface ConvertParams {
  textDocument: { uri: string };
}

export interface ConvertAnswer {
  /** Why not, in a sentence; null where there are edits. */
  refused: string | null;
  /** They belong together: half of them make no file. */
  edits: { range: ModelRange; newText: string }[];
  /** What was decided, a sentence each; `isUnknown`: what the file does not say, so that a person has to look. */
  choices: { text: string; isUnknown: boolean }[];
}

/** What the client says with `initialize`, in its initialization options. */
export interface ClientOptions {
  /** It answers {@link READ_FILE_REQUEST}. */
  readsFiles: boolean;
  /** It answers {@link READ_FOLDER_REQUEST}. */
  readsFolders: boolean;
  /** It answers {@link BUILD_COMMAND_LINE_REQUEST}. */
  tellsBuildCommands: boolean;
  /** It answers {@link READ_STAGE_FOLDER_REQUEST}. */
  readsStages: boolean;
  /** The address of the folder of the rules' pages, without a slash at its end. */
  rulePages: string;
  /** The address of the folder of the snippets, without a slash at its end. */
  snippets: string;
  /** The commands of lenses that it can run, all of them where it does not say; without its command a lens only says something. */
  commands: string[];
  /** Its command that asks for completion once more: behind a proposal that wants a value. */
  suggestCommand: string;
  /** The texts of the reader's language by the English ones, see `texts.ts`; English where there are none. */
  texts?: Readonly<Record<string, string>>;
}

/** What a client takes its own texts over with, too. */
export { useTexts } from "./transport/texts";

/** The command of the lens that builds up to a stage. It is the client's to run. */
export const BUILD_COMMAND = "dockerfileStages.buildUpToStage";

/** The command of the lens that builds up to a stage and runs its image. It is the client's to run. */
export const RUN_COMMAND = "dockerfileStages.runStage";

/** The one argument of {@link BUILD_COMMAND} and {@link RUN_COMMAND}, and what {@link BUILD_COMMAND_LINE_REQUEST} asks about. */
export interface BuildArguments {
  uri: string;
  /** The index of the stage. */
  stage: number;
}

/** The command of the lens of a stage's references: list them. It is the client's to run. */
export const SHOW_REFERENCES_COMMAND = "dockerfileStages.showReferences";

/** The one argument of {@link SHOW_REFERENCES_COMMAND}. */
export interface ReferencesArguments {
  uri: string;
  /** The stage's name, or the keyword of its `FROM`: where the list opens, and what is itself no reference. */
  at: ModelPosition;
  /** Where to ask for the references: at the name, or, of a stage without one, at the first index that means it. */
  ask: ModelPosition;
}

/** What a lens is about. */
export const LENS_KINDS = ["build", "run", "references", "role", "description"] as const;
export type LensKind = (typeof LENS_KINDS)[number];

/** The data of a lens that waits for `codeLens/resolve`. */
export interface LensData {
  uri: string;
  /** The index of the stage. */
  stage: number;
  kind: LensKind;
}
