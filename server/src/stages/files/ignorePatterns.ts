/**
 * An ignore file of a build context: which paths a build does not see (spec 9.1; moby's `patternmatcher` and its
 * `ignorefile`, whose ways are kept, those that surprise included).
 */

/** The patterns of a file, or what makes them of no use to say anything. */
export interface IgnoreFile {
  /** Whether a source of `COPY` or `ADD`, cleaned, is left out of the context, by itself or with a folder above it. */
  readonly ignores: (path: string) => boolean;
  /** All that it leaves out is said; false where it takes something back, or cannot be read. */
  readonly isExact: boolean;
}

type Matcher = (path: string) => boolean;

const NOTHING: IgnoreFile = { ignores: () => false, isExact: false };
/** Patterns that leave out whatever is in the context. */
const EVERYTHING = new Set(["*", "**", "**/*"]);

/**
 * Reads an ignore file. Where it takes something back (`!`), or a pattern of it has no form, nothing is said to be ignored:
 * the builder says nothing either.
 */
export function readIgnoreFile(text: string): IgnoreFile {
  const patterns = readPatterns(text);
  if (patterns.some(pattern => pattern.startsWith("!") || !isPattern(pattern))) return NOTHING;
  const leavesNothing = patterns.some(pattern => EVERYTHING.has(pattern));
  const matchers = patterns.map(compile);
  return {
    isExact: !matchers.includes(null),
    ignores: path => {
      // The root of the context is no file that could be left out.
      if ((path === "." || path === "/") && !leavesNothing) return false;
      const paths = [path, ...foldersOf(path)];
      for (const matches of matchers) {
        // The builder gives up on the file at a pattern that it cannot compile, and keeps silent.
        if (!matches) return false;
        if (paths.some(matches)) return true;
      }
      return false;
    },
  };
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

/** The folders that a path is in, from the outermost on; of an absolute path the empty one is the first. */
function foldersOf(path: string): string[] {
  const end = path.lastIndexOf("/");
  if (end === -1) return [];
  const parts = (path.slice(0, end) || "/").split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Whether Go's `filepath.Match` takes a pattern: brackets closed and with something in them, escapes with something after. */
function isPattern(pattern: string): boolean {
  return /^(?:[^\\[]|\\[^]|\[\^?(?:(?:[^\\\]-]|\\[^])(?:-(?:[^\\\]-]|\\[^]))?)+\])*$/u.test(pattern);
}

/** What a pattern matches; null where the builder's regular expressions, or ours, do not take it. */
function compile(pattern: string): Matcher | null {
  const plain = /^[^*?[\]\\]*$/.test(pattern);
  if (plain) return path => path === pattern;
  const inner = /^(\*\*)?([^*?[\]\\]*)(\*\*)?$/.exec(pattern);
  if (inner?.[1] !== undefined && inner[3] === undefined) return endingIn(inner[2] ?? "");
  if (inner?.[1] === undefined && inner?.[3] !== undefined) {
    const start = inner[2] ?? "";
    return path => path.startsWith(start);
  }
  const source = toExpression(pattern);
  if (source === null) return null;
  try {
    const expression = new RegExp(`^${source}$`, "u");
    return path => expression.test(path);
  } catch {
    return null;
  }
}

/** `**` and plain text after it: `**` + `/name` is a name in any folder, `**name` whatever ends so. */
function endingIn(end: string): Matcher {
  return path => path.endsWith(end) || (end.startsWith("/") && path === end.slice(1));
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
