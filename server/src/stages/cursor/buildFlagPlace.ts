/**
 * Where a command for a build, in a comment or in shell text, names a stage: behind `--target` and in the list of
 * `--no-cache-filter`. To the builder these names are no references.
 */
import type { Span } from "../../dockerfile/source";

/** The name of a stage that is built, or is about to be written. */
export interface BuildFlagName {
  /** In the text that was looked at; empty where nothing is written yet. */
  readonly token: Span;
  /** The names before it in the same list, lower-cased. */
  readonly given: readonly string[];
}

/** More than anybody writes between a command and its flag. What stands further away is not looked at. */
const LONGEST = 1000;
/** The flag as a word of its own, what parts it from its value (`=`, white space, strings of a JSON form), the value so far. */
const FLAG =
  /(?<![^\s"'`([,;|&])--(target|no-cache-filter)(?:=|[ \t]+|["'][ \t]*,[ \t]*(?=["']))["']?((?:[\w.-]+,)*)((?:\w[\w.-]*)?)$/;
const REST = /[\w.-]*/y;
/** What builds images: other programs have a flag of that name, too. */
const ENGINE = /docker|buildx|buildah|buildctl|podman|nerdctl|finch|depot|kaniko/i;
const COMMAND_END = /&&|\|\|?|[;\n]/;

/** The name at an offset of a text, looking no further than `start` and `end`; null where the offset is at none. */
export function buildFlagNameAt(text: string, { start, end }: Span, at: number): BuildFlagName | null {
  const match = FLAG.exec(text.slice(Math.max(start, at - LONGEST), at));
  const [, flag, list = "", name = ""] = match ?? [];
  if (flag === undefined || (flag === "target" && list !== "")) return null;
  REST.lastIndex = at;
  const rest = REST.exec(text)?.[0].length ?? 0;
  const token = { start: at - name.length, end: Math.min(at + rest, end) };
  return { token, given: list.toLowerCase().split(",").slice(0, -1) };
}

/** The same in shell text: only where the flag is one of a command that builds images. */
export function shellFlagNameAt(text: string, span: Span, at: number): BuildFlagName | null {
  const name = buildFlagNameAt(text, span, at);
  const before = text.slice(Math.max(span.start, at - LONGEST), at);
  return name && ENGINE.test(before.split(COMMAND_END).at(-1) ?? "") ? name : null;
}
