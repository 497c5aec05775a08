/** The report of a build as HTML: what happened, the timeline, and the table of all steps. */
import * as l10n from "@vscode/l10n";
import type { BuildWarning } from "../progress/buildRecord";
import { seconds } from "../engine/amounts";
import { html, type Html } from "./html";
import { button, exportButtons } from "./page";
import type { BuildReport, ReportStage, ReportStep } from "./report";
import { criticalMeans, facts, outcome, stateSeen } from "./reportWords";
import { timeline } from "./timeline";

/** The page's main part. Buttons with a line reveal that line, from 1, of the file as it was built. */
export function reportBody(report: BuildReport): Html {
  const { file, target, state, started, failure, warnings } = report;
  return html`<h1>${l10n.t("{0}, built up to {1}", file, target)}</h1>
    <p role="status" class="outcome ${state}">${outcome(report)}</p>
    <p class="facts">
      ${[...facts(report), l10n.t("started {0}", new Date(started).toLocaleString())].join(" · ")}
    </p>
    <div class="buttons" role="group" aria-label="${l10n.t("Report")}">
      ${state === "running" ? button("again", "cancel", l10n.t("Cancel Build")) : button("again", "again", l10n.t("Build Again"))}
      ${exportButtons()}
    </div>
    ${failure && failureSection(failure, report)}
    ${warnings.length > 0 ? warningSection(warnings) : undefined} ${timeline(report)} ${table(report)}`;
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

function table(report: BuildReport): Html {
  const isOver = report.state !== "running";
  const all = report.stages.flatMap(({ steps }) => steps);
  const hasPlatforms = all.some(({ platform }) => platform !== undefined);
  // By the class of their cells.
  const columns = [
    ["step", l10n.t("Step")],
    ...(hasPlatforms ? [["platform", l10n.t("Platform")]] : []),
    ["line", l10n.t("Line")],
    ["state", l10n.t("State")],
    ["start", l10n.t("Start")],
    ["took", l10n.t("Duration")],
  ];
  const isMarked = all.some(isWorthMarking);
  const row = (step: ReportStep) => stepRow(step, hasPlatforms, isOver);
  return html`<table class="steps">
      <caption>
        ${l10n.t("The steps of each stage. Click a step to show its instruction in the editor.")}
      </caption>
      <thead>
        <tr>
          ${columns.map(([kind, name]) => html`<th scope="col" class="${kind}">${name}</th>`)}
        </tr>
      </thead>
      ${report.stages.map(
        stage =>
          html`<tbody>
            ${stageRow(stage, columns.length, isOver)} ${stage.steps.map(row)}
          </tbody>`,
      )}
      ${
        report.internal.length === 0
          ? undefined
          : html`<tbody>
              <tr class="group">
                <th scope="rowgroup" colspan="${columns.length}">
                  ${l10n.t("Builder")} <span class="detail">${l10n.t("steps outside of stages")}</span>
                </th>
              </tr>
              ${report.internal.map(row)}
            </tbody>`
      }
    </table>
    ${isMarked ? html`<p class="foot">${criticalMeans()}</p>` : undefined}`;
}

function stageRow(
  { index, name, base, line, state, took, steps }: ReportStage,
  columns: number,
  isOver: boolean,
): Html {
  const cached = steps.filter(step => step.state === "cached").length;
  const detail = [
    `FROM ${base}`,
    stateSeen(state, isOver),
    seconds(took),
    l10n.t("{0} of {1} cached", cached, steps.length),
  ];
  return html`<tr class="group">
    <th scope="rowgroup" colspan="${columns}">
      ${button(`stage-${index}`, "reveal", name, line)} <span class="detail">${detail.join(" · ")}</span>
    </th>
  </tr>`;
}

function stepRow(step: ReportStep, hasPlatforms: boolean, isOver: boolean): Html {
  const { id, title, line, platform, state, start, took } = step;
  const name =
    line === undefined
      ? html`<span id="step-${id}">${title}</span>`
      : button(`step-${id}`, "reveal", title, line);
  const mark = isWorthMarking(step)
    ? html` <span class="mark" title="${criticalMeans()}">${l10n.t("critical")}</span>`
    : undefined;
  return html`<tr>
    <th scope="row" class="step">${name}${mark}</th>
    ${hasPlatforms ? html`<td>${platform}</td>` : undefined}
    <td class="number line">${line}</td>
    <td class="state ${state}">${stateSeen(state, isOver)}</td>
    <td class="number start">${start === undefined ? undefined : seconds(start)}</td>
    <td class="number">${state === "waiting" ? undefined : seconds(took)}</td>
  </tr>`;
}

/** A step that took no time cannot become faster. */
function isWorthMarking({ isCritical, took }: ReportStep): boolean {
  return isCritical && took >= 50;
}
