/** "Did you mean": the builder's own measure of a near miss (its `util/suggest/error.go`). */
import { distance } from "fastest-levenshtein";

const FARTHEST = 2;

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

/** Whether two texts are within two edits of one another. */
export function isNear(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= FARTHEST && distance(a, b) <= FARTHEST;
}

/** ` (did you mean X?)`, or nothing. */
export function didYouMean(suggestion: string | null): string {
  return suggestion === null ? "" : ` (did you mean ${suggestion}?)`;
}
