/**
 * An ignore file of a build context: which paths a build does not see (spec 9.1; moby's `patternmatcher` and its
 * `ignorefile`, whose ways are kept, those that surprise included).
 */
import { filePattern } from "./filePattern";
import { matchEnds } from "./wildcards";
import type { Wildcard } from "./wildcards";
import { compilePattern } from "./ignorePattern";

/** The patterns of a file, or what makes them of no use to say anything. */
export interface IgnoreFile {
  /**
   * Whether a source of `COPY` or `ADD`, cleaned, is left out of the context, by itself or with a folder above it. Null
   * where the patterns are too many or too long to say.
   */
  readonly ignores: (path: string) => boolean | null;
  /** All that it leaves out is said; false where it takes something back, or cannot be read. */
  readonly isExact: boolean;
}

/** A file that nobody has written by hand. The server reads little more than this of one. */
const LONGEST_FILE = 1_000_000;
const TOO_LARGE: IgnoreFile = { ignores: () => null, isExact: false };
const NOTHING: IgnoreFile = { ignores: () => false, isExact: false };
/** Patterns that leave out whatever is in the context. */
const EVERYTHING = new Set(["*", "**", "**/*"]);
/** What one path may cost, in characters that patterns look at, and how much more for each of its own. */
const MOST_STEPS = 4_000;
const STEPS_FOR_EACH = 100;

/**
 * Reads an ignore file. Where it takes something back (`!`), or a pattern of it has no form, nothing is said to be ignored:
 * the builder says nothing either.
 */
export function readIgnoreFile(text: string): IgnoreFile {
  if (text.length > LONGEST_FILE) return TOO_LARGE;
  const patterns = readPatterns(text);
  if (patterns.some(pattern => pattern.startsWith("!") || !filePattern(pattern))) return NOTHING;
  const leavesNothing = patterns.some(pattern => EVERYTHING.has(pattern));
  const { paths, names, others, isExact } = compileAll(patterns);
  return {
    isExact,
    ignores: path => {
      // The root of the context is no file that could be left out.
      if ((path === "." || path === "/") && !leavesNothing) return false;
      const parts = path.split("/");
      if (parts.some(part => names.has(part)) || holds(paths, parts)) return true;
      const characters = [...path];
      const counter = { steps: 0 };
      const most = MOST_STEPS + STEPS_FOR_EACH * characters.length;
      for (const alternatives of others) {
        if (alternatives.some(steps => matchEnds(steps, characters, 0, counter).some(isEnd(characters))))
          return true;
        if (counter.steps > most) return null;
      }
      return false;
    },
  };
}

/** Whether a match that ends at a place is one of the path or of a folder that it is in. */
function isEnd(characters: readonly string[]): (end: number) => boolean {
  // The root is the folder of what stands right below it, and of nothing else.
  const isBelowRoot = characters.lastIndexOf("/") === 0;
  return end => end === characters.length || characters[end] === "/" || (isBelowRoot && end === 1);
}

/** The patterns of a file by what they cost: most are names and paths without a wildcard, which are looked up. */
interface Patterns {
  readonly paths: PathTree;
  /** Of `**` + `/name`: a file or folder of the name, wherever it is. */
  readonly names: Set<string>;
  /** All others; each is several where `|` stands in it. */
  readonly others: (readonly Wildcard[])[][];
  readonly isExact: boolean;
}

/** Paths by their parts. */
interface PathTree {
  readonly below: Map<string, PathTree>;
  isEnd: boolean;
}

function holds(tree: PathTree, parts: readonly string[]): boolean {
  let at: PathTree | undefined = tree;
  for (const part of parts) {
    at = at.below.get(part);
    if (!at) return false;
    if (at.isEnd) return true;
  }
  return false;
}

function add(tree: PathTree, parts: readonly string[]): void {
  let at = tree;
  for (const part of parts) {
    const next: PathTree = at.below.get(part) ?? { below: new Map(), isEnd: false };
    at.below.set(part, next);
    at = next;
  }
  at.isEnd = true;
}

function compileAll(patterns: readonly string[]): Patterns {
  const paths: PathTree = { below: new Map(), isEnd: false };
  const names = new Set<string>();
  const others: (readonly Wildcard[])[][] = [];
  for (const pattern of patterns) {
    const name = /^\*\*\/([^*?[\]\\/]+)$/.exec(pattern)?.[1];
    if (name !== undefined) names.add(name);
    else if (/^[^*?[\]\\]*[^*?[\]\\/]$/.test(pattern)) add(paths, pattern.split("/"));
    else {
      const alternatives = compilePattern(pattern);
      // The builder gives up on the file at a pattern that it cannot compile, and keeps silent.
      if (!alternatives) return { paths, names, others, isExact: false };
      others.push(alternatives);
    }
  }
  return { paths, names, others, isExact: true };
}

/** The patterns of a file, cleaned, without the comments: those have their `#` in the first column. */
function readPatterns(text: string): string[] {
  return text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .filter(line => !line.startsWith("#"))
    .map(line => line.trim())
    .filter(line => line !== "")
    .map(line =>
      line.startsWith("!")
        ? line
        : cleanPath(
            cleanPath(line)
              .replace(/^\/(?=.)/, "")
              .trim(),
          ),
    );
}

/** A path without `.`, `..` and doubled slashes, as Go's `filepath.Clean` leaves it. */
export function cleanPath(path: string): string {
  const root = path.startsWith("/") ? "/" : "";
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (root === "") parts.push("..");
  }
  return root + parts.join("/") || ".";
}
