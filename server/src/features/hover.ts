/**
 * What there is to know of a stage, on its name and its FROM; of what a name means, on every form of reference; of an
 * argument, where a FROM or a default uses it. Everything else is left to those who explain the instructions.
 */
import type { Hover, MarkupKind, Position } from "vscode-languageserver";
import { lineAt } from "../dockerfile/dockerfile";
import { toDocument, toText } from "../dockerfile/sourceMap";
import { touches } from "../dockerfile/source";
import type { Span } from "../dockerfile/source";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { keywordSpan, nameSpan, stageAt } from "../stages/model/model";
import type { Stage, StageModel } from "../stages/model/model";
import type { Reference } from "../stages/model/references";
import { declarationOf, globalVariables } from "../stages/model/variables";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { argumentCard } from "./hover/argumentCard";
import type { GivenCommand } from "./hover/buildCommand";
import { render } from "./hover/markup";
import type { Block } from "./hover/markup";
import { referenceCard } from "./hover/referenceCard";
import { stageCard } from "./hover/stageCard";

/** The hover at a position, with the range of what it speaks of; null where there is nothing to say. */
export function hover(
  context: FeatureContext,
  position: Position,
  kind: MarkupKind,
  given?: GivenCommand,
): Hover | null {
  const offset = offsetOf(context, position);
  const line = lineAt(context.analysis.model.file, offset);
  const at = line && toText(line, offset);
  if (!line || at === null) return null;
  const found =
    argumentAt(context, line, at) ?? referenceAt(context, line, at) ?? stageNamedAt(context, offset, given);
  // What begins behind a line end is not touched on the line before.
  if (!found || !touches(found.span, offset)) return null;
  return { range: rangeOf(context, found.span), contents: render(found.card(), kind) };
}

/** What a hover speaks of; its card is made when it is wanted. */
interface Found {
  /** Of the document. */
  readonly span: Span;
  readonly card: () => readonly Block[];
}

/** A variable of the global scope, or the name that an `ARG` declares there. */
function argumentAt(context: FeatureContext, line: LogicalLine, at: number): Found | null {
  const { model } = context.analysis;
  const { keyword, words } = line.instruction;
  if (keyword !== "FROM" && keyword !== "ARG") return null;
  const use = globalVariables(model, line).find(({ span }) => touches(span, at));
  if (use) {
    const [base] = words;
    const from = keyword === "FROM" && base && touches(base.span, at) ? stageAt(model, line.start) : null;
    return {
      span: toDocument(line, use.span),
      card: () => argumentCard(context, use.name, declarationOf(model, use), from),
    };
  }
  if (keyword !== "ARG") return null;
  const isName = ({ start }: Span, name: string) => touches({ start, end: start + name.length }, at);
  const declared = model.scope.args.find(
    arg => arg.line === line && arg.name !== "" && isName(arg.word.span, arg.name),
  );
  if (!declared) return null;
  const { start } = declared.word.span;
  return {
    span: toDocument(line, { start, end: start + declared.name.length }),
    card: () => argumentCard(context, declared.name, declared, null),
  };
}

/** A reference: its name, or the flag or the field of a mount that holds it. */
function referenceAt(context: FeatureContext, line: LogicalLine, at: number): Found | null {
  const stage = stageAt(context.analysis.model, line.start);
  for (const reference of referencesIn(context.analysis.model, stage, line)) {
    const span = [reference.span, holderOf(reference)].find(part => part && touches(part, at));
    if (span) return { span: toDocument(line, span), card: () => referenceCard(context, reference) };
  }
  return null;
}

function referencesIn(model: StageModel, stage: Stage | null, line: LogicalLine): readonly Reference[] {
  const references = model.referencesByStage[stage?.index ?? -1] ?? [];
  return references.filter(reference => reference.line === line);
}

function holderOf({ form, mount, span, line: { instruction } }: Reference): Span | null {
  const holds = (part: Span) => part.start <= span.start && span.end <= part.end;
  switch (form) {
    case "FROM":
      return null;
    case "COPY":
      return (instruction.trigger ?? instruction).flags.map(flag => flag.span).find(holds) ?? null;
    case "MOUNT":
      return mount?.options.map(option => option.span).find(holds) ?? null;
  }
}

/** A stage, on its name and on the keyword of its `FROM`. */
function stageNamedAt(
  context: FeatureContext,
  offset: number,
  given: GivenCommand | undefined,
): Found | null {
  const stage = stageAt(context.analysis.model, offset);
  const span = stage && [nameSpan(stage), keywordSpan(stage)].find(part => part && touches(part, offset));
  return stage && span ? { span, card: () => stageCard(context, stage, given) } : null;
}
