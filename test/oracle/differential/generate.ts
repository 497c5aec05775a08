/** Texts drawn from a seed: files with one to three things changed, most often of one kind. */
import { random } from "../../support/random";
import type { Random } from "../../support/random";
import type { Question } from "./given";
import { MUTATIONS } from "./mutations";
import { givenFor } from "./values";

/** A text with what its build is given, and what was changed to make it. */
export interface Generated extends Question {
  readonly kind: string;
}

const KINDS = Object.keys(MUTATIONS);
const MIXED = "several kinds";
const MOST_CHANGES = 3;
const MOST_TRIES = 50;

/**
 * Texts that all differ, the same for the same seed; each kind has its turn. Of no more than some kinds where `only` names
 * them.
 */
export function generate(
  seed: number,
  count: number,
  files: readonly string[],
  only: readonly string[] = [...KINDS, MIXED],
): Generated[] {
  const dice = random(seed);
  const generated: Generated[] = [];
  const seen = new Set<string>(files);
  while (generated.length < count) {
    const kind = only[generated.length % only.length] ?? MIXED;
    const text = draw(kind, dice, files, seen);
    seen.add(text);
    generated.push({ kind, text, given: givenFor(kind, dice) });
  }
  return generated;
}

function draw(kind: string, dice: Random, files: readonly string[], seen: ReadonlySet<string>): string {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    let text = dice.pick(files);
    const changes = 1 + dice.below(MOST_CHANGES);
    for (let change = 0; change < changes; change++) {
      const mutations = MUTATIONS[kind === MIXED ? dice.pick(KINDS) : kind] ?? [];
      text = dice.pick(mutations)(text, dice) ?? text;
    }
    if (!seen.has(text)) return text;
  }
  throw new Error(`No file has anything to change of the kind ${kind}.`);
}
