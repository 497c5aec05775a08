/** What people read while a tool runs, and are asked before a build. Pure: the input is a model's, and may be anything. */
import * as l10n from "@vscode/l10n";
import { oneLine } from "../progress/uiText";
import { code } from "../report/markdown";

export interface InvocationWords {
  /** What it does. */
  readonly running: string;
  /** What a person is asked first, with Markdown below it; undefined for a tool that only reads. */
  readonly question?: { readonly title: string; readonly markdown: string };
}

const LONGEST = 200;

/** The words for an input of a tool. What stands in it is shown as code, and does nothing. */
export function invocationWords(input: unknown, isReadOnly: boolean): InvocationWords {
  const { path, stage, cache } = (input ?? {}) as Partial<Record<string, unknown>>;
  const file = typeof path === "string" ? path.slice(0, LONGEST) : l10n.t("the workspace");
  if (isReadOnly) return { running: l10n.t("Reading the stages of {0}", oneLine(file)) };
  const target =
    typeof stage === "string"
      ? code(stage.slice(0, LONGEST))
      : l10n.t("the last stage, or the target in force");
  const lines = [
    l10n.t("Dockerfile: {0}", code(file)),
    l10n.t("Stage: {0}", target),
    ...(cache === "skipAll" || cache === "skipStage" ? [l10n.t("Without cache: {0}", code(cache))] : []),
    l10n.t("The engine of this machine runs what the Dockerfile says."),
  ];
  return {
    running: l10n.t("Building {0}", oneLine(file)),
    question: { title: l10n.t("Build this stage?"), markdown: lines.join("\n\n") },
  };
}
