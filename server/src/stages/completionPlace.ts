/** What can be written at a cursor: the question of completion, answered from the line that the cursor is in. */
import { lineAt } from "../dockerfile/dockerfile";
import type { Flag } from "../dockerfile/flags";
import type { Instruction } from "../dockerfile/instruction";
import { INSTRUCTIONS } from "../dockerfile/instructionSet";
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Mount } from "../dockerfile/mounts";
import { toDocumentParts, toTextOrGap } from "../dockerfile/place";
import { isWordSeparator, originSpan, skipSpace, touches } from "../dockerfile/source";
import type { Span } from "../dockerfile/source";
import { stageAt } from "./model";
import type { Stage, StageModel } from "./model";
import { mountPlaceAt } from "./mountPlace";
import { stagePlaceAt } from "./places";
import type { StagePlace } from "./places";
import type { Reference } from "./references";
import { sourceAt } from "./sourcePlace";
import { variableAt } from "./variablePlace";

/** Where something can be written. */
export interface Place {
  readonly line: LogicalLine;
  /** In the text of the line: what is there of it; empty where nothing is written yet. */
  readonly token: Span;
}

/** The name of a variable of the global scope, behind `$` or `${`. */
export interface VariablePlace extends Place {
  readonly kind: "variable";
  /** What has to follow the name: `}`, or nothing. */
  readonly close: string;
}

/** The name of a stage, context or image: a base, `--from=`, or `from=` of a mount. */
export interface NamedPlace extends Place {
  readonly kind: "stage";
  readonly place: StagePlace;
}

/** `AS` behind a base, or the name behind it. */
export interface NamePlace extends Place {
  readonly kind: "as" | "stageName";
  readonly stage: Stage;
}

/** The name of a flag, its dashes included. */
export interface FlagPlace extends Place {
  readonly kind: "flag";
  readonly instruction: Instruction;
  /** The names of the other flags. */
  readonly given: ReadonlySet<string>;
  /** A `=` stands behind the name. */
  readonly hasValue: boolean;
}

/** The value of a flag that names no stage and is no mount. */
export interface FlagValuePlace extends Place {
  readonly kind: "flagValue";
  readonly instruction: Instruction;
  readonly flag: Flag;
  readonly stage: Stage;
}

/** A key of a mount, or the value of one, but for `from`. */
export interface MountPlace extends Place {
  readonly kind: "mountKey" | "mountValue";
  readonly mount: Mount;
  /** The index of the field. */
  readonly field: number;
  readonly key: string;
  readonly hasValue: boolean;
  readonly stage: Stage;
}

/** A path in a stage: a source of `COPY --from`, or the `source` of a mount with `from`. */
export interface PathPlace extends Place {
  readonly kind: "path";
  /** The stage that the path is in. */
  readonly of: Stage;
  /** Up to the cursor. */
  readonly typed: string;
}

export type CompletionPlace =
  VariablePlace | NamedPlace | NamePlace | FlagPlace | FlagValuePlace | MountPlace | PathPlace;

