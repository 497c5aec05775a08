/** Names and the references that mean them, changed together: rename a stage, name one that has no name. */
import { writtenKeyword } from "../dockerfile/instruction";
import { toDocument } from "../dockerfile/place";
import { nameSpan } from "../stages/model";
import type { Stage, StageModel } from "../stages/model";
import { isIndex } from "../stages/references";
import type { Reference } from "../stages/references";
import { insertion, refuse } from "./edit";
import type { Edit, TextChange } from "./edit";

/** Gives a stage another name, in its `FROM`, in what describes it, and in every reference that means it by name. */
export function renameStage(model: StageModel, stage: Stage, name: string): Edit {
  const span = nameSpan(stage);
  if (!span) return refuse(`The stage has no name yet.`);
  // A mount without `from` needs the stage of that name, if there is one.
  if (stage.name === "scratch" && model.stages.some(other => other !== stage && other.name === stage.name))
    return refuse(`Another stage is called "scratch", which mounts without "from" would then mean.`);
  const named = model.references.filter(reference => reference.to === stage.index && !isIndex(reference));
  const hidden = named.find(reference => variableIn(model, reference));
  if (hidden) return refuse(`"FROM ${hidden.text}" names the stage through a variable.`);
  return { changes: [...descriptionChange(stage, name), { span, text: name }, ...named.map(to(name))] };
}

/** Writes ` AS <name>` behind the base of a stage without a name, and the name in place of its index. */
export function nameStage(model: StageModel, stage: Stage, name: string): Edit {
  const { line, base } = stage;
  if (line.instruction.words.length !== 1) return refuse("Its FROM is not one that a name can be added to.");
  const as = writtenKeyword(line.instruction) === line.instruction.keyword ? "AS" : "as";
  const behind = insertion(toDocument(line, base.span).end, ` ${as} ${name}`);
  return { changes: [behind, ...indexesOf(model, stage).map(to(name))] };
}

/** Gives a stage another name, and writes that name in place of its index, too. */
export function renameWithIndexes(model: StageModel, stage: Stage, name: string): Edit {
  const { changes, ...refused } = renameStage(model, stage, name);
  return { changes: [...changes, ...indexesOf(model, stage).map(to(name))], ...refused };
}

/** Writes the name of a stage in place of its index, wherever it is meant by its index. */
export function nameInsteadOfIndex(model: StageModel, stage: Stage): Edit {
  if (model.names.get(stage.name) !== stage.index)
    return refuse(`A later stage has the name "${stage.name}", too.`);
  return { changes: indexesOf(model, stage).map(to(stage.name)) };
}

function indexesOf({ references }: StageModel, { index }: Stage): Reference[] {
  return references.filter(reference => reference.to === index && isIndex(reference));
}

/** The change that makes a reference name something else. */
export function to(name: string): (reference: Reference) => TextChange {
  return ({ line, span }) => ({ span: toDocument(line, span), text: name });
}

/** Whether a base comes to what it means through a variable, or through quotes. */
function variableIn(model: StageModel, { form, inStage, text }: Reference): boolean {
  return form === "FROM" && model.stages[inStage]?.base.text !== text;
}

/** The builder takes the first comment above that begins with the name for the stage's description. */
function descriptionChange({ line, name }: Stage, to: string): TextChange[] {
  const comment = line.comments.find(({ text }) => text.startsWith(`${name} `));
  if (!comment) return [];
  const { start } = comment.span;
  return [{ span: { start, end: start + name.length }, text: to }];
}
