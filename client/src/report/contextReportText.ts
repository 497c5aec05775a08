/** A build context as Markdown and as JSON. */
import * as l10n from "@vscode/l10n";
import type { ContextNode } from "../context/contextTree";
import { size } from "../engine/amounts";
import type { Builder } from "../engine/engine";
import {
  contextHeadline,
  contextPartFacts,
  fetchedMeans,
  namedTitle,
  sendingMeans,
  unreadIn,
  unreadTitle,
  type ContextPart,
  type ContextReport,
} from "./contextReport";
import { openMeans } from "./contextReportPage";
import { code, plain, table } from "./markdown";

const MOST_ROWS = 50;

/** A whole document, with a line end at its end. */
export function contextReportMarkdown(report: ContextReport): string {
  const { file, used, use, builder, named } = report;
  const parts = [
    `# ${l10n.t("Build context of {0}", plain(file))}`,
    contextHeadline(builder, report),
    contextPartFacts(report, use).map(plain).join(" · "),
    used === "isOpen" ? openMeans() : sendingMeans(builder),
    ...filesOf(builder, report, "##"),
    ...named.flatMap(part => [
      `## ${namedTitle(plain(part.name))}`,
      contextHeadline(builder, part),
      contextPartFacts(part).map(plain).join(" · "),
      ...(part.used === "isOpen" ? [openMeans()] : []),
      ...filesOf(builder, part, "###"),
    ]),
    ...fetchedMeans(report).map(plain),
  ];
  return `${parts.join("\n\n")}\n`;
}

function filesOf(builder: Builder, part: ContextPart, heading: string): string[] {
  const unread = unreadIn(part);
  const rows = (nodes: readonly ContextNode[]) =>
    table(
      [l10n.t("Path"), `>${l10n.t("Size")}`],
      nodes.slice(0, MOST_ROWS).map(({ path, bytes }) => [code(path), size(bytes)]),
    );
  return [
    ...(unread.length === 0 ? [] : [`${heading} ${unreadTitle(builder, unread)}`, rows(unread)]),
    `${heading} ${l10n.t("Files, the largest first")}`,
    rows((part.tree.root.children ?? []).filter(({ files }) => files > 0)),
  ];
}

/** JSON with line ends. The shape is a promise: fields may be added in version 1. Sizes are bytes, lines count from 1. */
export function contextReportJson(report: ContextReport): string {
  const { file, use, builder, named, fetched } = report;
  const value = {
    ...{ format: "dockerfile-stages-build-context", version: 1 },
    ...{ file, use: use ?? null, builder },
    ...partValue(report),
    namedContexts: [
      ...named.map(part => ({ name: part.name, ...partValue(part) })),
      ...Object.entries(fetched).map(([name, place]) => ({ name, place })),
    ],
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function partValue({ tree, used, folder, ignoreFile }: ContextPart): object {
  const isKnown = used !== undefined && used !== "isOpen";
  return {
    ...{ folder, ignoreFile: ignoreFile ?? null },
    read: isKnown ? { bytes: used.readBytes, files: used.readFiles } : null,
    unread: isKnown ? used.unread.map(({ path, bytes }) => ({ path, bytes })) : null,
    isCut: tree.isCut,
    files: (tree.root.children ?? []).map(valueOf),
  };
}

function valueOf({ name, bytes, ignoredBytes, ignoredBy, children }: ContextNode): object {
  return {
    name,
    bytes,
    ...(ignoredBy && { ignoredBytes, ignoredBy: { pattern: ignoredBy.text, line: ignoredBy.line + 1 } }),
    ...(children && { children: children.map(valueOf) }),
  };
}
