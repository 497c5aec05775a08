/** When the steps of a build ran: a lane for each stage, a bar for each step. What it shows is said by the table as well. */
import * as l10n from "@vscode/l10n";
import { seconds } from "../engine/amounts";
import { html, type Html } from "./html";
import type { BuildReport, ReportStep } from "./buildReport";
import { stateSeen } from "./reportWords";

const ROW = 18;
const BAR = 14;
/** Steps that took no time are seen as well. */
const THINNEST_PERCENT = 0.4;

/** The lanes; nothing where no step has a time. */
export function timeline(report: BuildReport): Html | undefined {
  const lanes = [
    ...report.stages.map(({ name, steps, took }) => ({ name, steps, took })),
    {
      name: l10n.t("Builder"),
      steps: report.internal,
      took: report.internal.reduce((sum, { took }) => sum + took, 0),
    },
  ].filter(({ steps }) => steps.some(({ start }) => start !== undefined));
  const span = Math.max(0, ...lanes.flatMap(({ steps }) => steps.map(({ end }) => end ?? 0)));
  if (span === 0) return undefined;
  return html`<section class="timeline" aria-label="${l10n.t("Timeline")}">
    ${lanes.map(({ name, steps, took }) => lane(name, steps, took, span, report.state !== "running"))}
    <div class="lane scale" aria-hidden="true">
      <span class="lane-name"></span>
      <span class="ticks"
        ><span>${l10n.t("{0} s", 0)}</span><span>${seconds(span / 2)}</span
        ><span>${seconds(span)}</span></span
      >
    </div>
  </section>`;
}

function lane(name: string, steps: ReportStep[], took: number, span: number, isOver: boolean): Html {
  const bars = steps.flatMap(step =>
    step.start === undefined || step.end === undefined ? [] : [{ step, start: step.start, end: step.end }],
  );
  const rows = rowsOf(bars, span / 50);
  const height = (Math.max(0, ...rows) + 1) * ROW;
  const first = Math.min(...bars.map(({ start }) => start));
  const last = Math.max(...bars.map(({ end }) => end));
  const [work, from, until] = [seconds(took), seconds(first), seconds(last)];
  const label =
    bars.length === 1
      ? l10n.t("{0}: 1 step, {1} of work from {2} to {3}", name, work, from, until)
      : l10n.t("{0}: {1} steps, {2} of work from {3} to {4}", name, bars.length, work, from, until);
  return html`<div class="lane">
    <span class="lane-name" title="${name}">${name}</span>
    <svg role="img" aria-label="${label}" width="100%" height="${height}">
      ${bars.map(({ step, start, end }, index) => {
        const width = Math.min(100, Math.max(THINNEST_PERCENT, ((end - start) / span) * 100));
        const x = Math.min(100 - width, (start / span) * 100);
        const y = (rows[index] ?? 0) * ROW + (ROW - BAR) / 2;
        return html`<rect
          class="bar ${step.state}${step.isCritical ? " critical" : ""}"
          x="${x.toFixed(2)}%"
          y="${y}"
          width="${width.toFixed(2)}%"
          height="${BAR}"
          rx="2"
          ${step.line === undefined ? undefined : html`data-action="reveal" data-line="${step.line}"`}
          ><title>${step.title} · ${stateSeen(step.state, isOver)} · ${seconds(step.took)}</title></rect
        >`;
      })}
    </svg>
  </div>`;
}

/** The row of each bar in its lane: the first one in which nothing else is at that time, but for an overlap of `slack`. */
function rowsOf(bars: readonly { start: number; end: number }[], slack: number): number[] {
  const rows: number[] = bars.map(() => 0);
  const ends: number[] = [];
  for (const index of [...bars.keys()].sort((a, b) => (bars[a]?.start ?? 0) - (bars[b]?.start ?? 0))) {
    const { start, end } = bars[index] ?? { start: 0, end: 0 };
    const free = ends.findIndex(taken => taken <= start + slack);
    const row = free === -1 ? ends.length : free;
    ends[row] = end;
    rows[index] = row;
  }
  return rows;
}
