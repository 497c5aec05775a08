/** What an ecosystem decides about a stage: all that the composition of the new file needs. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Project, Refusal } from "./conversion";
import type { Command } from "./commands";
import type { SingleStage } from "./singleStage";

/** An instruction that is added, and why. */
export interface Addition {
  readonly text: string;
  readonly reason?: string;
}

/** What is copied out of the build stage, under the path that it has there unless `to` says another. */
export interface Artifact {
  /** Absolute; may end in a pattern. */
  readonly from: string;
  readonly to?: string;
  /** For the first of several with the same reason. */
  readonly reason?: string;
}

export interface Plan {
  /** The base of the stage that runs, as it is to be written. */
  readonly base: string;
  /** Why this one: a sentence. */
  readonly baseReason: string;
  /** What the base installs packages with; null where it has no shell to do so. */
  readonly installs: "apt" | "apk" | null;
  readonly artifacts: readonly Artifact[];
  /** The folder that counts as copied as a whole, with all that the build left in it; null for single files. */
  readonly folder: string | null;
  /** Instructions behind the FROM of the build stage. */
  readonly first?: readonly Addition[];
  /** Instructions behind a line of the build stage. */
  readonly behind?: { readonly line: LogicalLine; readonly additions: readonly Addition[] };
  /** Instructions behind the FROM of the stage that runs. */
  readonly head?: readonly Addition[];
  /** Instructions behind what is copied. */
  readonly tail?: readonly Addition[];
  /** The last line of those that both stages need: they become a stage of their own, which both are based on. */
  readonly sharedUntil?: LogicalLine;
  /** Packages that the program needs beside those that the file installs. */
  readonly libraries?: readonly string[];
  /** Packages that only the build needs, beside compilers. */
  readonly buildPackages?: RegExp;
  /** Packages that are certain to be needed. */
  readonly surePackages?: RegExp;
  /** Packages that the base has already. */
  readonly hasPackages?: RegExp;
  /** Commands that leave nothing that the program needs but the artifacts. */
  readonly isBuild: (command: readonly string[]) => boolean;
  /** The tools that a command installs for the build alone, by name. */
  readonly toolsIn?: (command: readonly string[]) => readonly string[];
  /** Commands that have to be said again where the program runs: tools that are installed for it. */
  readonly isForBoth?: (command: Command) => boolean;
  /**
   * Commands that run where the program runs as well as where it is built, and leave something somewhere (`python -m
   * nltk.downloader`): they are said again behind what is copied.
   */
  readonly runsThere?: (command: readonly string[]) => boolean;
  /** The base is that of the file: what was changed of it has to be changed again. */
  readonly isSameBase?: boolean;
  /** What is built has the files of the project in it, as archives of Java have. */
  readonly readsNothingElse?: boolean;
  /** Sentences about what the file does not say. */
  readonly unknown?: readonly string[];
}

/** Knows how programs of a language are built and run. */
export interface Ecosystem {
  /** Whether the image of a repository is one of its own to build with. */
  readonly owns: (repository: string, tag: string) => boolean;
  /** The WORKDIR that its images have of their own. */
  readonly folder?: string;
  /** The image itself may say what it runs. */
  readonly startsByItself?: true;
  readonly plan: (single: SingleStage, project: Project) => Plan | Refusal;
}
