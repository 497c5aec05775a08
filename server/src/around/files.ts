/** The files of a workspace, as the readers of uses see them. */

/** Texts by path. What a reader asks for and is not there yet can be read meanwhile, and the reader asked again. */
export interface Files {
  /** The text of a file, or null where there is none, or it has not been read. */
  readonly text: (path: string) => string | null;
  /** Whether a Dockerfile is there. */
  readonly has: (path: string) => boolean;
  /** The workspace folder that holds a path: where commands are run if nothing else is said. */
  readonly root: (path: string) => string;
  /** Hears that a file is read in part, or a value in it is open, because there is more of something than anybody writes. */
  readonly onLimit?: (path: string, what: string) => void;
}

/** Longer files are not read: nobody writes them. In UTF-16 units. */
export const LONGEST_FILE = 1024 * 1024;
