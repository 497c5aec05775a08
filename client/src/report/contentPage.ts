/** What is in an image as HTML: what was wasted, which caches were left, and the files as a tree. */
import * as l10n from "@vscode/l10n";
import { size } from "../engine/amounts";
import type { ContentNode } from "../inside/imageContent";
import type { CacheLeft, Culprit, StageContent, WastedGroup } from "./content";
import { contentFacts, pathsWords, wastedAdvice, wastedTitle } from "./contentWords";
import { fileTree, type TreeNode } from "./fileTree";
import { html, type Html } from "./html";
import { button, exportButtons } from "./page";

/** The page's main part. Buttons with a line reveal that line, from 1, of the file as it was built; "fix" is about the RUN there. */
export function contentBody(content: StageContent): Html {
  const { stage, file, root, wasted, caches } = content;
  return html`<h1>${l10n.t("What {0} of {1} adds: {2}", stage, file, size(root.bytes))}</h1>
    <p class="facts">${contentFacts(content).join(" · ")}</p>
    <div class="buttons" role="group" aria-label="${l10n.t("Content of the image")}">
      ${button("again", "again", l10n.t("Read Again"))} ${exportButtons()}
    </div>
    ${caches.length > 0 ? cacheSection(caches) : undefined}
    ${wasted.length > 0 ? wastedSection(content) : undefined}
    <section aria-labelledby="files">
      <h2 id="files">${l10n.t("Files, the largest first")}</h2>
      ${fileTree(treeNode(root, content, "").children ?? [], root.bytes)}
    </section>`;
}

function cacheSection(caches: readonly CacheLeft[]): Html {
  return html`<section aria-labelledby="caches">
    <h2 id="caches">${l10n.t("Caches of package managers")}</h2>
    <table>
      <caption>
        ${l10n.t("No program that runs needs these files. A cache mount keeps them for the next build and out of the image.")}
      </caption>
      <tbody>
        ${caches.map(
          (cache, index) =>
            html`<tr>
              <th scope="row" class="step">${revealButton(`cache-${index}`, cache)}</th>
              <td class="image">${cache.path} (${cache.tool})</td>
              <td class="number">${size(cache.bytes)}</td>
              <td>
                ${cache.flags.length === 0 ? undefined : button(`fix-${index}`, "fix", l10n.t("Add cache mount"), cache.line)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function wastedSection({ wasted, wastedBytes }: StageContent): Html {
  return html`<section aria-labelledby="wasted">
    <h2 id="wasted">${l10n.t("Wasted: {0}", size(wastedBytes))}</h2>
    <table>
      <caption>
        ${l10n.t("Bytes that the image carries and nobody sees: a later instruction writes these files again or removes them.")}
      </caption>
      <tbody>
        ${wasted.map(wastedRow)}
      </tbody>
    </table>
  </section>`;
}

function wastedRow(group: WastedGroup, index: number): Html {
  return html`<tr>
    <th scope="row" class="step">${revealButton(`wasted-${index}`, group)}</th>
    <td>${wastedTitle(group)}<br /><span class="detail">${pathsWords(group.paths)}</span></td>
    <td class="number" title="${l10n.t("{0} bytes", group.bytes)}">${size(group.bytes)}</td>
    <td>${wastedAdvice(group)}</td>
  </tr>`;
}

function treeNode(node: ContentNode, content: StageContent, path: string): TreeNode {
  const { name, bytes, files, layer } = node;
  const culprit = layer === undefined ? undefined : content.culprits[layer];
  return {
    ...{ name, bytes, files },
    note: culprit && html` ${revealButton(`file-${path}`, culprit)}`,
    children: node.children?.map(child => treeNode(child, content, `${path}/${child.name}`)),
  };
}

function revealButton(id: string, { title, line }: Culprit): Html {
  return button(id, "reveal", title, line);
}
