/** Builds what comes before the instruction that failed, beside the builds of the file itself. */
import * as l10n from "@vscode/l10n";
import { rm } from "node:fs/promises";
import * as path from "node:path";
import type { ModelInstruction } from "../../../server/src/protocol";
import type { BuildRequest } from "../engine/engineCommand";
import { dockerfileBefore } from "../progress/dockerfileBefore";
import { failurePlaces } from "../progress/failurePlaces";
import { instructionOfStep } from "../progress/stepPlaces";
import type { Build, Builds } from "./builds";
import { partialRequest } from "./request/partialRequest";
import { withProgress } from "../messages";
import { temporaryPath, writeTemporaryDockerfile } from "./temporaryFiles";

/** The instruction that made a build fail; `undefined` if it is not known, or the build did not fail. */
export function failedInstruction({ failure, file }: Build): ModelInstruction | undefined {
  if (failure === undefined) return undefined;
  const index = failure.step && instructionOfStep(failure.step, file, failure.record);
  if (index !== undefined) return file.instructions[index];
  const [place] = failurePlaces(failure, file);
  return place && file.instructions.find(({ range }) => range.end.line >= place.start.line);
}

/** Whether there is something to build before the instruction that failed. */
export function canOpenBefore(build: Build): boolean {
  const failed = failedInstruction(build);
  return failed !== undefined && dockerfileBefore(build.text, failed) !== undefined;
}

/** How the build before the failure went: what it was, or why there is none. */
export type Before = { build: Build; request: BuildRequest } | { reason: string };

/** Builds the stage of `failed` up to the instruction before it, as an image of its own, under a notification with Cancel. */
export async function buildBefore(builds: Builds, build: Build, failed: ModelInstruction): Promise<Before> {
  const text = dockerfileBefore(build.text, failed);
  if (text === undefined) {
    return {
      reason: l10n.t(
        "The stage starts in line {0}, so there is no step before it.",
        failed.range.start.line + 1,
      ),
    };
  }
  const folder = temporaryPath();
  try {
    const dockerfile = path.join(folder, "Dockerfile");
    // A build up to an instruction was of a temporary Dockerfile, too.
    const file = build.line === undefined ? build.request.dockerfile : build.uri.fsPath;
    const original = build.file.inside === undefined ? file : undefined;
    await writeTemporaryDockerfile(dockerfile, text, original);
    const request = partialRequest(build.request, dockerfile, "beforeFailure");
    return await withProgress(
      l10n.t("Building up to line {0}", failed.range.start.line + 1),
      async (_say, token) => {
        const { uri, stage, snapshot } = build;
        const started = builds.start({ uri, stage, request, snapshot, isTransient: true }, () => undefined);
        token.onCancellationRequested(() => {
          started.build.cancel();
        });
        const outcome = await started.outcome;
        if (started.build.state === "done") return { build: started.build, request };
        if (started.build.state === "cancelled") return { reason: l10n.t("The build was cancelled.") };
        return {
          reason:
            "notStarted" in outcome
              ? outcome.notStarted
              : (started.build.failure?.message ?? l10n.t("The build failed.")),
        };
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
