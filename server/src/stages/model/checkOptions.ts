/** What a file says to the builder's linter: `# check=` (spec 6.1; the builder's `frontend/dockerfile/linter`). */
import type { Directives } from "../../dockerfile/directives";
import type { Comment } from "../../dockerfile/logicalLines";
import { quoted } from "./quoted";

export interface CheckOptions {
  /** Rules that keep silent, or all of them. */
  readonly skip: ReadonlySet<string> | "all";
  /** Rules that are off unless named, or all of them. */
  readonly experimental: ReadonlySet<string> | "all";
  /** A finding fails the build. */
  readonly error: boolean;
  /** Why the builder cannot read the options, in its words, or null. */
  readonly problem: string | null;
}

const NOTHING: CheckOptions = { skip: new Set(), experimental: new Set(), error: false, problem: null };
const MOST_OPTIONS = 3;
const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const FALSE = new Set(["0", "f", "F", "FALSE", "false", "False"]);
const CHECK_COMMENT = /^check\s*=\s*(\S[^\n]*)$/i;
/** Each finding asks for those of its line. */
const known = new WeakMap<readonly Comment[], CheckOptions>();

/** The options that the `check` directive of a file gives. */
export function fileCheckOptions({ check }: Directives): CheckOptions {
  return check ? parseCheckOptions(firstWord(check.value)) : NOTHING;
}

/** The options that count for a file in a build: what the build says in place of the file, or the file. */
export function checkOptionsFor(
  directives: Directives,
  buildArgs: ReadonlyMap<string, string>,
): CheckOptions {
  const given = buildArgs.get("BUILDKIT_DOCKERFILE_CHECK");
  return given === undefined ? fileCheckOptions(directives) : parseCheckOptions(given);
}

/** The options of one instruction: those of the first `# check=` comment directly above it. */
export function instructionCheckOptions(comments: readonly Comment[]): CheckOptions {
  const before = known.get(comments);
  if (before) return before;
  const options = readCheckComments(comments);
  known.set(comments, options);
  return options;
}

function readCheckComments(comments: readonly Comment[]): CheckOptions {
  for (const { text } of comments) {
    const value = CHECK_COMMENT.exec(text)?.[1];
    if (value !== undefined) return parseCheckOptions(firstWord(value));
  }
  return NOTHING;
}

/** Of a directive only what precedes the first space is read. */
function firstWord(value: string): string {
  return value.split(" ", 1)[0] ?? "";
}

/** Reads `skip=A,B;error=true;experimental=all`, as it stands in a directive or as a build gives it. */
export function parseCheckOptions(value: string): CheckOptions {
  let { skip, experimental, error } = NOTHING;
  const refuse = (option: string): CheckOptions => ({
    ...NOTHING,
    problem: `failed to parse check options: invalid check option ${quoted(option)}`,
  });
  const text = value.trim();
  if (text === "") return NOTHING;
  const options = text.split(";");
  for (const option of [...options.slice(0, MOST_OPTIONS - 1), ...lastOption(options)]) {
    const equals = option.indexOf("=");
    const [key, setting] =
      equals === -1 ? [option, null] : [option.slice(0, equals).trim(), option.slice(equals + 1).trim()];
    if (setting === null) return refuse(option);
    if (key === "skip") skip = ruleSet(setting);
    else if (key === "experimental") experimental = ruleSet(setting);
    else if (key !== "error") return refuse(key);
    else if (TRUE.has(setting)) error = true;
    else if (FALSE.has(setting)) error = false;
    else
      return {
        ...NOTHING,
        problem: `failed to parse check options: failed to parse check option ${quoted(option)}: strconv.ParseBool: parsing ${quoted(setting)}: invalid syntax`,
      };
  }
  return { skip, experimental, error, problem: null };
}

/** The builder splits into three at most: the third keeps whatever follows. */
function lastOption(options: readonly string[]): string[] {
  return options.length < MOST_OPTIONS
    ? options.slice(MOST_OPTIONS - 1)
    : [options.slice(MOST_OPTIONS - 1).join(";")];
}

function ruleSet(setting: string): ReadonlySet<string> | "all" {
  return setting === "all" ? "all" : new Set(setting.split(",").map(name => name.trim()));
}

/** Whether a set of rule names holds one. */
export function includesRule(rules: ReadonlySet<string> | "all", id: string): boolean {
  return rules === "all" || rules.has(id);
}
