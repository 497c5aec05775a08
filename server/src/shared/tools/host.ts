/** What tools are answered from: an editor with its language server, or the command line. */
import type { DockerfileInfo, FactsAnswer, UsesAnswer } from "../../protocol";
import type { CacheUse } from "./definitions";

/** Where the Dockerfiles come from. */
export interface ToolHost {
  /** All Dockerfiles of the workspace, with their stages. */
  dockerfiles(): Promise<readonly DockerfileInfo[]>;
  /** The Dockerfile of a path that somebody has written. Rejects with a `ToolProblem` where it may not be read, or cannot be. */
  open(path: string): Promise<ToolDockerfile>;
}

export interface ToolDockerfile {
  /** From a folder of the workspace. */
  readonly path: string;
  /** What is known of it, for a target; without one, for that of the build in force. */
  facts(target: string | undefined): Promise<FactsAnswer>;
  /** The builds that other files describe. */
  uses(): Promise<UsesAnswer>;
  /** What is kept of its builds; a sentence that says why where nothing is. */
  readonly history: KeptHistory | string;
  /** The stages whose images have been measured; a sentence that says why where nobody knows. */
  readonly sizes: (() => Promise<readonly StageSize[]>) | string;
  /** Builds it; a sentence that says why where nothing can be built. */
  readonly build: BuildTool | string;
}

/** What is kept of the builds of a Dockerfile. Stages go by their indexes. */
export interface KeptHistory {
  /** What a build of a stage would run now; null where no build is kept. */
  readonly wouldRun: (stage: number) => Promise<RunSteps | null>;
  /** What the last build of this session ran for a stage; null where there was none. */
  readonly lastRun: (stage: number) => Promise<RunSteps | null>;
}

/** The steps of a build that run, or ran. */
export interface RunSteps {
  /** How many steps there are, without FROM. */
  readonly total: number;
  readonly steps: readonly {
    /** From 1. */
    readonly line: number;
    readonly instruction: string;
    /** Sentences. */
    readonly why: readonly string[];
    /** What it took, or took last; null where nobody knows. */
    readonly seconds: number | null;
  }[];
}

export interface StageSize {
  readonly stage: string;
  readonly image: string;
  readonly bytes: number;
  /** When it was built, as ISO 8601. */
  readonly built: string;
  /** The stage has been edited since; where nobody can say so of a stage, its file. */
  readonly isOutdated: boolean;
  /** What instructions added, where the engine says so. */
  readonly instructions: readonly {
    readonly line: number;
    readonly instruction: string;
    readonly bytes: number;
  }[];
}

/** What an `AbortSignal` is to a tool. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
}

/** Builds up to a stage, by its index. */
export type BuildTool = (
  wanted: { readonly stage: number; readonly cache: CacheUse },
  signal: CancelSignal,
) => Promise<BuildOutcome>;

/** How a build ended. */
export interface BuildOutcome {
  readonly result: "built" | "failed" | "cancelled" | "notStarted";
  readonly seconds: number;
  /** The name of the image; null where there is none. */
  readonly image: string | null;
  /** The size of the image; null where nobody knows. */
  readonly bytes: number | null;
  /** The command that was run, as a person would write it; null where none was. */
  readonly command: string | null;
  readonly steps: readonly {
    readonly line: number;
    readonly instruction: string;
    readonly state: string;
    readonly seconds: number;
  }[];
  /** Why it failed, or did not start. */
  readonly failure: {
    readonly message: string;
    /** Of the instruction that failed, from 1; null where that is none of the file. */
    readonly line: number | null;
    /** The last lines that it printed. */
    readonly log: readonly string[];
  } | null;
  /** Values that were given to the build and are not to be told. */
  readonly secrets: readonly string[];
}
