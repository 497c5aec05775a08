/** What can be told from a model alone, once a version. */
import type { StageModel } from "../model/model";
import { isIndex, referencedStages } from "../model/references";
import type { Reference } from "../model/references";

/** The first default that is a plain word, of each `ARG` in a stage, as `name=default`. */
export function firstDefaults({ stages }: StageModel): Map<string, string> {
  const defaults = new Map<string, string>();
  for (const { body } of stages)
    for (const { instruction } of body)
      if (instruction.keyword === "ARG")
        for (const { text } of instruction.words) {
          const [name = ""] = text.split("=", 1);
          if (name !== text && !defaults.has(name) && /^[\w.:=/-]+$/.test(text)) defaults.set(name, text);
        }
  return defaults;
}

/** The references that mean each stage, by its index, in the order of the document. */
export function referencesByTarget({ stages, references }: StageModel): Map<number, Reference[]> {
  const byTarget = new Map<number, Reference[]>();
  for (const reference of references)
    for (const { index } of referencedStages({ stages }, reference)) {
      const known = byTarget.get(index);
      if (known) known.push(reference);
      else byTarget.set(index, [reference]);
    }
  return byTarget;
}

/** The references by index, also those that mean an image, in the order of the document. */
export function referencesByIndex({ references }: StageModel): Reference[] {
  return references.filter(reference => isIndex(reference) || reference.implicit);
}

/** What references name that mean no stage, in lower case. */
export function namesOfNoStage({ references }: StageModel): Set<string> {
  return new Set(references.flatMap(({ text, to }) => (typeof to === "number" ? [] : [text.toLowerCase()])));
}
