/** A Dockerfile that ends with one of its instructions: BuildKit can be asked for a stage, not for a step. Pure. */
import type { ModelPosition, ModelReference, ModelStage } from "../../../server/src/protocol";
import type { Snapshot } from "./snapshot";
import { neededStages } from "./staleness";

/**
 * The text before a position (LSP: zero-based line, UTF-16 column), the ends of its lines as they are; `undefined` where the text
 * has no such line.
 */
export function textBefore(text: string, { line, character }: ModelPosition): string | undefined {
  let offset = 0;
  for (let at = 0; at < line; at++) {
    const end = /\r\n|\r|\n/g;
    end.lastIndex = offset;
    if (end.exec(text) === null) return undefined;
    offset = end.lastIndex;
  }
  return text.slice(0, offset + character);
}

/**
 * The snapshot of the file that ends just behind the instruction of this index, which belongs to a stage: its last stage ends
 * there, so a build without a target ends there. Places stay what they are. `undefined` where the text has no such instruction.
 */
export function snapshotUpTo(snapshot: Snapshot, index: number): Snapshot | undefined {
  const last = snapshot.instructions[index];
  const stage = snapshot.stages[last?.stage ?? -1];
  if (last === undefined || stage === undefined) return undefined;
  const text = textBefore(snapshot.text, last.range.end);
  if (text === undefined) return undefined;
  const references = snapshot.references.filter(({ range }) => isBefore(range.start, last.range.end));
  const stages = [
    ...snapshot.stages.slice(0, stage.index),
    { ...stage, range: { ...stage.range, end: last.range.end }, needs: needsOf(stage, snapshot, references) },
  ];
  const cut = { ...snapshot, text, lines: text.split(/\r?\n/), stages, references, target: stage.index };
  return {
    ...cut,
    instructions: snapshot.instructions.slice(0, index + 1),
    reachable: neededStages(cut, stage.index),
  };
}

/** What an instruction that is cut off alone refers to is not needed; what triggers of the base name is, from the `FROM` on. */
function needsOf(
  { index, needs }: ModelStage,
  { references }: Snapshot,
  kept: readonly ModelReference[],
): number[] {
  const names = (some: readonly ModelReference[], needed: number) =>
    some.some(({ inStage, to, kind }) => inStage === index && to === needed && kind !== "ONBUILD");
  return needs.filter(needed => names(kept, needed) || !names(references, needed));
}

function isBefore(a: ModelPosition, b: ModelPosition): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
