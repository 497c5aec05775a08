/** The last build of each Dockerfile as a report: of this window, else the one that an earlier window has kept. */
import * as vscode from "vscode";
import type { ModelInstruction } from "../../../server/src/protocol";
import type { Build, Builds } from "../build/builds";
import type { ExplainFailure } from "../build/findings/explainFailure";
import { lineNow } from "../build/lineNow";
import type { BuildSummary } from "../history/buildSummary";
import { endedSteps, type EndedBuild } from "../report/endedBuild";
import { sharesOf } from "../report/historyReport";
import { instructionNow } from "../report/instructionNow";
import { reportOf } from "../report/report";
import { type BuildReport } from "../report/buildReport";
import type { BuildHistory } from "../results/buildHistory";
import type { EndedBuilds } from "../results/endedBuilds";
import type { BuiltSizes } from "./builtSizes";
import { reasonsByInstruction } from "./costWords";
import type { OrderHints } from "./orderHints";

/** A build that a report can be made of. */
export interface ShownReport {
  /** As it is now, beside the kept builds of its Dockerfile. */
  report(kept: readonly BuildSummary[]): BuildReport;
  /** Those of the file as it was built. */
  readonly instructions: readonly ModelInstruction[];
  /** The name of the stage as it was asked for; undefined for the last one. */
  readonly stage: string | undefined;
  /** The index of the stage that was built. */
  readonly target: number;
  /** The line, from 1, of the instruction that it was to end with, among the instructions of the file now. */
  lineNow(now: readonly ModelInstruction[]): number | undefined;
  /** The build, while it is at work. */
  readonly running: Build | undefined;
}

export interface ReportedBuilds {
  /** The last build of a Dockerfile; asks what earlier windows have kept. */
  last(uri: vscode.Uri): Promise<ShownReport | undefined>;
  /** The same, of what is known without asking. */
  known(uri: vscode.Uri): ShownReport | undefined;
  /** What an earlier window has kept of a Dockerfile that was not built in this one. */
  earlier(uri: vscode.Uri): Promise<EndedBuild | undefined>;
  /** More is known of a Dockerfile's last build than its progress. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
  dispose(): void;
}

/** What reports are made of. `inForce` answers the id of the use in force of a Dockerfile, null for none. */
export interface ReportServices {
  readonly builds: Pick<Builds, "latest" | "onDidChange">;
  readonly sizes: BuiltSizes;
  readonly history: Pick<BuildHistory, "of" | "onDidChange">;
  readonly hints: Pick<OrderHints, "of" | "onDidChange">;
  readonly explain: ExplainFailure;
  readonly ended: EndedBuilds;
  readonly inForce: (uri: vscode.Uri) => Promise<string | null>;
}

/** Keeps each build of this window as it ends, and again with what becomes known of it later. */
export function createReportedBuilds(services: ReportServices): ReportedBuilds {
  const { builds, sizes, history, hints, explain, ended, inForce } = services;
  const changed = new vscode.EventEmitter<vscode.Uri>();
  /** Of earlier windows, by the address of the Dockerfile. */
  const before = new Map<string, EndedBuild>();

  const reportNow = (build: Build, kept: readonly BuildSummary[]): BuildReport => {
    const cost = history.of(build, build.file.target);
    return reportOf(build, Date.now(), {
      reasons: cost && reasonsByInstruction(cost, build.file.model.stages, text => text),
      shares: sharesOf(kept, targetOf(build)),
      sizes: sizes.of(build),
      hints: hints
        .of(build.uri)
        .map(({ message, advice, range }) => ({ message, advice, line: range.start.line + 1 })),
    });
  };

  function known(uri: vscode.Uri): ShownReport | undefined {
    const build = builds.latest(uri);
    if (build !== undefined) return ofThisWindow(build, reportNow);
    const kept = before.get(uri.toString());
    return kept && ofEarlierWindow(kept);
  }

  async function keep(build: Build): Promise<void> {
    const { uri, stage, useBuilt, under, file, record, failure } = build;
    const words = failure?.step && (await explain(build, failure)).words;
    await ended.keep({
      dockerfile: uri.toString(),
      stage: stage ?? null,
      target: file.target,
      targetName: targetOf(build),
      line: lineNow(build) ?? null,
      use: useBuilt.id,
      under,
      report: reportNow(build, []),
      instructions: file.instructions,
      steps: endedSteps(record, failure?.step && { step: failure.step.id, words: words ?? "" }),
    });
  }

  function learned(build: Build): void {
    if (build.state !== "running") void keep(build);
    changed.fire(build.uri);
  }

  async function earlier(uri: vscode.Uri): Promise<EndedBuild | undefined> {
    const kept = builds.latest(uri) === undefined ? await ended.of(uri, await inForce(uri)) : undefined;
    if (kept === undefined) before.delete(uri.toString());
    else before.set(uri.toString(), kept);
    return kept;
  }

  const listeners = [
    builds.onDidChange(build => {
      if (build.state !== "running") void keep(build);
    }),
    sizes.onDidChange(learned),
    history.onDidChange(learned),
    hints.onDidChange(uri => {
      changed.fire(uri);
    }),
  ];

  return {
    known,
    earlier,
    onDidChange: changed.event,
    async last(uri) {
      await earlier(uri);
      return known(uri);
    },
    dispose() {
      for (const listener of listeners) listener.dispose();
      changed.dispose();
    },
  };
}

function ofThisWindow(
  build: Build,
  report: (build: Build, kept: readonly BuildSummary[]) => BuildReport,
): ShownReport {
  return {
    report: kept => report(build, kept),
    instructions: build.file.instructions,
    stage: build.stage,
    target: build.file.target,
    lineNow: () => lineNow(build),
    running: build.state === "running" ? build : undefined,
  };
}

function ofEarlierWindow(build: EndedBuild): ShownReport {
  const { report, instructions, stage, line, target, targetName } = build;
  return {
    report: kept => ({ ...report, shares: sharesOf(kept, targetName) }),
    instructions,
    stage: stage ?? undefined,
    target,
    lineNow: now => {
      if (line === null) return undefined;
      const range = instructionNow(line, instructions, now);
      return range === undefined ? line : range.start.line + 1;
    },
    running: undefined,
  };
}

/** The stage that a build was asked for, as the history calls it. */
function targetOf({ file: { model, target } }: Build): string {
  const name = model.stages[target]?.name ?? "";
  return name === "" ? `stage-${target}` : name;
}
