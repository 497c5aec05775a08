/**
 * An ignore file of a build context: which paths a build does not see (spec 9.1; moby's `patternmatcher` and its
 * `ignorefile`, whose ways are kept, those that surprise included).
 */
import { filePattern } from "../../dockerfile/filePattern";
import { ANY, NO_SLASH, literally, matchEnds } from "../../dockerfile/wildcards";
import type { Accepts, Wildcard } from "../../dockerfile/wildcards";

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
      const alternatives = compile(pattern);
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

/** What a pattern matches; null where the builder's regular expressions, or ours, do not take it. */
function compile(pattern: string): Wildcard[][] | null {
  const [, start, plain = "", end] = /^(\*\*)?([^*?[\]\\]*)(\*\*)?$/.exec(pattern) ?? [];
  const text = [...plain].map(literally);
  if (start !== undefined && end === undefined) return endingIn(plain);
  if (start === undefined && (end !== undefined || plain === pattern))
    return [end === undefined ? text : [...text, REST]];
  const expression = toExpression(pattern);
  return expression === null ? null : alternativesOf(expression);
}

const REST: Wildcard = { kind: "many", accepts: ANY };

/** `**` and plain text after it: `**` + `/name` is a name in any folder, `**name` whatever ends so. */
function endingIn(end: string): Wildcard[][] {
  const text = [...end].map(literally);
  return end.startsWith("/") ? [[REST, ...text], text.slice(1)] : [[REST, ...text]];
}

/**
 * The steps of an expression of {@link toExpression}, for each alternative between `|`; null where a class in it has no
 * form. As in the builder's, `^` and `$` belong to the first and the last alternative alone.
 */
function alternativesOf(expression: string): Wildcard[][] | null {
  const alternatives: Wildcard[][] = [[]];
  const parts = expression.matchAll(
    /(\(\?:\.\*\/\)\?)|(\.|\[(?:\\[^]|[^\]\\])*[^]?)(\*?)|(\|)|(\^)|\\?([^])/gu,
  );
  for (const [, folders, one, many, or, start, literal = ""] of parts) {
    const steps = alternatives.at(-1) ?? [];
    if (or !== undefined) {
      steps.push(REST);
      alternatives.push([REST]);
    } else if (folders !== undefined) steps.push({ kind: "folders" });
    else if (start !== undefined) steps.push({ kind: "start" });
    else if (one === undefined) steps.push(literally(literal));
    else {
      const accepts = acceptsOf(one);
      if (!accepts) return null;
      steps.push({ kind: many === "*" ? "many" : "one", accepts });
    }
  }
  return alternatives;
}

/** The characters of `.` or of a class. The class alone is made into an expression, which is held against one character. */
function acceptsOf(source: string): Accepts | null {
  if (source === ".") return ANY;
  if (source === "[^/]") return NO_SLASH;
  try {
    const expression = new RegExp(`^${source}$`, "u");
    return character => expression.test(character);
  } catch {
    return null;
  }
}

/**
 * The regular expression of a pattern. The builder's translation does not know that it is in a class: `*` and `?` in one
 * end it. A class by name, an escaped letter and a count in braces mean something of their own to its expressions: nobody
 * means that in an ignore file, so they are null.
 */
function toExpression(pattern: string): string | null {
  let expression = "";
  let inClass = false;
  const parts = pattern.matchAll(/\*\*(\/)?|\\[^]|[^]/gu);
  for (const { 0: part, index } of parts) {
    const [first = "", second = ""] = part;
    if (part.startsWith("**")) {
      const rest = index + part.length < pattern.length;
      expression += inClass ? "(.*/)?" : rest ? "(?:.*/)?" : ".*";
    } else if (part === "*" || part === "?") {
      expression += `[^/]${part === "*" ? "*" : ""}`;
      inClass = false;
    } else if (first === "\\") {
      if (/[a-z0-9\P{ASCII}]/iu.test(second)) return null;
      expression += literal(second, inClass);
    } else if (first === "[") {
      if (inClass && pattern[index + 1] === ":") return null;
      expression += inClass ? "\\[" : "[";
      inClass = true;
    } else if (first === "]") {
      expression += inClass ? "]" : "\\]";
      inClass = false;
    } else if (first === "{" && /^\{\d+(?:,\d*)?\}/.test(pattern.slice(index))) return null;
    else expression += isRaw(first, inClass) ? first : literal(first, inClass);
  }
  return expression;
}

/** What the builder leaves to its expressions as it stands, meant or not. */
function isRaw(character: string, inClass: boolean): boolean {
  return character === "^" || character === (inClass ? "-" : "|");
}

function literal(character: string, inClass: boolean): string {
  return /[$()*+./?[\\\]^{|}]/.test(character) || (inClass && character === "-")
    ? `\\${character}`
    : character;
}
