/** Why a step runs, in the words that people read. Pure: `quote` makes text of files safe for where it is shown. */
import * as l10n from "@vscode/l10n";
import type { StageCost, StepCost } from "./stageCost";
import { MOST_FILES } from "./contextFiles";
import type { FileChanges, Reason, StepAt } from "./reason";

/** What sentences need to know beside the reason. */
export interface ReasonWords {
  quote: (text: string) => string;
  /** The name of a stage by its index. */
  stageName: (stage: number) => string;
  /** The text of a step; of the FROM of a stage where its number is -1. */
  stepText: (at: StepAt) => string;
}

/** A label is read beside others. */
const LONGEST_LABEL = 24;
const LONGEST_VALUE = 80;

/** A reason as a sentence. */
export function reasonText(reason: Reason, { quote, stageName, stepText }: ReasonWords): string {
  const value = (text: string) => quote(shortened(text, LONGEST_VALUE));
  const label = (at: StepAt) => quote(stepLabel(stepText(at)));
  switch (reason.kind) {
    case "first":
      return l10n.t("This stage was not built before.");
    case "new":
      return l10n.t("The instruction is new.");
    case "moved":
      return l10n.t("The instruction has moved.");
    case "instruction":
      return l10n.t("The instruction changed from {0} to {1}.", value(reason.before), value(reason.after));
    case "surroundings":
      return l10n.t("The working directory, the user or the shell changed.");
    case "variable":
      return variableText(reason, quote, value);
    case "order":
      return l10n.t("The same variables are set in another order.");
    case "files":
      return l10n.t("Files changed: {0}.", fileList(reason, quote));
    case "tooManyFiles":
      return l10n.t("The build context has more than {0} files. They are not compared.", MOST_FILES);
    case "source":
      return l10n.t("Stage {0} changed: {1}.", quote(stageName(reason.stage)), label(reason.cause));
    case "before":
      return l10n.t("It comes after {0}, which is not cached.", label(reason.cause));
    case "removed":
      return l10n.t("An instruction before it was removed: {0}.", value(reason.text));
    case "base":
      return l10n.t("The base changed from {0} to {1}.", quote(reason.before), quote(reason.after));
    case "image":
      return l10n.t(
        "The image {0} changed from {1} to {2}.",
        quote(reason.image),
        quote(shortDigest(reason.before)),
        quote(shortDigest(reason.after)),
      );
    case "remote":
      return l10n.t("It fetches {0}, which may have changed.", value(reason.address));
    case "noCache":
      return l10n.t("The build does not use the cache for it.");
    case "platform":
      return l10n.t("The build is for another platform.");
    case "builder":
      return l10n.t("Another builder built it before.");
    case "pruned":
      return l10n.t("Nothing changed. The builder no longer had it in its cache.");
    case "open":
      return l10n.t("It depends on a value that only the builder knows.");
    case "unknown":
      return l10n.t("The reason is not known.");
  }
}

function variableText(
  { name, before, after, isSecret }: Extract<Reason, { kind: "variable" }>,
  quote: (text: string) => string,
  value: (text: string) => string,
): string {
  if (isSecret) return l10n.t("{0} changed. Values of secrets are not kept.", quote(name));
  if (before === undefined) return l10n.t("{0} is new: {1}.", quote(name), value(after ?? ""));
  if (after === undefined) return l10n.t("{0} is gone. It was {1}.", quote(name), value(before));
  return l10n.t("{0} changed from {1} to {2}.", quote(name), value(before), value(after));
}

function fileList({ added, changed, removed, count }: FileChanges, quote: (text: string) => string): string {
  const shown = [
    ...changed.map(quote),
    ...added.map(path => l10n.t("{0} (new)", quote(path))),
    ...removed.map(path => l10n.t("{0} (removed)", quote(path))),
  ];
  if (count > shown.length) shown.push(l10n.t("and {0} more", count - shown.length));
  return shown.join(", ");
}

/** What made a build run steps, in a few words: `COPY src changed`; empty where nothing runs. */
export function causeText({ running }: StageCost): string {
  const [first] = running;
  const [reason] = first?.reasons ?? [];
  return first === undefined || reason === undefined ? "" : shortCause(first, reason);
}

function shortCause({ text }: StepCost, reason: Reason): string {
  const label = stepLabel(text);
  switch (reason.kind) {
    case "first":
      return l10n.t("not built before");
    case "new":
      return l10n.t("{0} is new", label);
    case "moved":
      return l10n.t("{0} moved", label);
    case "variable":
      return l10n.t("{0} changed", reason.name);
    case "removed":
      return l10n.t("{0} removed", stepLabel(reason.text));
    case "base":
      return l10n.t("{0} changed", l10n.t("base"));
    case "image":
      return l10n.t("{0} changed", shortened(reason.image, LONGEST_LABEL));
    case "remote":
      return l10n.t("{0} may have changed", label);
    case "noCache":
      return l10n.t("no cache");
    case "platform":
      return l10n.t("other platform");
    case "builder":
      return l10n.t("other builder");
    case "pruned":
      return l10n.t("no longer in the cache");
    case "tooManyFiles":
      return l10n.t("too many files to compare");
    case "open":
    case "unknown":
      return label;
    case "instruction":
    case "surroundings":
    case "order":
    case "files":
    case "source":
    case "before":
      return l10n.t("{0} changed", label);
  }
}

/** An instruction in a few words: `COPY src`, `RUN npm ci`. */
export function stepLabel(text: string): string {
  const words = text.split(/\s+/).filter(word => word !== "");
  const [keyword = ""] = words;
  const operands = words.slice(1).filter(word => !/^--\w/.test(word));
  const isCopy = /^(?:copy|add)$/i.test(keyword);
  const shown = isCopy && operands.length > 1 ? operands.slice(0, -1) : operands;
  return shortened([keyword.toUpperCase(), ...shown].join(" "), LONGEST_LABEL);
}

function shortened(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** As an engine shortens it. */
function shortDigest(digest: string): string {
  return digest.replace(/^(?:id:)?sha256:/, "").slice(0, 12);
}
