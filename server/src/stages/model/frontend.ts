/** Which frontend of the builder reads a file: the one that `# syntax=` names (spec 6.1 and the table of section 11). */
import type { Directives } from "../../dockerfile/directives";

export interface Frontend {
  /** The minor version of `docker/dockerfile:1.x`; Infinity for the newest, for the builder's own and for others'. */
  readonly minor: number;
  /** It has what is tried out: a frontend of the labs channel, or one that is not known. */
  readonly hasLabs: boolean;
}

const OWN: Frontend = { minor: Infinity, hasLabs: false };
const STABLE = /^(?:docker\.io\/)?docker\/dockerfile(?::1(?:\.(\d+))?(?:\.\d+)?)?(?:@sha256:\w+)?$/;
const LABS = /^(?:docker\.io\/)?docker\/dockerfile:1\.(\d+)(?:\.\d+)?-labs(?:@sha256:\w+)?$/;

/** The frontend that reads a file with these directives, unless a build is told another one. */
export function frontendFor({ syntax }: Directives, buildArgs: ReadonlyMap<string, string>): Frontend {
  const value = buildArgs.get("BUILDKIT_SYNTAX") ?? syntax?.value;
  const reference = value?.trim().split(" ", 1)[0];
  if (!reference) return OWN;
  const stable = STABLE.exec(reference);
  const minor = (stable ?? LABS.exec(reference))?.[1];
  return { minor: minor === undefined ? Infinity : Number(minor), hasLabs: !stable };
}
