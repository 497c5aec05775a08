import * as l10n from "@vscode/l10n";
import type { Span } from "../dockerfile/source";
import type { Stage, StageModel } from "../stages/model";
import { expandIn } from "../stages/scope";
import { didYouMean, nearest } from "../stages/suggest";
import { refuse } from "../edits/edit";
import type { Edit } from "../edits/edit";
import { lineAbove } from "../edits/lines";
import { fix, replacement } from "./fix";
import { baseSpan, platformSpan } from "./rule";
import type { Rule } from "./rule";

export const undefinedArgInFrom: Rule = {
  id: "UndefinedArgInFrom",
  title: "FROM must use declared ARGs.",
  advice: () => l10n.t("Declare it with ARG before the first FROM."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkAlone(stage, model, report) {
    const { scope, file } = model;
    const undeclared = (names: ReadonlySet<string>, placeOf: (stage: Stage) => Span) => {
      for (const name of names) {
        if (scope.names.has(name)) continue;
        const span = variableIn(file.text, placeOf(stage), name);
        const near = nearest(name, scope.names);
        report({
          span,
          message: `FROM argument '${name}' is not declared${didYouMean(near)}`,
          line: stage.line,
          fixes: () => {
            const isName = near !== null && file.text.slice(span.start, span.end) === name;
            return [
              ...(isName ? [replacement(l10n.t('Use "{0}"', near), span, near)] : []),
              fix(l10n.t('Declare "ARG {0}"', name), declaration(model, name)),
            ];
          },
        });
      }
    };
    undeclared(stage.base.expansion.unmatched, baseSpan);
    if (stage.platform) undeclared(expandIn(scope, stage.platform).unmatched, platformSpan);
  },
};

/** The first use of a variable in a stretch of the document; the whole stretch where the name is split by a line end. */
function variableIn(text: string, within: Span, name: string): Span {
  const stretch = text.slice(within.start, within.end);
  for (const opening of ["${", "$"]) {
    const at = stretch.indexOf(opening + name);
    if (at === -1) continue;
    const start = within.start + at + opening.length;
    return { start, end: start + name.length };
  }
  return within;
}

/** An `ARG` before the first stage. */
function declaration({ file, stages }: StageModel, name: string): Edit {
  const [first] = stages;
  if (!first || !/^\w+$/.test(name)) return refuse(l10n.t("It is no name of an argument."));
  return { changes: [lineAbove(file, first.line, `ARG ${name}`)] };
}
