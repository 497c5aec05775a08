/** One stage made several, each based on the one before: what is built stays the same. */
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { nameSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { insertion, refuse, removal } from "./edit";
import type { Edit, TextChange } from "./edit";
import { lineEnding, startWithComments } from "./lines";
import { shiftedIndexes } from "./stageOrder";

/** A new stage: its name, and the instruction of the old one in front of which the next stage begins. */
export interface Part {
  readonly name: string;
  readonly before: LogicalLine;
}

/**
 * Puts the instructions of a stage in front of each `before` into stages of their own. The last part keeps the name of the
 * stage, and with it all that refers to it. The parts are in the order of the file, and their names are free.
 */
export function splitStage(analysis: Analysis, stage: Stage, parts: readonly Part[]): Edit {
  const { model } = analysis;
  const { line, base, body, nameWord } = stage;
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) return refuse(l10n.t("There is nothing to split."));
  if (base.text === "") return refuse(l10n.t("Its FROM has no base image yet."));
  if (!nameWord && line.instruction.words.length !== 1)
    return refuse(l10n.t("The FROM has a form to which no name can be added."));
  const inner = body.slice(0, body.indexOf(last.before));
  const fault = inheritanceFault(inner, body.slice(inner.length));
  if (fault !== null) return refuse(fault);
  const name = nameSpan(stage);
  const [from, as] = writtenKeyword(line.instruction) === "FROM" ? ["FROM", "AS"] : ["from", "as"];
  const named = name
    ? { span: name, text: first.name }
    : insertion(toDocument(line, base.span).end, ` ${as} ${first.name}`);
  const described = descriptionLine(analysis, stage);
  const newline = lineEnding(model.file);
  const begins = parts.map(({ name: base, before }, index): TextChange => {
    const next = parts[index + 1]?.name ?? nameWord?.text;
    const comment =
      index === parts.length - 1 && described ? model.file.text.slice(described.start, described.end) : "";
    const text = `${comment}${from} ${base}${next === undefined ? "" : ` ${as} ${next}`}${newline}`;
    const at = startWithComments(model.file, before);
    // A blank line parts the stages, where there is none yet.
    const isParted = /\n[^\S\n]*\r?\n$/.test(model.file.text.slice(Math.max(0, at - 200), at));
    return insertion(at, isParted ? text : newline + text);
  });
  return {
    changes: [
      ...(described ? [removal(described)] : []),
      named,
      ...begins,
      ...shiftedIndexes(analysis, index => (index >= stage.index ? index + parts.length : index)),
    ],
  };
}

/** Why instructions do not do in a stage of their own what they do in front of others in one stage; null where they do. */
export function inheritanceFault(base: readonly LogicalLine[], child: readonly LogicalLine[]): string | null {
  const has = (lines: readonly LogicalLine[], keyword: string) =>
    lines.some(({ instruction }) => instruction.keyword === keyword);
  if (has(base, "ONBUILD")) return l10n.t("An ONBUILD instruction would run in the stage after it.");
  // An ENTRYPOINT drops a CMD that comes from the base (spec 5.1).
  return has(base, "CMD") && has(child, "ENTRYPOINT")
    ? l10n.t("The ENTRYPOINT would reset the CMD of the stage before it.")
    : null;
}

/** The line of the comment that describes a stage, with its line end. */
function descriptionLine(
  {
    model: {
      file: { text },
    },
  }: Analysis,
  { line, name }: Stage,
): Span | null {
  const comment = name === "" ? undefined : line.comments.find(other => other.text.startsWith(`${name} `));
  if (!comment) return null;
  const start = text.lastIndexOf("\n", comment.span.start - 1) + 1;
  const newline = text.indexOf("\n", comment.span.end);
  return newline === -1 ? null : { start, end: newline + 1 };
}
