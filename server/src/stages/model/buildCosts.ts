/** What kept builds of a Dockerfile say of steps that ran again and again, and what the folders that these steps read hold. */

/** A RUN that ran again because files changed that a COPY or ADD before it brings. */
export interface RepeatedRun {
  /** The name of the stage as the builder knows it; empty for none. */
  readonly stage: string;
  /** Its index in the file. */
  readonly index: number;
  /** The texts of both instructions, in one line. */
  readonly copy: string;
  readonly run: string;
  /** In how many of the last builds it ran for that. */
  readonly ran: number;
  readonly builds: number;
  /** How long it took in these, in milliseconds. */
  readonly lost: number;
}

/** A folder of the build context. */
export interface ListedFolder {
  /** What lies in it; folders with a slash behind their names. */
  readonly names: ReadonlySet<string>;
  /** The texts of files that say what an install reads, by name. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface BuildCosts {
  readonly repeats: readonly RepeatedRun[];
  /** By their paths from the build context; empty for the context itself. */
  readonly folders: ReadonlyMap<string, ListedFolder>;
}
