/** "Build" over a stage of a Dockerfile that stands in a Compose or bake file: done by Compose or bake. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { openGroupTerminal } from "../../build/group/groupTerminal";
import { prepareGroup, type GroupServices } from "../../build/group/prepareGroup";
import { notify } from "../../build/problems/notify";
import { imageName, imageTag } from "../../build/request/imageName";
import { refusedInRestrictedMode } from "../../build/restrictedMode";
import type { BuildSession } from "../../build/session";
import { fieldsOf, listOf, textOf } from "../../engine/fields";
import { toolName, type ToolBuild } from "../../engine/toolBuild";
import { composeOverride, toolStageBuild, type ToolStage } from "../../engine/toolStage";
import { inLabel } from "../../progress/uiText";
import { readArgument } from "../argument";
import { noDockerfile } from "../resolveStage";
import { allSaved } from "./buildWithTool";
import { temporaryPath } from "../../build/temporaryFiles";

/** What a lens asks for. */
interface Asked {
  label: string;
  build: ToolBuild;
  /** Another stage than the one that the build ends with. */
  stage: ToolStage | undefined;
}

/** The command's handler. The argument is that of a lens: `{ uri, stage, builds }`. */
export async function buildInlineStage(
  services: GroupServices,
  session: BuildSession,
  argument: unknown,
): Promise<void> {
  if (refusedInRestrictedMode()) return;
  const { uri } = readArgument(argument);
  const asked = await choose(readAsked(argument));
  if (uri === undefined || asked === null) {
    notify(noDockerfile());
    return;
  }
  if (asked === undefined || !(await allSaved())) return;
  const { build, stage } = asked;
  const name = toolName(build);
  const folder = temporaryPath();
  const override = path.join(folder, "compose.yaml");
  const prepare = async () => {
    if (stage === undefined) return prepareGroup(services, uri, build);
    if (build.tool === "compose") {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(override, composeOverride(build, stage));
    }
    return prepareGroup(services, uri, toolStageBuild(build, stage, override));
  };
  const { builds, diagnostics, explain } = session;
  const title = stage === undefined ? name : l10n.t("{0}, up to {1}", name, stage.stage);
  try {
    await openGroupTerminal(title, { builds, diagnostics, explain, prepare });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The only one, or the one that a person chooses; null where there is none, undefined where nobody chooses. */
async function choose(asked: readonly Asked[]): Promise<Asked | null | undefined> {
  const [first = null, ...others] = asked;
  if (others.length === 0) return first;
  const items = asked.map(each => ({
    label: `$(play) ${inLabel(toolName(each.build))}`,
    description: inLabel(each.label),
    each,
  }));
  const title = l10n.t("Build with Compose or Bake");
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.each;
}

function readAsked(argument: unknown): Asked[] {
  const { stage, builds } = fieldsOf(argument);
  return listOf(builds).flatMap(each => {
    const { label, tool, name, files, folder, isMultiPlatform } = fieldsOf(each);
    const named = textOf(name);
    const place = textOf(folder);
    if (named === undefined || place === undefined || (tool !== "compose" && tool !== "bake")) return [];
    const paths = listOf(files).flatMap(file => (typeof file === "string" ? [pathOf(file)] : []));
    const build: ToolBuild = { tool, files: paths, folder: pathOf(place), names: [named] };
    const wanted = textOf(stage);
    return [
      {
        label: textOf(label) ?? named,
        build,
        stage:
          wanted === undefined
            ? undefined
            : {
                stage: wanted,
                image: `dockerfile-stages/${imageName(`${path.basename(build.folder)}-${named}`)}:${imageTag(wanted)}`,
                isMultiPlatform: isMultiPlatform === true,
              },
      },
    ];
  });
}

function pathOf(address: string): string {
  return vscode.Uri.parse(address).fsPath;
}
