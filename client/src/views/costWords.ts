/** What a build ran, or would run, in the words of lenses, hovers and the report. Pure. */
import * as l10n from "@vscode/l10n";
import { seconds } from "../engine/amounts";
import type { StageCost } from "../history/stageCost";
import { causeText, reasonText } from "../history/reasonWords";
import { inLabel } from "../progress/uiText";
import { code } from "../report/markdown";

/** The stages of the file, by their indexes. */
type Stages = readonly { readonly displayName: string; readonly base: { readonly text: string } }[];

/** Behind the last result of a stage: `7 of 9 cached · COPY src changed`; empty where nothing ran. */
export function ranText(cost: StageCost): string {
  const { running, total } = cost;
  if (running.length === 0) return "";
  const cached = l10n.t("{0} of {1} cached", total - running.length, total);
  const cause = causeText(cost);
  return cause === "" ? cached : `${cached} · ${inLabel(cause)}`;
}

/** Behind the lens that builds a stage: `2 of 9 steps would run (COPY src changed)`; empty where nobody looked at all files. */
export function forecastText(cost: StageCost): string {
  const { running, total, tooLarge } = cost;
  if (tooLarge.length > 0 || total === 0) return "";
  if (running.length === 0) return l10n.t("all cached");
  const cause = inLabel(causeText(cost));
  return running.length === 1
    ? l10n.t("1 of {0} steps would run ({1})", total, cause)
    : l10n.t("{0} of {1} steps would run ({2})", running.length, total, cause);
}

/** By the index of the instruction, why it ran or would run, a sentence each; `quote` as {@link reasonText} has it. */
export function reasonsByInstruction(
  cost: StageCost,
  stages: Stages,
  quote: (text: string) => string,
): Map<number, string[]> {
  const words = {
    quote,
    stageName: (stage: number) => stages[stage]?.displayName ?? "",
    stepText: (at: { stage: number; step: number }) =>
      at.step === -1
        ? `FROM ${stages[at.stage]?.base.text ?? ""}`
        : (cost.running.find(({ stage, step }) => stage === at.stage && step === at.step)?.text ?? ""),
  };
  const found = new Map<number, string[]>();
  for (const { instruction, reasons } of cost.running)
    found.set(instruction, [
      ...(found.get(instruction) ?? []),
      ...reasons.map(reason => reasonText(reason, words)),
    ]);
  return found;
}

const MOST_ROWS = 12;

/** A forecast as Markdown: what a hover shows. Each step with its reasons, and what all of them took last. */
export function forecastCard(cost: StageCost, stages: Stages): string {
  const { running, total, tooLarge, took } = cost;
  if (tooLarge.length > 0 || total === 0) return "";
  if (running.length === 0) return l10n.t("A build would take all steps from the cache.");
  const reasons = reasonsByInstruction(cost, stages, code);
  const about = took === undefined ? "" : ` ${l10n.t("They took {0} last time.", seconds(took))}`;
  const count =
    running.length === 1
      ? l10n.t("A build would run 1 of {0} steps.", total)
      : l10n.t("A build would run {0} of {1} steps.", running.length, total);
  const rows = running
    .slice(0, MOST_ROWS)
    .map(
      ({ text, instruction, took: last }) =>
        `- ${code(shortened(text))}${last === undefined || last < 50 ? "" : ` (${l10n.t("about {0}", seconds(last))})`}: ${reasons.get(instruction)?.join(" ") ?? ""}`,
    );
  const more = running.length - rows.length;
  return [`${count}${about}`, "", ...rows, ...(more > 0 ? [l10n.t("and {0} more", more)] : [])].join("\n");
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
