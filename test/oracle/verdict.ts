/** How the verdicts of a real builder are written down in `cases.ts`. */

/** What a build is given beside the file. */
export interface Given {
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly contexts?: readonly string[];
  /** What `--platform` asks for. A check takes no notice of it: these were asked by a build. */
  readonly platform?: string;
}

/** A file, and what a real builder said of it when every stage was checked. */
export interface OracleCase {
  readonly dockerfile: string;
  readonly given: Given;
  /**
   * `ok`: it can be built. `registry`: the builder finds no fault and asks a registry for an image. `refused`: it cannot be
   * built. `conditional`: it is refused because an argument was not given that has no default or an empty one, or whose default
   * asks for it (`${X:?message}`), so a build may well succeed.
   */
  readonly verdict: "ok" | "registry" | "refused" | "conditional";
  /** The builder's message, without the words that say a line; null where it is not refused. */
  readonly error: string | null;
  /** The lines that the builder points at, from 1; none where it points at nothing, or beside the fault. */
  readonly lines: readonly number[];
  /** Why we say nothing of it, or something else; null where we say what the builder says. */
  readonly unlike: string | null;
}

const LIKE = { given: {}, error: null, lines: [], unlike: null };

/** A file that can be built. */
export function ok(dockerfile: string, given: Given = {}): OracleCase {
  return { ...LIKE, dockerfile, given, verdict: "ok" };
}

/** A file for which the builder asks a registry. */
export function registry(dockerfile: string, given: Given = {}): OracleCase {
  return { ...LIKE, dockerfile, given, verdict: "registry" };
}

/** A file that the builder refuses. */
export function refused(
  dockerfile: string,
  lines: readonly number[],
  error: string,
  given: Given = {},
): OracleCase {
  return { ...LIKE, dockerfile, given, verdict: "refused", error, lines };
}

/** A file that the builder refuses as long as nobody gives it an argument. */
export function conditional(dockerfile: string, lines: readonly number[], error: string): OracleCase {
  return { ...LIKE, dockerfile, verdict: "conditional", error, lines };
}

/** A case in which we do not say what the builder says, and why. */
export function unlike(why: string, oracleCase: OracleCase): OracleCase {
  return { ...oracleCase, unlike: why };
}
