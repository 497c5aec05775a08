/**
 * The kept builds of a Dockerfile as Markdown and as JSON. The shape of the JSON is a promise: fields may be added in version 1, none
 * is taken away. Times are whole milliseconds, dates in ISO 8601, sizes bytes as the engine counts; what is not known is null.
 */
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
import { code, plain, table } from "./markdown";
import { sharesText } from "./shareChart";

/** A whole document, with a line end at its end. Times are in UTC. */
export function historyMarkdown({ file, builds, comparison }: HistoryReport): string {
  const [newest] = builds;
  const shares = newest === undefined ? [] : sharesOf(builds, newest.target);
  const parts = [
    `# ${l10n.t("Builds of {0}", plain(file))}`,
    table(
      [
        l10n.t("Ended"),
        l10n.t("Stage"),
        l10n.t("Outcome"),
        `>${l10n.t("Duration")}`,
        `>${l10n.t("Cached")}`,
        `>${l10n.t("Image size")}`,
        l10n.t("Builder"),
      ],
      builds.map(build => [
        timeOf(build),
        plain(build.target),
        outcomeWord(build.state),
        tookWords(build.took),
        cachedOf(build),
        sizeWords(build.size),
        plain([build.builder, build.platform].filter(text => text !== "").join(" ")),
      ]),
    ),
    keptMeans(),
    ...(newest === undefined || shares.length < 2 ? [] : [sharesText(plain(newest.target), shares)]),
    ...(comparison === undefined ? [] : comparisonParts(comparison)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function comparisonParts(comparison: BuildComparison): string[] {
  const { before, after, rows } = comparison;
  const [was, is] = [before.summary, after.summary];
  const cell = (side: StepSide | undefined, build: ComparedBuild) =>
    [sideWords(side), side === undefined ? "" : sideReasons(side, build, plain)]
      .filter(text => text !== "")
      .join(". ");
  return [
    `## ${l10n.t("Comparison")}`,
    table(
      [l10n.t("Stage"), l10n.t("Step"), timeOf(was), timeOf(is), l10n.t("Difference")],
      [
        ["", l10n.t("Outcome"), outcomeWord(was.state), outcomeWord(is.state), ""],
        ["", l10n.t("Duration"), tookWords(was.took), tookWords(is.took), timeDifference(was.took, is.took)],
        ["", l10n.t("Cached"), cachedOf(was), cachedOf(is), ""],
        [
          "",
          l10n.t("Image size"),
          sizeWords(was.size),
          sizeWords(is.size),
          sizeDifference(was.size, is.size),
        ],
        ...rows.map(row => [
          plain(row.stage),
          code(row.text),
          cell(row.before, before),
          cell(row.after, after),
          stepDifference(row.before, row.after),
        ]),
      ],
    ),
  ];
}

/** JSON with line ends, to be read by people as well. */
export function historyJson({ file, builds, comparison }: HistoryReport): string {
  const value = {
    format: "dockerfile-stages-build-history",
    version: 1,
    file,
    builds: builds.map(buildValue),
    comparison: comparison
      ? {
          before: buildValue(comparison.before.summary),
          after: buildValue(comparison.after.summary),
          steps: comparison.rows.map(row => rowValue(row, comparison)),
        }
      : null,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function buildValue({ at, took, state, target, builder, platform, steps, size }: BuildSummary) {
  return {
    ended: new Date(at).toISOString(),
    took: took === undefined ? null : Math.round(took),
    state: state ?? null,
    target,
    builder,
    platform: platform === "" ? null : platform,
    steps,
    size: size ?? null,
  };
}

function rowValue({ stage, text, before, after }: ComparedRow, comparison: BuildComparison) {
  const sideValue = (side: StepSide | undefined, build: ComparedBuild) =>
    side === undefined
      ? null
      : {
          text: side.text,
          outcome: side.outcome,
          took: Math.round(side.took),
          why: sideReasons(side, build, quoted => quoted) || null,
        };
  return {
    stage,
    text,
    before: sideValue(before, comparison.before),
    after: sideValue(after, comparison.after),
  };
}

function timeOf({ at }: BuildSummary): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
