/** The comparison of sizes as HTML: bars, and the table with what is saved. */
import * as l10n from "@vscode/l10n";
import { size } from "../engine/amounts";
import { html, type Html } from "./html";
import { button, exportButtons } from "./page";
import { sizeBars } from "./sizeBars";
import type { SizeComparison, SizeRow } from "./sizes";
import { againstFirstTitle, footnotes, headline, savingWords } from "./sizesWords";

/** The page's main part. Buttons with a line reveal that line, from 1, of the file as it was built. */
export function sizesBody(comparison: SizeComparison): Html {
  const { file, rows, measured } = comparison;
  const said = headline(comparison);
  return html`<h1>${l10n.t("Sizes of the stages of {0}", file)}</h1>
    ${said === undefined ? undefined : html`<p class="outcome">${said}</p>`}
    <p class="facts">${l10n.t("Measured {0}", new Date(measured).toLocaleString())}</p>
    <div class="buttons" role="group" aria-label="${l10n.t("Comparison")}">
      ${button("again", "again", l10n.t("Compare Again"))} ${exportButtons()}
    </div>
    ${bars(rows)} ${table(rows)} ${footnotes(comparison).map(text => html`<p class="foot">${text}</p>`)}`;
}

function bars(rows: readonly SizeRow[]): Html {
  const measured = rows.flatMap(({ name, bytes, line }) =>
    bytes === undefined ? [] : [{ name, bytes, line }],
  );
  return sizeBars(l10n.t("Sizes as a bar chart"), measured);
}

function table(rows: readonly SizeRow[]): Html {
  const first = rows.find(({ bytes }) => bytes !== undefined);
  return html`<table class="sizes">
    <caption>
      ${l10n.t("The size of each image, and how much it saves. Click a stage to show its FROM in the editor.")}
    </caption>
    <thead>
      <tr>
        <th scope="col">${l10n.t("Stage")}</th>
        <th scope="col" class="image">${l10n.t("Image")}</th>
        <th scope="col" class="size">${l10n.t("Size")}</th>
        <th scope="col">${againstFirstTitle(first?.name)}</th>
        <th scope="col">${l10n.t("Compared to a single-stage build")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(row)}
    </tbody>
  </table>`;
}

function row({ index, name, line, image, bytes, problem, againstFirst, againstSingle }: SizeRow): Html {
  return html`<tr>
    <th scope="row">${button(`stage-${index}`, "reveal", name, line)}</th>
    <td class="image">${image}</td>
    ${
      bytes === undefined
        ? html`<td colspan="3" class="error">${problem}</td>`
        : html`<td class="number" title="${l10n.t("{0} bytes", bytes)}">${size(bytes)}</td>
            <td>${againstFirst && savingWords(againstFirst)}</td>
            <td>
              ${againstSingle && html`${savingWords(againstSingle.saved)}<span class="detail"> · ${l10n.t("{0} in {1}", size(againstSingle.bytes), againstSingle.stage)}</span>`}
            </td>`
    }
  </tr>`;
}
