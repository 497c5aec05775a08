/** The report of the last build of a Dockerfile, in a panel that follows the build while it runs. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { BUILD_COMMAND, type BuildArguments } from "../../../server/src/protocol";
import type { Build, Builds } from "../build/builds";
import { lineNow } from "../build/lineNow";
import { targetOfName } from "../build/request/stageTarget";
import type { BuildSummary } from "../history/buildSummary";
import { sharesOf } from "../report/historyReport";
import { reportOf } from "../report/report";
import { reportJson } from "../report/reportJson";
import { reportMarkdown } from "../report/reportMarkdown";
import { reportBody } from "../report/reportPage";
import type { LanguageServer } from "../server/languageServer";
import { completeStep } from "../walkthrough/completeStep";
import type { BuiltSizes } from "./builtSizes";
import { BUILD_UP_TO_COMMAND, CONTENT_COMMAND, HISTORY_COMMAND } from "./commandIds";
import { reasonsByInstruction } from "./costWords";
import type { BuildHistory } from "../results/buildHistory";
import type { OrderHints } from "./orderHints";
import { exportAction } from "./exportPage";
import { openPagePanel, type PageMessage, type PagePanel } from "./pagePanel";
import { revealLine } from "./revealLine";

export interface BuildReports {
  /** Shows the report of a build, and in it the stage of that index. */
  show(build: Build, stage: number | undefined): void;
  dispose(): void;
}

const CHANGES_APART_MS = 500;

/** No report open yet; one panel a Dockerfile. */
export function createBuildReports(
  extensionUri: vscode.Uri,
  server: LanguageServer,
  builds: Builds,
  sizes: BuiltSizes,
  history: Pick<BuildHistory, "of" | "builds" | "onDidChange">,
  hints: Pick<OrderHints, "of" | "onDidChange">,
): BuildReports {
  /** The kept builds of the Dockerfiles with a page. */
  const kept = new Map<string, readonly BuildSummary[]>();
  const reportNow = (build: Build) => {
    const cost = history.of(build, build.file.target);
    const reasons = cost && reasonsByInstruction(cost, build.file.model.stages, text => text);
    const shares = sharesOf(kept.get(build.uri.toString()) ?? [], targetOf(build));
    return reportOf(build, Date.now(), {
      ...{ reasons, shares },
      sizes: sizes.of(build),
      hints: hints
        .of(build.uri)
        .map(({ message, advice, range }) => ({ message, advice, line: range.start.line + 1 })),
    });
  };
  /** The Dockerfiles whose steps are shown in the order of what they added. */
  const largestFirst = new Set<string>();
  const bodyOf = (build: Build) => reportBody(reportNow(build), largestFirst.has(build.uri.toString()));
  const pages = new Map<string, PagePanel>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const listeners = [
    builds.onDidChange(({ uri, state }) => {
      if (state === "running") soon(uri);
      else draw(uri);
    }),
    sizes.onDidChange(({ uri }) => {
      draw(uri);
    }),
    history.onDidChange(({ uri }) => {
      draw(uri);
      void readKept(uri);
    }),
    hints.onDidChange(draw),
  ];

  async function readKept(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (!pages.has(key)) return;
    kept.set(key, await history.builds(uri));
    draw(uri);
  }

  function soon(uri: vscode.Uri): void {
    const key = uri.toString();
    if (waiting.has(key) || !pages.has(key)) return;
    const timer = setTimeout(() => {
      draw(uri);
    }, CHANGES_APART_MS);
    waiting.set(key, timer);
  }

  function draw(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(waiting.get(key));
    waiting.delete(key);
    const build = builds.latest(uri);
    if (build === undefined) return;
    pages.get(key)?.update(bodyOf(build));
    // The clock goes on between two steps.
    if (build.state === "running") soon(uri);
  }

  function act(uri: vscode.Uri, { action, line }: PageMessage): void {
    const build = builds.latest(uri);
    const shown = pages.get(uri.toString());
    if (build === undefined || shown === undefined) return;
    const exported = {
      title: titleOf(uri),
      body: () => bodyOf(build),
      uri,
      name: "build-report",
      markdown: () => reportMarkdown(reportNow(build)),
      json: () => reportJson(reportNow(build)),
    };
    if (exportAction(extensionUri, action, exported)) return;
    if (action === "again") void buildAgain(server, build);
    else if (action === "cancel") build.cancel();
    else if (action === "history")
      void vscode.commands.executeCommand(HISTORY_COMMAND, { uri: uri.toString() });
    else if (action === "content")
      void vscode.commands.executeCommand(CONTENT_COMMAND, { uri: uri.toString(), stage: build.file.target });
    else if (action === "sort") {
      const key = uri.toString();
      if (!largestFirst.delete(key)) largestFirst.add(key);
      draw(uri);
    } else if (action === "show" && line !== undefined) void showNow(server, uri, line, shown.panel);
    else if (action === "reveal" && line !== undefined)
      void revealLine(server, uri, line, build.file.instructions, shown.panel);
  }

  return {
    show(build, stage) {
      const { uri } = build;
      const key = uri.toString();
      let shown = pages.get(key);
      if (shown === undefined) {
        shown = openPagePanel(
          extensionUri,
          "dockerfileStages.buildReport",
          titleOf(uri),
          bodyOf(build),
          message => {
            act(uri, message);
          },
        );
        pages.set(key, shown);
        shown.panel.onDidDispose(() => {
          pages.delete(key);
          kept.delete(key);
        });
      } else shown.panel.reveal();
      draw(uri);
      void readKept(uri);
      completeStep("sawReport");
      if (stage !== undefined) shown.focus(`stage-${stage}`);
    },
    dispose() {
      for (const listener of listeners) listener.dispose();
      for (const timer of waiting.values()) clearTimeout(timer);
      for (const { panel } of [...pages.values()]) panel.dispose();
    },
  };
}

/** The stage that a build was asked for, as the history calls it. */
function targetOf({ file: { model, target } }: Build): string {
  const name = model.stages[target]?.name ?? "";
  return name === "" ? `stage-${target}` : name;
}

function titleOf(uri: vscode.Uri): string {
  return l10n.t("Build of {0}", path.basename(uri.path));
}

/** Shows a line, from 1, of the file as it is now. */
async function showNow(
  server: LanguageServer,
  uri: vscode.Uri,
  line: number,
  panel: vscode.WebviewPanel,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const now = await server.snapshot(document).catch(() => undefined);
  await revealLine(server, uri, line, now?.instructions ?? [], panel);
}

async function buildAgain(server: LanguageServer, build: Build): Promise<void> {
  const { uri, stage } = build;
  const line = lineNow(build);
  if (line !== undefined) {
    await vscode.commands.executeCommand(BUILD_UP_TO_COMMAND, { uri: uri.toString(), line });
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const snapshot = await server.snapshot(document).catch(() => undefined);
  const target = snapshot && targetOfName(snapshot, stage);
  // Of a stage that is gone, and of a server that does not answer, the command says so.
  const index = target === undefined || target.kind === "gone" ? -1 : target.stage.index;
  const again: BuildArguments = { uri: uri.toString(), stage: index };
  await vscode.commands.executeCommand(BUILD_COMMAND, again);
}
