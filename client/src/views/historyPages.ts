/** The kept builds of a Dockerfile, in a panel that has each new one: two of them are chosen there and compared. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { createNewest } from "../engine/newest";
import { firstChosen, withChosen, type HistoryReport } from "../report/historyReport";
import { historyBody } from "../report/historyPage";
import { historyJson, historyMarkdown } from "../report/historyText";
import type { BuildHistory } from "../results/buildHistory";
import { createKeyedPages } from "./keyedPages";

export interface HistoryPages {
  /** Shows the builds of a Dockerfile; answers whether there are any. */
  show(uri: vscode.Uri): Promise<boolean>;
  dispose(): void;
}

interface ShownHistory {
  uri: vscode.Uri;
  report: HistoryReport;
}

type History = Pick<BuildHistory, "builds" | "compare" | "onDidChange">;

/** No page open yet; one panel a Dockerfile. */
export function createHistoryPages(extensionUri: vscode.Uri, history: History): HistoryPages {
  const newest = createNewest();
  const pages = createKeyedPages<ShownHistory>(extensionUri, {
    viewType: "dockerfileStages.buildHistory",
    keyOf: ({ uri }) => uri.toString(),
    titleOf: ({ report: { file } }) => l10n.t("Builds of {0}", file),
    bodyOf: ({ report }) => historyBody(report),
    exported: ({ uri, report }) => ({
      uri,
      name: "build-history",
      markdown: () => historyMarkdown(report),
      json: () => historyJson(report),
    }),
    act({ uri, report }, { action, item }) {
      const build = action === "choose" ? report.builds.find(({ id }) => id === item) : undefined;
      if (build === undefined) return;
      // At once: the next click may come before the comparison.
      pages.update({ uri, report: { ...report, chosen: withChosen(report.chosen, build.id) } });
      void draw(uri);
    },
    saved: ({ uri, report: { chosen } }) => ({ uri: uri.toString(), chosen }),
    async reopened(saved) {
      const { uri: address, chosen } = saved as { uri: string; chosen: string[] };
      const uri = vscode.Uri.parse(address, true);
      const report = await readHistory(history, uri, chosen);
      return report.builds.length > 0 ? { uri, report } : undefined;
    },
  });

  /** Shows what is kept now, where the page is open. */
  async function draw(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const shown = pages.shown(key);
    if (shown === undefined) return;
    const report = await newest.ask(key, () => readHistory(history, uri, shown.report.chosen));
    if (report !== undefined) pages.update({ uri, report });
  }

  const listener = history.onDidChange(({ uri }) => {
    void draw(uri);
  });
  return {
    async show(uri) {
      const report = await readHistory(history, uri, pages.shown(uri.toString())?.report.chosen);
      if (report.builds.length > 0) pages.show({ uri, report });
      return report.builds.length > 0;
    },
    dispose() {
      listener.dispose();
      pages.dispose();
    },
  };
}

async function readHistory(
  history: History,
  uri: vscode.Uri,
  wanted: readonly string[] | undefined,
): Promise<HistoryReport> {
  const builds = (await history.builds(uri)).toReversed();
  const kept = new Set(builds.map(({ id }) => id));
  const chosen = (wanted ?? firstChosen(builds)).filter(id => kept.has(id));
  const [one, other] = chosen;
  return {
    file: path.basename(uri.path),
    builds,
    chosen,
    comparison: one === undefined || other === undefined ? undefined : await history.compare(uri, one, other),
  };
}
