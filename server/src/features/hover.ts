/**
 * What there is to know of a stage, on its name and its FROM; of what a name means, on every form of reference; of a
 * variable, wherever it is named. Everything else is left to those who explain the instructions.
 */
import type { Hover, MarkupKind, Position } from "vscode-languageserver-protocol";
import { touches } from "../dockerfile/source";
import { inDocument } from "../stages/cursor/occurrence";
import type { CardBlock } from "../protocol";
import { targetAt } from "../stages/cursor/symbols";
import type { CursorTarget } from "../stages/cursor/symbols";
import { stageAt } from "../stages/model/stagePlaces";
import { declarationOf } from "../stages/model/variables";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { argumentCard } from "./hover/argumentCard";
import type { GivenCommand } from "./hover/buildCommand";
import { cardInBuilds } from "./hover/buildCards";
import { cardBlocks } from "./hover/cardBlocks";
import { render } from "./hover/markup";
import type { Block } from "./hover/markup";
import { referenceCard } from "./hover/referenceCard";
import { stageCard } from "./hover/stageCard";
import { NOTHING_LINKED } from "./linkedStages";
import type { LinkedDockerfiles } from "./linkedStages";
import { isValueAlone, variableCard } from "./hover/variableCard";

/** The hover at a position, with the range of what it speaks of; null where there is nothing to say. */
export function hover(
  context: FeatureContext,
  position: Position,
  kind: MarkupKind,
  given?: GivenCommand,
  linked: LinkedDockerfiles = NOTHING_LINKED,
): Hover | null {
  const target = targetAt(context.analysis, offsetOf(context, position));
  const card = target && cardOf(context, target, given, linked);
  if (!card) return null;
  return { range: rangeOf(context, inDocument(target, target.touched)), contents: render(card, kind) };
}

/** The same as data, for a page that draws it itself; empty where there is nothing to say. */
export function hoverCard(
  context: FeatureContext,
  position: Position,
  given?: GivenCommand,
  linked: LinkedDockerfiles = NOTHING_LINKED,
): CardBlock[] {
  const target = targetAt(context.analysis, offsetOf(context, position));
  return cardBlocks((target && cardOf(context, target, given, linked)) ?? []);
}

function cardOf(
  context: FeatureContext,
  target: CursorTarget,
  given: GivenCommand | undefined,
  linked: LinkedDockerfiles,
): readonly Block[] | null {
  const { symbol, reference } = target;
  if (reference) return referenceCard(context, reference, linked);
  if (symbol?.kind === "stage") return stageCard(context, symbol.stage, given);
  if (target.variable) return cardInBuilds(context, target, variableCardOf);
  return symbol && globalCard(context, target, symbol.name);
}

function variableCardOf(context: FeatureContext, { variable }: CursorTarget): readonly Block[] | null {
  if (!variable || (context.settings.variables.onlyStages && isValueAlone(context, variable))) return null;
  return variableCard(context, variable);
}

/** An argument of the global scope: as it counts where it is used, or as it is declared there. */
function globalCard(context: FeatureContext, target: CursorTarget, name: string): readonly Block[] {
  const { model } = context.analysis;
  const { line, span, isDeclaration } = target;
  const declaration = isDeclaration
    ? (model.scope.args.find(arg => arg.line === line && arg.word.span.start === span.start) ?? null)
    : declarationOf(model, { name, line, span });
  const { keyword, words } = line.instruction;
  const [base] = words;
  const isOfBase = keyword === "FROM" && base !== undefined && touches(base.span, span.start);
  return argumentCard(context, name, declaration, isOfBase ? stageAt(model, line.start) : null);
}
