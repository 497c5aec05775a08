/**
 * What the builder can be asked for when a person points at a stage. `--target` takes names only, in any case, and of
 * several stages with one name it takes the last; without `--target` the last stage of the file is built.
 */
import type { ModelAnswer, ModelStage } from "../../../../server/src/protocol";

export type StageTarget =
  /** Built with `--target <name>`. */
  | { kind: "named"; stage: ModelStage; name: string }
  /** Built without `--target`; it may have no name. */
  | { kind: "last"; stage: ModelStage; name: string }
  /** Cannot be asked for until it has a name. */
  | { kind: "unnamed"; stage: ModelStage }
  /** Its name belongs to a later stage as well, and the builder would take that one. */
  | { kind: "hidden"; stage: ModelStage; name: string; by: ModelStage }
  /** There is no such stage (any more). */
  | { kind: "gone" };

/** How to ask the builder for the stage at `index`. */
export function targetOfIndex(model: ModelAnswer, index: number): StageTarget {
  const stage = model.stages[index];
  if (stage === undefined) return { kind: "gone" };
  if (index === model.stages.length - 1) return { kind: "last", stage, name: stage.name };
  if (stage.name === "") return { kind: "unnamed", stage };
  const by = model.stages.findLast(other => other.name === stage.name);
  if (by !== undefined && by.index !== index) return { kind: "hidden", stage, name: stage.name, by };
  return { kind: "named", stage, name: stage.name };
}

/** How to ask the builder for the stage called `name`; the last stage of the file when no name is given. */
export function targetOfName(model: ModelAnswer, name: string | undefined): StageTarget {
  if (name === undefined || name === "") return targetOfIndex(model, model.stages.length - 1);
  const wanted = name.toLowerCase();
  return targetOfIndex(
    model,
    model.stages.findLastIndex(stage => stage.name === wanted),
  );
}

/** The index of the stage that a line of the file belongs to; `undefined` above the first `FROM`. */
export function stageAtLine(model: ModelAnswer, line: number): number | undefined {
  return model.stages.findLast(stage => stage.range.start.line <= line)?.index;
}
