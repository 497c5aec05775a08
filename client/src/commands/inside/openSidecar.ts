/** A shell of another image that sees the files of a stage which has no shell of its own. */
import * as l10n from "@vscode/l10n";
import type { Engine } from "../../engine/engine";
import {
  copiedSidecarCommand,
  mountsImages,
  SIDECAR_DOCKERFILE,
  sidecarBuild,
  sidecarCommand,
  versionCommand,
} from "../../inside/runCommands";
import { toolCommand } from "../../engine/engine";
import { lastWords, QUESTION_MS, runTool, WORK_MS } from "../../engine/runTool";
import type { BuiltStage } from "../../build/builtImage";
import { cancellable } from "../cancellable";
import { afterTask, runInTerminal } from "./runInTerminal";
import { notify } from "../../build/problems/notify";

/** Mounts the image where the engine can, else copies its files into an image that goes with the terminal. */
export async function openSidecar({ engine, image, facts }: BuiltStage, debugImage: string): Promise<void> {
  const title = l10n.t("{0} for {1}", debugImage, image);
  const versions = await askVersions(engine);
  if (versions.problem !== undefined) {
    notify({ message: noSidecar(image, versions.problem), steps: [] });
    return;
  }
  if (versions.canMount) {
    await runInTerminal(title, sidecarCommand(engine, facts.id, debugImage));
    return;
  }
  const sidecar = `dockerfile-stages-sidecar:${facts.id.slice(0, 12)}`;
  const build = sidecarBuild(engine, image, debugImage, sidecar);
  const end = await cancellable(
    l10n.t("Copying the files of {0} to an image with {1}", image, debugImage),
    signal => runTool(build, { timeoutMs: "untilCancelled", signal, input: SIDECAR_DOCKERFILE }),
  );
  if (end === undefined) return;
  if (end.status !== 0) {
    notify({ message: noSidecar(image, lastWords(end)), steps: [] });
    return;
  }
  const execution = await runInTerminal(title, copiedSidecarCommand(engine, sidecar));
  afterTask(execution, () => {
    void runTool(toolCommand(engine, ["image", "rm", sidecar]), { timeoutMs: WORK_MS });
  });
}

function noSidecar(image: string, reason: string): string {
  return l10n.t("Could not create a debug sidecar for {0}: {1}", image, reason);
}

/** Whether the engine can mount an image; an engine that hangs is not asked for more. */
async function askVersions(
  engine: Engine,
): Promise<{ canMount: boolean; problem?: never } | { problem: string; canMount?: never }> {
  if (engine.builder === "podman") return { canMount: true };
  const answer = await runTool(versionCommand(engine), { timeoutMs: QUESTION_MS });
  return answer.timedOut ? { problem: answer.err } : { canMount: mountsImages(answer.out) };
}
