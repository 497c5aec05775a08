/** Which stages the builds of a reading go through, and which of them differ between readings. */
import { targetOf } from "../model/buildsAround";
import type { DescribedBuild } from "../model/buildsAround";
import { reachableFrom } from "../model/graph";
import type { Analysis } from "./analysis";
import type { BuildReading } from "./buildReadings";

const stagesOf = new WeakMap<BuildReading, ReadonlyMap<DescribedBuild, ReadonlySet<number>>>();

/** The stages that each build of a reading goes through, by their indexes. */
export function builtStages(reading: BuildReading): ReadonlyMap<DescribedBuild, ReadonlySet<number>> {
  const known = stagesOf.get(reading);
  if (known) return known;
  const { analysis, builds } = reading;
  const byTarget = new Map<number, ReadonlySet<number>>();
  const found = new Map<DescribedBuild, ReadonlySet<number>>();
  for (const build of builds) {
    const target = targetOf(analysis.model, build)?.index ?? -1;
    const stages = byTarget.get(target) ?? new Set(target < 0 ? [] : reachableFrom(analysis.graph, target));
    byTarget.set(target, stages);
    found.set(build, stages);
  }
  stagesOf.set(reading, found);
  return found;
}

/** The builds of a reading that go through a stage. */
export function buildsThrough(reading: BuildReading, index: number): readonly DescribedBuild[] {
  return [...builtStages(reading)].flatMap(([build, stages]) => (stages.has(index) ? [build] : []));
}

/** The indexes of the stages that have something of a stage of another Dockerfile. */
export function stagesWithLinks({ model, graph, linkedImage, linkedSource }: Analysis): ReadonlySet<number> {
  const isLinked = model.stages.map(
    (stage, index) =>
      linkedImage(stage) !== null ||
      (model.referencesByStage[index] ?? []).some(reference => linkedSource(reference) !== null),
  );
  if (!isLinked.includes(true)) return new Set();
  const having = model.stages.filter(({ index }) => reachableFrom(graph, index).some(each => isLinked[each]));
  return new Set(having.map(({ index }) => index));
}

/** Whether the readings are of all builds of which each may be meant: of some something may not be known. */
export function areAllRead({ model, readings }: Analysis): boolean {
  const read = new Set(readings.flatMap(({ builds }) => builds));
  return (model.options.around?.meant ?? []).every(build => read.has(build));
}
