/** The steps of a build as a table: by stage, or by what each added to the image, the largest first. */
import * as l10n from "@vscode/l10n";
import { seconds, size } from "../engine/amounts";
import { SHORTEST_MS } from "./buildWaitsWords";
import { html, type Html } from "./html";
import { button } from "./page";
import type { BuildReport, ReportStage, ReportStep } from "./buildReport";
import { addedWords, criticalMeans, stateSeen } from "./reportWords";

interface Columns {
  /** By the class of their cells. */
  names: [kind: string, name: string][];
  hasPlatforms: boolean;
  /** What the largest step added, in bytes; undefined where no size is known. */
  largest: number | undefined;
  isOver: boolean;
}

/** The table. `isLargestFirst`: steps that added nothing are left out, and the stage of each is said. */
export function stepTable(report: BuildReport, isLargestFirst: boolean): Html {
  const all = report.stages.flatMap(({ steps }) => steps);
  const hasPlatforms = all.some(({ platform }) => platform !== undefined);
  const columns: Columns = {
    names: [
      ["step", l10n.t("Step")],
      ...(hasPlatforms ? [["platform", l10n.t("Platform")] as [string, string]] : []),
      ["line", l10n.t("Line")],
      ["state", l10n.t("State")],
      ["start", l10n.t("Start")],
      ["took", l10n.t("Duration")],
      ...(report.size ? [["added", l10n.t("Added")] as [string, string]] : []),
    ],
    hasPlatforms,
    largest: report.size && Math.max(1, ...all.map(({ added = 0 }) => added)),
    isOver: report.state !== "running",
  };
  const isMarked = all.some(isWorthMarking);
  return html`<table class="steps">
      <caption>
        ${l10n.t("The steps of each stage. Click a step to show its instruction in the editor.")}
      </caption>
      <thead>
        <tr>
          ${columns.names.map(([kind, name]) => html`<th scope="col" class="${kind}">${name}</th>`)}
        </tr>
      </thead>
      ${isLargestFirst ? largestFirst(report, columns) : byStage(report, columns)}
    </table>
    ${isMarked ? html`<p class="foot">${criticalMeans()}</p>` : undefined}`;
}

function byStage({ stages, internal }: BuildReport, columns: Columns): (Html | undefined)[] {
  return [
    ...stages.map(
      stage =>
        html`<tbody>
          ${stageRow(stage, columns)} ${stage.steps.map(step => stepRow(step, columns))}
        </tbody>`,
    ),
    internal.length === 0
      ? undefined
      : html`<tbody>
          <tr class="group">
            <th scope="rowgroup" colspan="${columns.names.length}">
              ${l10n.t("Builder")} <span class="detail">${l10n.t("steps outside of stages")}</span>
            </th>
          </tr>
          ${internal.map(step => stepRow(step, columns))}
        </tbody>`,
  ];
}

function largestFirst({ stages }: BuildReport, columns: Columns): Html {
  const steps = stages.flatMap(({ name, steps: own }) => own.map(step => ({ name, step })));
  const sorted = steps
    .filter(({ step: { added = 0 } }) => added > 0)
    .sort((a, b) => (b.step.added ?? 0) - (a.step.added ?? 0));
  return html`<tbody>
    ${sorted.map(({ name, step }) => stepRow(step, columns, name))}
  </tbody>`;
}

function stageRow({ index, name, base, line, state, took, steps }: ReportStage, columns: Columns): Html {
  const cached = steps.filter(step => step.state === "cached").length;
  const detail = [
    `FROM ${base}`,
    stateSeen(state, columns.isOver),
    seconds(took),
    l10n.t("{0} of {1} cached", cached, steps.length),
  ];
  return html`<tr class="group">
    <th scope="rowgroup" colspan="${columns.names.length}">
      ${button(`stage-${index}`, "reveal", name, line)} <span class="detail">${detail.join(" · ")}</span>
    </th>
  </tr>`;
}

/** The row of a step; why it ran has a row of its own below, because no column is wide enough for it beside an editor. */
function stepRow(step: ReportStep, columns: Columns, stage?: string): Html {
  const { names, hasPlatforms, largest, isOver } = columns;
  const { id, title, line, platform, state, start, took, added, why } = step;
  const name =
    line === undefined
      ? html`<span id="step-${id}">${title}</span>`
      : button(`step-${id}`, "reveal", title, line);
  const mark = isWorthMarking(step)
    ? html` <span class="mark" title="${criticalMeans()}">${l10n.t("critical")}</span>`
    : undefined;
  const of = stage === undefined ? undefined : html` <span class="detail">${stage}</span>`;
  const reason =
    why === undefined
      ? undefined
      : html`<tr>
          <td class="why" colspan="${names.length}">${l10n.t("Why it ran:")} ${why}</td>
        </tr>`;
  return html`<tr ${why === undefined ? undefined : html`class="explained"`}>
      <th scope="row" class="step">${name}${mark}${of}</th>
      ${hasPlatforms ? html`<td>${platform}</td>` : undefined}
      <td class="number line">${line}</td>
      <td class="state ${state}">${stateSeen(state, isOver)}</td>
      <td class="number start">${start === undefined ? undefined : seconds(start)}</td>
      <td class="number">${state === "waiting" ? undefined : seconds(took)}</td>
      ${largest === undefined ? undefined : addedCell(added, largest)}
    </tr>
    ${reason}`;
}

function addedCell(added: number | undefined, largest: number): Html {
  if (added === undefined || added === 0) return html`<td class="number added">${addedWords(added)}</td>`;
  return html`<td class="number added" title="${l10n.t("{0} bytes", added)}">
    ${size(added)}
    <svg aria-hidden="true" width="48" height="8">
      <rect
        class="bar size"
        x="0"
        y="0"
        height="8"
        width="${Math.max(1, (added / largest) * 48).toFixed(1)}"
      />
    </svg>
  </td>`;
}

/** A step that took no time cannot become faster. */
function isWorthMarking({ isCritical, took }: ReportStep): boolean {
  return isCritical && took >= SHORTEST_MS;
}
