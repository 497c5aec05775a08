/** What every change of a file is made with. */
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import type { Span } from "../../../server/src/dockerfile/source";
import { NO_OPTIONS } from "../../../server/src/stages/model/buildOptions";
import { readStages } from "../../../server/src/stages/model/model";
import type { StageModel } from "../../../server/src/stages/model/model";
import type { Random } from "../../support/random";

/** A change of a text; null where the text has nothing to change so. */
export type Mutation = (text: string, random: Random) => string | null;

/** The stages of a text. */
export function modelOf(text: string): StageModel {
  return readStages(readDockerfile(text), NO_OPTIONS);
}

/** The text with something else in place of a span of it. */
export function splice(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** One of the items, or null where there is none. */
export function pickOrNull<Item>(random: Random, items: readonly Item[]): Item | null {
  return items.length === 0 ? null : random.pick(items);
}

/** A piece of text with the names of the file in its gaps: `{stage}`, `{STAGE}`, `{index}`. */
export function fill(piece: string, { stages }: StageModel, random: Random): string {
  const name = () =>
    pickOrNull(
      random,
      stages.map(stage => stage.name).filter(one => one !== ""),
    ) ?? "none";
  return piece
    .replace(/\{stage\}/g, name)
    .replace(/\{STAGE\}/g, () => name().toUpperCase())
    .replace(/\{index\}/g, () => String(random.below(stages.length + 2)));
}

/** Puts lines behind an instruction of some stage. */
export function insertInStage(text: string, lines: string, random: Random): string | null {
  const line = pickOrNull(
    random,
    modelOf(text).stages.flatMap(stage => [...stage.body, stage.line]),
  );
  if (!line) return null;
  const before = text.slice(0, line.end);
  const after = text.slice(line.end).replace(/^\n/, "");
  return `${before.replace(/\n$/, "")}\n${lines}\n${after}`;
}
