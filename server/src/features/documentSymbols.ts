/** The outline: stages by what they do, with their instructions in them, and before them what is said for all of them. */
import * as l10n from "@vscode/l10n";
import { SymbolKind } from "vscode-languageserver-types";
import type { DocumentSymbol, Range, SymbolInformation } from "vscode-languageserver-protocol";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { writtenKeyword } from "../dockerfile/instruction";
import { toDocument } from "../dockerfile/sourceMap";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { keywordSpan, nameSpan, stageSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { referencedStage } from "../stages/model/references";
import type { Reference } from "../stages/model/references";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { baseTitle, rootStages, stageTitle } from "./stageTitle";

/** The kind of a stage, in every list of symbols. */
export const STAGE_KIND = SymbolKind.Module;

/** Kinds that every client knows. */
const KINDS: ReadonlyMap<string, SymbolKind> = new Map([
  ["ADD", SymbolKind.File],
  ["ARG", SymbolKind.Variable],
  ["CMD", SymbolKind.Function],
  ["COPY", SymbolKind.File],
  ["ENTRYPOINT", SymbolKind.Function],
  ["ENV", SymbolKind.Constant],
  ["EXPOSE", SymbolKind.Interface],
  ["RUN", SymbolKind.Method],
]);

const LONGEST_NAME = 60;
/** Not `\s`: for the builder U+FEFF is a character like any other, and may be all that an instruction has. */
const BLANK = /[\t-\r \u0085\u00A0\u2028\u2029]+/g;
const NO_REFERENCES: readonly Reference[] = [];

/** What the symbol of a stage was made of, beside the lines of the stage itself. */
interface KeptSymbol {
  readonly references: readonly Reference[];
  /** The line of the document that the stage begins in, from 0. */
  readonly line: number;
  /** Its titles, and those of the stages that it takes from. */
  readonly titles: string;
  readonly symbol: DocumentSymbol;
}

/** The symbols of the stages of one document, kept from one version to the next: an edit leaves most of them alone. */
export type SymbolMemory = WeakMap<Stage, KeptSymbol>;

/**
 * The symbols of a document, in its order. A stage reaches from its `FROM` to the end of its last instruction. The symbol of
 * a stage is frozen and stays the same object as long as nothing in it changes.
 */
export function documentSymbols(context: FeatureContext, memory: SymbolMemory): DocumentSymbol[] {
  const { analysis } = context;
  const { model } = analysis;
  const roots = rootStages(analysis);
  return [
    ...instructionSymbols(context, model.preamble, NO_REFERENCES),
    ...model.stages.map((stage, index) => stageSymbol(context, stage, roots[index] ?? stage, memory)),
  ];
}

function stageSymbol(
  context: FeatureContext,
  stage: Stage,
  root: Stage,
  memory: SymbolMemory,
): DocumentSymbol {
  const { document } = context;
  const { analysis } = context;
  const references = analysis.model.referencesByStage[stage.index] ?? NO_REFERENCES;
  const name = stageTitle(analysis, stage);
  const detail = stageDetail(analysis, stage, root);
  const { line } = document.positionAt(stage.line.start);
  const titles = [name, detail, ...references.map(reference => sourceTitle(analysis, reference))].join("\n");
  const known = memory.get(stage);
  if (known?.references === references && known.line === line && known.titles === titles) return known.symbol;
  const symbol: DocumentSymbol = Object.freeze({
    name,
    ...(detail === "" ? {} : { detail }),
    kind: STAGE_KIND,
    range: rangeOf(context, stageSpan(stage)),
    selectionRange: rangeOf(context, selectionSpan(context, stage)),
    children: instructionSymbols(context, stage.body, references),
  });
  memory.set(stage, { references, line, titles, symbol });
  return symbol;
}

/** The same symbols one after the other, for clients that know no tree of them. */
export function flatSymbols(context: FeatureContext, memory: SymbolMemory): SymbolInformation[] {
  const { uri } = context.document;
  const flat = ({ name, kind, range }: DocumentSymbol, containerName?: string): SymbolInformation => ({
    name,
    kind,
    location: { uri, range },
    ...(containerName === undefined ? {} : { containerName }),
  });
  return documentSymbols(context, memory).flatMap(symbol => [
    flat(symbol),
    ...(symbol.children ?? []).map(child => flat(child, symbol.name)),
  ]);
}

/** What the title leaves open: the image that a stage begins with through other stages, the variables of its base. */
function stageDetail(analysis: Analysis, stage: Stage, root: Stage): string {
  if (stage.replaced) return l10n.t("replaced by a named context");
  // What a named context in its place begins with, nobody knows.
  if (root !== stage) return root.replaced ? "" : baseTitle(analysis, root);
  if (stage.base.byPlatform.length > 0) return "";
  return stage.base.text === stage.base.expanded || stage.base.to === null ? "" : stage.base.text;
}

/** The name, if it stands in the line of the `FROM`: editors show the line of the selection as the head of a stage. */
function selectionSpan({ document }: FeatureContext, stage: Stage): Span {
  const keyword = keywordSpan(stage);
  const name = nameSpan(stage);
  const isBeside = name && document.positionAt(name.end).line === document.positionAt(keyword.start).line;
  return isBeside ? name : keyword;
}

function instructionSymbols(
  context: FeatureContext,
  lines: readonly LogicalLine[],
  references: readonly Reference[],
): DocumentSymbol[] {
  const byLine = new Map<LogicalLine, string[]>();
  for (const reference of references) {
    const named = byLine.get(reference.line);
    const source = sourceTitle(context.analysis, reference);
    if (!named) byLine.set(reference.line, [source]);
    else if (!named.includes(source)) named.push(source);
  }
  return lines.flatMap((line): DocumentSymbol[] => {
    const { instruction } = line;
    if (instruction.keyword === "") return [];
    const sources = byLine.get(line);
    const range = lineRange(context, line);
    return [
      {
        name: instructionName(context.analysis, line),
        ...(sources ? { detail: l10n.t("from {0}", sources.join(", ")) } : {}),
        kind: KINDS.get((instruction.trigger ?? instruction).keyword) ?? SymbolKind.Property,
        range,
        selectionRange: keywordRange(context, line, range),
      },
    ];
  });
}

/** Most instructions are one line of the editor, too; a carriage return by itself ends a line for editors alone. */
function lineRange(context: FeatureContext, line: LogicalLine): Range {
  if (line.pieces.length > 0 || line.heredocs.length > 0 || line.instruction.text.includes("\r"))
    return rangeOf(context, line);
  const start = context.document.positionAt(line.start);
  return { start, end: { line: start.line, character: start.character + line.end - line.start } };
}

/** Most keywords stand where their instruction begins; looking up a position for each of them would cost more. */
function keywordRange(context: FeatureContext, line: LogicalLine, { start }: Range): Range {
  const { keywordSpan } = line.instruction;
  if (line.pieces.length > 0) return rangeOf(context, toDocument(line, keywordSpan));
  const at = (character: number) => ({ line: start.line, character: start.character + character });
  return { start: at(keywordSpan.start), end: at(keywordSpan.end) };
}

function sourceTitle({ model }: Analysis, reference: Reference): string {
  return referencedStage(model, reference)?.displayName ?? reference.text;
}

/** The keyword and what it is about, without flags, on one line; of a heredoc its first line, too. */
function instructionName(
  { model: { file } }: Analysis,
  { instruction, heredocs: [heredoc] }: LogicalLine,
): string {
  const { trigger } = instruction;
  const { text, rest } = trigger ?? instruction;
  let words = writtenKeyword(instruction);
  if (trigger) words += ` ${writtenKeyword(trigger)}`;
  if (rest.start < rest.end)
    words += ` ${text.slice(rest.start, Math.min(rest.end, rest.start + 4 * LONGEST_NAME))}`;
  if (heredoc) {
    const body = file.text.slice(heredoc.body.start, heredoc.body.end).trimStart();
    const [first = ""] = body.slice(0, 4 * LONGEST_NAME).split("\n", 1);
    if (first !== "") words += ` ${first.trimEnd()}`;
  }
  const name = words.replace(BLANK, " ");
  if (name.length <= LONGEST_NAME) return name;
  // A surrogate by itself is no character.
  return `${name.slice(0, LONGEST_NAME - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
