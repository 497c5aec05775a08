/** What is measured inside VS Code. All in milliseconds since the click. */
import type { BuildPair } from "../watchedEngine";

/** What came between the click and the engine. */
export interface Phases {
  /** The command has ended, which starts the task. */
  answered: number;
  /** VS Code said that the task runs. */
  taskStarted: number;
  /** The engine's process was started. */
  spawned: number;
  /** VS Code said that the task has ended. */
  taskEnded: number;
}

/** The same build by our click and by the bare command line. */
export interface Pair extends BuildPair {
  phases: Phases;
}

export interface EditorFigures {
  /** Clicks on files that were just opened, with nothing known of the machine's engines. */
  first: Pair[];
  /** Later ones, everything in the builder's cache. */
  quick: Pair[];
  /** Later ones, a RUN of two seconds that is not cached. */
  slow: Pair[];
  /** Later ones, a RUN of ten seconds that is not cached: about the least that compiling anything takes. */
  long: Pair[];
}
