/** The kept builds of a Dockerfile as HTML: a list in which two are chosen, and these two side by side. */
import * as l10n from "@vscode/l10n";
import type { BuildSummary } from "../history/buildSummary";
import type { BuildComparison, ComparedBuild, ComparedRow, StepSide } from "../history/compareTwo";
import {
  cachedOf,
  keptMeans,
  outcomeWord,
  sharesOf,
  sideReasons,
  sideWords,
  sizeDifference,
  sizeWords,
  stepDifference,
  timeDifference,
  tookWords,
  type HistoryReport,
} from "./historyReport";
import { html, type Html } from "./html";
import { exportButtons } from "./page";
import { shareChart } from "./shareChart";

/** The page's main part. "choose" is about the build of that id. */
export function historyBody({ file, builds, chosen, comparison }: HistoryReport): Html {
  const [newest] = builds;
  return html`<h1>${l10n.t("Builds of {0}", file)}</h1>
    <div class="buttons" role="group" aria-label="${l10n.t("Builds")}">${exportButtons()}</div>
    ${buildTable(builds, chosen)}
    <p class="foot">${keptMeans()}</p>
    ${newest && shareChart(newest.target, sharesOf(builds, newest.target))}
    ${comparison && comparisonSection(comparison)}`;
}

function buildTable(builds: readonly BuildSummary[], chosen: readonly string[]): Html {
  const hasBuilders = new Set(builds.map(({ builder }) => builder)).size > 1;
  const hasPlatforms = builds.some(({ platform }) => platform !== "");
  return html`<table class="builds">
    <caption>
      ${l10n.t("The newest build comes first.")}
      <span class="panel">${l10n.t("Select two builds to compare them.")}</span>
    </caption>
    <thead>
      <tr>
        <th scope="col">${l10n.t("Ended")}</th>
        <th scope="col">${l10n.t("Stage")}</th>
        <th scope="col">${l10n.t("Outcome")}</th>
        <th scope="col" class="number">${l10n.t("Duration")}</th>
        <th scope="col" class="number">${l10n.t("Cached")}</th>
        <th scope="col" class="number">${l10n.t("Image size")}</th>
        ${hasBuilders ? html`<th scope="col">${l10n.t("Builder")}</th>` : undefined}
        ${hasPlatforms ? html`<th scope="col">${l10n.t("Platform")}</th>` : undefined}
      </tr>
    </thead>
    <tbody>
      ${builds.map(
        build =>
          html`<tr>
            <th scope="row">
              ${timeOf(build)}
              <span class="panel">${chooseButton(build, chosen.includes(build.id))}</span>
            </th>
            <td>${build.target}</td>
            <td class="state ${build.state}">${outcomeWord(build.state)}</td>
            <td class="number">${tookWords(build.took)}</td>
            <td class="number">${cachedOf(build)}</td>
            <td class="number">${sizeWords(build.size)}</td>
            ${hasBuilders ? html`<td>${build.builder}</td>` : undefined}
            ${hasPlatforms ? html`<td>${build.platform}</td>` : undefined}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function chooseButton(build: BuildSummary, isChosen: boolean): Html {
  return html`<button
    id="choose-${build.id}"
    data-action="choose"
    data-item="${build.id}"
    aria-pressed="${isChosen ? "true" : "false"}"
    aria-label="${l10n.t("Compare the build of {0}", timeOf(build))}"
  >
    ${l10n.t("Compare")}
  </button>`;
}

function comparisonSection(comparison: BuildComparison): Html {
  const { before, after } = comparison;
  const [was, is] = [before.summary, after.summary];
  const facts: [string, string, string, string][] = [
    [l10n.t("Stage"), was.target, is.target, ""],
    [l10n.t("Outcome"), outcomeWord(was.state), outcomeWord(is.state), ""],
    [l10n.t("Duration"), tookWords(was.took), tookWords(is.took), timeDifference(was.took, is.took)],
    [l10n.t("Cached"), cachedOf(was), cachedOf(is), ""],
    [l10n.t("Image size"), sizeWords(was.size), sizeWords(is.size), sizeDifference(was.size, is.size)],
  ];
  return html`<section aria-labelledby="comparison">
    <h2 id="comparison">${l10n.t("Comparison")}</h2>
    <table class="comparison">
      <caption>
        ${l10n.t("Below a step that ran stands why it ran then.")}
      </caption>
      <thead>
        <tr>
          <th scope="col">${l10n.t("Step")}</th>
          <th scope="col">${timeOf(was)}</th>
          <th scope="col">${timeOf(is)}</th>
          <th scope="col">${l10n.t("Difference")}</th>
        </tr>
      </thead>
      <tbody>
        ${facts.map(
          ([name, left, right, difference]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${left}</td>
              <td>${right}</td>
              <td>${difference}</td>
            </tr>`,
        )}
      </tbody>
      ${groupsOf(comparison.rows).map(
        ([stage, rows]) =>
          html`<tbody>
            <tr class="group">
              <th scope="rowgroup" colspan="4">${stage}</th>
            </tr>
            ${rows.map(row => stepRow(row, comparison))}
          </tbody>`,
      )}
    </table>
  </section>`;
}

function stepRow(row: ComparedRow, { before, after }: BuildComparison): Html {
  return html`<tr>
    <th scope="row" class="step">${row.text}</th>
    ${sideCell(row.before, before, row.text)} ${sideCell(row.after, after, row.text)}
    <td>${stepDifference(row.before, row.after)}</td>
  </tr>`;
}

function sideCell(side: StepSide | undefined, build: ComparedBuild, text: string): Html {
  const why = side && sideReasons(side, build, quoted => quoted);
  const other = side === undefined || side.text === text ? undefined : side.text;
  return html`<td class="state ${side?.outcome}">
    ${sideWords(side)}${other === undefined ? undefined : html`<br /><span class="detail step">${other}</span>`}${why === undefined || why === "" ? undefined : html`<br /><span class="detail">${why}</span>`}
  </td>`;
}

/** The rows of each stage, which stand together. */
export function groupsOf(rows: readonly ComparedRow[]): [string, ComparedRow[]][] {
  const groups = new Map<string, ComparedRow[]>();
  for (const row of rows) groups.set(row.stage, [...(groups.get(row.stage) ?? []), row]);
  return [...groups];
}

function timeOf({ at }: BuildSummary): string {
  return new Date(at).toLocaleString();
}
