/** Another name for a stage or a variable, wherever it is named: all of it or, with a reason, nothing. */
import * as l10n from "@vscode/l10n";
import type { Position, Range, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { Edit } from "../edits/edit";
import { outsideUses, renameVariable, variableBinding } from "../edits/nameVariable";
import { bindingOf, renameStageTo } from "../edits/renaming";
import type { Analysis } from "../stages/analysis/analysis";
import { inDocument } from "../stages/cursor/occurrence";
import { referenceAt, symbolAt } from "../stages/cursor/symbols";
import type { SymbolOccurrence } from "../stages/cursor/symbols";
import { isIndex, isLiteral } from "../stages/model/references";
import type { Reference } from "../stages/model/references";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { renameUses } from "./renameUses";
import type { UsesEdit, UsesToRename } from "./renameUses";
import { workspaceEdit } from "./workspaceEdit";

const NO_OTHERS: UsesEdit = { edits: new Map(), said: [] };

/** Why something cannot be renamed, for the person who asked for it. */
export interface Refusal {
  readonly refused: string;
}

/** What a client puts into the box for the new name: the token at the cursor, and what it says. */
export interface RenamePlace {
  readonly range: Range;
  readonly placeholder: string;
}

/** The name to be changed at a position, asked for before a person types another one. */
export function prepareRename(context: FeatureContext, position: Position): RenamePlace | Refusal {
  const place = renamedAt(context.analysis, offsetOf(context, position));
  if ("refused" in place) return place;
  const { symbol, line, span } = place;
  const refused =
    symbol.kind === "stage"
      ? bindingOf(context.analysis, symbol.stage)
      : variableBinding(context.analysis, symbol);
  if (refused !== null) return { refused };
  const placeholder =
    symbol.kind === "stage" ? line.instruction.text.slice(span.start, span.end) : symbol.name;
  return { range: rangeOf(context, inDocument(place, span)), placeholder };
}

/** The edit that gives what is named at a position another name; a stage also where `around`, the files around it, name it. */
export function rename(
  context: FeatureContext,
  position: Position,
  newName: string,
  documentChanges: boolean,
  annotations = false,
  around?: UsesToRename,
): WorkspaceEdit | Refusal {
  const place = renamedAt(context.analysis, offsetOf(context, position));
  if ("refused" in place) return place;
  const { changes, refused } = editOf(context.analysis, place, newName);
  if (refused !== undefined) return { refused };
  const { symbol } = place;
  const isStage = symbol.kind === "stage";
  const others = isStage && around ? renameUses(context, symbol.stage, newName, around) : NO_OTHERS;
  if ("refused" in others) return others;
  const outside = isStage ? others.said : outsideUses(context.analysis, symbol);
  const annotation =
    outside.length === 0 || !annotations
      ? undefined
      : {
          label: l10n.t('Rename "{0}"', isStage ? symbol.stage.name : symbol.name),
          description: outside.join(" "),
          needsConfirmation: true,
        };
  return workspaceEdit(context, changes, documentChanges, annotation, others.edits);
}

function editOf(analysis: Analysis, { symbol }: SymbolOccurrence, newName: string): Edit {
  return symbol.kind === "stage"
    ? renameStageTo(analysis, symbol.stage, newName)
    : renameVariable(analysis, symbol, newName);
}

/** The name at an offset, if what stands there is one that can be changed by writing another. */
function renamedAt(analysis: Analysis, offset: number): SymbolOccurrence | Refusal {
  const place = symbolAt(analysis, offset);
  const reference = referenceAt(analysis, offset);
  const refused = reference && notAName(reference);
  if (refused !== null) return { refused };
  return (
    place ?? {
      refused: l10n.t("You can rename only stages and variables."),
    }
  );
}

/** Why the token of a reference is no name of a stage, or null. */
function notAName(reference: Reference): string | null {
  const { to, text, problem, implicit } = reference;
  if (implicit)
    return l10n.t('"{0}" is the index of "{1}", which is not a stage of this file.', text, implicit.text);
  if (isIndex(reference)) return l10n.t('"{0}" is the index of a stage, not its name.', text);
  if (problem?.kind === "variable")
    return l10n.t('"{0}" contains a variable. The builder does not allow variables here.', text);
  if (reference.byPlatform.length > 0) return l10n.t("The value depends on the platform of the build.");
  switch (to) {
    case "image":
      return l10n.t('"{0}" is an image, not a stage of this file.', text);
    case "context":
      return l10n.t('"{0}" is a named context, not a stage of this file.', text);
    case "scratch":
      return l10n.t('"scratch" is the empty base image, not a stage of this file.');
    case null:
      return l10n.t("The value is known only during a build.");
    default:
      return isLiteral(reference)
        ? null
        : l10n.t('This reference uses a variable for the name of the stage "{0}".', text);
  }
}
