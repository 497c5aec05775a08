/** From a Dockerfile and the name of a stage to the command that builds it, or to what keeps it from being built. */
import * as l10n from "@vscode/l10n";
import { readFile, stat } from "node:fs/promises";
import * as path from "node:path";
import type * as vscode from "vscode";
import { NO_USE, type ModelAnswer, type UseInfo } from "../../../../server/src/protocol";
import { LANGUAGE } from "../../language";
import { NO_USE_BUILT, type BuiltUse } from "../build";
import { inputsOf } from "./buildInputs";
import { isRemote } from "./contextPath";
import { programOf, settingsFor } from "./settingsFor";
import type { Engines } from "../engines/engines";
import * as problems from "../problems/problems";
import type { Problem } from "../problems/problems";
import { targetOfName } from "./stageTarget";
import { taskOverrides, type BuildTaskDefinition } from "../task/taskDefinition";
import { errorMessage } from "../../engine/errorMessage";
import type { LanguageServer } from "../../server/languageServer";
import type { BuildInputs } from "../../snapshot/staleness";
import { usedRequest, type AskOpenValue, type UsedRequest } from "../uses/usedRequest";
import { takesImagesOfEngine } from "../uses/imagePlace";
import { partialRequest } from "./partialRequest";
import { stopAt } from "./stopAt";
import { isChosen, useInForce, useNamed } from "../uses/findUse";
import type { Uses } from "../uses/uses";
import { unplaced, type Snapshot } from "../../snapshot/snapshot";
import { temporaryPath } from "../temporaryFiles";

export type PreparedBuild =
  /** `snapshot`: of the text that the builder reads. */
  | (UsedRequest & {
      snapshot: Snapshot;
      /** What results of the stages are compared by; undefined where a part of a stage is built. */
      inputs: BuildInputs | undefined;
      useBuilt: BuiltUse;
      /**
       * The path of the Dockerfile, where a part of it is built: `request` is of a file that is not there yet, and is to have the text
       * of `snapshot`.
       */
      partOf?: string;
    })
  | { problem: Problem; request?: never };

/** What a build is prepared with. */
export interface BuildServices {
  server: LanguageServer;
  engines: Engines;
  uses: Pick<Uses, "of" | "known" | "contextOf">;
}

/** Everything that a build needs: a stage that is there, settings that hold, an engine that can be started. */
export async function prepareBuild(
  { server, engines, uses }: BuildServices,
  document: vscode.TextDocument,
  definition: BuildTaskDefinition,
  ask: AskOpenValue,
): Promise<PreparedBuild> {
  const { line } = definition;
  const stage = line === undefined ? definition.stage : undefined;
  const { uri } = document;
  const overridden = taskOverrides(definition);
  if ("problem" in overridden)
    return { problem: { message: overridden.problem, steps: [problems.openTasks()] } };
  const { overrides } = overridden;
  const read = settingsFor(document, overrides);
  if ("problem" in read) return read;
  const { settings } = read;
  // The engine is asked for its version while the server answers.
  const [answer, probe] = await Promise.all([
    uses.of(uri),
    engines.probe(settings.programs, settings.engine),
  ]);
  const use = definition.use === undefined ? useInForce(answer) : useNamed(answer, definition.use);
  const whole = await builtSnapshot(server, document, contextsOf(use));
  if ("problem" in whole) return whole;
  const stop = line === undefined ? { upTo: whole } : stopAt(whole, line);
  if ("problem" in stop) return { problem: { message: stop.problem, steps: [] } };
  const snapshot = stop.upTo;
  const target = targetOfName(snapshot, stage);
  if (target.kind !== "named" && target.kind !== "last") {
    return { problem: noSuchStage(snapshot, stage, document) };
  }
  if ("missing" in probe) return { problem: problems.noEngine(probe, programOf(settings)) };
  if (use === undefined && definition.use !== undefined && definition.use !== NO_USE)
    return { problem: problems.noSuchUse(path.basename(uri.fsPath), definition.use) };
  const chosen = engines.chosen();
  const context = definition.use === undefined ? uses.contextOf(uri) : undefined;
  const prepared = await usedRequest({
    ...{ uri, snapshot, target, settings, overrides, use, answer, context, ask },
    ...{ engine: probe.engine, chosen },
    isChosen: definition.use !== undefined || isChosen(answer),
    takesImages: () => takesImagesOfEngine(probe.engine, chosen),
    snapshotOf: (other, its) => builtSnapshot(server, other, contextsOf(its)),
  });
  if (prepared.problem !== undefined) return prepared;
  for (const { request } of [...prepared.first, prepared]) {
    if (!(await isFolder(request.context))) return { problem: noContext(request.context, use) };
  }
  const useBuilt = use === undefined ? NO_USE_BUILT : { id: use.id, label: use.label };
  if (line !== undefined)
    return { ...partialBuild(prepared, uri.fsPath), snapshot, inputs: undefined, useBuilt };
  return { ...prepared, snapshot, inputs: inputsOf(settings, use, context), useBuilt };
}

/** The build of a file that is cut off: the builder reads it from a folder of its own, under the same name, by which it tells of lines. */
function partialBuild(prepared: UsedRequest, partOf: string): UsedRequest & { partOf: string } {
  const folder = temporaryPath();
  const request = partialRequest(
    prepared.request,
    path.join(folder, path.basename(partOf)),
    "upToInstruction",
  );
  return { ...prepared, request, temporary: [...prepared.temporary, folder], partOf };
}

/** The snapshot of what a builder reads: the file on disk, also where somebody goes on typing. */
async function builtSnapshot(
  server: LanguageServer,
  document: vscode.TextDocument,
  contexts: readonly string[],
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
    const snapshot = await server.snapshot(document, contexts);
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

/** The names of the named contexts of a use. */
function contextsOf(use: UseInfo | undefined): string[] {
  return Object.keys(use?.contexts ?? {}).sort();
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

function noContext(context: string, use: UseInfo | undefined): Problem {
  if (use !== undefined) {
    return {
      message: l10n.t("{0}: The build context {1} is not a folder.", use.label, context),
      steps: [problems.selectUse()],
    };
  }
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
