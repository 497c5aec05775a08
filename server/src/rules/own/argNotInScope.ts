import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import type { VariableOccurrence } from "../../stages/analysis/variables/stageVariables";
import { lineAbove } from "../../edits/lines";
import { isShellName } from "../facts/shellName";
import { fix } from "../fix";
import type { Rule } from "../rule";
import { mayBeGiven } from "../facts/givenVariables";
import { variableUse } from "../facts/variablePlaces";

/** What stands behind a name in braces and says what to do without a value: `${X:-y}`, `${X+y}`. */
const DEFAULTED = /^[:?+-]/;

export const argNotInScope: Rule = {
  id: "ArgNotInScope",
  title: "To use an ARG from before the first FROM in a stage, declare it again in the stage",
  advice: () => l10n.t("Declare it in this stage, above this line."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkStage(evaluation, analysis, report) {
    const { model } = analysis;
    const { names, firstArgs } = model.scope;
    if (!evaluation.steps.some(step => mayUse(step, analysis)) && evaluation.stage.triggers.length === 0)
      return;
    const { own, held } = analysis.variables(evaluation.stage);
    const told = new Set<string>();
    for (const use of [...own.occurrences, ...(held?.occurrences ?? [])]) {
      const { name, line } = use;
      if (told.has(name) || !names.has(name) || !isEmpty(use, analysis) || mayBeGiven(evaluation, name))
        continue;
      // Once is enough: what declares it for this line does so for all that follow.
      told.add(name);
      const declared = firstArgs.get(name);
      report({
        span: placeOf(use, analysis),
        message: declared
          ? l10n.t(
              "${0} is empty here: a stage can use an ARG from before the first FROM only if it declares it again with ARG {0}",
              name,
            )
          : l10n.t(
              "${0} is empty here: a stage can use a predefined argument only if it declares it with ARG {0}",
              name,
            ),
        ...(declared
          ? {
              related: [
                {
                  span: toDocument(declared.line, declared.word.span),
                  message: l10n.t("The declaration before the first FROM"),
                },
              ],
            }
          : {}),
        line,
        fixes: () =>
          !isShellName(name)
            ? []
            : [
                fix(l10n.t('Declare "ARG {0}" above', name), {
                  changes: [declaration(analysis, line, name)],
                }),
              ],
      });
    }
  },
};

/** A variable as the shells of Windows have it: `%NAME%`, `$env:NAME`. */
const IN_WINDOWS = /%\w+%|\$\{?env:/i;

/** Whether a step may use such a name: the variables of a stage are put together only where one does. */
function mayUse(
  { instruction, line, words, onbuildSource }: EvaluatedInstruction,
  analysis: Analysis,
): boolean {
  const { names } = analysis.model.scope;
  if (onbuildSource) return false;
  for (const { expansion } of words) for (const name of expansion.unmatched) if (names.has(name)) return true;
  if (instruction.keyword !== "RUN") return false;
  const script = analysis.script(line);
  for (const name of script?.uses.keys() ?? []) if (names.has(name)) return true;
  // What a command is given in a heredoc, arrays, and shells of Windows are read when they are asked for.
  return line.heredocs.length > 0 || (script ? IN_WINDOWS : /\$/).test(instruction.text);
}

/** Whether a use is filled in during the build with nothing, and needs a value. */
function isEmpty({ declares, known, reader, ...use }: VariableOccurrence, analysis: Analysis): boolean {
  // A container may be started with it.
  if (declares || known || reader === "container") return false;
  const { text, at } = written(use, analysis);
  if (text[at.start - 1] === "{" && DEFAULTED.test(text.slice(at.end, at.end + 1))) return false;
  if (reader === "builder") return true;
  const script = analysis.script(use.line);
  // A loop or a function may set it further on.
  return !script || !(script.isOpaque || script.sets.has(use.name));
}

type Place = Pick<VariableOccurrence, "line" | "span" | "heredoc">;

/** The text that a name stands in, and where: that of its instruction, or the document for a heredoc. */
function written({ line, span, heredoc }: Place, { model }: Analysis): { text: string; at: Span } {
  if (!heredoc) return { text: line.instruction.text, at: span };
  const { start } = heredoc.body;
  return { text: model.file.text, at: { start: start + span.start, end: start + span.end } };
}

/** What stands before the name in `$X`, `${X}`, `${#X}` and `${!X}`. */
const BEFORE_NAME = /\$(?:\{[#!]?)?$/;

/** The whole use, with its `$` and its braces, in the document; the name alone where a shell of Windows writes it otherwise. */
function placeOf(use: Place, analysis: Analysis): Span {
  const { text, at } = written(use, analysis);
  const [before] = BEFORE_NAME.exec(text.slice(Math.max(0, at.start - 3), at.start)) ?? [];
  const span = before === undefined ? at : variableUse(text, at.start - before.length);
  return use.heredoc ? span : toDocument(use.line, span);
}

function declaration({ model }: Analysis, line: LogicalLine, name: string) {
  const { instruction } = line;
  const isUpper = writtenKeyword(instruction) === instruction.keyword;
  const keyword = isUpper ? "ARG" : "arg";
  // What a line holds back is declared where it is run.
  const held = instruction.trigger ? `${writtenKeyword(instruction)} ` : "";
  return lineAbove(model.file, line, `${held}${keyword} ${name}`);
}
