/** From a Dockerfile and the name of a stage to the command that builds it, or to what keeps it from being built. */
import { stat } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ModelAnswer } from "../../../server/src/protocol";
import { LANGUAGE } from "../language";
import { requestModel, wordsOf } from "../languageClient";
import { readBuildSettings, type BuildSettings } from "./buildSettings";
import { isRemote, resolveContext, resolvePlace, type Places } from "./contextPath";
import type { Engine } from "../engine/engine";
import { builderProblem, type BuildRequest } from "../engine/engineCommand";
import { imageReference } from "./imageName";
import * as problems from "./problems";
import type { Problem } from "./problems";
import { probeEngine } from "../engine/probeEngine";
import { targetOfName } from "./stageTarget";

export type Prepared =
  { request: BuildRequest; model: ModelAnswer; problem?: never } | { problem: Problem; request?: never };

/** The settings of the build, with the places in them made absolute. */
export type PlacedSettings =
  { settings: BuildSettings; problem?: never } | { problem: Problem; settings?: never };

/** Everything that a build needs: a stage that is there, settings that hold, an engine that can be started. */
export async function prepareBuild(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  stage: string | undefined,
): Promise<Prepared> {
  const model = await modelOf(client, document);
  if ("problem" in model) return model;
  const target = targetOfName(model, stage);
  if (target.kind !== "named" && target.kind !== "last")
    return { problem: noSuchStage(model, stage, document) };
  const placed = placedSettings(document);
  if (placed.problem !== undefined) return placed;
  const { settings } = placed;
  if (!(await isFolder(settings.context))) return { problem: noContext(settings.context) };
  const probe = await probeEngine(settings.dockerPath, settings.engine);
  if ("missing" in probe) return { problem: problems.noEngine(probe, settings.dockerPath) };
  const name = target.kind === "named" ? target.name : undefined;
  const request = buildRequest(document, settings, probe.engine, name, target.name);
  const refused = builderProblem(request);
  if (refused !== undefined) {
    return {
      problem: { message: refused, steps: [problems.openSetting("dockerfileStages.build.contexts")] },
    };
  }
  return { request, model };
}

/** The request for one engine; `target` is `undefined` for the last stage, whose name is still part of the image's. */
export function buildRequest(
  document: vscode.TextDocument,
  settings: BuildSettings,
  engine: Engine,
  target: string | undefined,
  stageName: string,
): BuildRequest {
  const dockerfile = document.uri.fsPath;
  return {
    engine,
    dockerfile,
    context: settings.context,
    target,
    image: imageReference(path.basename(path.dirname(dockerfile)), stageName),
    buildArgs: settings.buildArgs,
    buildContexts: settings.contexts,
  };
}

/** The settings that hold for a Dockerfile. */
export function placedSettings({ uri }: Pick<vscode.TextDocument, "uri">): PlacedSettings {
  const configuration = vscode.workspace.getConfiguration("dockerfileStages", uri);
  const read = readBuildSettings(key => configuration.get(key));
  const wrong = (message: string, setting: string): PlacedSettings => ({
    problem: { message, steps: [problems.openSetting(setting)] },
  });
  if ("problem" in read) return wrong(read.problem, read.setting);
  const places: Places = {
    dockerfileFolder: path.dirname(uri.fsPath),
    workspaceFolder: vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath,
  };
  const context = resolveContext(read.settings.context, places);
  if ("problem" in context) return wrong(context.problem, "dockerfileStages.build.context");
  const contexts: Record<string, string> = {};
  for (const [name, value] of Object.entries(read.settings.contexts)) {
    const resolved = resolvePlace(value, places);
    if ("problem" in resolved) return wrong(resolved.problem, "dockerfileStages.build.contexts");
    contexts[name] = resolved.place;
  }
  return { settings: { ...read.settings, context: context.place, contexts } };
}

async function modelOf(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
): Promise<ModelAnswer | { problem: Problem }> {
  const name = path.basename(document.uri.fsPath);
  if (document.languageId !== LANGUAGE) {
    return {
      problem: {
        message: `${name} is open as "${document.languageId}", not as a Dockerfile. Associate its name with "dockerfile", then build.`,
        steps: [problems.openSetting("files.associations")],
      },
    };
  }
  try {
    return await requestModel(client, document);
  } catch (error) {
    return {
      problem: {
        message: `The language server did not say which stages ${name} has: ${wordsOf(error)}`,
        steps: [problems.restartServer, problems.showOutput],
      },
    };
  }
}

function noSuchStage(model: ModelAnswer, stage: string | undefined, { uri }: vscode.TextDocument): Problem {
  const file = path.basename(uri.fsPath);
  if (model.stages.length === 0)
    return { message: `${file} has no stage: it needs a FROM first.`, steps: [] };
  const names = [...new Set(model.stages.map(({ name }) => name).filter(name => name !== ""))];
  const known = names.length === 0 ? "None of its stages has a name." : `Its stages: ${names.join(", ")}.`;
  return { message: `There is no stage "${stage ?? ""}" in ${file}. ${known}`, steps: [] };
}

function noContext(context: string): Problem {
  return {
    message: `The build context ${context} is not a folder. Create it, or change the setting.`,
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
