/** The one place where these tests touch the model: a text in, facts out, each a short line. */
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { analyze } from "../../server/src/stages/analysis/analyze";
import type { Analysis } from "../../server/src/stages/analysis/analysis";
import { reachableFrom, targetStage } from "../../server/src/stages/model/graph";
import type { StageModel } from "../../server/src/stages/model/model";
import type { Resolution } from "../../server/src/stages/model/resolve";

export interface Given {
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly contexts?: readonly string[];
}

/** The model of a text. */
export function read(text: string, given?: Given): StageModel {
  return readAnalysis(text, given).model;
}

/** The analysis of a text. */
export function readAnalysis(text: string, given: Given = {}): Analysis {
  return analyze(readDockerfile(text), {
    ...(given.target === undefined ? {} : { target: given.target }),
    buildArgs: new Map(Object.entries(given.buildArgs ?? {})),
    contexts: given.contexts ?? [],
  });
}

/** The names of the stages, as the builder knows them. */
export function names(text: string): string[] {
  return read(text).stages.map(({ name }) => name);
}

/** What the bases mean, as {@link meaning} says it. */
export function bases(text: string, given?: Given): string[] {
  return read(text, given).stages.map(({ base }) => meaning(base));
}

/** What the references of COPY and mounts mean, `ONBUILD` ones too, in the order of the file. */
export function references(text: string, given?: Given): string[] {
  return read(text, given)
    .references.filter(({ form }) => form !== "FROM")
    .map(meaning);
}

/** `2`, `image`, `context`, `scratch`, `nothing`; with a problem `image, but <reason>`. */
export function meaning({ to, problem }: Resolution): string {
  const what = to === null ? "nothing" : String(to);
  if (!problem) return what;
  if (problem.kind === "index") return `${what}, but index ${problem.index}`;
  return `${what}, but ${"reason" in problem ? problem.reason : problem.kind}`;
}

/** The indexes of the stages that a target needs; null for a target that is not there. */
export function reachable(text: string, given: Given = {}): number[] | null {
  const { model, graph } = readAnalysis(text, given);
  const target = targetStage(model, given.target);
  return target === null ? null : reachableFrom(graph, target);
}

/** The circle that the builder reports: where it was found from, and the path of it, stage by stage. */
export function cycle(text: string): { from: number; path: string[] } | null {
  const { cycle: found } = readAnalysis(text);
  return found && { from: found.from, path: found.path.map(({ stage, on }) => `${stage} needs ${on}`) };
}
