import * as l10n from "@vscode/l10n";
import type { Dockerfile } from "../../dockerfile/dockerfile";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Stage } from "../../stages/model/model";
import { expandIn } from "../../stages/model/scope";
import { didYouMean, nearest } from "../../stages/model/suggest";
import { refuse } from "../../edits/edit";
import type { Edit } from "../../edits/edit";
import { lineAbove } from "../../edits/lines";
import { isShellName } from "../facts/shellName";
import { fix, replacement } from "../fix";
import type { Fix } from "../fix";
import { baseSpan, platformSpan } from "../rule";
import type { Rule } from "../rule";

/** Among more names than any file declares, each that is not declared would cost too much. */
const MOST_SEARCHED = 200;

export const undefinedArgInFrom: Rule = {
  id: "UndefinedArgInFrom",
  title: "FROM must use declared ARGs.",
  advice: () => l10n.t("Declare it with ARG before the first FROM."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkStageLocally(stage, analysis, report) {
    const { model } = analysis;
    const { scope, file } = model;
    const undeclared = (names: ReadonlySet<string>, placeOf: (stage: Stage) => Span) => {
      for (const name of names) {
        if (scope.names.has(name)) continue;
        const span = variableIn(file.text, placeOf(stage), name);
        const isSearched = scope.names.size <= MOST_SEARCHED;
        if (!isSearched) report.tooLarge();
        const near = isSearched ? nearest(name, scope.names) : null;
        report({
          span,
          message: `FROM argument '${name}' is not declared${didYouMean(near)}`,
          line: stage.line,
          fixes: () => {
            const isName =
              near !== null && isShellName(near) && file.text.slice(span.start, span.end) === name;
            return [
              ...(isName ? [replacement(l10n.t('Use "{0}"', near), span, near)] : []),
              ...declarations(analysis, name),
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

/** An `ARG` before the first stage: with the default that a stage gives it, as it is likely to be meant there, or without. */
function declarations({ model: { file, stages }, stageDefaults }: Analysis, name: string): Fix[] {
  return [...new Set([stageDefaults.get(name) ?? name, name])].map(text =>
    fix(l10n.t('Declare "ARG {0}"', text), declaration(file, stages, name, text)),
  );
}

/** An `ARG` before the first stage. */
function declaration(file: Dockerfile, [first]: readonly Stage[], name: string, text: string): Edit {
  if (!first || !isShellName(name)) return refuse(l10n.t("It is not a valid argument name."));
  return { changes: [lineAbove(file, first.line, `ARG ${text}`)] };
}
