/** The history of the builds of a window: told of each build, and asked why its steps ran and which would run. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { RepeatedRun } from "../../../server/src/protocol";
import type { Build, Builds } from "../build/builds";
import type { BuildRequest } from "../engine/engineCommand";
import { inspectImage, leavesImage } from "../engine/image";
import type { BuildSummary } from "../history/buildSummary";
import type { BuildComparison } from "../history/compareTwo";
import type { StageCost } from "../history/stageCost";
import { createHistoryThread, type HistoryThread } from "../history/historyThread";
import type { LanguageServer } from "../server/languageServer";
import { createCacheListings } from "./cacheListings";
import { givenOf, imagesOf, plannedBuild, type PlannedBuild } from "./historyBuild";
import { imageDigests, stepOutcomes } from "./stepOutcomes";

export interface BuildHistory {
  /** What ran for a stage of a build that has ended, by its index then; undefined where nobody knows. */
  of(build: Build, stage: number): StageCost | undefined;
  /** A build is kept: its reasons are known. */
  readonly onDidChange: vscode.Event<Build>;
  /** What would run may be more than was said: a builder has lost some of its cache. */
  readonly onDidLoseCache: vscode.Event<void>;
  /** The kept builds of a Dockerfile, those of earlier sessions and other windows too, the oldest first. */
  builds(uri: vscode.Uri): Promise<readonly BuildSummary[]>;
  /** Two of them side by side, by their ids; undefined where one is not kept any more. */
  compare(uri: vscode.Uri, one: string, other: string): Promise<BuildComparison | undefined>;
  /** What of a Dockerfile ran again and again this week for files that it may not need. */
  repeats(uri: vscode.Uri): Promise<readonly RepeatedRun[]>;
  /** Whether a build of a Dockerfile is kept, also one of an earlier session. */
  knows(uri: vscode.Uri): Promise<boolean>;
  /** What builds of stages with a request like this one would run now; nothing where no build of the file is kept. */
  forecast(document: vscode.TextDocument, request: BuildRequest): Promise<StageForecast | undefined>;
  dispose(): void;
}

/** The forecasts of a version of a document, by the index of the stage. */
export interface StageForecast {
  version: number;
  costs: StageCost[];
}

const SALT = "dockerfileStages.historySalt";
/** The image under a name seldom becomes another one. */
const IMAGES_APART_MS = 60_000;

