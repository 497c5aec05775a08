/** The request of a stage as a use of its Dockerfile has it built, with the builds that come before it. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { UseInfo, UsesAnswer } from "../../../../server/src/protocol";
import type { BuildRequest } from "../../engine/buildRequest";
import type { Engine } from "../../engine/engine";
import type { Snapshot } from "../../snapshot/snapshot";
import type { BuiltUse } from "../build";
import type { ChosenPlace } from "../engines/chosenPlace";
import { type Problem } from "../problems/problems";
import type { BuildOverrides, BuildSettings } from "../request/buildSettings";
import { createRequest } from "../request/createRequest";
import { settingsFor } from "../request/settingsFor";
import { targetOfName, type StageTarget } from "../request/stageTarget";
import { givenValues } from "./givenValues";
import { neededImage } from "./imagePlace";
import { neededUses } from "./neededUses";
import { keyOf, openValues, type OpenValue } from "./openValues";
import { usedBuild, type UsedBuild, type UseProblem } from "./usedBuild";
import { openDockerfile, useProblem } from "./openedDockerfile";

/** Asks a person for an open value of a use; undefined where nobody answers. */
export type AskOpenValue = (use: UseInfo, value: OpenValue) => Promise<string | undefined>;

/** A stage that is there, of a Dockerfile that a builder can read. */
export interface StageToBuild {
  uri: vscode.Uri;
  snapshot: Snapshot;
  target: Extract<StageTarget, { kind: "named" | "last" }>;
}

/** A build that comes before the one that was asked for, because that one needs its image. */
export interface FirstBuild {
  useBuilt: BuiltUse;
  uri: vscode.Uri;
  stage: string | undefined;
  snapshot: Snapshot;
  request: BuildRequest;
  /** A Dockerfile that is written in another file: the text of the one that `request` names, which is to be written first. */
  inlineText?: string;
}

export interface UsedRequest {
  request: BuildRequest;
  /** In their order. */
  first: FirstBuild[];
  /** Sentences for the person: what of the use is left out. */
  notes: string[];
  /** Files and folders that are of no use once all is built. */
  temporary: string[];
  problem?: never;
}

export interface UseToBuild extends StageToBuild {
  settings: BuildSettings;
  overrides: BuildOverrides;
  engine: Engine;
  chosen: ChosenPlace;
  use: UseInfo | undefined;
  /** A person has chosen it, or a task or a command names it. */
  isChosen: boolean;
  answer: Pick<UsesAnswer, "uses" | "needed">;
  /** A path that was chosen as the build context. */
  context: string | undefined;
  ask: AskOpenValue;
  /** Whether the builder takes the images of builds that come before from the engine; asked only where there are any. */
  takesImages: () => Promise<boolean>;
  /** The snapshot of a Dockerfile as a builder reads it in the build of a use. */
  snapshotOf: (document: vscode.TextDocument, use: UseInfo) => Promise<Snapshot | { problem: Problem }>;
}

