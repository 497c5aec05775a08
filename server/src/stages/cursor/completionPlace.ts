/** What can be written at a cursor: the question of completion, answered from the line that the cursor is in. */
import { commentAt, lineAt } from "../../dockerfile/dockerfile";
import type { Analysis } from "../analysis/analysis";
import type { LinkedStage } from "../analysis/linkedStages";
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Mount } from "../../dockerfile/mounts";
import { toDocumentParts, toTextOrGap } from "../../dockerfile/sourceMap";
import { touches } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { commandTargetAt, heredocTargetAt } from "./commandPlace";
import { commentPlaceAt } from "./commentPlace";
import { flagNameAt, flagValueAt } from "./flagPlace";
import { stageAt } from "../model/stagePlaces";
import type { Stage, StageModel } from "../model/model";
import { mountPartAt } from "./mountPlace";
import { nameSlotAt } from "./cursorContext";
import type { NameSlot } from "./cursorContext";
import type { Reference } from "../model/references";
import { sourceAt } from "./sourcePlace";
import { heredocVariableAt, variableAt } from "./variablePlace";
import type { Occurrence, CompletionPlace } from "./completionPlaces";

/**
 * Everything that can be written at a document offset, the likeliest first; empty where nothing can. Looks at the line of
 * the offset alone.
 */
export function completionPlacesAt(analysis: Analysis, offset: number): CompletionPlace[] {
  const { model } = analysis;
  const comment = commentAt(model.file, offset);
  if (comment) return [commentPlaceAt(analysis, comment, offset)].filter(place => place !== null);
  const line = lineAt(model.file, offset);
  const at = line && toTextOrGap(line, model.file.text, offset);
  if (line && at === null) return heredocPlacesAt(analysis, line, offset);
  if (!line || at === null) return [];
  const onOneLine = (place: CompletionPlace | null) => (place && isOnOneLine(place, offset) ? [place] : []);
  const variable = variableAt(model, line, at);
  const inStage = line.instruction.keyword === "FROM" ? null : stageAt(model, line.start);
  if (variable) return onOneLine({ kind: "variable", line, stage: inStage, isInHeredoc: false, ...variable });
  const place = namedPlaceAt(model, offset);
  const named: CompletionPlace[] = place ? [{ kind: "stage", line, token: place.token, place }] : [];
  const stage = stageAt(model, line.start);
  const { instruction } = line;
  const holder = instruction.trigger ?? instruction;
  // What ONBUILD may not hold back has no place at all.
  const isRefused = holder !== instruction && (holder.keyword === "FROM" || holder.keyword === "ONBUILD");
  if (!stage || isRefused) return named;
  const name = flagNameAt(holder, at, model.file.escape);
  return [
    ...named,
    ...(place ? [] : valuePlacesAt(analysis, stage, line, at).flatMap(onOneLine)),
    ...onOneLine(name && { kind: "flag", line, instruction: holder, ...name }),
  ];
}

/** What can be written in the body of a heredoc. */
function heredocPlacesAt(analysis: Analysis, line: LogicalLine, offset: number): CompletionPlace[] {
  const { model } = analysis;
  const variable = heredocVariableAt(analysis, line, offset);
  const stage = stageAt(model, line.start);
  if (variable) return [{ kind: "variable", line, stage, isInHeredoc: true, ...variable }];
  return [heredocTargetAt(model, line, offset)].filter(place => place !== null);
}

/** What can be written in a stage beside flags and the names of stages. */
function valuePlacesAt(analysis: Analysis, stage: Stage, line: LogicalLine, at: number): CompletionPlace[] {
  const { instruction } = line;
  const holder = instruction.trigger ?? instruction;
  const held = holder !== instruction;
  const pathAt = (mount: Mount | null, token: Span | null): CompletionPlace[] => {
    if (!token) return [];
    const typed = instruction.text.slice(token.start, at);
    if (isOfContext(holder, mount))
      return [{ kind: "contextPath", line, token, typed, isMount: mount !== null }];
    const of = stageCopied(analysis, stage, held, { line, mount });
    return of ? [{ kind: "path", line, token, of, typed }] : [];
  };
  const flag = holder.flags.find(({ valueSpan }) => valueSpan && touches(valueSpan, at));
  if (flag?.value && flag.name === "mount" && holder.keyword === "RUN") {
    const index = holder.flags.filter(({ name, value }) => name === "mount" && value).indexOf(flag);
    const mount = holder.mounts[index];
    const part = mount && mountPartAt(mount, flag.value, at);
    if (!part) return [];
    return part.kind === "mountValue" && part.key === "source"
      ? pathAt(mount, part.token)
      : [{ ...part, line, mount, stage }];
  }
  if (flag) {
    const token = flagValueAt(flag, at);
    return token ? [{ kind: "flagValue", line, token, instruction: holder, flag, stage }] : [];
  }
  if (holder.keyword === "FROM") return [namePlaceAt(line, stage, at)].filter(place => place !== null);
  const target = commandTargetAt(holder, at);
  if (target) return [{ kind: "target", line, ...target }];
  return holder.keyword === "COPY" || holder.keyword === "ADD" ? pathAt(null, sourceAt(holder, at)) : [];
}

/** Whether an instruction or a mount takes files from the build context. */
function isOfContext({ keyword, flags }: Instruction, mount: Mount | null): boolean {
  if (mount) return mount.from === null && (mount.type === null || mount.type === "bind");
  return keyword === "ADD" || !flags.some(({ name }) => name === "from");
}

/** A base can be written where it makes one operand or three. */
function namedPlaceAt(model: StageModel, offset: number): NameSlot | null {
  const place = nameSlotAt(model, offset);
  if (place?.form !== "FROM" || place.token.start < place.token.end) return place;
  const { length } = place.line.instruction.words;
  return length === 0 || length === 2 ? place : null;
}

/** An edit of a completion is one line's: a token that goes on behind a line end cannot be replaced. */
function isOnOneLine({ line, token }: CompletionPlace, offset: number): boolean {
  return !line || toDocumentParts(line, token).every(part => touches(part, offset));
}

/** The stage that a `COPY` or a mount takes from, where the builder has it by then. */
function stageCopied(
  { model, linkedSource }: Analysis,
  stage: Stage,
  held: boolean,
  { line, mount }: Pick<Reference, "line" | "mount">,
): Stage | LinkedStage | null {
  const reference = model.referencesByStage[stage.index]?.find(
    other => other.line === line && other.mount === mount,
  );
  const linked = reference && linkedSource(reference);
  if (linked) return linked;
  if (typeof reference?.to !== "number") return null;
  // What is held back is done in a stage that comes later.
  return reference.to < stage.index + (held ? 1 : 0) ? (model.stages[reference.to] ?? null) : null;
}

/** Behind the base: `AS`, and behind that the name. */
function namePlaceAt(line: LogicalLine, stage: Stage, at: number): Occurrence | null {
  const [base, as, name, more] = line.instruction.words;
  if (!base || more || at <= base.span.end) return null;
  const empty = { start: at, end: at };
  if (!as) return { kind: "as", line, stage, token: empty };
  const isAs = as.text.toLowerCase() === "as";
  if (touches(as.span, at))
    return name || !"as".startsWith(as.text.toLowerCase())
      ? null
      : { kind: "as", line, stage, token: as.span };
  if (!isAs || at < as.span.start) return null;
  if (!name) return { kind: "stageName", line, stage, token: empty };
  return touches(name.span, at) ? { kind: "stageName", line, stage, token: name.span } : null;
}
