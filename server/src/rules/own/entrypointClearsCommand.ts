import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Edit } from "../../edits/edit";
import { toExecForm } from "../../edits/execForm";
import { lineBelow } from "../../edits/lines";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import { stageLabel } from "../../stages/model/stagePlaces";
import { fix } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

/** In the builder, an ENTRYPOINT takes the CMD of the base away unless a CMD of the stage stands before it (spec 5.1). */
export const entrypointClearsCommand: Rule = {
  id: "EntrypointClearsCommand",
  title: "ENTRYPOINT removes the CMD that a stage inherits from its base stage",
  advice: () => l10n.t("If the program needs it, repeat the CMD in this stage."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkStage({ steps, inherited: { command }, parent }, analysis, report) {
    if (!command || !parent || isEmpty(commandIn(command))) return;
    const step = steps.findLast(({ instruction }) => instruction.keyword === "ENTRYPOINT");
    // A CMD behind the ENTRYPOINT takes the place of what is gone.
    if (!step || steps.some(({ instruction }) => instruction.keyword === "CMD")) return;
    const { start, end } = command;
    const place = stepPlace(step, step.instruction.keywordSpan);
    report({
      span: place.span,
      message: l10n.t('ENTRYPOINT removes the CMD that the stage inherits from "{0}"', stageLabel(parent)),
      related: [{ span: { start, end }, message: l10n.t("The CMD") }, ...(place.related ?? [])],
      line: step.line,
      ...stepFixes(step, () =>
        isNearlyArray(step.instruction)
          ? []
          : [fix(l10n.t("Repeat the CMD"), repeated(analysis, step, command))],
      ),
    });
  },
};

/** The `CMD` of a line, which may be held back by `ONBUILD`. */
function commandIn({ instruction }: LogicalLine): Instruction {
  return instruction.trigger ?? instruction;
}

/** An array that is none, for what stands behind it, say: what is meant is no command of a shell. */
function isNearlyArray({ json, text, rest }: Instruction): boolean {
  return json === null && text[rest.start] === "[";
}

function isEmpty({ json, rest }: Instruction): boolean {
  return Array.isArray(json) ? json.length === 0 : rest.start === rest.end;
}

/** Puts the command behind the `ENTRYPOINT`, which has to be in JSON form for it to count. */
function repeated({ model: { file } }: Analysis, { line }: EvaluatedInstruction, command: LogicalLine): Edit {
  const form = Array.isArray(line.instruction.json) ? { changes: [] } : toExecForm(line);
  if (form.refused !== undefined) return form;
  const { text, rest } = commandIn(command);
  const isUpper = writtenKeyword(line.instruction) === "ENTRYPOINT";
  const written = `${isUpper ? "CMD" : "cmd"} ${text.slice(rest.start, rest.end)}`;
  return { changes: [...form.changes, lineBelow(file, line, written)] };
}
