/** Which stages need a stage, and which it needs, as a tree to go up and down in. */
import { SymbolKind } from "vscode-languageserver-types";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Position,
} from "vscode-languageserver-protocol";
import { lineAt } from "../dockerfile/dockerfile";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { symbolAt } from "../stages/cursor/symbols";
import { keywordSpan, nameSpan, stageSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** What an item says of its stage, to find it again when the document has changed. */
interface ItemData {
  readonly index: number;
  /** Lower-cased; `""` for a stage without a name, which is then known by its base. */
  readonly name: string;
  readonly base: string;
}

/** A stage that needs another one, and the token that makes it so. */
interface Call {
  readonly from: Stage;
  readonly to: Stage;
  readonly line: LogicalLine;
  /** In the text of the line. */
  readonly span: Span;
}

/** The stage named at a position, or whose `FROM` stands there, as the one item of a tree; null elsewhere. */
export function prepareCallHierarchy(
  context: FeatureContext,
  position: Position,
): CallHierarchyItem[] | null {
  const { model } = context.analysis;
  const offset = offsetOf(context, position);
  const symbol = symbolAt(context.analysis, offset)?.symbol;
  const line = lineAt(model.file, offset);
  const stage = symbol?.kind === "stage" ? symbol.stage : model.stages.find(other => other.line === line);
  return stage ? [stageItem(context, stage)] : null;
}

/** The stages that are based on that of an item, copy from it or mount it; null where it is not found any more. */
export function incomingCalls(
  context: FeatureContext,
  item: CallHierarchyItem,
): CallHierarchyIncomingCall[] | null {
  const stage = stageOfItem(context.analysis, item);
  if (!stage) return null;
  const calls = callsOf(context.analysis).filter(({ to }) => to === stage);
  return grouped(calls, ({ from }) => from).map(([from, fromCalls]) => ({
    from: stageItem(context, from),
    fromRanges: fromCalls.map(({ line, span }) => rangeOf(context, toDocument(line, span))),
  }));
}

/** The stages that the stage of an item needs; null where it is not found any more. */
export function outgoingCalls(
  context: FeatureContext,
  item: CallHierarchyItem,
): CallHierarchyOutgoingCall[] | null {
  const stage = stageOfItem(context.analysis, item);
  if (!stage) return null;
  const calls = callsOf(context.analysis).filter(({ from }) => from === stage);
  return grouped(calls, ({ to }) => to).map(([to, toCalls]) => ({
    to: stageItem(context, to),
    fromRanges: toCalls.map(({ line, span }) => rangeOf(context, toDocument(line, span))),
  }));
}

/** The item of a stage. */
export function stageItem(context: FeatureContext, stage: Stage): CallHierarchyItem {
  const { index, name, displayName, base } = stage;
  const data: ItemData = { index, name, base: base.text };
  return {
    name: displayName,
    kind: SymbolKind.Module,
    detail: base.text,
    uri: context.document.uri,
    range: rangeOf(context, stageSpan(stage)),
    selectionRange: rangeOf(context, nameSpan(stage) ?? keywordSpan(stage)),
    data,
  };
}

/** The stage that data of a client speak of: by its name; by its position where that does not tell, or there is none. */
export function stageOfItem({ model: { stages } }: Analysis, { data }: CallHierarchyItem): Stage | null {
  const { index, name, base } = (data ?? {}) as Record<keyof ItemData, unknown>;
  const alike = stages.filter(stage => stage.name === name && (name !== "" || stage.base.text === base));
  if (alike.length === 1 && name !== "") return alike[0] ?? null;
  return alike.find(stage => stage.index === index) ?? null;
}

/**
 * The calls of a file. What an `ONBUILD` names is needed where it is triggered, so it counts for the stages that trigger
 * it, at the token that it is; where no stage of the file does, it counts for the stage that holds it back for others.
 */
function callsOf({ model, graph }: Analysis): Call[] {
  const { stages, referencesByStage } = model;
  const { bases, otherBases, needs, triggered } = graph;
  const hasConsumer = new Set([...bases, ...otherBases.flat()]);
  const calls: Call[] = [];
  const add = (from: Stage, index: number | null, line: LogicalLine, span: Span) => {
    const to = stages[index ?? -1];
    if (to) calls.push({ from, to, line, span });
  };
  for (const stage of stages) {
    const { index } = stage;
    const [base] = referencesByStage[index] ?? [];
    if (base)
      for (const on of [bases[index] ?? null, ...(otherBases[index] ?? [])])
        add(stage, on, base.line, base.span);
    for (const { on, line: at, reference } of [...(triggered[index] ?? []), ...(needs[index] ?? [])])
      // A mount may need a stage without naming it.
      add(stage, on, at, reference?.span ?? at.instruction.keywordSpan);
    if (hasConsumer.has(index)) continue;
    for (const { onbuild, to, line: held, span } of referencesByStage[index] ?? [])
      if (onbuild && typeof to === "number") add(stage, to, held, span);
  }
  return calls;
}

/** Calls by a stage of theirs, in the order of the file. */
function grouped(calls: readonly Call[], by: (call: Call) => Stage): [Stage, Call[]][] {
  const groups = new Map<Stage, Call[]>();
  for (const call of calls) {
    const group = groups.get(by(call));
    if (group) group.push(call);
    else groups.set(by(call), [call]);
  }
  return [...groups].sort(([a], [b]) => a.index - b.index);
}
