/** Files and folders with their sizes as a tree that opens, the largest first. */
import * as l10n from "@vscode/l10n";
import { size } from "../engine/amounts";
import { html, type Html } from "./html";

export interface TreeNode {
  name: string;
  bytes: number;
  /** How many files there are in a folder. */
  files: number;
  /** What stands behind it. */
  note: Html | undefined;
  /** None for what is no folder. */
  children: TreeNode[] | undefined;
}

/** Smaller folders, as a share of all, do not open. */
const SMALLEST = 1 / 2000;
const MOST_IN_FOLDER = 100;

/** The tree of what is in a folder of `total` bytes. */
export function fileTree(nodes: readonly TreeNode[], total: number): Html {
  return html`<div class="tree">${list(nodes, total)}</div>`;
}

/** A size with its exact bytes under the pointer. */
export function bytesOf(bytes: number): Html {
  return html`<span class="bytes" title="${l10n.t("{0} bytes", bytes)}">${size(bytes)}</span>`;
}

function list(nodes: readonly TreeNode[], total: number): Html {
  const rest = nodes.slice(MOST_IN_FOLDER);
  const more = html`<li>
    ${l10n.t("and {0} more", rest.length)} ${bytesOf(rest.reduce((sum, { bytes }) => sum + bytes, 0))}
  </li>`;
  return html`<ul>
    ${nodes.slice(0, MOST_IN_FOLDER).map(node => html`<li>${row(node, total)}</li>`)}
    ${rest.length === 0 ? undefined : more}
  </ul>`;
}

function row({ name, bytes, files, note, children }: TreeNode, total: number): Html {
  if (children === undefined) return html`<span class="name">${name}</span> ${bytesOf(bytes)}${note}`;
  const count = html`<span class="detail"
    >${files === 1 ? l10n.t("1 file") : l10n.t("{0} files", files)}</span
  >`;
  const said = html`<span class="name">${name}/</span> ${bytesOf(bytes)} ${count}${note}`;
  if (bytes < total * SMALLEST || children.length === 0) return said;
  return html`<details>
    <summary>${said}</summary>
    ${list(children, total)}
  </details>`;
}
