/** From a Dockerfile and the name of a stage to the command that builds it, or to what keeps it from being built. */
import * as l10n from "@vscode/l10n";
import { readFile, stat } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import type { ModelAnswer } from "../../../../server/src/protocol";
import { LANGUAGE } from "../../language";
import type { BuildRequest } from "../../engine/engineCommand";
import { readBuildSettings, type BuildOverrides, type BuildSettings } from "./buildSettings";
import { isRemote } from "./contextPath";
import { createRequest } from "./createRequest";
import type { Engines } from "../engines/engines";
import * as problems from "../problems/problems";
import type { Problem } from "../problems/problems";
import { targetOfName } from "./stageTarget";
import { taskOverrides, type BuildTaskDefinition } from "../task/taskDefinition";
import { errorMessage } from "../../engine/errorMessage";
import type { LanguageServer } from "../../server/languageServer";
import { unplaced, type Snapshot } from "../../snapshot/snapshot";

export type PreparedBuild =
  /** `snapshot`: of the text that the builder reads. */
  { request: BuildRequest; snapshot: Snapshot; problem?: never } | { problem: Problem; request?: never };

/** Everything that a build needs: a stage that is there, settings that hold, an engine that can be started. */
export async function prepareBuild(
  server: LanguageServer,
  engines: Engines,
  document: vscode.TextDocument,
  definition: BuildTaskDefinition,
): Promise<PreparedBuild> {
  const { stage } = definition;
  const overridden = taskOverrides(definition);
  if ("problem" in overridden)
    return { problem: { message: overridden.problem, steps: [problems.openTasks()] } };
  const read = settingsFor(document, overridden.overrides);
  if ("problem" in read) return read;
  const { settings } = read;
  // The engine is asked for its version while the server answers.
  const [snapshot, probe] = await Promise.all([
    builtSnapshot(server, document),
    engines.probe(settings.programs, settings.engine),
  ]);
  if ("problem" in snapshot) return snapshot;
  const target = targetOfName(snapshot, stage);
  if (target.kind !== "named" && target.kind !== "last") {
    return { problem: noSuchStage(snapshot, stage, document) };
  }
  if ("missing" in probe) return { problem: problems.noEngine(probe, programOf(settings)) };
  const prepared = createRequest({
    dockerfile: document.uri.fsPath,
    workspaceFolder: vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath,
    model: snapshot,
    target,
    settings,
    engine: probe.engine,
    chosen: engines.chosen(),
  });
  if (prepared.request !== undefined && !(await isFolder(prepared.request.context))) {
    return { problem: noContext(prepared.request.context) };
  }
  return prepared.request === undefined ? prepared : { ...prepared, snapshot };
}

/** The settings that hold for a Dockerfile, with what stands in for them in this build. */
export function settingsFor(
  { uri }: { uri: vscode.Uri },
  overrides: BuildOverrides = {},
): { settings: BuildSettings } | { problem: Problem } {
  const configuration = vscode.workspace.getConfiguration("dockerfileStages", uri);
  const read = readBuildSettings(key => configuration.get(key));
  if ("problem" in read) {
    return { problem: { message: read.problem, steps: [problems.openSetting(read.setting)] } };
  }
  const { settings } = read;
  const buildArgs = { ...settings.buildArgs, ...overrides.buildArgs };
  return { settings: { ...settings, ...overrides, buildArgs } };
}

/** The program that the setting of the engine asks for. */
export function programOf({ engine, programs }: BuildSettings): string {
  return engine === "podman" || engine === "nerdctl" ? programs[engine] : programs.docker;
}

/** The snapshot of what a builder reads: the file on disk, also where somebody goes on typing. */
async function builtSnapshot(
  server: LanguageServer,
  document: vscode.TextDocument,
): Promise<Snapshot | { problem: Problem }> {
  const name = path.basename(document.uri.fsPath);
  if (document.languageId !== LANGUAGE) {
    return {
      problem: {
        message: l10n.t(
          'The language mode of {0} is "{1}". Change it to Dockerfile, then build.',
          name,
          document.languageId,
        ),
        steps: [problems.openSetting("files.associations")],
      },
    };
  }
  try {
    const snapshot = await server.snapshot(document);
    if (!document.isDirty && snapshot.version === document.version) return snapshot;
    const text = (await readFile(document.uri.fsPath, "utf8")).replace(/^\uFEFF/, "");
    const known = [server.savedSnapshot(document), snapshot];
    const isBuilt = ({ lines }: Snapshot) => lines.join("\n") === text.replaceAll("\r\n", "\n");
    return known.find(found => found !== undefined && isBuilt(found)) ?? unplaced(snapshot, text);
  } catch (error) {
    return {
      problem: {
        message: l10n.t(
          "The language server could not return the stages of {0}: {1}",
          name,
          errorMessage(error),
        ),
        steps: [problems.restartServer(), problems.showOutput()],
      },
    };
  }
}

function noSuchStage(model: ModelAnswer, stage: string | undefined, { uri }: vscode.TextDocument): Problem {
  const file = path.basename(uri.fsPath);
  if (model.stages.length === 0)
    return { message: l10n.t("{0} has no stage. Add a FROM instruction first.", file), steps: [] };
  const names = [...new Set(model.stages.map(({ name }) => name).filter(name => name !== ""))];
  const known =
    names.length === 0
      ? l10n.t("None of its stages has a name.")
      : l10n.t("Its stages: {0}.", names.join(", "));
  return { message: l10n.t('{1} has no stage named "{0}". {2}', stage ?? "", file, known), steps: [] };
}

function noContext(context: string): Problem {
  return {
    message: l10n.t("The build context {0} is not a folder. Create it, or change the setting.", context),
    steps: [problems.openSetting("dockerfileStages.build.context")],
  };
}

async function isFolder(place: string): Promise<boolean> {
  if (isRemote(place)) return true;
  try {
    return (await stat(place)).isDirectory();
  } catch {
    return false;
  }
}
