import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { namesOf } from "../../stages/evaluation/environment";
import { mayBeGiven } from "../facts/givenVariables";
import { fix } from "../fix";
import { isOneSlip } from "../facts/oneSlip";
import type { Rule } from "../rule";
import { declaredNames } from "../facts/declaredNames";

/** A shorter name is a slip away from too many others. */
const SHORTEST = 5;

export const likelyVariableTypo: Rule = {
  id: "LikelyVariableTypo",
  title: "A variable that is nearly one of the stage is likely to mean it",
  advice: () => l10n.t("Use the variable that the stage sets, or declare this one."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  checkStage(evaluation, { model }, report) {
    const { inherited, steps } = evaluation;
    // Below an image without variables UndefinedVar is certain.
    if (inherited.root === "scratch") return;
    const known = namesOf(inherited);
    for (const step of steps) {
      for (const { expansion, span, text, role } of step.onbuildSource ? [] : step.words)
        for (const name of expansion.unmatched) {
          if (known.has(name) || model.scope.names.has(name) || mayBeGiven(evaluation, name)) continue;
          const meant = [...known].find(other => isSlip(name, other));
          // `${X:-y}` says what to do without a value.
          const at = new RegExp(`\\$(?:\\{${name}(?![\\w:-])|${name}\\b)`).exec(text);
          const isInPlace = role !== "heredoc" && step.instruction.text.startsWith(text, span.start);
          if (meant === undefined || !at || !isInPlace) continue;
          const end = span.start + at.index + at[0].length;
          const place = toDocument(step.line, { start: end - name.length, end });
          report({
            span: place,
            message: l10n.t("{0} is set nowhere in this stage (did you mean {1}?)", `$${name}`, `$${meant}`),
            line: step.line,
            fixes: () => [fix(l10n.t('Use "{0}"', `$${meant}`), { changes: [{ span: place, text: meant }] })],
          });
        }
      for (const { name } of declaredNames(step)) known.add(name);
    }
  },
};

/** Another case, or one slip of the pen; names that differ in a number are another's. */
function isSlip(written: string, name: string): boolean {
  if (written.toLowerCase() === name.toLowerCase()) return true;
  const isNumbered = written.replace(/\d/g, "") === name.replace(/\d/g, "");
  return written.length >= SHORTEST && !isNumbered && isOneSlip(written, name);
}
