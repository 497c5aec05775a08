/** The commands of lenses, and their data. */
import type { ModelPosition } from "./model";

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

/** The command that copies the line of a build of a stage. Its argument is {@link BuildArguments}, and it is the client's to run. */
export const COPY_COMMAND = "dockerfileStages.copyBuildCommand";

/** The command that sets the build context of a Dockerfile. It is the client's to run. */
export const SET_CONTEXT_COMMAND = "dockerfileStages.setBuildContext";

/** The one argument of {@link SET_CONTEXT_COMMAND}. */
export interface SetContextArguments {
  uri: string;
  /** The address of a folder; a person is asked for one where it is missing. */
  context?: string;
}

/** The command that turns a rule off by its setting. It is the client's to run. */
export const TURN_OFF_RULE_COMMAND = "dockerfileStages.turnOffRule";

/** The one argument of {@link TURN_OFF_RULE_COMMAND}. */
export interface TurnOffRuleArguments {
  /** The Dockerfile, whose workspace folder may have settings of its own. */
  uri: string;
  /** The id of the rule. */
  rule: string;
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

/** The command of the lens, in a file around a Dockerfile, that builds what it describes there. It is the client's to run. */
export const BUILD_USE_COMMAND = "dockerfileStages.buildUse";

/** The one argument of {@link BUILD_USE_COMMAND}. */
export interface BuildUseArguments {
  /** The Dockerfile. */
  uri: string;
  /** The id of the use. */
  id: string;
}

/** The command of the lens that builds a stage of a Dockerfile inside of a Compose or bake file. It is the client's to run. */
export const BUILD_INLINE_COMMAND = "dockerfileStages.buildInlineStage";

/** The one argument of {@link BUILD_INLINE_COMMAND}. */
export interface BuildInlineArguments {
  /** The file that it stands in. */
  uri: string;
  /** The name of the stage; null for the one that the builds end with. */
  stage: string | null;
  /** One of these is to build it. */
  builds: InlineBuild[];
}

/** A service or a target that has the Dockerfile. */
export interface InlineBuild {
  /** For people: `compose.yaml › web`. */
  label: string;
  tool: "compose" | "bake";
  name: string;
  /** The addresses of the files to pass with `-f`, in order, and of the folder from which paths count. */
  files: string[];
  folder: string;
  /** It is built for several platforms: an engine need not be able to keep such an image. */
  isMultiPlatform: boolean;
}

/** The command of the lens, in a file around a Dockerfile, that counts its stages: opens it. It is the client's to run. */
export const SHOW_DOCKERFILE_COMMAND = "dockerfileStages.showDockerfile";

/** The one argument of {@link SHOW_DOCKERFILE_COMMAND}. */
export interface ShowDockerfileArguments {
  uri: string;
}

/** The command of the lens that shows the stage graph, above the first stage of several. It is the client's to run. */
export const SHOW_GRAPH_COMMAND = "dockerfileStages.showStageGraph";

/** The command of the lens that makes a file of one stage one of several. It is the client's to run. */
export const CONVERT_COMMAND = "dockerfileStages.convertToMultiStage";

/** What a lens is about. */
export const LENS_KINDS = ["build", "run", "references", "graph", "convert", "role", "description"] as const;
export type LensKind = (typeof LENS_KINDS)[number];

/** The data of a lens that waits for `codeLens/resolve`. */
export interface LensData {
  uri: string;
  /** The index of the stage. */
  stage: number;
  kind: LensKind;
}