/** Everything that can be written at a document offset; empty where nothing can. Looks at the line of the offset alone. */
export function completionPlacesAt(model: StageModel, offset: number): CompletionPlace[] {
  const line = lineAt(model.file, offset);
  const at = line && toTextOrGap(line, model.file.text, offset);
  if (!line || at === null) return [];
  const places: CompletionPlace[] = [];
  const add = (place: CompletionPlace | null) => {
    if (place && isOnOneLine(place, offset)) places.push(place);
  };
  const variable = variableAt(model, line, at);
  if (variable) {
    add({ kind: "variable", line, ...variable });
    return places;
  }
  const named = stagePlaceAt(model, offset);
  if (named) places.push({ kind: "stage", line, token: named.token, place: named });
  const stage = stageAt(model, line.start);
  const { instruction } = line;
  const holder = instruction.trigger ?? instruction;
  // What ONBUILD may not hold back has no place at all.
  if (!stage || (holder !== instruction && (holder.keyword === "FROM" || holder.keyword === "ONBUILD")))
    return places;
  add(flagPlaceAt(line, holder, at));
  if (named) return places;
  if (holder.keyword === "FROM") add(namePlaceAt(line, stage, at));
  const held = holder !== instruction;
  const flag = holder.flags.find(({ valueSpan }) => valueSpan && touches(valueSpan, at));
  if (flag?.value && flag.name === "mount" && holder.keyword === "RUN") {
    const index = holder.flags.filter(({ name, value }) => name === "mount" && value).indexOf(flag);
    const mount = holder.mounts[index];
    const place = mount ? mountPlaceAt(mount, flag.value, at) : null;
    if (mount && place) add({ ...place, line, mount, stage });
    const of = mount && place && isSource(place) ? stageCopied(model, stage, held, { line, mount }) : null;
    if (place && of)
      add({ kind: "path", line, token: place.token, of, typed: typedOf(line, place.token, at) });
  } else if (flag?.value) {
    const token =
      flag.value.text === "" ? { start: at, end: at } : originSpan(flag.value, 0, flag.value.text.length);
    if (touches(token, at)) add({ kind: "flagValue", line, token, instruction: holder, flag, stage });
  } else if (holder.keyword === "COPY") {
    const of = stageCopied(model, stage, held, { line, mount: null });
    const token = of && sourceAt(holder, at);
    if (of && token) add({ kind: "path", line, token, of, typed: typedOf(line, token, at) });
  }
  return places;
}

/** An edit of a completion is one line's: a token that goes on behind a line end cannot be replaced. */
function isOnOneLine({ line, token }: Place, offset: number): boolean {
  const parts = toDocumentParts(line, token);
  return parts.length === 0 || (parts.length === 1 && parts.every(part => touches(part, offset)));
}

function isSource({ kind, key }: { kind: string; key: string }): boolean {
  return kind === "mountValue" && (key === "source" || key === "src");
}

function typedOf({ instruction: { text } }: LogicalLine, token: Span, at: number): string {
  return text.slice(token.start, at);
}

/** The stage that a `COPY` or a mount takes from, where the builder has it by then. */
function stageCopied(
  model: StageModel,
  stage: Stage,
  held: boolean,
  { line, mount }: Pick<Reference, "line" | "mount">,
): Stage | null {
  const reference = model.referencesByStage[stage.index]?.find(
    other => other.line === line && other.mount === mount,
  );
  if (typeof reference?.to !== "number") return null;
  // What is held back is done in a stage that comes later.
  return reference.to < stage.index + (held ? 1 : 0) ? (model.stages[reference.to] ?? null) : null;
}

function flagPlaceAt(line: LogicalLine, instruction: Instruction, at: number): FlagPlace | null {
  const { keyword, keywordSpan, flags, text } = instruction;
  if (!INSTRUCTIONS.get(keyword)?.size) return null;
  const place = (token: Span, own: Flag | null): FlagPlace => ({
    kind: "flag",
    line,
    token,
    instruction,
    given: new Set(flags.filter(flag => flag !== own).map(({ name }) => name)),
    hasValue: own !== null && own.value !== null,
  });
  const touched = flags.find(({ span }) => touches(span, at));
  if (touched) {
    const { span, valueSpan } = touched;
    const end = valueSpan ? valueSpan.start - 1 : span.end;
    return at > span.start && at <= end ? place({ start: span.start, end }, touched) : null;
  }
  const before = flags.findLast(({ span }) => span.end < at)?.span.end ?? keywordSpan.end;
  const start = skipSpace(text, before, text.length);
  if (at <= before) return null;
  if (at < start || start === text.length) return place({ start: at, end: at }, null);
  // Dashes alone are no flag yet.
  let end = start;
  while (end < text.length && !isWordSeparator(text.charCodeAt(end))) end++;
  const isDashes = /^--?$/.test(text.slice(start, end));
  return isDashes && at > start && at <= end ? place({ start, end }, null) : null;
}

/** Behind the base: `AS`, and behind that the name. */
function namePlaceAt(line: LogicalLine, stage: Stage, at: number): NamePlace | null {
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
