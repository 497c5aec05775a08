// Builds of small projects without a builder: whatever the history says would run, runs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createHistory } from "../../../client/src/history/history";
import type { CacheRecord, HistoryBuild, StepOutcome } from "../../../client/src/history/askedBuild";
import type { StageCost } from "../../../client/src/history/stageCost";
import type { BuildResult, KeptBuild } from "../../../client/src/history/keptBuild";
import { createStore } from "../../../client/src/history/store";
import { snapshotAnswer } from "../../../server/src/features/snapshot";
import { stepInputsAnswer } from "../../../server/src/features/stepInputs";
import { contextOf } from "../../support/feature";

/** A Dockerfile with all that a build of it is given. */
export interface Project {
  text: string;
  files?: Record<string, string>;
  args?: Record<string, string>;
  images?: Record<string, string>;
  builder?: string;
  platform?: string;
  noCache?: "all" | string[];
  /** The name of a stage; the last one without. */
  target?: string;
  /** What the builder has in its cache, when it is asked: before a forecast, and after a build. */
  cache?: (() => CacheRecord[]) | undefined;
}

export interface Workspace {
  folder: string;
  /** What would run of the target now. */
  forecast: (project: Project) => StageCost | undefined;
  /** Builds: what has run. `outcome` may make another one of what the builder says. */
  build: (
    project: Project,
    outcome?: (step: StepOutcome) => StepOutcome,
    result?: BuildResult,
  ) => StageCost | undefined;
  /** What is kept of all builds. */
  kept: () => KeptBuild[];
  /** A build that begins, and does not end. */
  begin: (project: Project) => void;
  dispose: () => void;
}

/** A folder with a history, whose clock counts the builds; of its own, unless it is that of another window. */
export function openWorkspace(folder = mkdtempSync(join(tmpdir(), "history-")), salt = "salt"): Workspace {
  const context = join(folder, "context");
  const history = createHistory(join(folder, "kept"), salt);
  const asked = (project: Project): HistoryBuild => {
    const { text, args = {}, images = {}, builder = "docker", platform = "", noCache = [], target } = project;
    rmSync(context, { recursive: true, force: true });
    mkdirSync(context);
    for (const [path, content] of Object.entries(project.files ?? {})) {
      mkdirSync(dirname(join(context, path)), { recursive: true });
      writeFileSync(join(context, path), content);
    }
    const document = contextOf(text);
    const { stages } = snapshotAnswer(document, { buildArgs: args });
    const named = stages.findIndex(({ name }) => name === target);
    return {
      dockerfile: "file:///work/Dockerfile",
      path: join(context, "Dockerfile"),
      stages: stepInputsAnswer(document, { buildArgs: args }).stages.map((stage, index) => ({
        ...stage,
        name: stages[index]?.name ?? "",
      })),
      target: named === -1 ? stages.length - 1 : named,
      contexts: { "": context },
      ...{ images, builder, platform, noCache },
    };
  };
  // Asked after all that was built.
  const listed = ({ cache }: Project) => cache && { at: Number.MAX_SAFE_INTEGER, records: cache() };
  const forecast = (build: HistoryBuild, project: Project) =>
    history.forecast(build, [build.target], listed(project))[0];
  return {
    folder,
    kept: () => createStore(join(folder, "kept")).read(),
    forecast: project => forecast(asked(project), project),
    begin(project) {
      history.begin("begun", asked(project));
    },
    build(project, outcome = step => step, result = {}) {
      const build = asked(project);
      const builds = history.builds(build.dockerfile).at(-1)?.at ?? 0;
      const running = new Set(forecast(build, project)?.running.map(({ stage, step }) => `${stage} ${step}`));
      history.begin("1", build);
      const outcomes = build.stages.flatMap(({ steps }, stage) =>
        steps.map((_, step): StepOutcome => {
          const runs = builds === 0 || running.has(`${stage} ${step}`);
          return outcome({ stage, step, outcome: runs ? "ran" : "cached", took: runs ? 1000 : 0 });
        }),
      );
      return history
        .end("1", builds + 1, outcomes, {}, result, listed(project))
        .find(({ stage }) => stage === build.target);
    },
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
