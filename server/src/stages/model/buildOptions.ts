/** What a build is told beside the file. */
import type { BuildCosts } from "./buildCosts";
import type { BuildContext } from "../files/contextPaths";
import type { IgnoreFile } from "../../shared/ignorePatterns";
import type { BuildPlatform } from "./buildPlatforms";
import type { BuildsAround } from "./buildsAround";

/** What a build is told beside the file. */
export interface BuildOptions {
  /** `--target`, as the user gives it; the last stage where absent. */
  readonly target?: string;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** What it gives in place of the arguments that every build has; `buildArgs` where nothing else is said. */
  readonly predefined?: ReadonlyMap<string, string>;
  /** The names of named contexts. */
  readonly contexts: readonly string[];
  /** Names of contexts that stand in for images alone, and for no stage: those that all builds give, where none of them is meant. */
  readonly imageContexts?: readonly string[];
  /** Stages that other builds of the file end with, by name in any case. */
  readonly targets?: readonly string[];
  /** What files around the Dockerfile build of it, where that is known; the arguments, contexts and platforms of the build in force are in these. */
  readonly around?: BuildsAround;
  /** What the build context leaves out, where that is known. */
  readonly ignoreFile?: IgnoreFile;
  /** The platforms that builds are for, the first one first; where absent, one of which most machines are. */
  readonly platforms?: readonly BuildPlatform[];
  /** What the build context has, where that is known. */
  readonly context?: BuildContext;
  /** What kept builds say of steps that ran again and again, where somebody told. */
  readonly costs?: BuildCosts;
}

export const NO_OPTIONS: BuildOptions = { buildArgs: new Map(), contexts: [] };
