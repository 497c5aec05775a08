/** The report of a build as HTML: what happened, the timeline, and the table of all steps. */
import * as l10n from "@vscode/l10n";
import type { BuildWarning } from "../progress/buildRecord";
import { size } from "../engine/amounts";
import { html, type Html } from "./html";
import { button, exportButtons } from "./page";
import type { BuildReport, ReportHint, ReportSize } from "./buildReport";
import { facts, outcome, partName, sizeMeans, useFact } from "./reportWords";
import { shareChart } from "./shareChart";
import { sizeBars } from "./sizeBars";
import { stepTable } from "./stepTable";
import { timeline } from "./timeline";
import { waitSentences } from "./buildWaitsWords";

/**
 * The page's main part. Buttons with a line reveal that line, from 1, of the file as it was built. `isLargestFirst`: steps are in the
 * order of what they added to the image, where that is known.
 */
export function reportBody(report: BuildReport, isLargestFirst = false): Html {
  const { file, target, state, started, failure, warnings } = report;
  return html`<h1>${l10n.t("{0}, built up to {1}", file, target)}</h1>
    <p role="status" class="outcome ${state}">${outcome(report)}</p>
    <p class="facts">
      ${[...useFact(report), ...facts(report), l10n.t("started {0}", new Date(started).toLocaleString())].join(" · ")}
    </p>
    <div class="buttons" role="group" aria-label="${l10n.t("Report")}">
      ${state === "running" ? button("again", "cancel", l10n.t("Cancel Build")) : button("again", "again", l10n.t("Build Again"))}
      ${report.size && sortButton(isLargestFirst)} ${button("history", "history", l10n.t("Build History"))}
      ${exportButtons()}
    </div>
    ${failure && failureSection(failure, report)}
    ${warnings.length > 0 ? warningSection(warnings) : undefined} ${timeline(report)}
    ${report.waits && waitSentences(report.waits).map(sentence => html`<p class="wait">${sentence}</p>`)}
    ${report.hints.length > 0 ? orderSection(report.hints) : undefined} ${shareChart(target, report.shares)}
    ${report.size && sizeSection(report.size)}
    ${stepTable(report, isLargestFirst && report.size !== undefined)}`;
}

function sortButton(isLargestFirst: boolean): Html {
  return button("sort", "sort", isLargestFirst ? l10n.t("By Stage") : l10n.t("Largest First"));
}

function sizeSection({ total, parts }: ReportSize): Html {
  return html`<section aria-labelledby="size">
    <h2 id="size">${l10n.t("Size of the image: {0}", size(total))}</h2>
    ${sizeBars(
      l10n.t("What the size is made of"),
      parts.map(part => ({ name: partName(part), bytes: part.bytes, line: part.line })),
    )}
    <p>${button("content", "content", l10n.t("What is in this image"))}</p>
    <p class="foot">${sizeMeans()}</p>
  </section>`;
}

function failureSection(failure: NonNullable<BuildReport["failure"]>, { stages }: BuildReport): Html {
  const failed = stages.flatMap(({ steps }) => steps).find(({ state }) => state === "failed");
  return html`<section class="failure" aria-labelledby="failure">
    <h2 id="failure">${l10n.t("Failed step")}</h2>
    <p>${failure.message}</p>
    ${failure.log.length > 0 ? html`<pre tabindex="0" aria-label="${l10n.t("Last output of the step")}">${failure.log.join("\n")}</pre>` : undefined}
    ${failed?.line === undefined ? undefined : button("show-failed", "reveal", l10n.t("Show line {0}", failed.line), failed.line)}
  </section>`;
}

function orderSection(hints: readonly ReportHint[]): Html {
  return html`<section aria-labelledby="order">
    <h2 id="order">${l10n.t("Order of instructions")}</h2>
    <ul>
      ${hints.map(
        ({ message, advice, line }, index) =>
          html`<li>
            ${button(`order-${index}`, "show", l10n.t("Line {0}", line), line)} ${message} ${advice}
          </li>`,
      )}
    </ul>
  </section>`;
}

function warningSection(warnings: readonly BuildWarning[]): Html {
  return html`<section aria-labelledby="warnings">
    <h2 id="warnings">${l10n.t("Warnings of the builder")}</h2>
    <ul>
      ${warnings.map(({ message, lines, url }, index) => {
        const link =
          url?.startsWith("https://") === true
            ? html` <a id="page-${index}" href="${url}">${l10n.t("Read more")}</a>`
            : undefined;
        const place =
          lines && button(`warning-${index}`, "reveal", l10n.t("Line {0}", lines.first), lines.first);
        return html`<li>${place} ${message}${link}</li>`;
      })}
    </ul>
  </section>`;
}
