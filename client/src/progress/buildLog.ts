/**
 * A build as a person reads it in a terminal: what each step does, what it prints and how long it took, each line with
 * the name of its stage, because stages are built at the same time. Pure: events in, text with colours out.
 */
import * as l10n from "@vscode/l10n";
import { duration, hasEnded, type BuildStep, type ProgressEvent } from "./buildRecord";
import { titleOf } from "./stepName";
import { seconds } from "../engine/amounts";
import { stateWord } from "./words";

/** Colours that can be read on light and on dark ground, one stage after the other. */
const STAGE_COLOURS = [36, 35, 34, 33, 32];
const RED = 31;
const GREEN = 32;
const DIM = 2;
const BOLD = 1;
/** What the builder does for itself is told only where it took a while. */
const WORTH_TELLING_MS = 1000;
const LONGEST_TITLE = 160;
/** A step may print a line without end: its end is what is kept of it, as in the log of the step. */
const LONGEST_LINE = 20_000;

/**
 * Answers text for each event of a progress reader, which has sanitized it, with line ends `\n`; often nothing. `now` is
 * the clock, in milliseconds; `groupOf` is what a step belongs to beside its stage, where several files are built at once.
 */
export function createBuildLog(
  now: () => number = Date.now,
  groupOf: (step: BuildStep) => string | undefined = () => undefined,
): (event: ProgressEvent) => string {
  const colours = new Map<string, number>();
  const unfinished = new Map<BuildStep, string>();
  const begun = new Set<BuildStep>();

  function label(step: BuildStep): string {
    const { place } = step;
    if (place === undefined) return paint(DIM, l10n.t("builder"));
    const stage = [groupOf(step) ?? "", stageLabel(step)].filter(part => part !== "").join(" ");
    const colour = colours.get(stage) ?? STAGE_COLOURS[colours.size % STAGE_COLOURS.length] ?? RED;
    colours.set(stage, colour);
    const total = place.by === "name" ? `/${place.total}` : "";
    return paint(colour, `${stage === "" ? "" : `${stage} `}${place.step}${total}`);
  }

  function stepChanged(step: BuildStep): string {
    const { state, place } = step;
    const title = shortened(titleOf(step.name));
    if (state === "waiting") return "";
    if (state === "running") {
      if (place === undefined || begun.has(step)) return "";
      begun.add(step);
      return `${label(step)} ${paint(BOLD, title)}\n`;
    }
    const rest = unfinished.get(step);
    unfinished.delete(step);
    return (rest === undefined ? "" : lineOf(step, rest)) + ending(step, title);
  }

  function ending(step: BuildStep, title: string): string {
    const took = duration(step, now());
    const named = step.place === undefined || !begun.has(step) ? ` ${title}` : "";
    switch (step.state) {
      case "cached":
        return step.place === undefined
          ? ""
          : `${label(step)} ${paint(GREEN, `✔ ${stateWord("cached")}`)}${named}\n`;
      case "done":
        if (step.place === undefined && took < WORTH_TELLING_MS) return "";
        return `${label(step)} ${paint(GREEN, `✔ ${seconds(took)}`)}${named}\n`;
      case "failed":
        return `${label(step)} ${paint(RED, `✖ ${l10n.t("failed after {0}", seconds(took))}`)}${named}\n`;
      case "cancelled":
        return step.place === undefined
          ? ""
          : `${label(step)} ${paint(DIM, stateWord("cancelled"))}${named}\n`;
      case "waiting":
      case "running":
        return "";
    }
  }

  function printed(step: BuildStep, text: string): string {
    const lines = text.split("\n");
    lines[0] = (unfinished.get(step) ?? "") + (lines[0] ?? "");
    const rest = lines.pop() ?? "";
    if (rest === "" || hasEnded(step)) unfinished.delete(step);
    // Not cut at each piece of a line without end: that would copy it each time.
    else unfinished.set(step, rest.length > 2 * LONGEST_LINE ? rest.slice(-LONGEST_LINE) : rest);
    return lines.map(line => lineOf(step, line)).join("");
  }

  function lineOf(step: BuildStep, line: string): string {
    return `${label(step)} │ ${asShown(line.slice(-LONGEST_LINE))}\n`;
  }

  return event => {
    switch (event.kind) {
      case "step":
        return stepChanged(event.step);
      case "log":
        return printed(event.step, event.text);
      case "warning":
        return `${paint(33, l10n.t("warning"))} ${event.warning.message}\n`;
      case "text":
        return `${asShown(event.line)}\n`;
    }
  };
}

function stageLabel({ place }: BuildStep): string {
  switch (place?.by) {
    case "name":
      return [place.platform, place.stage].filter(part => part !== undefined).join(" ");
    case "index":
      return l10n.t("stage {0}", place.stage);
    case "file":
    case undefined:
      return "";
  }
}

function shortened(title: string): string {
  const line = title.replace(/\s+/g, " ");
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE)}…` : line;
}

/** A line that was written over itself as it is in the end, with its colours, which end with it. */
function asShown(line: string): string {
  const text = line.replace(/(?<!\r)\r+$/, "");
  const last = text.slice(text.lastIndexOf("\r") + 1);
  return last.includes("\x1b[") ? `${last}\x1b[0m` : last;
}

function paint(colour: number, text: string): string {
  return `\x1b[${colour}m${text}\x1b[0m`;
}