/** All that is to be built, or what keeps it from that. */
export async function usedRequest(wanted: UseToBuild): Promise<UsedRequest | { problem: Problem }> {
  const { use, engine, chosen, overrides, settings, context } = wanted;
  const result = { first: [] as FirstBuild[], notes: [] as string[], temporary: [] as string[] };
  const create = (
    stage: StageToBuild,
    dockerfile: string,
    has: BuildSettings,
    given?: UsedBuild,
    at?: string,
  ) =>
    createRequest({
      dockerfile,
      workspaceFolder: vscode.workspace.getWorkspaceFolder(stage.uri)?.uri.fsPath,
      model: stage.snapshot,
      target: stage.target,
      settings: has,
      engine,
      chosen,
      use: given,
      context: at,
    });
  const finish = (prepared: ReturnType<typeof createRequest>) =>
    prepared.problem === undefined ? { ...prepared, ...result } : prepared;
  const chosenContext = overrides.context === undefined ? context : undefined;
  const own = wanted.uri.fsPath;
  if (use === undefined) return finish(create(wanted, own, settings, undefined, chosenContext));
  const needed = neededUses(use, wanted.answer);
  if (needed.circle) return useProblem(circleText(needed.circle));
  const inEngine = needed.order.length === 0 || (await wanted.takesImages());
  const images = new Map<string, string>();
  for (const each of needed.order) {
    const opened = await openDockerfile(each, wanted, result.temporary);
    if ("problem" in opened) return opened;
    const read = settingsFor(opened);
    if ("problem" in read) return read;
    const given = await valuesOf(
      each,
      opened,
      { ...wanted, settings: read.settings, overrides: {}, context: undefined },
      images,
    );
    if (given.problem !== undefined) return useProblem(given.problem);
    const { image, output, context: asContext } = neededImage(each, inEngine);
    if (typeof output === "object" && "layout" in output) result.temporary.push(output.layout);
    // It is built for what is based on it.
    const platforms = given.platforms.length > 0 ? given.platforms : use.platforms.map(({ text }) => text);
    const used = { ...given, tags: [image], platforms };
    const prepared = create(opened, opened.dockerfile, read.settings, used);
    if (prepared.problem !== undefined) return prepared;
    const { uri, snapshot, target } = opened;
    const request = { ...prepared.request, output };
    result.first.push({
      ...{ useBuilt: { id: each.id, label: each.label }, uri, snapshot, request },
      stage: target.name || undefined,
      ...(each.dockerfile.isInline && { inlineText: each.dockerfile.text }),
    });
    result.notes.push(...given.notes);
    images.set(each.id, asContext);
  }
  const given = await valuesOf(use, wanted, wanted, images);
  if (given.problem !== undefined) return useProblem(given.problem);
  result.notes.push(...given.notes);
  return finish(create(wanted, own, settings, given, chosenContext));
}

/** What a use gives the build of a stage. */
async function valuesOf(
  use: UseInfo,
  { uri, snapshot, target }: StageToBuild,
  {
    settings,
    overrides,
    context,
    isChosen,
    ask,
  }: Pick<UseToBuild, "settings" | "overrides" | "context" | "isChosen" | "ask">,
  images: ReadonlyMap<string, string>,
): Promise<(UsedBuild & { problem?: never }) | UseProblem> {
  const given = givenValues(use, settings, overrides, context !== undefined);
  const answers = new Map<string, string>();
  for (const value of isChosen ? openValues(use, given) : []) {
    const answer = await ask(use, value);
    if (answer !== undefined) answers.set(keyOf(value), answer);
  }
  const meant = targetOfName(snapshot, use.target?.text);
  const isTarget =
    use.target?.isOpen !== true && meant.kind !== "gone" && meant.stage.index === target.stage.index;
  const found = usedBuild({
    use,
    given,
    answers,
    environment: process.env,
    folder: folderOf(use, uri),
    pathOf: address => vscode.Uri.parse(address).fsPath,
    images,
    isTarget,
    isChosen,
  });
  if (found.problem !== undefined) return found;
  return {
    ...found,
    ...(overrides.tags !== undefined && { tags: [] }),
    ...(overrides.noCache !== undefined && { noCache: [] }),
  };
}

/** Where paths count from that are no address: the project of Compose or bake, else the workspace folder. */
function folderOf({ canBuildWith, uri }: UseInfo, dockerfile: vscode.Uri): string {
  if (canBuildWith) return vscode.Uri.parse(canBuildWith.folder).fsPath;
  const folder = vscode.workspace.getWorkspaceFolder(dockerfile);
  return folder?.uri.fsPath ?? path.dirname(vscode.Uri.parse(uri).fsPath);
}

function circleText(labels: readonly string[]): string {
  return l10n.t("These builds need one another: {0}", labels.join(" → "));
}
