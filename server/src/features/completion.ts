/** Names of stages, wherever one may stand: after FROM, in `--from=` beside any other flag, in a mount's `from=`. */
import { CompletionItemKind, MarkupKind } from "vscode-languageserver";
import type {
  CompletionItem,
  InsertReplaceEdit,
  MarkupContent,
  Position,
  TextEdit,
} from "vscode-languageserver";
import { toDocumentParts } from "../dockerfile/place";
import { stagePlaceAt, stagesNameableAt } from "../stages/places";
import type { StagePlace } from "../stages/places";
import type { Stage } from "../stages/model";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The characters after which a client should ask. */
export const COMPLETION_TRIGGERS: readonly string[] = ["=", " "];

/** The stages that are legal at a position, the newest first. Indexes work in `COPY --from` too, but a name is better. */
export function completion(
  context: FeatureContext,
  position: Position,
  insertReplace: boolean,
): CompletionItem[] {
  const offset = offsetOf(context, position);
  const place = stagePlaceAt(context.model, offset);
  if (!place) return [];
  const stages = stagesNameableAt(context.model, place);
  const width = String(stages.length).length;
  return stages.map((stage, rank) => {
    // The builder compares a base with lower-cased names to the letter; everywhere else it folds case.
    const name = place.form === "FROM" ? stage.name : stage.displayName;
    return {
      label: name,
      kind: CompletionItemKind.Module,
      labelDetails: { description: stage.base.text },
      detail: `Stage ${stage.index}`,
      documentation: documentation(stage),
      sortText: String(rank).padStart(width, "0"),
      filterText: name,
      textEdit: edit(context, place, offset, name, insertReplace),
    };
  });
}

/** What the stage is for, if its comment says so, and what it is based on. */
function documentation({ description, base }: Stage): MarkupContent {
  const lines = [...(description === null ? [] : [description, ""]), `Based on ${base.text}`];
  return { kind: MarkupKind.PlainText, value: lines.join("\n") };
}

/** Replaces the token, as far as it stands on the line of the cursor: an edit of a completion is one line's. */
function edit(
  context: FeatureContext,
  { line, token }: StagePlace,
  offset: number,
  newText: string,
  insertReplace: boolean,
): TextEdit | InsertReplaceEdit {
  const part = toDocumentParts(line, token).find(({ start, end }) => start <= offset && offset <= end);
  const { start, end } = part ?? { start: offset, end: offset };
  const replace = rangeOf(context, { start, end });
  if (!insertReplace) return { range: replace, newText };
  return { newText, insert: rangeOf(context, { start, end: offset }), replace };
}
