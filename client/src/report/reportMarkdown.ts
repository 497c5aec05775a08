/** The report of a build as Markdown: for an issue, a pull request, or a file. */
import * as l10n from "@vscode/l10n";
import { seconds, size } from "../engine/amounts";
import { block, code, plain, table } from "./markdown";
import type { BuildReport, ReportStep } from "./buildReport";
import { waitSentences } from "./buildWaitsWords";
import { sharesText } from "./shareChart";
import { addedWords, facts, outcome, partName, sizeMeans, stateSeen, useFact } from "./reportWords";

/** A whole document, with a line end at its end. Times are in UTC. */
export function reportMarkdown(report: BuildReport): string {
  const {
    file,
    target,
    stages,
    internal,
    warnings,
    failure,
    started,
    state,
    size: measured,
    waits,
    shares,
    hints,
  } = report;
  const begun = `${new Date(started).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const hasReasons = stages.some(({ steps }) => steps.some(({ why }) => why !== undefined));
  const rows = [...stages, { name: l10n.t("(builder)"), steps: internal }].flatMap(({ name, steps }) =>
    steps.map(step => [plain(name), ...cells(step, state !== "running", measured !== undefined, hasReasons)]),
  );
  const parts = [
    `# ${l10n.t("{0}, built up to {1}", plain(file), plain(target))}`,
    [
      plain(outcome(report)),
      ...useFact(report).map(plain),
      ...facts(report),
      l10n.t("started {0}", begun),
    ].join(" · "),
    ...(failure === undefined
      ? []
      : [`## ${l10n.t("Failed step")}`, block([failure.message, ...failure.log])]),
    ...(warnings.length === 0
      ? []
      : [
          `## ${l10n.t("Warnings of the builder")}`,
          warnings
            .map(
              ({ message, lines }) =>
                `- ${lines === undefined ? plain(message) : l10n.t("Line {0}: {1}", lines.first, plain(message))}`,
            )
            .join("\n"),
        ]),
    ...(waits === undefined ? [] : [waitSentences(waits, plain).join(" ")].filter(text => text !== "")),
    ...(hints.length === 0
      ? []
      : [
          `## ${l10n.t("Order of instructions")}`,
          hints
            .map(
              ({ message, advice, line }) =>
                `- ${l10n.t("Line {0}: {1}", line, plain(`${message} ${advice}`))}`,
            )
            .join("\n"),
        ]),
    ...(shares.length < 2 ? [] : [sharesText(plain(target), shares)]),
    ...(stages.length === 0
      ? []
      : [
          `## ${l10n.t("Stages")}`,
          table(
            [
              l10n.t("Stage"),
              "FROM",
              l10n.t("State"),
              `>${l10n.t("Steps")}`,
              `>${l10n.t("Cached")}`,
              `>${l10n.t("Duration")}`,
            ],
            stages.map(({ name, base, state: own, steps, took }) => [
              plain(name),
              code(base),
              stateSeen(own, state !== "running"),
              String(steps.length),
              String(steps.filter(step => step.state === "cached").length),
              seconds(took),
            ]),
          ),
        ]),
    ...(measured === undefined
      ? []
      : [
          `## ${l10n.t("Size of the image: {0}", size(measured.total))}`,
          table(
            [l10n.t("Part"), `>${l10n.t("Line")}`, `>${l10n.t("Size")}`],
            measured.parts.map(part => [code(partName(part)), String(part.line), size(part.bytes)]),
          ),
          sizeMeans(),
        ]),
    ...(rows.length === 0
      ? []
      : [
          `## ${l10n.t("Steps")}`,
          table(
            [
              l10n.t("Stage"),
              l10n.t("Step"),
              `>${l10n.t("Line")}`,
              l10n.t("State"),
              `>${l10n.t("Start")}`,
              `>${l10n.t("Duration")}`,
              ...(measured === undefined ? [] : [`>${l10n.t("Added")}`]),
              ...(hasReasons ? [l10n.t("Why it ran")] : []),
            ],
            rows,
          ),
        ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function cells(step: ReportStep, isOver: boolean, hasSizes: boolean, hasReasons: boolean): string[] {
  const { title, platform, line, state, start, took, added } = step;
  return [
    platform === undefined ? code(title) : `${code(title)} (${plain(platform)})`,
    line === undefined ? "" : String(line),
    stateSeen(state, isOver),
    start === undefined ? "" : seconds(start),
    state === "waiting" ? "" : seconds(took),
    ...(hasSizes ? [addedWords(added)] : []),
    ...(hasReasons ? [plain(step.why ?? "")] : []),
  ];
}
