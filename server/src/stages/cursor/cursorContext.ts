/** Where in a document a stage can be named, and what stands there: the questions a cursor asks of the model. */
import { lineAt } from "../../dockerfile/dockerfile";
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocumentParts, toTextOrGap } from "../../dockerfile/sourceMap";
import { originSpan, touches } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { stageAt } from "../model/stagePlaces";
import type { Stage, StageModel } from "../model/model";
import type { ReferenceForm } from "../model/references";

/** A token that names a stage, or the empty place where one is about to be written. */
export interface NameSlot {
  readonly form: ReferenceForm;
  readonly onbuild: boolean;
  /** The stage that the instruction belongs to; for FROM the one that it begins. */
  readonly stage: Stage;
  readonly line: LogicalLine;
  /** In the text of the line; empty where nothing is written yet. */
  readonly token: Span;
}

/** The place at a document offset, or null where no stage can be named. */
export function nameSlotAt(model: StageModel, offset: number): NameSlot | null {
  const line = lineAt(model.file, offset);
  const stage = line && stageAt(model, line.start);
  const at = line && toTextOrGap(line, model.file.text, offset);
  if (!line || !stage || at === null) return null;
  const { instruction } = line;
  const holder = instruction.trigger ?? instruction;
  const onbuild = holder !== instruction;
  const place = (form: ReferenceForm, token: Span | undefined): NameSlot | null => {
    // A token that goes on, or begins, behind a line end is touched on its own lines alone.
    const parts = token ? toDocumentParts(line, token) : [];
    if (!token || (parts.length > 0 && !parts.some(part => touches(part, offset)))) return null;
    return { form, onbuild, stage, line, token };
  };
  switch (holder.keyword) {
    case "FROM":
      return onbuild ? null : place("FROM", baseTokenAt(holder, at));
    case "COPY":
      return place("COPY", fromFlagTokenAt(holder, at));
    case "RUN":
      return place("MOUNT", mountTokenAt(holder, at));
    default:
      return null;
  }
}

function baseTokenAt({ text, keywordSpan, flags, words }: Instruction, at: number): Span | undefined {
  const [base] = words;
  if (base && touches(base.span, at)) return base.span;
  // Behind the keyword and the flags, with nothing but white space between: the base is about to be written.
  const before = flags.at(-1)?.span.end ?? keywordSpan.end;
  return at > before && text.slice(before, at).trim() === "" ? { start: at, end: at } : undefined;
}

function fromFlagTokenAt({ flags }: Instruction, at: number): Span | undefined {
  for (const { name, value, valueSpan } of flags) {
    if (name !== "from" || !value || !valueSpan || !touches(valueSpan, at)) continue;
    const token = value.text === "" ? { start: at, end: at } : originSpan(value, 0, value.text.length);
    return touches(token, at) ? token : undefined;
  }
  return undefined;
}

function mountTokenAt({ mounts }: Instruction, at: number): Span | undefined {
  for (const { options } of mounts)
    for (const { key, valueSpan } of options)
      if (key === "from" && valueSpan && touches(valueSpan, at)) return valueSpan;
  return undefined;
}

/**
 * The stages that may be named at a place, the newest first, each under the name that means it there. A name that is
 * used twice means, in a FROM, the nearest earlier stage, everywhere else the last one of the file.
 */
export function stagesNameableAt(model: StageModel, place: NameSlot): Stage[] {
  const limit = firstIllegalIndex(model, place);
  const found = new Map<string, Stage>();
  for (let index = limit - 1; index >= 0; index--) {
    const stage = model.stages[index];
    if (!stage || stage.name === "" || found.has(stage.name)) continue;
    if (place.form === "FROM" || model.names.get(stage.name) === index) found.set(stage.name, stage);
  }
  return [...found.values()];
}

/** What an ONBUILD line names has to stand before its consumer, and may be the very stage that holds it. */
function firstIllegalIndex(model: StageModel, { stage, onbuild }: NameSlot): number {
  if (!onbuild) return stage.index;
  const consumer = model.stages.find(({ base }) => base.to === stage.index);
  return consumer?.index ?? stage.index + 1;
}
