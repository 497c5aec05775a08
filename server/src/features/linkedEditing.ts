/** A stage's name that is typed over where it is given, and followed by every place that names the stage. */
import type { LinkedEditingRanges, Position } from "vscode-languageserver-protocol";
import { toDocument } from "../dockerfile/sourceMap";
import { bindingOf } from "../edits/renaming";
import { symbolAt, occurrencesOf } from "../stages/cursor/symbols";
import { isNamedAround } from "../stages/model/buildsAround";
import { isIndex } from "../stages/model/references";
import { descriptionName } from "../stages/model/stageName";
import { offsetOf, rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** A FROM finds stages by lower-case names alone; a name in other case may keep it. */
const LOWER_CASE_NAME = "[a-z][a-z0-9\\-_.]*";
const ANY_CASE_NAME = "[a-zA-Z][a-zA-Z0-9\\-_.]*";

/**
 * The ranges that say the same as the name of the stage at a position, that of its description among them. Null where a
 * place would not follow, being written otherwise, naming the stage through a variable or standing in another file, and on a reference: who types
 * there wants to name another stage. Variables are not linked: what outside of the file may know them, a rename says first.
 */
export function linkedEditing(context: FeatureContext, position: Position): LinkedEditingRanges | null {
  const { model } = context.analysis;
  const at = symbolAt(context.analysis, offsetOf(context, position));
  if (!at?.isDeclaration || at.symbol.kind !== "stage") return null;
  const { stage } = at.symbol;
  const { name, displayName, line } = stage;
  if (name === "" || bindingOf(context.analysis, stage) !== null) return null;
  // These ranges are of one document: a rename changes the others, too.
  if (isNamedAround(model, stage)) return null;
  const named = occurrencesOf(context.analysis, at.symbol).filter(
    ({ reference }) => !reference || !isIndex(reference),
  );
  const description = descriptionName(line.comments, name);
  const spans = [
    ...(description ? [description] : []),
    ...named.map(({ line: other, span }) => toDocument(other, span)),
  ];
  const isAlike = spans.every(({ start, end }) => model.file.text.slice(start, end) === displayName);
  if (spans.length === 1 || !isAlike) return null;
  return {
    ranges: spans.map(span => rangeOf(context, span)),
    wordPattern: displayName === name ? LOWER_CASE_NAME : ANY_CASE_NAME,
  };
}
