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

/** What follows a change in a build context of many files. */
export interface HostForecast {
  /** How many files the context has. */
  files: number;
  /** From each change until the lens tells of it. */
  times: number[];
  /** The longest time that the extension host could do nothing else while nothing changed. */
  idle: number;
  /** The same around the changes, where the many files are ignored. */
  longest: number;
  /** The same where they are not, and there is no forecast. */
  tooMany: number;
}

/** All that is measured inside. */
export interface EditorResults {
  builds: EditorFigures;
  forecast: HostForecast;
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
