/** How a program of Python starts, as data. */

/** How a program starts. */
export interface PythonStart {
  readonly words: readonly string[];
  /** The port of a server that is told it; null where it listens at none, or nobody knows. */
  readonly port: string | null;
  /** From the folder of the project; `""` for that itself. */
  readonly folder: string;
  /** It is a program of the project itself, which has to be installed. */
  readonly isInstalled: boolean;
  /** Whether the server is one for development. */
  readonly isDevelopment: boolean;
  /** It collects static files, and writes beside its sources. */
  readonly collects: boolean;
  readonly writes: boolean;
  readonly variables: readonly (readonly [string, string])[];
}

/** A start of which nothing is known yet. */
export const PLAIN: PythonStart = {
  words: [],
  port: null,
  folder: "",
  isInstalled: false,
  isDevelopment: false,
  collects: false,
  writes: false,
  variables: [],
};
