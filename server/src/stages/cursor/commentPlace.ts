/** What can be written in a comment: the values of directives, the description of a stage, the target of a build. */
import type { CommentLine, Dockerfile } from "../../dockerfile/dockerfile";
import { trimSpaceEnd } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../analysis/analysis";
import { buildFlagNameAt } from "./buildFlagPlace";
import type { BuildFlagName } from "./buildFlagPlace";
import { CHECK_COMMENTS, hasFeature } from "../model/frontendFeatures";
import type { Stage, StageModel } from "../model/model";

/** Where something can be written outside the text of instructions. */
export interface FreePlace {
  readonly line: null;
  /** In the document: what is there of it; empty where nothing is written yet. */
  readonly token: Span;
}

/** The name of a stage, in a comment or a heredoc, as `--target` takes it. */
export interface FreeTargetPlace extends FreePlace, BuildFlagName {
  readonly kind: "target";
}

/** The name with which the comment begins that describes a stage. */
export interface DescriptionPlace extends FreePlace {
  readonly kind: "description";
  readonly stage: Stage;
}

/** The value of a directive that has one. */
export interface DirectivePlace extends FreePlace {
  readonly kind: "directive";
  readonly name: "syntax" | "escape";
}

/** An option of `# check=`. */
export interface CheckOptionPlace extends FreePlace {
  readonly kind: "checkOption";
  /** The keys of the other options. */
  readonly given: ReadonlySet<string>;
  /** Whose options they are: the file's, or those of the instruction below. */
  readonly of: "file" | "instruction";
}

/** One of the rules that an option of `# check=` lists. */
export interface CheckRulePlace extends FreePlace {
  readonly kind: "checkRule";
  readonly key: "skip" | "experimental";
  /** The other rules of the list. */
  readonly given: ReadonlySet<string>;
}

export type CommentPlace =
  FreeTargetPlace | DescriptionPlace | DirectivePlace | CheckOptionPlace | CheckRulePlace;

const DIRECTIVE = /^[\t\f\r ]*#[\t\f\r ]*(syntax|escape|check)[\t\f\r ]*=[\t\f\r ]*/i;

/** What can be written at a document offset in a comment; null where nothing can. */
export function commentPlaceAt(
  analysis: Analysis,
  comment: CommentLine,
  offset: number,
): CommentPlace | null {
  const { model } = analysis;
  const flag = buildFlagNameAt(model.file.text, comment, offset);
  if (flag) return { kind: "target", line: null, ...flag };
  if (comment.gap === null) return null;
  return (
    directivePlaceAt(analysis, comment, comment.gap, offset) ??
    descriptionPlaceAt(model, comment, comment.gap, offset)
  );
}

function directivePlaceAt(
  analysis: Analysis,
  { start, end }: CommentLine,
  gap: number,
  offset: number,
): CommentPlace | null {
  const { file } = analysis.model;
  const { text } = file;
  const match = DIRECTIVE.exec(text.slice(start, end));
  const name = match?.[1]?.toLowerCase();
  const from = start + (match?.[0].length ?? Infinity);
  if (offset < from) return null;
  const isAtStart = text[start] === "#";
  const isPossible = isDirectivePlace(file, gap, name ?? "");
  if (name === "check") {
    const of = isPossible ? "file" : readsAbove(analysis, offset) ? "instruction" : null;
    return of && isAtStart ? checkPlaceAt(text, { start: from, end }, offset, of) : null;
  }
  if (!isPossible || (name !== "escape" && (name !== "syntax" || !isAtStart))) return null;
  return { kind: "directive", line: null, token: { start: from, end: trimSpaceEnd(text, from, end) }, name };
}

/**
 * Whether the builder looks for a directive in a gap: nothing but other directives stands before it. The reader of all but
 * `escape` passes over `#!` in the first line.
 */
