import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { countNames, namesOf } from "../../stages/evaluation/environment";
import { mayBeGiven } from "../facts/givenVariables";
import { isShellName } from "../facts/shellName";
import { fix } from "../fix";
import { isOneSlip } from "../../stages/model/oneSlip";
import type { Rule } from "../rule";
import { variablePlaces } from "../facts/variablePlaces";

/** How many pairs of names are compared in a stage, at least and for each of its instructions: more than any has. */
const PAIRS_FOR_ANY = 500;
const PAIRS_FOR_EACH = 100;
/** A shorter name is a slip away from too many others. */
const SHORTEST = 5;

export const likelyVariableTypo: Rule = {
  id: "LikelyVariableTypo",
  title: "A variable name that is similar to another one in the stage is probably misspelled",
  advice: () => l10n.t("Use the variable that the stage sets, or declare this one."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  checkStage(evaluation, { model }, report) {
    const { inherited, steps } = evaluation;
    // Below an image without variables UndefinedVar is certain.
    if (inherited.root === "scratch") return;
    // Most stages use nothing that they don't set.
    if (!steps.some(step => step.words.some(({ expansion }) => expansion.unmatched.size > 0))) return;
    const declared = new Set(steps.flatMap(step => step.declared.map(({ name }) => name)));
    /** What the stage has declared by now. */
    const own = new Set<string>();
    let left = PAIRS_FOR_ANY + PAIRS_FOR_EACH * steps.length;
    for (const step of steps) {
      for (const { expansion, span, text, role } of step.onbuildSource ? [] : step.words) {
        if (expansion.unmatched.size === 0) continue;
        // `${X:-y}` says what to do without a value.
        const placeOf = variablePlaces(text, ":-");
        const isInPlace = role !== "heredoc" && step.instruction.text.startsWith(text, span.start);
        for (const name of expansion.unmatched) {
          // What the stage sets anywhere, or what tools know, is written as it is meant.
          if (declared.has(name) || KNOWN_TO_TOOLS.test(name)) continue;
          if (model.scope.names.has(name) || mayBeGiven(evaluation, name)) continue;
          const at = isInPlace ? placeOf(name) : null;
          if (at === null) continue;
          left -= countNames(inherited) + own.size;
          if (left < 0) {
            report.tooLarge();
            return;
          }
          const meant = [...namesOf(inherited), ...own].find(
            other => isShellName(other) && isSlip(name, other),
          );
          if (meant === undefined) continue;
          const start = span.start + at;
          const place = toDocument(step.line, { start, end: start + name.length });
          report({
            span: place,
            message: l10n.t("This stage does not set {0} (did you mean {1}?)", `$${name}`, `$${meant}`),
            line: step.line,
            fixes: () => [fix(l10n.t('Use "{0}"', `$${meant}`), { changes: [{ span: place, text: meant }] })],
          });
        }
      }
      for (const { name } of step.declared) own.add(name);
    }
  },
};

/** `http_proxy` and `https_proxy`, `PATH` and `CPATH`, `CFLAGS` and `LFLAGS`. */
const KNOWN_TO_TOOLS = /^(?:[a-z]+_proxy|[a-z]*path|[a-z]*flags)$/i;

/** Another case, or one slip of the pen; names that differ in a number or a plural are another's. */
function isSlip(written: string, name: string): boolean {
  if (Math.abs(written.length - name.length) > 1) return false;
  if (written.toLowerCase() === name.toLowerCase()) return true;
  const isNumbered = written.replace(/\d/g, "") === name.replace(/\d/g, "");
  const isPlural = Math.abs(written.length - name.length) === 1 && isOneS(written, name);
  return written.length >= SHORTEST && !isNumbered && !isPlural && isOneSlip(written, name);
}

/** Whether the longer of two names is the shorter one with an S at the end of a word: `HTTP_PORT` and `HTTPS_PORT`. */
function isOneS(a: string, b: string): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  return [...longer.matchAll(/s(?=_|$)/gi)].some(
    ({ index }) => longer.slice(0, index) + longer.slice(index + 1) === shorter,
  );
}
