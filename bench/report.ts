/** The figures as a page that reads well in a terminal and in a browser. */
import { type AroundFigure, aroundTable, aroundVerdicts } from "./around";
import type { BuildResults } from "./buildFigures";
import { type Delivered, ratio, verdicts, type Verdict } from "./goals";
import type { FeatureFigure } from "./features";
import type { FindingsFigure, UnchangedFigure } from "./findings";
import { type CommandLineFigures, commandLineTable, commandLineVerdicts } from "./commandLine";
import { type ForecastFigure, forecastTable, forecastVerdicts } from "./forecast";
import { type GraphFigure, graphTable, graphVerdicts } from "./graph";
import { findingsVerdicts } from "./findingsGoals";
import { findingsTable, realTable, workCells, workHeads } from "./findingsTables";
import type { HostileFigure } from "./hostile";
import { type Figure, MEASURES } from "./measure";
import { type NewDockerfileFigure, newDockerfileTable, newDockerfileVerdicts } from "./newDockerfile";
import type { RealFigures } from "./realFiles";
import type { RulesFigure } from "./rules";
import { type ShapeFigure, shapesTable, shapesVerdicts } from "./shapes";
import { type StartFigure, startTable, startVerdicts } from "./start";
import { megabytes, milliseconds, table } from "./table";
import { buildsTable, featuresTable, hostileTable, rulesTable, windowTable } from "./tables";
import { type WebFigure, webTable } from "./web";
import type { WindowResults } from "./windowFigures";

/** All that the page says. */
export interface Results {
  date: Date;
  /** In general words. */
  machine: string;
  /** Why the times are not to be relied on, or null. */
  disturbance: string | null;
  /** The version of their server. */
  theirs: string;
  /** What the columns are called, in the order of the values: theirs first. */
  servers: string[];
  /** What a start costs. */
  starts: readonly StartFigure[];
  /** By the number of lines that the text was meant to have. */
  figures: ReadonlyMap<number, readonly Figure[]>;
  /** Every feature by itself. */
  features: readonly FeatureFigure[];
  /** What the rules cost. */
  rules: readonly RulesFigure[];
  /** What findings cost: on generated files, where nothing changed, and on real files, where there are any. */
  findings: readonly FindingsFigure[];
  unchanged: UnchangedFigure | null;
  real: RealFigures | null;
  delivered: Delivered;
  /** What texts that nobody writes cost our server. */
  hostile: readonly HostileFigure[];
  /** How what hostile files cost it grows with their size. */
  shapes: readonly ShapeFigure[];
  /** What the files around Dockerfiles cost it in a large repository. */
  around: AroundFigure | null;
  /** How soon a stage graph shows an edit. */
  graph: GraphFigure | null;
  /** How soon a forecast follows a change. */
  forecast: ForecastFigure | null;
  /** What a proposal for a Dockerfile costs in large folders. */
  newDockerfile: readonly NewDockerfileFigure[];
  /** What the command line costs beside others. */
  commandLine: CommandLineFigures | null;
  builds: BuildResults;
  window: WindowResults;
  /** What a page costs in the browser. */
  web: WebFigure | null;
}

/** The page, and the goals that were missed. */
export function report(results: Results): { page: string; missed: Verdict[] } {
  const goals = [
    ...startVerdicts(results.starts),
    ...verdicts(
      results.figures,
      results.features,
      results.rules,
      results.delivered,
      results.builds.figures,
      results.window.figures,
    ),
    ...findingsVerdicts(results.findings, results.unchanged, results.real),
    ...shapesVerdicts(results.shapes),
    ...aroundVerdicts(results.around),
    ...graphVerdicts(results.graph),
    ...forecastVerdicts(results.forecast),
    ...newDockerfileVerdicts(results.newDockerfile),
    ...commandLineVerdicts(results.commandLine),
  ];
  const figures = [...results.figures.values()].flat();
  const page = [
    "# Benchmark",
    "",
    `${results.date.toISOString().slice(0, 10)} · ${results.machine} · written by \`npm run bench\``,
    "",
    ...(results.disturbance === null ? [] : [`**${results.disturbance}**`, ""]),
    ...about(results.theirs),
    "",
    ...startTable(results.starts),
    "## Work",
    "",
    ...table(
      ["lines", "measured", "rounds", ...results.servers, "ratio", ...workHeads(results.servers, figures)],
      figures.map(row),
      [0, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    ),
    "",
    ...featuresTable(results.features),
    ...rulesTable(results.rules),
    ...findingsTable(results.findings, results.unchanged, results.servers),
    ...realTable(results.real, results.servers),
    ...aroundTable(results.around),
    ...graphTable(results.graph),
    ...forecastTable(results.forecast),
    ...newDockerfileTable(results.newDockerfile),
    ...commandLineTable(results.commandLine),
    ...buildsTable(results.builds),
    ...windowTable(results.window),
    ...webTable(results.web),
    "## Goals",
    "",
    ...table(
      ["goal", "reached", ""],
      goals.map(({ goal, reached, met }) => [goal, reached, met ? "met" : "**missed**"]),
      [],
    ),
    "",
    ...hostileTable(results.hostile),
    ...shapesTable(results.shapes),
  ].join("\n");
  return { page, missed: goals.filter(({ met }) => !met) };
}

function about(theirs: string): string[] {
  return [
    `Two language servers over stdio, in one run: theirs is dockerfile-language-server-nodejs ${theirs}, which sends its`,
    "diagnostics; ours is measured twice, as a client that asks for diagnostics (pull: VS Code) and as one that waits for",
    "them (push). Ratios are theirs to the slower, or larger, of ours. All get the same generated multi-stage Dockerfiles",
    "and the same edits in turns, in the same number of rounds, after a warm-up; times are medians in milliseconds.",
    "",
    "An edit types one character into a stage's name near the middle of the file and turns a duplicate name on or off; it",
    "counts when the diagnostics say so: an answer to an older text never passes. A turn is two edits, of which the second",
    "counts. Completion and definition use the form that both know (`--from` as the only flag), and every answer is checked.",
    "",
    "Work is how long a server's main thread had a processor for the same thing, as the system tells: other programs stretch the",
    "time on the clock many times over, and this much less. Goals are held against the clock.",
  ];
}

function row(figure: Figure): string[] {
  const unit = figure.measure === "memory" ? megabytes : milliseconds;
  return [
    String(figure.lineCount),
    MEASURES[figure.measure],
    String(figure.rounds),
    ...figure.values.map(unit),
    `${ratio(figure).toFixed(1)}x`,
    ...workCells(figure.work),
  ];
}