export function isDirectivePlace({ gaps, lines, text }: Dockerfile, gap: number, name: string): boolean {
  if ((lines[0]?.start ?? Infinity) < (gaps[gap]?.start ?? 0)) return false;
  const before = gaps.slice(0, gap).filter(({ kind }) => kind !== "bom");
  const hasShebang = name !== "escape" && before[0] !== undefined && text.startsWith("#!", before[0].start);
  return before.slice(hasShebang ? 1 : 0).every(({ start, end }) => {
    const match = DIRECTIVE.exec(text.slice(start, end));
    if (!match || text.slice(start + match[0].length, end).trim() === "") return false;
    return match[1]?.toLowerCase() !== name;
  });
}

/** Newer frontends read `# check=` above an instruction as well. */
function readsAbove({ model: { file }, frontend }: Analysis, offset: number): boolean {
  const isAbove = offset < (file.lines.at(-1)?.start ?? 0);
  return isAbove && hasFeature(frontend, CHECK_COMMENTS);
}

/** The option, or the rule in its list, at an offset of `skip=A,B;error=true`. Nothing behind white space is read. */
function checkPlaceAt(
  text: string,
  value: Span,
  offset: number,
  of: CheckOptionPlace["of"],
): CheckOptionPlace | CheckRulePlace | null {
  const end = value.start + (text.slice(value.start, value.end).split(/\s/, 1)[0] ?? "").length;
  if (offset > end) return null;
  const option = partAt(text, { start: value.start, end }, ";", offset);
  const equals = text.slice(option.start, option.end).indexOf("=");
  const list = { start: option.start + equals + 1, end: option.end };
  if (equals === -1 || offset < list.start) {
    const given = new Set([...option.others].map(other => other.split("=", 1)[0] ?? ""));
    const token = { start: option.start, end: equals === -1 ? option.end : list.start };
    return { kind: "checkOption", line: null, token, given, of };
  }
  const key = text.slice(option.start, list.start - 1);
  if (key !== "skip" && key !== "experimental") return null;
  const { start, end: partEnd, others } = partAt(text, list, ",", offset);
  return { kind: "checkRule", line: null, token: { start, end: partEnd }, key, given: others };
}

/** The part of a list that an offset touches, and the others that are not empty. */
function partAt(
  text: string,
  { start, end }: Span,
  separator: string,
  offset: number,
): Span & { others: ReadonlySet<string> } {
  const before = text.slice(start, offset).split(separator);
  const after = text.slice(offset, end).split(separator);
  const others = new Set([...before.slice(0, -1), ...after.slice(1)].filter(part => part !== ""));
  return { start: offset - (before.at(-1) ?? "").length, end: offset + (after[0] ?? "").length, others };
}

/** The first word of a comment directly above a `FROM` with a name that no comment describes yet. */
function descriptionPlaceAt(
  { file, stages }: StageModel,
  { start, end }: CommentLine,
  gap: number,
  offset: number,
): DescriptionPlace | null {
  const { text } = file;
  const from = start + (/^#[\t ]+/.exec(text.slice(start, end))?.[0].length ?? Infinity);
  if (offset < from || text.slice(offset, end).trim() !== "") return null;
  const next = text.indexOf("\n", end) + 1;
  const stage = next === 0 ? undefined : stages.find(({ line }) => line.from === next);
  if (!stage || stage.name === "" || stage.description !== null) return null;
  if (!stage.name.startsWith(text.slice(from, offset)) || isDescribed(file, gap, stage.name)) return null;
  return { kind: "description", line: null, token: { start: from, end: offset }, stage };
}

/** Whether a comment above does it: one that is empty yet parts it from the stage, but will not do so any longer. */
function isDescribed({ gaps, text }: Dockerfile, gap: number, name: string): boolean {
  for (let at = gap - 1; at >= 0; at--) {
    const { kind, start, end } = gaps[at] ?? { kind: "bom", start: 0, end: 0 };
    if ((kind !== "comment" && kind !== "blank") || end !== gaps[at + 1]?.start) return false;
    const comment = text.slice(start, end).trimEnd();
    if (comment === "#") return false;
    if (comment.replace(/^#[\t ]*/, "").startsWith(`${name} `)) return true;
  }
  return false;
}
