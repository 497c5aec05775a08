/**
 * The one matcher of wildcards: of `${x#p}`, of the sources of `COPY` and of ignore files. A pattern is a list of steps, and a
 * match goes through the list once with all places in the text at which the steps before can have ended. So it costs no
 * more than steps times characters, whatever the pattern; no regular expression is ever made of a file's text.
 */

/** A part of a pattern. */
export type Wildcard =
  /** One character. */
  | { readonly kind: "one"; readonly accepts: Accepts }
  /** Any number of characters, none among them. */
  | { readonly kind: "many"; readonly accepts: Accepts }
  /** Nothing, or whatever ends in a slash. */
  | { readonly kind: "folders" }
  /** Nothing, and only where the text begins. */
  | { readonly kind: "start" };

/** Whether a character is one of those that are meant. */
export type Accepts = (character: string) => boolean;

export const ANY: Accepts = () => true;
export const NO_SLASH: Accepts = character => character !== "/";

/** The step for a character that means itself. */
export function literally(character: string): Wildcard {
  return { kind: "one", accepts: other => other === character };
}

/** Counts what matching costs, in characters looked at. */
export interface StepCounter {
  steps: number;
}

/**
 * Every place at which a match that begins at `start` can end, ascending; empty where nothing matches. Places are indexes
 * of `characters`.
 */
export function matchEnds(
  pattern: readonly Wildcard[],
  characters: readonly string[],
  start: number,
  counter: StepCounter = { steps: 0 },
): readonly number[] {
  let ends: readonly number[] = [start];
  for (const step of pattern) {
    ends = endsOf(step, characters, ends, counter);
    if (ends.length === 0) break;
  }
  return ends;
}

function endsOf(
  step: Wildcard,
  characters: readonly string[],
  starts: readonly number[],
  counter: StepCounter,
): readonly number[] {
  counter.steps += starts.length;
  if (step.kind === "start") return starts.filter(start => start === 0);
  const ends: number[] = [];
  if (step.kind === "one") {
    for (const start of starts) {
      const character = characters[start];
      if (character !== undefined && step.accepts(character)) ends.push(start + 1);
    }
    return ends;
  }
  const first = starts[0] ?? 0;
  let next = 0;
  /** The step goes on to here from a place before. */
  let isReached = false;
  for (let at = first; at <= characters.length; at++) {
    counter.steps++;
    const isStart = starts[next] === at;
    if (isStart) next++;
    if (isStart || (isReached && (step.kind === "many" || characters[at - 1] === "/"))) ends.push(at);
    const character = characters[at];
    if (character === undefined) break;
    isReached = step.kind === "folders" || ((isReached || isStart) && step.accepts(character));
    if (!isReached && next === starts.length) break;
  }
  return ends;
}

/** For every place, up to the end of the text, whether a match can begin there. */
export function matchStarts(pattern: readonly Wildcard[], characters: readonly string[]): readonly boolean[] {
  // Backwards: the places from which the rest of the pattern matches, for ever longer rests.
  let begins = [...characters.map(() => true), true];
  for (const step of pattern.toReversed()) begins = beginsOf(step, characters, begins);
  return begins;
}

function beginsOf(step: Wildcard, characters: readonly string[], after: readonly boolean[]): boolean[] {
  if (step.kind === "start") return after.map((begins, at) => begins && at === 0);
  const begins = after.map(() => false);
  let isBehindSlash = false;
  for (let at = characters.length; at >= 0; at--) {
    const character = characters[at];
    const accepts = character !== undefined && step.kind !== "folders" && step.accepts(character);
    if (step.kind === "one") begins[at] = accepts && after[at + 1] === true;
    else if (step.kind === "many") begins[at] = after[at] === true || (accepts && begins[at + 1] === true);
    else {
      isBehindSlash ||= character === "/" && after[at + 1] === true;
      begins[at] = after[at] === true || isBehindSlash;
    }
  }
  return begins;
}