/** What is kept is in the storage of the workspace; without one, in that of all. */
export function createBuildHistory(
  context: Pick<vscode.ExtensionContext, "extensionUri" | "storageUri" | "globalStorageUri" | "secrets">,
  server: Pick<LanguageServer, "stepInputs" | "snapshot">,
  builds: Pick<Builds, "onDidChange">,
): BuildHistory {
  const thread = threadOf(context);
  const changed = new vscode.EventEmitter<Build>();
  const caches = createCacheListings();
  const known = new WeakMap<Build, Map<number, StageCost>>();
  const begun = new WeakMap<Build, Promise<PlannedBuild | undefined>>();
  const images = new Map<string, { at: number; id: Promise<string | undefined> }>();
  let number = 0;
  const ids = new WeakMap<Build, string>();

  async function begin(build: Build): Promise<PlannedBuild | undefined> {
    const { uri, request, snapshot, file } = build;
    const document = vscode.workspace.textDocuments.find(open => open.uri.toString() === uri.toString());
    if (document === undefined || thread === undefined) return undefined;
    const inputs = await server.stepInputs(document, givenOf(request, process.env));
    // Somebody went on typing: these are the steps of another text.
    if (inputs.version !== snapshot.version) return undefined;
    const planned = plannedBuild(uri.toString(), request, snapshot.stages, inputs, {});
    const id = String(number++);
    ids.set(build, id);
    void thread.ask("begin", id, { ...planned, target: file.target });
    return planned;
  }

  async function end(build: Build): Promise<void> {
    const planned = await begun.get(build);
    const id = ids.get(build);
    if (planned === undefined || id === undefined || build.ended === undefined || thread === undefined)
      return;
    const { record, file, ended, started, request, state } = build;
    const outcomes = stepOutcomes(record, file, planned.stages, ended);
    const isThere = state === "done" && leavesImage(request);
    const [imagesNow, size, cache] = await Promise.all([
      imageIds(request, imagesOf(planned), 0),
      isThere ? inspectImage(request.engine, request.image).then(({ answer }) => answer?.size) : undefined,
      caches.ask(request),
    ]);
    const digests = { ...imagesNow, ...imageDigests(record, file, planned.stages) };
    const result = {
      ...(state !== "running" && { state }),
      took: ended - started,
      ...(size !== undefined && { size }),
    };
    const costs = await thread.ask("end", id, ended, outcomes, digests, result, cache);
    if (costs === undefined) return;
    known.set(build, new Map(costs.map(cost => [cost.stage, cost])));
    changed.fire(build);
  }

  /** The ids of images, where the builder takes them from the engine; those that it does not have are left out. */
  async function imageIds(
    request: BuildRequest,
    names: readonly string[],
    maxAge: number,
  ): Promise<Record<string, string>> {
    if (request.builderName !== undefined) return {};
    const found = await Promise.all(
      names.map(async (name): Promise<[string, string | undefined]> => {
        const key = JSON.stringify([request.engine.program, request.engine.dockerContext, name]);
        const before = images.get(key);
        if (before !== undefined && Date.now() - before.at < maxAge) return [name, await before.id];
        const id = inspectImage(request.engine, name).then(
          ({ answer }) => answer && `id:sha256:${answer.id}`,
        );
        images.set(key, { at: Date.now(), id });
        return [name, await id];
      }),
    );
    return Object.fromEntries(found.flatMap(([name, id]) => (id === undefined ? [] : [[name, id]])));
  }

  const listener = builds.onDidChange(build => {
    if (build.state === "running") {
      if (!begun.has(build))
        begun.set(
          build,
          begin(build).catch(() => undefined),
        );
    } else if (!known.has(build)) {
      known.set(build, new Map());
      void end(build);
    }
  });
  return {
    of: (build, stage) => known.get(build)?.get(stage),
    onDidChange: changed.event,
    onDidLoseCache: caches.onDidLose,
    builds: async uri => (await thread?.ask("builds", uri.toString())) ?? [],
    compare: async (uri, one, other) => thread?.ask("compare", uri.toString(), one, other),
    repeats: async uri => (await thread?.ask("repeats", uri.toString(), Date.now())) ?? [],
    knows: async uri => (await thread?.ask("knows", uri.toString())) === true,
    async forecast(document, request) {
      if (thread === undefined) return undefined;
      const [snapshot, inputs] = await Promise.all([
        server.snapshot(document),
        server.stepInputs(document, givenOf(request, process.env)),
      ]);
      if (inputs.version === null || inputs.version !== snapshot.version) return undefined;
      const ids = await imageIds(request, imagesOf(inputs), IMAGES_APART_MS);
      const planned = plannedBuild(document.uri.toString(), request, snapshot.stages, inputs, ids);
      const costs = await thread.ask(
        "forecast",
        planned,
        snapshot.stages.map(({ index }) => index),
        caches.known(request),
      );
      return costs && { version: inputs.version, costs };
    },
    dispose() {
      listener.dispose();
      changed.dispose();
      caches.dispose();
      thread?.dispose();
    },
  };
}

function threadOf({
  extensionUri,
  storageUri,
  globalStorageUri,
  secrets,
}: Parameters<typeof createBuildHistory>[0]): HistoryThread | undefined {
  // Types say that there is always one for all; a test's context has none.
  const storage = (storageUri ?? globalStorageUri) as vscode.Uri | undefined;
  if (storage === undefined) return undefined;
  return createHistoryThread(
    vscode.Uri.joinPath(extensionUri, "dist", "client", "historyWorker.js").fsPath,
    vscode.Uri.joinPath(storage, "history").fsPath,
    async () => {
      const kept = await secrets.get(SALT);
      if (kept !== undefined) return kept;
      const salt = randomBytes(16).toString("hex");
      await secrets.store(SALT, salt);
      return salt;
    },
  );
}
