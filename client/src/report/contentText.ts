/** The content of an image as Markdown and as JSON: what was wasted, the caches, and the largest folders and files. */
import * as l10n from "@vscode/l10n";
import { size } from "../engine/amounts";
import type { ContentNode } from "../inside/imageContent";
import type { StageContent } from "./content";
import { contentFacts, pathsWords, wastedAdvice, wastedTitle } from "./contentWords";
import { code, plain, table } from "./markdown";

const MOST_ROWS = 50;

/** A whole document, with a line end at its end. */
export function contentMarkdown(content: StageContent): string {
  const { stage, file, root, wasted, wastedBytes, caches } = content;
  const line = l10n.t("Line");
  const parts = [
    `# ${l10n.t("What {0} of {1} adds: {2}", plain(stage), plain(file), size(root.bytes))}`,
    contentFacts(content).map(plain).join(" · "),
    ...(caches.length === 0
      ? []
      : [
          `## ${l10n.t("Caches of package managers")}`,
          table(
            [l10n.t("Folder"), `>${line}`, `>${l10n.t("Size")}`],
            caches.map(cache => [code(cache.path), String(cache.line), size(cache.bytes)]),
          ),
        ]),
    ...(wasted.length === 0
      ? []
      : [
          `## ${l10n.t("Wasted: {0}", size(wastedBytes))}`,
          table(
            [l10n.t("Instruction"), `>${line}`, `>${l10n.t("Size")}`, l10n.t("Files"), ""],
            wasted.map(group => [
              ...[code(group.title), String(group.line), size(group.bytes)],
              `${wastedTitle(group)}: ${code(pathsWords(group.paths))}`,
              wastedAdvice(group),
            ]),
          ),
        ]),
    `## ${l10n.t("Files, the largest first")}`,
    table(
      [l10n.t("Path"), `>${l10n.t("Size")}`, `>${line}`],
      largest(root).map(({ path, node }) => [
        code(path),
        size(node.bytes),
        String(content.culprits[node.layer ?? -1]?.line ?? ""),
      ]),
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** JSON with line ends. The shape is a promise: fields may be added in version 1. Sizes are bytes, lines count from 1. */
export function contentJson(content: StageContent): string {
  const { culprits, root, ...rest } = content;
  const value = {
    ...{ format: "dockerfile-stages-image-content", version: 1 },
    ...rest,
    added: valueOf(root),
  };
  return `${JSON.stringify(value, null, 2)}\n`;

  function valueOf({ name, bytes, layer, children }: ContentNode): object {
    const line = culprits[layer ?? -1]?.line ?? null;
    return { name, bytes, line, ...(children && { children: children.map(valueOf) }) };
  }
}

/** The largest files and folders that one instruction wrote. */
function largest(root: ContentNode): { path: string; node: ContentNode }[] {
  const found: { path: string; node: ContentNode }[] = [];
  const collect = (node: ContentNode, path: string) => {
    if (node.layer !== undefined && path !== "") found.push({ path, node });
    else for (const child of node.children ?? []) collect(child, `${path}/${child.name}`);
  };
  collect(root, "");
  return found.sort((a, b) => b.node.bytes - a.node.bytes).slice(0, MOST_ROWS);
}
