/** "Did you mean": the builder's own measure of a near miss (its `util/suggest/error.go`). */
import { distance } from "fastest-levenshtein";
import { isOneSlip } from "./oneSlip";

const FARTHEST = 2;
/** Of a shorter word two edits leave too little. */
const LONG = 6;
/** Of a still shorter word one edit does. */
const SHORT = 3;

/** The option nearest to `text` within two edits, or null; nothing where `text` is itself an option. */
export function nearest(text: string, options: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = FARTHEST + 1;
  for (const option of options) {
    if (option === text) return null;
    if (Math.abs(option.length - text.length) >= bestDistance) continue;
    const edits = distance(text, option);
    if (edits < bestDistance) {
      best = option;
      bestDistance = edits;
    }
  }
  return best;
}

/**
 * The option that a word is but for a slip of the pen, or null: one slip, or two in a word that is long enough for them to
 * leave something. The builder suggests more; what it suggests for a short word is another word.
 */
export function misspelledOption(word: string, options: Iterable<string>): string | null {
  const near = [...options].filter(option => isNear(word, option));
  const slip = near.find(option => Math.min(word.length, option.length) >= SHORT && isOneSlip(word, option));
  return slip ?? near.find(option => Math.min(word.length, option.length) >= LONG) ?? null;
}

/** Whether two texts are within two edits of one another. */
export function isNear(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= FARTHEST && distance(a, b) <= FARTHEST;
}

/** ` (did you mean X?)`, or nothing. */
export function didYouMean(suggestion: string | null): string {
  return suggestion === null ? "" : ` (did you mean ${suggestion}?)`;
}
