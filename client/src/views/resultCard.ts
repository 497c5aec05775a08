/** The last result of a stage as Markdown: what a hover shows. Pure. */
import * as l10n from "@vscode/l10n";
import { ago, seconds, size } from "../engine/amounts";
import { stateWord } from "../progress/words";
import { code } from "../report/markdown";
import type { StageResult, StepResult } from "../results/stageResult";

/** A hover is read at a glance; the report has all of them. */
const MOST_ROWS = 12;

/** `now` is the clock, in milliseconds; `report` is the address behind the last line. */
export function resultCard(result: StageResult, now: number, report: string): string {
  const { image, steps } = result;
  const lines = [headline(result, now)];
  if (image !== undefined) {
    lines.push(
      "",
      `${code(image.reference)} · ${size(image.size)} · ${code(shortened(image.digest ?? image.id))}`,
    );
  }
  const shown = steps.slice(0, MOST_ROWS);
  if (shown.length > 0)
    lines.push("", `| ${l10n.t("Step")} | ${l10n.t("Duration")} |`, "| :--- | ---: |", ...shown.map(row));
  if (steps.length > shown.length) lines.push("", l10n.t("and {0} more", steps.length - shown.length));
  lines.push("", `[${l10n.t("Show build report")}](${report})`);
  return lines.join("\n");
}

function headline({ status, at, took }: StageResult, now: number): string {
  const when = ago(Math.max(0, now - at));
  switch (status) {
    case "built":
      return l10n.t("Built {0}, in {1}.", when, seconds(took));
    case "cached":
      return l10n.t("Built {0}, completely from the cache.", when);
    case "failed":
      return l10n.t("**Failed** {0}, after {1}.", when, seconds(took));
  }
}

function row({ text, state, took }: StepResult): string {
  return `| ${code(text)} | ${state === "done" ? seconds(took) : stateWord(state)} |`;
}

/** As an engine shortens it. */
function shortened(digest: string): string {
  return digest.replace(/^sha256:/, "").slice(0, 12);
}
