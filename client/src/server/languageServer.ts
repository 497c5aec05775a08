/** The language server as the rest of the client knows it: what it can be asked, and what it asks. Only this folder has the client of its protocol. */
import type * as vscode from "vscode";
import type {
  BUILD_COMMAND_LINE_REQUEST,
  BuildArguments,
  BuildCommandLineAnswer,
  BuildCostsAnswer,
  CardBlock,
  ConvertAnswer,
  DockerfileInfo,
  DockerfilesParams,
  FIND_FILES_REQUEST,
  FactsAnswer,
  FindFilesAnswer,
  FindFilesParams,
  GraphAnswer,
  GraphParams,
  InlineDockerfileParams,
  MissingSourceAnswer,
  MissingSourceParams,
  ModelParams,
  ModelPosition,
  NewDockerfileAnswer,
  NewDockerfileParams,
  ProjectsAnswer,
  READ_FILE_REQUEST,
  READ_FOLDER_REQUEST,
  READ_STAGE_FOLDER_REQUEST,
  ReadFileAnswer,
  ReadFileParams,
  ReadFolderAnswer,
  ReadFolderParams,
  ReadStageFolderAnswer,
  ReadStageFolderParams,
  RepeatedRun,
  StepInputsAnswer,
  UsesAnswer,
} from "../../../server/src/protocol";
import type { BuildLenses } from "./buildLenses";
import type { Snapshot } from "../snapshot/snapshot";

/** What the server asks of the client, by its method: the parameters and the answer. */
export interface ServerRequests {
  [READ_FILE_REQUEST]: [ReadFileParams, ReadFileAnswer];
  [READ_FOLDER_REQUEST]: [ReadFolderParams, ReadFolderAnswer];
  [FIND_FILES_REQUEST]: [FindFilesParams, FindFilesAnswer];
  [BUILD_COMMAND_LINE_REQUEST]: [BuildArguments, BuildCommandLineAnswer];
  [READ_STAGE_FOLDER_REQUEST]: [ReadStageFolderParams, ReadStageFolderAnswer];
}

/** A Dockerfile inside of another file. */
export interface InlineDockerfile {
  /** Its own address (`compose.yaml#compose.web`), which stays the same while that file is edited. */
  readonly uri: vscode.Uri;
  /** Of the text that is built; its places are brought to the file by `Snapshot.inside`. */
  readonly snapshot: Snapshot;
}

export interface LanguageServer {
  /**
   * The stages and instructions of an open document: asked once for a version, whoever wants them. `contexts` are the names
   * of named contexts that the build has beside those that the server knows of. Rejects where the server does
   * not answer, or does not know the document.
   */
  readonly snapshot: (document: vscode.TextDocument, contexts?: readonly string[]) => Promise<Snapshot>;
  /** What each step of a build reads and hangs on, with what the build is given. */
  readonly stepInputs: (
    document: vscode.TextDocument,
    given?: Pick<ModelParams, "buildArgs" | "contexts" | "platforms">,
  ) => Promise<StepInputsAnswer>;
  /** Tells what kept builds say of a document, in place of what was told before; answers where the order of its instructions is to blame. */
  readonly buildCosts: (
    document: vscode.TextDocument,
    repeats: readonly RepeatedRun[],
  ) => Promise<BuildCostsAnswer>;
  /**
   * The Dockerfile that a service or a target of files has inside of one of them, as a build reads it (`text`); undefined where it is not
   * written there as it is.
   */
  readonly inlineDockerfile: (
    question: Omit<InlineDockerfileParams, "files"> & { readonly files: readonly vscode.Uri[] },
  ) => Promise<InlineDockerfile | undefined>;
  /** The last snapshot of the text that a document has on disk; undefined where nobody asked about that text. */
  readonly savedSnapshot: (document: vscode.TextDocument) => Snapshot | undefined;
  /** The programs that a folder holds, and how a Dockerfile for each can be written. */
  readonly projects: (folder: vscode.Uri) => Promise<ProjectsAnswer>;
  /** The texts of a new Dockerfile and its ignore file for one of them. */
  readonly newDockerfile: (
    folder: vscode.Uri,
    params: Omit<NewDockerfileParams, "folder">,
  ) => Promise<NewDockerfileAnswer>;
  /** Whether something is in a folder whose projects are asked for: the server may read it there. */
  readonly readsProjectsOf: (uri: vscode.Uri) => boolean;
  /**
   * The address of the Dockerfile at a position: that of the document, or of one inside of it, which what is asked by an address takes;
   * undefined where there is none.
   */
  readonly dockerfileAt: (
    document: vscode.TextDocument,
    position: vscode.Position,
  ) => Promise<vscode.Uri | undefined>;
  /** What makes a Dockerfile of one stage one of several, or why nothing does; with places in the file that it stands in. */
  readonly convert: (uri: vscode.Uri) => Promise<ConvertAnswer>;
  /** Where a builder looked for what an instruction of an open document, or of a Dockerfile inside of one, takes, and what is near it. */
  readonly missingSource: (
    uri: vscode.Uri,
    question: Omit<MissingSourceParams, "textDocument">,
  ) => Promise<MissingSourceAnswer>;
  /** The stage graph of an open document, for a build that ends with a target; without one for the build in force. */
  readonly graph: (uri: vscode.Uri, options: Omit<GraphParams, "textDocument">) => Promise<GraphAnswer>;
  /** All that is known of an open document, for a build that ends with a target; without one for the build in force. */
  readonly facts: (document: vscode.TextDocument, options: { target?: string }) => Promise<FactsAnswer>;
  /** All Dockerfiles of the workspace, opened or not, with their stages where these are wanted. Starts the server. */
  readonly dockerfiles: (params?: DockerfilesParams) => Promise<readonly DockerfileInfo[]>;
  /** What a hover says at a position, as data; empty where that is nothing. */
  readonly card: (uri: vscode.Uri, position: ModelPosition) => Promise<readonly CardBlock[]>;
  /** What is shown behind the lenses that build a stage. */
  readonly buildLenses: BuildLenses;
  /** The builds of a file that other files describe, and the one in force. The file need not be open. */
  readonly uses: (uri: vscode.Uri) => Promise<UsesAnswer>;
  /**
   * Has the server take another use for the one in force: by its id, `NO_USE`, or null for automatic. `context` is a folder that
   * is the build context in any case.
   */
  readonly chooseUse: (uri: vscode.Uri, id: string | null, context?: vscode.Uri) => Promise<UsesAnswer>;
  /** The uses of these files, or those in force, are others. */
  readonly onDidChangeUses: vscode.Event<readonly vscode.Uri[]>;
  /** The server has started, once more maybe: it knows nothing of what it was told before. */
  readonly onDidStart: vscode.Event<void>;
  /** Answers a request of the server's, until it is disposed of. */
  readonly onRequest: <Method extends keyof ServerRequests>(
    method: Method,
    answer: (params: ServerRequests[Method][0]) => Promise<ServerRequests[Method][1]>,
  ) => vscode.Disposable;
  /** The open document that the server calls by this address. */
  readonly openDocument: (uri: string) => vscode.TextDocument | undefined;
}
