/**
 * The edits whose diagnostics are waited for. Each types one character into the name of a stage near the middle of the
 * file, and each turns a duplicate stage name on or off, so that the answer to the text before an edit can never pass for
 * the answer to the text after it. (An invalid name would do too, but one server checks names with a regular expression
 * that takes exponential time on them; that is not what is to be measured.)
 */
import { type Place, type Sample, TWIN_SUFFIX, type Twins } from "./generate";

/** What both servers say of a place, as far as it matters here. */
export interface Diagnostic {
  range: { start: Place };
  message: string;
}

/** One incremental change of the protocol. */
export interface Change {
  range: { start: Place; end: Place };
  text: string;
}

/** A change and what the diagnostics must say after it. */
export interface Edit {
  change: Change;
  /** The lines of the two stages, on one of which (at least) the duplicate is reported. */
  lines: readonly [number, number];
  /** Whether the two have the same name now. */
  duplicate: boolean;
}

/** How many stages take turns. */
const TURNS = 8;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The endless sequence of edits of a sample, to be applied in order. */
export function* editsOf(sample: Pick<Sample, "lineCount" | "twins">): Generator<Edit, never> {
  const middle = sample.lineCount / 2;
  const near = [...sample.twins]
    .sort((one, other) => Math.abs(one.nameEnd.line - middle) - Math.abs(other.nameEnd.line - middle))
    .slice(0, TURNS);
  if (near.length === 0) throw new Error("The generated file has no pair of stages to edit.");
  for (let round = 0; ; round++) {
    // The first time a character is typed, after that it replaces the letter of the round before.
    for (const twins of near) {
      yield editOf(twins, round === 0 ? 0 : 1, TWIN_SUFFIX);
      yield editOf(twins, 1, LETTERS.charAt(round % LETTERS.length));
    }
  }
}

function editOf({ nameEnd, secondLine }: Twins, replaced: number, text: string): Edit {
  const end = { line: nameEnd.line, character: nameEnd.character + replaced };
  return {
    change: { range: { start: nameEnd, end }, text },
    lines: [nameEnd.line, secondLine],
    duplicate: text === TWIN_SUFFIX,
  };
}

/** Whether diagnostics are those of the text after the edit. */
export function answers(edit: Edit, diagnostics: readonly Diagnostic[]): boolean {
  const reported = diagnostics.some(
    ({ range, message }) => edit.lines.includes(range.start.line) && /duplicate/i.test(message),
  );
  return reported === edit.duplicate;
}

/** A text after a change; what a server makes of it for itself. */
export function applied(text: string, change: Change): string {
  const start = offsetAt(text, change.range.start);
  const end = offsetAt(text, change.range.end);
  return text.slice(0, start) + change.text + text.slice(end);
}

function offsetAt(text: string, place: Place): number {
  let lineStart = 0;
  for (let line = 0; line < place.line; line++) lineStart = text.indexOf("\n", lineStart) + 1;
  return lineStart + place.character;
}
