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
import { lastWords, runTool } from "../../engine/runTool";
import type { BuiltStage } from "../../build/builtImage";
import { cancellable } from "../cancellable";
import { afterTask, runInTerminal } from "./runInTerminal";
import { tell } from "../stageAtHand";

/** Mounts the image where the engine can, else copies its files into an image that goes with the terminal. */
export async function openSidecar({ engine, image, facts }: BuiltStage, debugImage: string): Promise<void> {
  const title = l10n.t("{0} beside {1}", debugImage, image);
  if (await canMount(engine)) {
    await runInTerminal(title, sidecarCommand(engine, facts.id, debugImage));
    return;
  }
  const sidecar = `dockerfile-stages-sidecar:${facts.id.slice(0, 12)}`;
  const build = sidecarBuild(engine, image, debugImage, sidecar);
  const end = await cancellable(l10n.t("Copying the files of {0} beside {1}", image, debugImage), signal =>
    runTool(build, { input: SIDECAR_DOCKERFILE, signal }),
  );
  if (end === undefined) return;
  if (end.status !== 0) {
    tell({ message: l10n.t("There is no sidecar for {0}: {1}", image, lastWords(end)), steps: [] });
    return;
  }
  const execution = await runInTerminal(title, copiedSidecarCommand(engine, sidecar));
  afterTask(execution, () => {
    void runTool(toolCommand(engine, ["image", "rm", sidecar]));
  });
}

async function canMount(engine: Engine): Promise<boolean> {
  if (engine.builder === "podman") return true;
  const { out } = await runTool(versionCommand(engine));
  return mountsImages(out);
}
