/**
 * The requests of this server's own, used by the client, by the tests and by other editors. Of the server, the client imports this
 * alone: it imports nothing else, so both sides can bundle it.
 */
import type { ModelRange } from "./protocol/model";

export * from "./protocol/model";
export * from "./protocol/files";
export * from "./protocol/uses";
export * from "./protocol/stepInputs";
export * from "./protocol/buildCosts";
export * from "./protocol/commands";
export * from "./protocol/missingSource";
export * from "./protocol/projects";
export * from "./protocol/graph";
export * from "./protocol/dockerfiles";
export * from "./protocol/facts";
export * from "./protocol/inlineDockerfile";

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
  /** It answers {@link FIND_FILES_REQUEST}. */
  findsFiles?: boolean;
  /** It answers {@link BUILD_COMMAND_LINE_REQUEST}. */
  tellsBuildCommands: boolean;
  /** It answers {@link READ_STAGE_FOLDER_REQUEST}. */
  readsStages: boolean;
  /** It shows which use of a Dockerfile is in force: it hears {@link USES_CHANGED_NOTIFICATION}. */
  choosesUses?: boolean;
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
