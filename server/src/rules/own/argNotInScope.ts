import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../../stages/evaluation/evaluateStage";
import { lineAbove } from "../../edits/lines";
import { isShellName } from "../facts/shellName";
import { fix } from "../fix";
import type { Rule } from "../rule";
import { mayBeGiven } from "../facts/givenVariables";
import { variablePlaces, variableUse } from "../facts/variablePlaces";

export const argNotInScope: Rule = {
  id: "ArgNotInScope",
  title: "To use an ARG from before the first FROM in a stage, declare it again in the stage",
  advice: () => l10n.t("Declare it in this stage, above this line."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkStage(evaluation, analysis, report) {
    const { model } = analysis;
    const known = new Set<string>();
    for (const step of evaluation.steps) {
      const { line } = step;
      for (const { name, span } of step.onbuildSource ? NO_NAMES : usedNames(analysis, step)) {
        if (known.has(name) || !model.scope.names.has(name) || mayBeGiven(evaluation, name)) continue;
        // Once is enough: what declares it for this line does so for all that follow.
        known.add(name);
        const declared = model.scope.firstArgs.get(name);
        report({
          span: toDocument(line, span),
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
      for (const { name } of step.declared) known.add(name);
    }
  },
};

function declaration({ model }: Analysis, line: LogicalLine, name: string) {
  const isUpper = writtenKeyword(line.instruction) === line.instruction.keyword;
  return lineAbove(model.file, line, `${isUpper ? "ARG" : "arg"} ${name}`);
}

interface UsedName {
  readonly name: string;
  readonly span: Span;
}

const NO_NAMES: readonly UsedName[] = [];

/** The names that an instruction needs a value for, in the text of its line. */
function usedNames(
  analysis: Analysis,
  { instruction, line, words, hasShell }: EvaluatedInstruction,
): readonly UsedName[] {
  if (instruction.keyword !== "RUN") {
    if (!words.some(({ expansion }) => expansion.unmatched.size > 0)) return NO_NAMES;
    return words.flatMap(({ expansion, span, text, role }) => {
      if (expansion.unmatched.size === 0) return [];
      // `${X:-y}` says what to do without a value.
      const defaulted = new Set(Array.from(text.matchAll(/\{([^{}:]*):/g), ([, name]) => name));
      const placeOf = variablePlaces(text);
      const isInPlace = role !== "heredoc" && instruction.text.startsWith(text, span.start);
      return [...expansion.unmatched]
        .filter(name => !defaulted.has(name))
        .map(name => {
          const at = isInPlace ? placeOf(name) : null;
          return { name, span: at === null ? span : usedAt(text, text.lastIndexOf("$", at), span.start) };
        });
    });
  }
  // Another shell has another language.
  const script =
    hasShell || (!line.instruction.text.includes("$") && line.heredocs.length === 0)
      ? null
      : analysis.script(line);
  if (!script?.text.includes("$") || /\$env:/i.test(script.text)) return NO_NAMES;
  const { uses, sets, isOpaque } = script;
  if (isOpaque) return NO_NAMES;
  const { rest, text, keywordSpan } = instruction;
  return [...uses]
    .filter(([name]) => !sets.has(name))
    .map(([name, at]) => {
      const span = usedAt(script.text, at, rest.start);
      // The offsets of a heredoc are not those of the line.
      return { name, span: text.startsWith(script.text, rest.start) ? span : keywordSpan };
    });
}

/** The use of a variable at an offset of a text that begins at `origin`. */
function usedAt(text: string, at: number, origin: number): Span {
  const { start, end } = variableUse(text, at);
  return { start: origin + start, end: origin + end };
}
