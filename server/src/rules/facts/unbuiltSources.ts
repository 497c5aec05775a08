/**
 * What trigger instructions copy from or mount, that nothing else in their stage needs: frontends before 1.11.1 do not build it for
 * them. They look a stage up by its name, and find what is built by then (`dispatchOnBuildTriggers` in their
 * `frontend/dockerfile/dockerfile2llb/convert.go`).
 */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Mount } from "../../dockerfile/mounts";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import type { StageUses } from "../../stages/analysis/uses";
import { mountsWithoutFrom } from "../../stages/model/graph";
import type { Stage } from "../../stages/model/model";
import { referencedStages } from "../../stages/model/references";
import type { ReferenceForm } from "../../stages/model/references";

export interface UnbuiltSource {
  readonly form: ReferenceForm;
  /** The stage or the image, as it is written; `scratch` for a cache that names nothing. */
  readonly from: string;
  readonly mount: Mount | null;
  /** The ONBUILD instruction. */
  readonly line: LogicalLine;
  /** What names the source, in the text of the line. */
  readonly span: Span;
}

/** The sources of what the base of a stage triggers in it that are built for nothing else. */
export function unbuiltSources(uses: StageUses, analysis: Analysis): UnbuiltSource[] {
  const { model } = analysis;
  const { stage, triggered, base } = uses;
  if (!base || base.stage.triggers.length === 0) return [];
  const built = builtFor(stage, analysis);
  const found = triggered.flatMap(({ form, text, to, mount, line, span, implicit }): UnbuiltSource[] => {
    const source = typeof to === "number" ? model.stages[to] : undefined;
    // What is below is refused by every frontend, and so is an index that means nothing.
    const isBuilt = source
      ? source.replaced || source.index >= stage.index || built.has(source)
      : to === null;
    return isBuilt || implicit ? [] : [{ form, from: text, mount, line, span }];
  });
  if (model.names.has("scratch")) return found;
  // A cache begins as the empty image, which they look up as well.
  const caches = base.stage.triggers.flatMap((line): UnbuiltSource[] => {
    const trigger = line.instruction.trigger;
    const cache = trigger && mountsWithoutFrom(trigger).find(({ type }) => type === "cache");
    const [option] = cache?.options ?? [];
    return cache && option ? [{ form: "MOUNT", from: "scratch", mount: cache, line, span: option.span }] : [];
  });
  return [...found, ...caches];
}

/** The stages that are built for a stage, but for what is triggered in any. */
function builtFor(stage: Stage, { model }: Analysis): ReadonlySet<Stage> {
  const built = new Set<Stage>();
  const open = [stage];
  for (let each = open.pop(); each; each = open.pop()) {
    if (built.has(each)) continue;
    built.add(each);
    // Another build context stands in for all that it is made of.
    if (each.replaced) continue;
    for (const reference of model.referencesByStage[each.index] ?? [])
      if (!reference.onbuild) open.push(...referencedStages(model, reference));
  }
  return built;
}
