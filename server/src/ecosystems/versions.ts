/** Versions that projects ask for, and the one of an image that does. */
import type { ProjectFolder } from "./folder";

/** A version as its numbers: major, minor, patch, as many as are written. */
type Numbers = readonly number[];

function numbersOf(text: string): Numbers {
  return (/\d+(?:\.\d+)*/.exec(text)?.[0] ?? "")
    .split(".")
    .filter(part => part !== "")
    .map(Number);
}

/** Compares as many numbers as both have: 3.12 and 3.12.4 are the same. */
function compare(one: Numbers, other: Numbers): number {
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** No range that a person writes is as long. */
const LONGEST_RANGE = 200;
const COMPARATOR = /(?:(\^|~>|~=|~|>=|<=|!=|===?|>|<)\s*)?v?(\d+(?:\.(?:\d+|[x*]))*|\*)/g;

/**
 * Whether a version is in a range as npm, Composer, Cargo, pip and mix write them: comparators side by side (`,` or a space)
 * all hold, one of `||` (`or`) is enough, `1 - 2` is from one to the other. A version without a patch stands for its newest.
 */
export function satisfies(version: string, range: string): boolean {
  return range.split(/\|\|?|\bor\b/).some(all => {
    const spread = all.replace(/(?<!\S)(\S+)\s+-\s+(\S+)/, ">=$1 <=$2");
    const comparators = [...spread.matchAll(COMPARATOR)];
    return (
      comparators.length > 0 &&
      comparators.every(([, sign = "", wanted = ""]) => holds(numbersOf(version), sign, wanted))
    );
  });
}

function holds(version: Numbers, sign: string, text: string): boolean {
  const wanted = numbersOf(text);
  const order = compare(version, wanted);
  switch (sign) {
    case ">=":
      return order >= 0;
    case ">":
      return order > 0 || (order === 0 && version.length < wanted.length);
    case "<=":
      return order <= 0;
    case "<":
      return order < 0 || (order === 0 && version.length > wanted.length);
    case "!=":
      return order !== 0 || version.length < wanted.length;
    case "^": {
      const fixed = Math.max(1, wanted.findIndex(number => number > 0) + 1);
      return compare(version, wanted.slice(0, fixed)) === 0 && order >= 0;
    }
    case "~>":
    case "~=":
      return compare(version, wanted.slice(0, Math.max(1, wanted.length - 1))) === 0 && order >= 0;
    case "~":
      return compare(version, wanted.slice(0, 2)) === 0 && order >= 0;
    default:
      return order === 0;
  }
}

/** The first of the versions, the preferred ones first, that is in the range; null where none is. */
export function versionFor(range: string | null, versions: readonly string[]): string | null {
  if (range === null || range.length > LONGEST_RANGE) return null;
  return versions.find(version => satisfies(version, range)) ?? null;
}

/** A version that a file names by itself, such as `v20.11.1`: as many numbers as `most`. Null for any other text. */
export function exactVersion(text: string | null, most: number): string | null {
  const match = /^\s*(?:[a-z]+-)?v?(\d{1,4}(?:\.\d{1,4}){0,2})(?:[-+.\s]|$)/.exec(text ?? "");
  return match?.[1]?.split(".").slice(0, most).join(".") ?? null;
}

/** What `.tool-versions` says of a tool, by any of its names; null where it says nothing. */
export function toolVersion(folder: ProjectFolder, ...tools: readonly string[]): string | null {
  for (const line of (folder.read(".tool-versions") ?? "").split(/\r?\n/)) {
    const [tool = "", version] = line.trim().split(/\s+/);
    if (tools.includes(tool) && version !== undefined) return version;
  }
  return null;
}
