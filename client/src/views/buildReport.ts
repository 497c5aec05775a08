/** The report of the last build of a Dockerfile, in a panel that follows the build while it runs, and is there again in a later window. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Builds } from "../build/builds";
import type { BuildSummary } from "../history/buildSummary";
import { reportJson } from "../report/reportJson";
import { reportMarkdown } from "../report/reportMarkdown";
import { reportBody } from "../report/reportPage";
import type { BuildHistory } from "../results/buildHistory";
import type { LanguageServer } from "../server/languageServer";
import { completeStep } from "../walkthrough/completeStep";
import { CONTENT_COMMAND, HISTORY_COMMAND } from "./commandIds";
import { exportAction } from "./exportPage";
import { fillPanel, openPanel, type PageContent, type PageMessage, type PagePanel } from "./pagePanel";
import { reopenPages } from "./reopenPages";
import type { ReportedBuilds, ShownReport } from "./reportedBuilds";
import { buildAgain } from "./buildAgain";
import { revealLine } from "./revealLine";

export interface BuildReports {
  /** Shows the report of the last build of a Dockerfile, and in it the stage of that index; answers whether there is one. */
  show(uri: vscode.Uri, stage: number | undefined): Promise<boolean>;
  dispose(): void;
}

const REPORT_VIEW = "dockerfileStages.buildReport";
const CHANGES_APART_MS = 500;

/** No report open yet; one panel a Dockerfile, and those of the window before come back by themselves. */
export function createBuildReports(
  extensionUri: vscode.Uri,
  server: LanguageServer,
  builds: Pick<Builds, "onDidChange">,
  history: Pick<BuildHistory, "builds" | "onDidChange">,
  reported: ReportedBuilds,
): BuildReports {
  /** The kept builds of the Dockerfiles with a page. */
  const kept = new Map<string, readonly BuildSummary[]>();
  /** The Dockerfiles whose steps are shown in the order of what they added. */
  const largestFirst = new Set<string>();
  const pages = new Map<string, PagePanel>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const reportNow = (shown: ShownReport, uri: vscode.Uri) => shown.report(kept.get(uri.toString()) ?? []);
  const bodyOf = (shown: ShownReport, uri: vscode.Uri) =>
    reportBody(reportNow(shown, uri), largestFirst.has(uri.toString()));
  const contentOf = (shown: ShownReport, uri: vscode.Uri): PageContent => ({
    body: bodyOf(shown, uri),
    saved: { uri: uri.toString() },
  });
  const listeners = [
    builds.onDidChange(({ uri, state }) => {
      if (state === "running") soon(uri);
      else draw(uri);
    }),
    reported.onDidChange(draw),
    history.onDidChange(({ uri }) => {
      void readKept(uri);
    }),
    reopenPages(REPORT_VIEW, async (panel, saved) => {
      const uri = vscode.Uri.parse((saved as { uri: string }).uri, true);
      const shown = await reported.last(uri);
      if (shown === undefined || pages.has(uri.toString())) return false;
      fill(panel, uri, shown);
      void readKept(uri);
      return true;
    }),
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
    const shown = pages.has(key) ? reported.known(uri) : undefined;
    if (shown === undefined) return;
    pages.get(key)?.update(contentOf(shown, uri));
    // The clock goes on between two steps.
    if (shown.running !== undefined) soon(uri);
  }

  function fill(panel: vscode.WebviewPanel, uri: vscode.Uri, shown: ShownReport): PagePanel {
    const key = uri.toString();
    const page = fillPanel(extensionUri, panel, contentOf(shown, uri), message => {
      act(uri, message, panel);
    });
    pages.set(key, page);
    panel.onDidDispose(() => {
      if (pages.get(key) !== page) return;
      pages.delete(key);
      kept.delete(key);
    });
    return page;
  }

  function act(uri: vscode.Uri, { action, line }: PageMessage, panel: vscode.WebviewPanel): void {
    const shown = reported.known(uri);
    if (shown === undefined) return;
    const exported = {
      title: titleOf(uri),
      body: () => bodyOf(shown, uri),
      uri,
      name: "build-report",
      markdown: () => reportMarkdown(reportNow(shown, uri)),
      json: () => reportJson(reportNow(shown, uri)),
    };
    if (exportAction(extensionUri, action, exported)) return;
    if (action === "again") void buildAgain(server, uri, shown);
    else if (action === "cancel") shown.running?.cancel();
    else if (action === "history")
      void vscode.commands.executeCommand(HISTORY_COMMAND, { uri: uri.toString() });
    else if (action === "content")
      void vscode.commands.executeCommand(CONTENT_COMMAND, { uri: uri.toString(), stage: shown.target });
    else if (action === "sort") {
      const key = uri.toString();
      if (!largestFirst.delete(key)) largestFirst.add(key);
      draw(uri);
    } else if (action === "show" && line !== undefined) void showNow(server, uri, line, panel);
    else if (action === "reveal" && line !== undefined)
      void revealLine(server, uri, line, shown.instructions, panel);
  }

  return {
    async show(uri, stage) {
      const shown = await reported.last(uri);
      if (shown === undefined) return false;
      let page = pages.get(uri.toString());
      if (page === undefined) page = fill(openPanel(REPORT_VIEW, titleOf(uri)), uri, shown);
      else page.panel.reveal();
      draw(uri);
      void readKept(uri);
      completeStep("sawReport");
      if (stage !== undefined) page.focus(`stage-${stage}`);
      return true;
    },
    dispose() {
      for (const listener of listeners) listener.dispose();
      for (const timer of waiting.values()) clearTimeout(timer);
      for (const { panel } of [...pages.values()]) panel.dispose();
    },
  };
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
