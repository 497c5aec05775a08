/** Colours by meaning: names of stages, what refers to them, images, variables, and references that a build refuses. */
import type { Position, Range } from "vscode-languageserver-protocol";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocumentParts } from "../dockerfile/sourceMap";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { stageSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { isIndex } from "../stages/model/references";
import type { Reference } from "../stages/model/references";
import { globalVariables } from "../stages/model/variables";
import type { VariableUse } from "../stages/model/variables";
import { TOKEN_TYPES } from "./capabilities";
import type { FeatureContext } from "./context";

/** In the order of the modifiers in the legend, one bit each. */
const DECLARATION = 1;
const UNRESOLVED = 2;
const CARRIAGE_RETURN = 0x0d;

interface Token {
  /** In the text of the line. */
  readonly span: Span;
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifiers: number;
}

interface LineTokens {
  readonly line: LogicalLine;
  readonly tokens: readonly Token[];
  /** The line is one of the document's, too. */
  readonly isPlain: boolean;
}

interface StageTokens {
  readonly references: readonly Reference[];
  readonly lines: readonly LineTokens[];
}

/** The tokens of the stages of one document, kept from one version to the next: an edit leaves most of them alone. */
export type TokenMemory = WeakMap<Stage, StageTokens>;

/** The tokens of a document, or those that touch a range of it, as the protocol writes them. None goes over a line end. */
export function semanticTokens(context: FeatureContext, memory: TokenMemory, range?: Range): number[] {
  const { document } = context;
  const { model } = context.analysis;
  const within = range
    ? { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }
    : { start: 0, end: Infinity };
  const data: number[] = [];
  const write = writer(context, within, data);
  for (const line of model.preamble) write(lineTokens(line, argumentTokens(context.analysis, line)));
  for (const stage of model.stages) {
    const { start, end } = stageSpan(stage);
    if (end < within.start) continue;
    if (start > within.end) break;
    for (const line of stageTokens(context.analysis, stage, memory)) write(line);
  }
  return data;
}

/** The tokens of a stage, line by line. */
function stageTokens(analysis: Analysis, stage: Stage, memory: TokenMemory): readonly LineTokens[] {
  const { model } = analysis;
  const references = model.referencesByStage[stage.index] ?? [];
  const known = memory.get(stage);
  if (known?.references === references) return known.lines;
  const base = references.find(({ form }) => form === "FROM");
  const lines = [lineTokens(stage.line, fromTokens(analysis, stage, base))];
  for (const reference of references)
    if (reference !== base)
      lines.push(lineTokens(reference.line, [{ span: reference.span, ...meaningOf(analysis, reference) }]));
  // Whether a later stage may be named hangs on that stage as well.
  const isKept = !references.some(({ to, inStage }) => typeof to === "number" && to >= inStage);
  if (isKept) memory.set(stage, { references, lines });
  return lines;
}

/** A carriage return by itself ends a line for editors, and for the builder it does not. */
function lineTokens(line: LogicalLine, tokens: readonly Token[]): LineTokens {
  return { line, tokens, isPlain: line.pieces.length === 0 && !line.instruction.text.includes("\r") };
}

/** The names that an `ARG` before the first stage declares, and the variables in their defaults. */
function argumentTokens({ model }: Analysis, line: LogicalLine): Token[] {
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
  analysis: Analysis,
  { line, base, name, nameError, nameWord }: Stage,
  reference?: Reference,
): Token[] {
  const { model } = analysis;
  const { text } = line.instruction;
  const variables = globalVariables(model, line).map(use => variableToken(text, use));
  const tokens = variables.filter(({ span }) => span.start < base.span.start);
  if (reference) {
    const symbol = meaningOf(analysis, reference);
    // Without the quotes around it.
    let at = reference.span.start;
    for (const variable of variables.slice(tokens.length)) {
      tokens.push({ span: { start: at, end: variable.span.start }, ...symbol });
      tokens.push({ ...variable, modifiers: symbol.modifiers });
      at = variable.span.end;
    }
    tokens.push({ span: { start: at, end: reference.span.end }, ...symbol });
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

function meaningOf(analysis: Analysis, reference: Reference): Pick<Token, "type" | "modifiers"> {
  const { to, problem, byPlatform } = reference;
  const modifiers = problem || isForward(analysis, reference) ? UNRESOLVED : 0;
  if (isIndex(reference)) return { type: "number", modifiers };
  if (problem?.kind === "variable") return { type: "variable", modifiers };
  if (typeof to === "number" || byPlatform.some(base => typeof base.to === "number"))
    return { type: "class", modifiers };
  if (to === "context") return { type: "namespace", modifiers };
  return { type: to === "scratch" ? "keyword" : "enumMember", modifiers };
}

/** A stage copies and mounts from earlier ones alone; what ONBUILD holds back is done in another stage. */
function isForward({ model: { stages } }: Analysis, { form, to, onbuild, inStage }: Reference): boolean {
  return form !== "FROM" && !onbuild && typeof to === "number" && to >= inStage && !stages[to]?.replaced;
}

/** Writes tokens one after the other, each behind the one before. */
function writer({ document }: FeatureContext, within: Span, data: number[]): (tokens: LineTokens) => void {
  const text = document.getText();
  let lastLine = 0;
  let lastCharacter = 0;
  /** Its place after the one before (lines, characters), length, type, modifiers. */
  const put = ({ line, character }: Position, length: number, { type, modifiers }: Token) => {
    const characters = line === lastLine ? character - lastCharacter : character;
    data.push(line - lastLine, characters, length, TOKEN_TYPES.indexOf(type), modifiers);
    lastLine = line;
    lastCharacter = character;
  };
  const isInRange = (start: number, end: number) => start < end && end > within.start && start < within.end;
  return ({ line, tokens, isPlain }) => {
    const begin = isPlain && tokens.length > 0 ? document.positionAt(line.start) : null;
    for (const token of tokens) {
      const { start, end } = token.span;
      if (begin) {
        const position = { line: begin.line, character: begin.character + start };
        if (isInRange(line.start + start, line.start + end)) put(position, end - start, token);
      } else
        for (const part of toDocumentParts(line, token.span).flatMap(found => linesOf(text, found)))
          if (isInRange(part.start, part.end))
            put(document.positionAt(part.start), part.end - part.start, token);
    }
  };
}

/** A stretch of the document without the carriage returns in it. */
function linesOf(text: string, { start, end }: Span): Span[] {
  const lines: Span[] = [];
  let at = start;
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) !== CARRIAGE_RETURN) continue;
    lines.push({ start: at, end: i });
    at = i + 1;
  }
  return [...lines, { start: at, end }];
}
