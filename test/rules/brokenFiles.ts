/** Files with a slip in each, drawn from a seed: what people's fingers do to a Dockerfile. */
import { INSTRUCTIONS } from "../../server/src/dockerfile/instructionSet";
import { random } from "../support/random";
import type { Random } from "../support/random";

/** A file before and after a slip. */
export interface BrokenFile {
  readonly slip: string;
  readonly original: string;
  readonly text: string;
}

/** Changes a text in one place; the text itself where it has no such place. */
type Slip = (text: string, dice: Random) => string;

const SLIPS: Record<string, Slip> = {
  "a lost escape character": onLine(/ *\\$/, () => ""),
  "an escape character too many": onLine(/(?<=\S)$/, (_, dice) =>
    dice.pick([" \\", " \\", " \\\n", "\\", " && \\"]),
  ),
  "another escape character": onLine(/\\$/, (_, dice) => dice.pick(["`", "^"])),
  "an escape character that is not last": onLine(/ \\$/, (_, dice) =>
    dice.pick([" \\ &&", " \\ # why", " \\ ;"]),
  ),
  "another escape directive": text => (text.startsWith("# escape") ? text : `# escape=\`\n${text}`),
  "a comment behind": onLine(/(?<=\w)$/, (_, dice) => dice.pick([" # why", " #why it is so", " # it's"])),
  "a comment that goes on": onLine(/(?<=\S)( \\)?$/, () => " # why \\"),
  "text behind an array": onLine(/\]$/, (_, dice) =>
    dice.pick(["] # run it", '] ["x"]', "]; echo", "] x", "],"]),
  ),
  "a letter more, less or another": onWord((word, dice) => {
    const at = dice.below(word.length);
    const change = dice.pick(["", word.charAt(at).repeat(2), dice.pick(["x", "e", "N", "$", "-"])]);
    return word.slice(0, at) + change + word.slice(at + 1);
  }),
  "two letters that changed places": onWord((word, dice) => {
    const at = dice.below(Math.max(1, word.length - 1));
    return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  }),
  "a keyword in another case": onLine(/^\w+(?= )/, word => word.toLowerCase()),
  "a lost line end": (text, dice) => cut(text, "\n", " ", dice),
  "a line end too many": (text, dice) => cut(text, " ", "\n", dice),
  "a lost quote or bracket": (text, dice) =>
    cut(text, dice.pick(['"', "]", "[", "{", "}", "=", ","]), "", dice),
  "a lost line": onLine(/^.*$/, () => ""),
  "a line said twice": onLine(/^.+$/, line => `${line}\n${line}`),
};

/** Files of `originals` with one slip in each, all kinds in turn, the same for the same seed. */
export function* brokenFiles(
  originals: readonly string[],
  count: number,
  seed: number,
): Generator<BrokenFile> {
  const dice = random(seed);
  const slips = Object.entries(SLIPS);
  for (let made = 0, tries = 0; made < count && tries < 20 * count; tries++) {
    const [name, slip] = slips[tries % slips.length] ?? dice.pick(slips);
    const original = dice.pick(originals);
    const text = slip(original, dice);
    if (text === original) continue;
    made++;
    yield { slip: name, original, text };
  }
}

/** The key of {@link instructionCounts} for all instructions together. */
export const ALL = "all";

/** How many lines of a text begin with the name of an instruction: with each, and with any. */
export function instructionCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, word = ""] of text.matchAll(/^[ \t]*([A-Za-z]+)(?=[ \t])/gm)) {
    const keyword = word.toUpperCase();
    if (!INSTRUCTIONS.has(keyword)) continue;
    for (const key of [keyword, ALL]) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function onLine(pattern: RegExp, change: (found: string, dice: Random) => string): Slip {
  return (text, dice) => {
    const lines = text.split("\n");
    const fitting = lines.flatMap((line, index) =>
      pattern.test(line) && !line.startsWith("#") ? [index] : [],
    );
    if (fitting.length === 0) return text;
    const at = dice.pick(fitting);
    return lines
      .map((line, i) => (i === at ? line.replace(pattern, found => change(found, dice)) : line))
      .join("\n");
  };
}

function onWord(change: (word: string, dice: Random) => string): Slip {
  return (text, dice) => {
    const words = [...text.matchAll(/[\w$-]{2,}/g)];
    if (words.length === 0) return text;
    const { 0: word, index } = dice.pick(words);
    return text.slice(0, index) + change(word, dice) + text.slice(index + word.length);
  };
}

function cut(text: string, what: string, by: string, dice: Random): string {
  const places = [...text].flatMap((char, index) => (char === what ? [index] : []));
  if (places.length === 0) return text;
  const at = dice.pick(places);
  return text.slice(0, at) + by + text.slice(at + 1);
}
