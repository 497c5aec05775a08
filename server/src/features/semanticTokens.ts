/** Colours by meaning: names of stages, what refers to them, images, variables, and references that a build refuses. */
import type { Range, SemanticTokensEdit, SemanticTokensLegend } from "vscode-languageserver";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocumentParts } from "../dockerfile/place";
import type { Span } from "../dockerfile/source";
import { stageSpan } from "../stages/model";
import type { Stage, StageModel } from "../stages/model";
import { isIndex } from "../stages/references";
import type { Reference } from "../stages/references";
import { globalVariables } from "../stages/variables";
import type { VariableUse } from "../stages/variables";
import type { FeatureContext } from "./context";

/** Types that every theme colours: a stage, an image, a named context, an index, a variable, the empty image. */
const TYPES = ["class", "enumMember", "namespace", "number", "variable", "keyword"] as const;
const MODIFIERS = ["declaration", "unresolved"] as const;

export const TOKENS_LEGEND: SemanticTokensLegend = {
  tokenTypes: [...TYPES],
  tokenModifiers: [...MODIFIERS],
};

const DECLARATION = 1;
const UNRESOLVED = 2;
const CARRIAGE_RETURN = 0x0d;
/** How many numbers say a token: its place after the one before (lines, characters), length, type, modifiers. */
const WIDTH = 5;

interface Token {
  /** In the text of the line. */
  readonly span: Span;
  readonly type: (typeof TYPES)[number];
  readonly modifiers: number;
}

/** The tokens of a document, or those that touch a range of it, as the protocol writes them. None goes over a line end. */
export function semanticTokens(context: FeatureContext, range?: Range): number[] {
  const { model, document } = context;
  const within = range
    ? { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }
    : { start: 0, end: Infinity };
  const data: number[] = [];
  const write = writer(context, within, data);
  for (const line of model.preamble) for (const token of argumentTokens(model, line)) write(line, token);
  for (const stage of model.stages) {
    const { start, end } = stageSpan(stage);
    if (end < within.start) continue;
    if (start > within.end) break;
    const [first, ...others] = model.referencesByStage[stage.index] ?? [];
    const base = first?.form === "FROM" ? first : undefined;
    for (const token of fromTokens(model, stage, base)) write(stage.line, token);
    for (const reference of first && !base ? [first, ...others] : others)
      write(reference.line, { span: reference.span, ...meaningOf(model, reference) });
  }
  return data;
}

/** What makes the one list of tokens the other: one change at most. */
export function tokenEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head++;
  if (head === before.length && head === after.length) return [];
  head -= head % WIDTH;
  let tail = 0;
  while (tail < shortest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  tail -= tail % WIDTH;
  return [
    { start: head, deleteCount: before.length - tail - head, data: after.slice(head, after.length - tail) },
  ];
}

/** The names that an `ARG` before the first stage declares, and the variables in their defaults. */
function argumentTokens(model: StageModel, line: LogicalLine): Token[] {
  const { keyword, words, text } = line.instruction;
  if (keyword !== "ARG") return [];
  const names = words.map(({ text: word, span: { start } }): Token => {
    const equals = word.indexOf("=");
    const end = start + (equals === -1 ? word.length : equals);
    return { span: { start, end }, type: "variable", modifiers: DECLARATION };
  });
  const uses = globalVariables(model, line).map(use => variableToken(text, use));
  return uses.length === 0 ? names : [...names, ...uses].sort((a, b) => a.span.start - b.span.start);
}

/** A `FROM`: the variables in its platform and its base, the base between them, the name. */
function fromTokens(
  model: StageModel,
  { line, base, name, nameError, nameWord }: Stage,
  reference?: Reference,
): Token[] {
  const { text } = line.instruction;
  const variables = globalVariables(model, line).map(use => variableToken(text, use));
  const tokens = variables.filter(({ span }) => span.start < base.span.start);
  if (reference) {
    const meaning = meaningOf(model, reference);
    let at = base.span.start;
    for (const variable of variables.slice(tokens.length)) {
      tokens.push({ span: { start: at, end: variable.span.start }, ...meaning });
      tokens.push({ ...variable, modifiers: meaning.modifiers });
      at = variable.span.end;
    }
    tokens.push({ span: { start: at, end: base.span.end }, ...meaning });
  }
  if (nameWord) {
    const refused = name === "" || nameError !== null ? UNRESOLVED : 0;
    tokens.push({ span: nameWord.span, type: "class", modifiers: DECLARATION | refused });
  }
  return tokens;
}

/** A variable with its `$` and, where nothing stands between them but the name, its braces. */
function variableToken(text: string, { span }: VariableUse): Token {
  let { start, end } = span;
  if (text.startsWith("${", start - 2)) {
    start -= 2;
    if (text[end] === "}") end++;
  } else if (text[start - 1] === "$") start--;
  return { span: { start, end }, type: "variable", modifiers: 0 };
}

function meaningOf(model: StageModel, reference: Reference): Pick<Token, "type" | "modifiers"> {
  const { to, problem } = reference;
  const modifiers = problem || isForward(model, reference) ? UNRESOLVED : 0;
  if (isIndex(reference)) return { type: "number", modifiers };
  if (problem?.kind === "variable") return { type: "variable", modifiers };
  if (typeof to === "number") return { type: "class", modifiers };
  if (to === "context") return { type: "namespace", modifiers };
  return { type: to === "scratch" ? "keyword" : "enumMember", modifiers };
}

/** A stage copies and mounts from earlier ones alone; what ONBUILD holds back is done in another stage. */
function isForward({ stages }: StageModel, { form, to, onbuild, inStage }: Reference): boolean {
  return form !== "FROM" && !onbuild && typeof to === "number" && to >= inStage && !stages[to]?.replaced;
}

/** Writes tokens one after the other, each behind the one before. */
function writer(
  { document }: FeatureContext,
  within: Span,
  data: number[],
): (line: LogicalLine, token: Token) => void {
  let before = { line: 0, character: 0 };
  const text = document.getText();
  const writePart = (start: number, end: number, { type, modifiers }: Token) => {
    if (start >= end || end <= within.start || start >= within.end) return;
    const position = document.positionAt(start);
    const lines = position.line - before.line;
    const characters = lines === 0 ? position.character - before.character : position.character;
    data.push(lines, characters, end - start, TYPES.indexOf(type), modifiers);
    before = position;
  };
  return (line, token) => {
    for (const { start, end } of toDocumentParts(line, token.span)) {
      // A carriage return by itself ends a line for editors, and for the builder it does not.
      let at = start;
      for (let i = start; i < end; i++) {
        if (text.charCodeAt(i) !== CARRIAGE_RETURN) continue;
        writePart(at, i, token);
        at = i + 1;
      }
      writePart(at, end, token);
    }
  };
}
