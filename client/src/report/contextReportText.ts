/** A build context as Markdown and as JSON. */
import * as l10n from "@vscode/l10n";
import type { ContextNode } from "../context/contextTree";
import { size } from "../engine/amounts";
import {
  contextHeadline,
  contextReportFacts,
  sendingMeans,
  unreadTitle,
  type ContextReport,
} from "./contextReport";
import { openMeans } from "./contextReportPage";
import { code, plain, table } from "./markdown";

const MOST_ROWS = 50;

/** A whole document, with a line end at its end. */
export function contextReportMarkdown(report: ContextReport): string {
  const { file, tree, used } = report;
  const unread = used === undefined || used === "isOpen" ? [] : used.unread;
  const rows = (nodes: readonly ContextNode[]) =>
    table(
      [l10n.t("Path"), `>${l10n.t("Size")}`],
      nodes.slice(0, MOST_ROWS).map(({ path, bytes }) => [code(path), size(bytes)]),
    );
  const parts = [
    `# ${l10n.t("Build context of {0}", plain(file))}`,
    contextHeadline(report),
    contextReportFacts(report).map(plain).join(" · "),
    used === "isOpen" ? openMeans() : sendingMeans(report),
    ...(unread.length === 0 ? [] : [`## ${unreadTitle(report, unread)}`, rows(unread)]),
    `## ${l10n.t("Files, the largest first")}`,
    rows((tree.root.children ?? []).filter(({ files }) => files > 0)),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** JSON with line ends. The shape is a promise: fields may be added in version 1. Sizes are bytes, lines count from 1. */
export function contextReportJson(report: ContextReport): string {
  const { tree, used, file, folder, ignoreFile, use, builder } = report;
  const isKnown = used !== undefined && used !== "isOpen";
  const value = {
    ...{ format: "dockerfile-stages-build-context", version: 1 },
    ...{ file, folder, ignoreFile: ignoreFile ?? null, use: use ?? null, builder },
    read: isKnown ? { bytes: used.readBytes, files: used.readFiles } : null,
    unread: isKnown ? used.unread.map(({ path, bytes }) => ({ path, bytes })) : null,
    isCut: tree.isCut,
    files: (tree.root.children ?? []).map(valueOf),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function valueOf({ name, bytes, ignoredBytes, ignoredBy, children }: ContextNode): object {
  return {
    name,
    bytes,
    ...(ignoredBy && { ignoredBytes, ignoredBy: { pattern: ignoredBy.text, line: ignoredBy.line + 1 } }),
    ...(children && { children: children.map(valueOf) }),
  };
}
