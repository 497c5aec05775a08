/** What is kept of a build when it has ended, for each of its stages. */
import type { StepState } from "../progress/buildRecord";
import type { BuiltFile } from "../progress/stepPlaces";
import { stageFingerprints, type BuildInputs } from "../snapshot/staleness";
import { stageStates, type StageState } from "./stageState";
import type { BuildRecord } from "../progress/buildRecord";

export interface StageResult {
  /** What the stage was made of: it holds for a stage as long as that has the same one. */
  fingerprint: string;
  /** The label of the stage: its name as written, or `stage-<index>`. */
  name: string;
  /** Its index at the time of the build. */
  index: number;
  /** `cached`: nothing had to be done. */
  status: "built" | "cached" | "failed";
  /** The label of the stage in which the build of this one failed, where that is another one. */
  failedIn?: string;
  /** When the build ended, in milliseconds of this machine's clock. */
  at: number;
  /** In milliseconds: the whole build, if this was the stage that was asked for, else its own steps. */
  took: number;
  steps: StepResult[];
  /** The image, where the stage was the one that was asked for and the engine has it. */
  image?: StageImage;
}

/** One instruction that the builder did something for. */
export interface StepResult {
  /** Its text in one line, shortened. */
  text: string;
  /** Counted from 0 in the stage, the `FROM` included. */
  position: number;
  state: Extract<StepState, "done" | "cached" | "failed" | "cancelled">;
  /** In milliseconds. */
  took: number;
}

/** What the engine says of the image that a build left behind. */
export interface StageImage {
  reference: string;
  /** The id of the image: a digest of its configuration, or of its manifest where the engine keeps images so. */
  id: string;
  /** In bytes, as the engine counts. */
  size: number;
  /** Where the image has been pushed or pulled: the digest that a registry knows it by. */
  digest?: string;
}

/** A build that has ended, as far as its results hang on it. */
export interface EndedBuild {
  file: BuiltFile;
  record: BuildRecord;
  /** In milliseconds of this machine's clock. */
  started: number;
  ended: number;
  state: "done" | "failed";
}

const LONGEST_TEXT = 120;

/** The results of a build: of the stages that it came to the end of, and of those that failed. */
export function resultsOf(build: EndedBuild, buildInputs: BuildInputs): StageResult[] {
  const { file, ended, started } = build;
  const fingerprints = stageFingerprints(file, buildInputs);
  const states = stageStates(build, ended);
  // An engine that did not even begin says nothing of any stage.
  const hasBegun = states.some(({ state }) => state !== "waiting");
  const culprit = states.find(({ state }) => state === "failed")?.stage;
  return states.flatMap((state): StageResult[] => {
    const isTarget = state.stage === file.target;
    const hasFailed = isTarget && build.state === "failed" && hasBegun;
    const status = hasFailed ? "failed" : statusOf(state, isTarget && build.state === "done");
    const failedIn =
      hasFailed && culprit !== undefined && culprit !== state.stage
        ? file.model.stages[culprit]?.displayName
        : undefined;
    const fingerprint = fingerprints[state.stage];
    if (status === undefined || fingerprint === undefined) return [];
    return [
      {
        fingerprint,
        name: file.model.stages[state.stage]?.displayName ?? "",
        index: state.stage,
        status,
        ...(failedIn !== undefined && { failedIn }),
        at: ended,
        took: isTarget ? ended - started : state.took,
        steps: stepsOf(state, file),
      },
    ];
  });
}

/** A stage may have no steps at all: `FROM scratch` with nothing but its configuration. */
function statusOf({ state }: StageState, isBuilt: boolean): StageResult["status"] | undefined {
  if (state === "failed") return "failed";
  if (state === "cached") return "cached";
  return state === "done" || isBuilt ? "built" : undefined;
}

function stepsOf({ stage, instructions }: StageState, file: BuiltFile): StepResult[] {
  const first = file.instructions.findIndex(instruction => instruction.stage === stage);
  return instructions.flatMap(({ instruction, state, took }): StepResult[] => {
    if (state === "waiting" || state === "running") return [];
    const text = shortened(file.instructions[instruction]?.text ?? "");
    return [{ text, position: instruction - first, state, took }];
  });
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line;
}
