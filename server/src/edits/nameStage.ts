/** Names and the references that mean them, changed together: rename a stage, name one that has no name. */
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import { toDocument, toDocumentParts } from "../dockerfile/sourceMap";
import type { Analysis } from "../stages/analysis/analysis";
import type { Stage } from "../stages/model/model";
import { isIndex, isLiteral } from "../stages/model/references";
import type { Reference } from "../stages/model/references";
import { descriptionName } from "../stages/model/stageName";
import { insertion, refuse } from "./edit";
import type { Edit, TextChange } from "./edit";

/** Gives a stage another name, in its `FROM`, in what describes it, and in every reference that means it by name. */
export function renameStage(analysis: Analysis, stage: Stage, name: string): Edit {
  const { model } = analysis;
  const { nameWord } = stage;
  if (!nameWord) return refuse(l10n.t("The stage has no name yet."));
  // A mount without `from` needs the stage of that name, if there is one.
  if (stage.name === "scratch" && model.stages.some(other => other !== stage && other.name === stage.name))
    return refuse(
      l10n.t('Another stage is named "scratch". Mounts without "from" would then use that stage.'),
    );
  const named = namesOf(analysis, stage);
  const hidden = named.find(reference => !isLiteral(reference));
  // In another case it is the same name, which variables come to as before.
  if (hidden && name.toLowerCase() !== stage.name)
    return refuse(l10n.t('"FROM {0}" refers to the stage through a variable.', hidden.text));
  const written = [{ line: stage.line, span: nameWord.span }, ...named.filter(isLiteral)];
  return {
    changes: [...descriptionChange(stage, name), ...written.flatMap(token => rewritten(token, name))],
  };
}

/** The references that mean a stage by its name, or by what variables make of theirs. */
export function namesOf({ referencesTo }: Analysis, stage: Stage): Reference[] {
  return referencesTo(stage).filter(reference => !isIndex(reference));
}

/** Writes ` AS <name>` behind the base of a stage without a name, and the name in place of its index. */
export function nameStage(analysis: Analysis, stage: Stage, name: string): Edit {
  const { line, base } = stage;
  if (line.instruction.words.length !== 1)
    return refuse(l10n.t("The FROM has a form to which no name can be added."));
  const as = writtenKeyword(line.instruction) === line.instruction.keyword ? "AS" : "as";
  const behind = insertion(toDocument(line, base.span).end, ` ${as} ${name}`);
  return { changes: [behind, ...indexesOf(analysis, stage).map(to(name))] };
}

/** Gives a stage another name, and writes that name in place of its index, too. */
export function renameWithIndexes(analysis: Analysis, stage: Stage, name: string): Edit {
  const { changes, ...refused } = renameStage(analysis, stage, name);
  return { changes: [...changes, ...indexesOf(analysis, stage).map(to(name))], ...refused };
}

/** Writes the name of a stage in place of its index, wherever it is meant by its index. */
export function nameInsteadOfIndex(analysis: Analysis, stage: Stage): Edit {
  const { model } = analysis;
  if (model.names.get(stage.name) !== stage.index)
    return refuse(l10n.t('A later stage has the name "{0}" too.', stage.name));
  return { changes: indexesOf(analysis, stage).map(to(stage.name)) };
}

function indexesOf({ referencesTo }: Analysis, stage: Stage): Reference[] {
  return referencesTo(stage).filter(isIndex);
}

/** The change that makes a reference name something else. */
export function to(name: string): (reference: Reference) => TextChange {
  return ({ line, span }) => ({ span: toDocument(line, span), text: name });
}

/** Changes a token to a text. Of one that goes on in other lines, what stands between its parts is left alone. */
export function rewritten({ line, span }: Pick<Reference, "line" | "span">, text: string): TextChange[] {
  return toDocumentParts(line, span).map((part, index) => ({ span: part, text: index === 0 ? text : "" }));
}

/** The builder takes the first comment above that begins with the name, in lower case, for the stage's description. */
function descriptionChange({ line, name }: Stage, to: string): TextChange[] {
  const span = descriptionName(line.comments, name);
  return span ? [{ span, text: to.toLowerCase() }] : [];
}
