/** A build context as HTML: what no instruction reads, the files as a tree, and what is left out with its pattern. */
import * as l10n from "@vscode/l10n";
import type { ContextNode } from "../context/contextTree";
import {
  contextHeadline,
  contextReportFacts,
  sendingMeans,
  unreadTitle,
  type ContextReport,
} from "./contextReport";
import { bytesOf, fileTree, type TreeNode } from "./fileTree";
import { html, type Html } from "./html";
import { button, exportButtons } from "./page";

const MOST_UNREAD = 100;

/** The page's main part. "ignore" is about the unread file or folder of that number, from 0. */
export function contextReportBody(report: ContextReport): Html {
  const { file, used, tree, hasIgnored } = report;
  const unread = used === undefined || used === "isOpen" ? [] : used.unread;
  return html`<h1>${l10n.t("Build context of {0}", file)}</h1>
    <p class="outcome">${contextHeadline(report)}</p>
    <p class="facts">${contextReportFacts(report).join(" · ")}</p>
    <p>${sendingMeans(report)}</p>
    <div class="buttons" role="group" aria-label="${l10n.t("Build context")}">
      ${button("again", "again", l10n.t("Read Again"))}
      ${button("ignored", "ignored", hasIgnored ? l10n.t("Hide Ignored Files") : l10n.t("Show Ignored Files"))}
      ${exportButtons()}
    </div>
    ${used === "isOpen" ? html`<p class="foot">${openMeans()}</p>` : undefined}
    ${unread.length > 0 ? unreadSection(report, unread) : undefined}
    <section aria-labelledby="files">
      <h2 id="files">${l10n.t("Files, the largest first")}</h2>
      ${fileTree(
        (tree.root.children ?? []).flatMap(node => treeNode(node, hasIgnored) ?? []),
        tree.root.bytes + (hasIgnored ? tree.root.ignoredBytes : 0),
      )}
    </section>`;
}

/** Why nothing is said of what is read. */
export function openMeans(): string {
  return l10n.t(
    "An instruction copies files whose names depend on a value that only a build knows, so it is not known which files are read.",
  );
}

function unreadSection(report: ContextReport, unread: readonly ContextNode[]): Html {
  return html`<section aria-labelledby="unread">
    <h2 id="unread">${unreadTitle(report, unread)}</h2>
    <table>
      <tbody>
        ${unread.slice(0, MOST_UNREAD).map(
          (node, index) =>
            html`<tr>
              <th scope="row" class="step">${node.path}${node.kind === "folder" ? "/" : ""}</th>
              <td class="number">${bytesOf(node.bytes)}</td>
              <td>${button(`ignore-${index}`, "ignore", l10n.t("Add to .dockerignore"), index)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function treeNode(node: ContextNode, hasIgnored: boolean): TreeNode | undefined {
  const { name, ignoredBy, bytes, ignoredBytes, files, children } = node;
  if (ignoredBy !== undefined && files === 0 && !hasIgnored) return undefined;
  const by =
    ignoredBy &&
    html` <span class="detail"
      >${l10n.t("ignored by line {0}: {1}", ignoredBy.line + 1, ignoredBy.text)}</span
    >`;
  return {
    name,
    bytes: bytes + (hasIgnored ? ignoredBytes : 0),
    files,
    note: by,
    children:
      node.kind === "folder"
        ? (children ?? []).flatMap(child => treeNode(child, hasIgnored) ?? [])
        : undefined,
  };
}
