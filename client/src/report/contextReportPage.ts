/** A build context as HTML: what no instruction reads, the files as a tree, and what is left out with its pattern. */
import * as l10n from "@vscode/l10n";
import type { ContextNode } from "../context/contextTree";
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
import { bytesOf, fileTree, type TreeNode } from "./fileTree";
import { html, type Html } from "./html";
import { button, exportButtons } from "./page";

const MOST_UNREAD = 100;

/** The page's main part. "ignore" is about the unread file or folder of that number, from 0, in the order of the parts. */
export function contextReportBody(report: ContextReport): Html {
  const { file, use, builder, hasIgnored, named } = report;
  let number = unreadIn(report).length;
  const sections = named.map((part, index) => {
    const from = number;
    number += unreadIn(part).length;
    return html`<section aria-labelledby="named-${index}">
      <h2 id="named-${index}">${namedTitle(part.name)}</h2>
      <p class="outcome">${contextHeadline(builder, part)}</p>
      <p class="facts">${contextPartFacts(part).join(" · ")}</p>
      ${partSections(report, part, `-${index}`, from)}
    </section>`;
  });
  return html`<h1>${l10n.t("Build context of {0}", file)}</h1>
    <p class="outcome">${contextHeadline(builder, report)}</p>
    <p class="facts">${contextPartFacts(report, use).join(" · ")}</p>
    <p>${sendingMeans(builder)}</p>
    <div class="buttons" role="group" aria-label="${l10n.t("Build context")}">
      ${button("again", "again", l10n.t("Read Again"))}
      ${button("ignored", "ignored", hasIgnored ? l10n.t("Hide Ignored Files") : l10n.t("Show Ignored Files"))}
      ${exportButtons()}
    </div>
    ${partSections(report, report, "", 0)} ${sections}
    ${fetchedMeans(report).map(text => html`<p class="foot">${text}</p>`)}`;
}

/** What no instruction reads of a part, and its files; ids end with `suffix`, and its unread ones are numbered from `from`. */
function partSections(
  { builder, hasIgnored }: ContextReport,
  part: ContextPart,
  suffix: string,
  from: number,
): Html {
  const { tree, used } = part;
  const unread = unreadIn(part);
  return html`${used === "isOpen" ? html`<p class="foot">${openMeans()}</p>` : undefined}
    ${unread.length > 0 ? unreadSection(builder, unread, suffix, from) : undefined}
    <section aria-labelledby="files${suffix}">
      <h2 id="files${suffix}">${l10n.t("Files, the largest first")}</h2>
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

function unreadSection(builder: Builder, unread: readonly ContextNode[], suffix: string, from: number): Html {
  return html`<section aria-labelledby="unread${suffix}">
    <h2 id="unread${suffix}">${unreadTitle(builder, unread)}</h2>
    <table>
      <tbody>
        ${unread.slice(0, MOST_UNREAD).map(
          (node, index) =>
            html`<tr>
              <th scope="row" class="step">${node.path}${node.kind === "folder" ? "/" : ""}</th>
              <td class="number">${bytesOf(node.bytes)}</td>
              <td>
                ${button(`ignore-${from + index}`, "ignore", l10n.t("Add to .dockerignore"), from + index)}
              </td>
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
