/** The report of a build as Markdown: for an issue, a pull request, or a file. */
import { seconds } from "../progress/words";
import { block, code, plain, table } from "./markdown";
import type { BuildReport, ReportStep } from "./report";
import { facts, outcome, stateWord } from "./reportWords";

/** A whole document, with a line end at its end. Times are in UTC. */
export function reportMarkdown(report: BuildReport): string {
  const { file, target, stages, internal, warnings, failure, started, state } = report;
  const begun = `${new Date(started).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const rows = [...stages, { name: "(builder)", steps: internal }].flatMap(({ name, steps }) =>
    steps.map(step => [plain(name), ...cells(step, state !== "running")]),
  );
  const parts = [
    `# ${plain(file)}, built up to ${plain(target)}`,
    `${plain(outcome(report))} · ${facts(report).join(" · ")} · begun ${begun}`,
    ...(failure === undefined ? [] : ["## What failed", block([failure.message, ...failure.log])]),
    ...(warnings.length === 0
      ? []
      : [
          "## Warnings of the builder",
          warnings
            .map(
              ({ message, lines }) =>
                `- ${lines === undefined ? "" : `Line ${lines.first}: `}${plain(message)}`,
            )
            .join("\n"),
        ]),
    ...(stages.length === 0
      ? []
      : [
          "## Stages",
          table(
            ["Stage", "FROM", "State", ">Steps", ">Cached", ">Took"],
            stages.map(({ name, base, state: own, steps, took }) => [
              plain(name),
              code(base),
              stateWord(own, state !== "running"),
              String(steps.length),
              String(steps.filter(step => step.state === "cached").length),
              seconds(took),
            ]),
          ),
        ]),
    ...(rows.length === 0
      ? []
      : ["## Steps", table(["Stage", "Step", ">Line", "State", ">Start", ">Took"], rows)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function cells({ title, platform, line, state, start, took }: ReportStep, isOver: boolean): string[] {
  return [
    platform === undefined ? code(title) : `${code(title)} (${plain(platform)})`,
    line === undefined ? "" : String(line),
    stateWord(state, isOver),
    start === undefined ? "" : seconds(start),
    state === "waiting" ? "" : seconds(took),
  ];
}
