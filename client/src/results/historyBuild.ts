/** A build as the history is told of it: made of what the engine is asked for and of what the server says of the steps. Pure. */
import * as path from "node:path";
import type { ModelStage, StepInputsAnswer } from "../../../server/src/protocol";
import type { BuildRequest } from "../engine/engineCommand";
import type { HistoryBuild } from "../history/askedBuild";

/** What is known of a Dockerfile before its target is. */
export type PlannedBuild = Omit<HistoryBuild, "target">;

/** `images`: what the builder has under the names of images, as far as somebody knows. */
export function plannedBuild(
  uri: string,
  request: BuildRequest,
  stages: readonly ModelStage[],
  inputs: StepInputsAnswer,
  images: Record<string, string>,
): PlannedBuild {
  const { context, buildContexts, dockerfile, noCache = [], platforms = [] } = request;
  const folders = Object.entries({ ...buildContexts, "": context }).filter(([, place]) =>
    path.isAbsolute(place),
  );
  return {
    dockerfile: uri,
    path: dockerfile,
    stages: inputs.stages.map((stage, index) => ({ ...stage, name: stages[index]?.name ?? "" })),
    builder: builderOf(request),
    platform: platforms.join(","),
    noCache: noCache === "all" ? "all" : [...noCache],
    contexts: Object.fromEntries(folders),
    images,
  };
}

/** What the server is asked with, so that it evaluates the steps as the builder will. Variables of the environment count as given. */
export function givenOf(
  { buildArgs, environmentArgs = [], buildContexts, platforms }: BuildRequest,
  environment: Readonly<Record<string, string | undefined>>,
): { buildArgs: Record<string, string>; contexts: string[]; platforms?: string[] } {
  const own = environmentArgs.flatMap(name => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    buildArgs: { ...Object.fromEntries(own), ...buildArgs },
    contexts: Object.keys(buildContexts),
    ...(platforms !== undefined && platforms.length > 0 && { platforms: [...platforms] }),
  };
}

/** The images that the stages are based on or copy from. */
export function imagesOf({ stages }: Pick<StepInputsAnswer, "stages">): string[] {
  const names = stages.flatMap(({ base, steps }) => [
    ...(typeof base === "object" && base !== null && "image" in base ? [base.image] : []),
    ...steps.flatMap(({ takes }) =>
      takes.flatMap(({ from }) => (typeof from === "object" ? [from.image] : [])),
    ),
  ]);
  return [...new Set(names)].filter(name => name !== "");
}

/** Builds with the same text share a cache. */
function builderOf({
  engine: { program, dockerContext = "", builder },
  builderName = "",
}: BuildRequest): string {
  const kind = builder === "buildx" ? "docker" : builder;
  return [kind, path.basename(program) === kind ? "" : program, dockerContext, builderName]
    .filter(part => part !== "")
    .join(" ");
}
