/** What the stages of a file are there for: which builds reach them. */
import { needed } from "./graph";
import type { StageGraph } from "./graph";
import type { StageModel } from "./model";

/**
 * `default`: a build without `--target` ends with it. `target`: the settings name it. `needed`: a build of one of those
 * reaches it. `varying`: with other build arguments it may be the base of one. `alone`: only a build that names it reaches
 * it. `unused`: no build does, or none of the targets that the settings name.
 */
export type Role = "default" | "target" | "needed" | "varying" | "alone" | "unused";

/** The stages that the settings name as targets. */
export function settingsTargets({ names, options: { targets = [] } }: StageModel): number[] {
  const indexes = targets.map(target => names.get(target.toLowerCase()));
  return [...new Set(indexes.filter(index => index !== undefined))];
}

/** The role of each stage. */
export function stageRoles(model: StageModel, graph: StageGraph): Role[] {
  const { stages, names, options } = model;
  const last = stages.length - 1;
  const targets = new Set(settingsTargets(model));
  const isNeeded = needed(graph, [...targets, ...(last < 0 ? [] : [last])]);
  const mayBeBase = varyingBases(model);
  const isNamedTarget = (options.targets ?? []).length > 0;
  return stages.map(({ index, name }) => {
    if (index === last) return "default";
    if (targets.has(index)) return "target";
    if (isNeeded[index]) return "needed";
    if (mayBeBase(name, index)) return "varying";
    return name === "" || names.get(name) !== index || isNamedTarget ? "unused" : "alone";
  });
}

/** Whether a stage may be the base of a later one whose `FROM` names it by variables: `build-${KIND}` any `build-…` above. */
function varyingBases({ stages }: StageModel): (name: string, index: number) => boolean {
  const lastByPrefix = new Map<string, number>();
  for (const { base, index } of stages) {
    const variable = base.text.indexOf("$");
    // A tag, a registry or an organisation says that an image is meant.
    if (variable === -1 || /[:/@]/.test(base.text.replace(/\$\{[^}]*\}/g, ""))) continue;
    lastByPrefix.set(base.text.slice(0, variable), index);
  }
  return (name, index) => {
    if (name === "" || lastByPrefix.size === 0) return false;
    for (let end = 0; end <= name.length; end++)
      if ((lastByPrefix.get(name.slice(0, end)) ?? -1) > index) return true;
    return false;
  };
}
