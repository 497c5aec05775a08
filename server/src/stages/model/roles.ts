/** What the stages of a file are there for: which builds reach them. */
import { stagesBuilt } from "./buildsAround";
import { needed } from "./graph";
import type { StageGraph } from "./graph";
import type { StageModel } from "./model";

/**
 * `default`: a build without `--target` ends with it. `target`: the settings or a build in another file name it. `needed`: a build of one of those
 * reaches it. `varying`: with other build arguments it may be the base of one. `alone`: only a build that names it reaches
 * it. `unused`: no build does, or none of the targets that the settings name.
 */
export type Role = "default" | "target" | "needed" | "varying" | "alone" | "unused";

/** The stages that the settings name as targets, and those that builds in other files end with. */
export function knownTargets(model: StageModel): number[] {
  const { names, options } = model;
  const indexes = (options.targets ?? []).map(target => names.get(target.toLowerCase()));
  const built = stagesBuilt(model).map(({ index }) => index);
  return [...new Set([...indexes.filter(index => index !== undefined), ...built])];
}

/** The role of each stage. */
export function stageRoles(model: StageModel, graph: StageGraph): Role[] {
  const { stages, names, options } = model;
  const last = stages.length - 1;
  const targets = new Set(knownTargets(model));
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
  const root: Prefixes = { next: new Map(), last: -1 };
  for (const { base, index } of stages) {
    const variable = base.text.indexOf("$");
    // A tag, a registry or an organisation says that an image is meant.
    if (variable === -1 || /[:/@]/.test(withoutVariables(base.text))) continue;
    let at = root;
    for (const character of base.text.slice(0, variable)) {
      const next = at.next.get(character) ?? { next: new Map(), last: -1 };
      at.next.set(character, next);
      at = next;
    }
    at.last = index;
  }
  return (name, index) => {
    if (name === "" || (root.next.size === 0 && root.last === -1)) return false;
    let at: Prefixes | undefined = root;
    for (const character of name) {
      if (at.last > index) return true;
      at = at.next.get(character);
      if (!at) return false;
    }
    return at.last > index;
  };
}

/** What stands before the variable of bases, character by character. */
interface Prefixes {
  readonly next: Map<string, Prefixes>;
  /** The last stage whose base begins so; -1 for none. */
  last: number;
}

/** A text without its variables in braces. */
function withoutVariables(text: string): string {
  let rest = "";
  for (let at = 0; ;) {
    const start = text.indexOf("${", at);
    const end = start === -1 ? -1 : text.indexOf("}", start);
    if (end === -1) return rest + text.slice(at);
    rest += text.slice(at, start);
    at = end + 1;
  }
}
