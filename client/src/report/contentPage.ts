/** What is in an image as HTML: what was wasted, which caches were left, and the files as a tree. */
import * as l10n from "@vscode/l10n";
import { size } from "../engine/amounts";
import type { ContentNode } from "../inside/imageContent";
import type { CacheLeft, Culprit, StageContent, WastedGroup } from "./content";
import { contentFacts, pathsWords, wastedAdvice, wastedTitle } from "./contentWords";
import { html, type Html } from "./html";
import { button, exportButtons } from "./page";

/** Smaller folders, as a share of what the stage added, are not opened. */
const SMALLEST = 1 / 2000;
const MOST_IN_FOLDER = 100;

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
      <div class="tree">${children(root, content, "")}</div>
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

function children({ children: own = [] }: ContentNode, content: StageContent, path: string): Html {
  const rest = own.slice(MOST_IN_FOLDER);
  const more = l10n.t("and {0} more", rest.length);
  return html`<ul>
    ${own.slice(0, MOST_IN_FOLDER).map(node => html`<li>${row(node, content, `${path}/${node.name}`)}</li>`)}
    ${rest.length === 0 ? undefined : html`<li>${more} ${bytesOf(rest.reduce((sum, { bytes }) => sum + bytes, 0))}</li>`}
  </ul>`;
}

function row(node: ContentNode, content: StageContent, path: string): Html {
  const { name, bytes, files, layer } = node;
  const culprit = layer === undefined ? undefined : content.culprits[layer];
  const by = culprit && html` ${revealButton(`file-${path}`, culprit)}`;
  if (node.children === undefined) return html`<span class="name">${name}</span> ${bytesOf(bytes)}${by}`;
  const count = html`<span class="detail"
    >${files === 1 ? l10n.t("1 file") : l10n.t("{0} files", files)}</span
  >`;
  const said = html`<span class="name">${name}/</span> ${bytesOf(bytes)} ${count}${by}`;
  if (bytes < content.root.bytes * SMALLEST) return said;
  return html`<details>
    <summary>${said}</summary>
    ${children(node, content, path)}
  </details>`;
}

function bytesOf(bytes: number): Html {
  return html`<span class="bytes" title="${l10n.t("{0} bytes", bytes)}">${size(bytes)}</span>`;
}

function revealButton(id: string, { title, line }: Culprit): Html {
  return button(id, "reveal", title, line);
}
