/** Builds a stage without an editor: for the command line, which loads this bundle when it is first asked to build. */
import * as path from "node:path";
import type { EngineBuild, RunEngineBuild } from "../../../server/src/shared/tools/engineBuild";
import type { BuildOutcome, CancelSignal } from "../../../server/src/shared/tools/host";
import { imageTags } from "../build/request/imageTags";
import { targetOfIndex } from "../build/request/stageTarget";
import { targetValue } from "../build/request/targetValue";
import { builderProblem } from "../engine/builderProblem";
import type { Engine } from "../engine/engine";
import { engineCommand, type BuildRequest } from "../engine/engineCommand";
import { inspectImage } from "../engine/image";
import { probeEngine } from "../engine/probeEngine";
import { runProcess } from "../engine/runProcess";
import { valueProblem } from "../engine/valueProblem";
import { createProgressReader } from "../progress/progressReader";
import { buildOutcome, notStarted } from "../report/buildOutcome";

const PROGRAMS = { docker: "docker", podman: "podman", nerdctl: "nerdctl" };
/** As the setting `dockerfileStages.build.tags` has it. */
const IMAGE_NAMES = ["${name}:${stage}"];

export const engineBuild: RunEngineBuild = async (wanted, signal) => {
  try {
    const probe = await probeEngine(PROGRAMS, "auto");
    if ("missing" in probe)
      return notStarted(
        `No engine answers (docker, podman or nerdctl).${"reason" in probe ? ` ${probe.reason}` : ""}`,
      );
    const request = requestOf(wanted, probe.engine);
    const problem = valueProblem(request) ?? builderProblem(request);
    return problem === undefined ? await run(wanted, request, signal) : notStarted(problem.message);
  } catch (error) {
    return notStarted(error instanceof Error ? error.message : String(error));
  }
};

/** Throws an error with a sentence where the stage cannot be asked for. */
function requestOf(wanted: EngineBuild, engine: Engine): BuildRequest {
  const { dockerfile, snapshot, context, buildArgs, environmentArgs, buildContexts, platforms } = wanted;
  const target = targetOfIndex(snapshot, wanted.stage);
  if (target.kind === "hidden")
    throw new Error("A later stage has the same name, and the builder would build that one.");
  if (target.kind !== "named" && target.kind !== "last")
    throw new Error("This stage has no name. The builder builds a stage only by its name.");
  const named = imageTags(IMAGE_NAMES, {
    folder: path.basename(path.dirname(dockerfile)),
    file: path.basename(dockerfile),
    stage: target.name,
  });
  if ("problem" in named) throw new Error(named.problem);
  if (wanted.cache === "skipStage" && target.name === "")
    throw new Error("The last stage has no name. Building one stage without its cache requires a name.");
  return {
    ...{ engine, dockerfile, context, buildArgs, environmentArgs, buildContexts, platforms },
    target: targetValue({ engine, target, model: snapshot }),
    image: named.tags[0],
    ...(wanted.cache === "skipAll" && { noCache: "all" as const }),
    ...(wanted.cache === "skipStage" && { noCache: [target.name] }),
  };
}

async function run(
  { dockerfile, text, snapshot, stage }: EngineBuild,
  request: BuildRequest,
  signal: CancelSignal,
): Promise<BuildOutcome> {
  const reader = createProgressReader(request.engine);
  const started = Date.now();
  const program = runProcess(engineCommand(request, "read"), (stream, output) => {
    reader.write(stream, output);
  });
  if (signal.aborted) program.cancel();
  signal.addEventListener("abort", () => {
    program.cancel();
  });
  const end = await program.ended;
  if ("notStarted" in end) return notStarted(end.notStarted);
  const hasFailed = end.status !== 0;
  reader.end(hasFailed);
  const { answer } = hasFailed ? {} : await inspectImage(request.engine, request.image);
  return buildOutcome(
    {
      record: reader.record,
      file: {
        name: path.basename(dockerfile),
        lines: text.split(/\r?\n/),
        model: snapshot,
        instructions: snapshot.instructions,
        target: stage,
      },
      request,
      failure: hasFailed && !signal.aborted ? reader.failure() : undefined,
      started,
      ended: Date.now(),
      state: signal.aborted ? "cancelled" : hasFailed ? "failed" : "done",
    },
    { environment: process.env, bytes: answer?.size },
  );
}
