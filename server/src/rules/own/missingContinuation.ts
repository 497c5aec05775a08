import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import { toDocument } from "../../dockerfile/sourceMap";
import { insertion } from "../../edits/edit";
import type { Edit } from "../../edits/edit";
import { commentAbove } from "../../edits/trailingComment";
import type { Analysis } from "../../stages/analysis/analysis";
import type { LostSlip } from "../../stages/analysis/escapeSlips";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

/** No instruction has more lines. */
const MOST_LINES = 200;

export const missingContinuation: Rule = {
  id: "MissingContinuation",
  title: "An instruction continues on the next line only if its line ends with the escape character",
  advice: () => l10n.t("End the line above with the escape character."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  namesCause: true,
  checkSection({ slips }, analysis, report) {
    const { escape } = analysis.model.file;
    for (const [index, { kind, place, lost }] of slips.lost.entries()) {
      if (kind !== "missing") continue;
      report({
        span: toDocument(lost, lost.instruction.keywordSpan),
        message: l10n.t(
          "This line continues the instruction above, whose line does not end with {0}",
          escape,
        ),
        related: [{ span: place, message: l10n.t("The escape character {0} is missing here", escape) }],
        line: lost,
        fixes: () => fixesOf(analysis, slips.lost, index),
      });
    }
  },
};

function fixesOf(analysis: Analysis, slips: readonly LostSlip[], index: number): Fix[] {
  const slip = slips[index];
  if (!slip) return [];
  const { lost, operator, head } = slip;
  const { escape } = analysis.model.file;
  const added = ({ operator }: LostSlip) => `${operator === "&&" ? " && " : `${operator} `}${escape}`;
  const adding = (one: LostSlip): Edit =>
    one.behind.end > one.behind.start
      ? commentAbove(analysis, one.line, one.behind, added(one))
      : { changes: [insertion(one.place.start, added(one))] };
  const lines = linesAround(slips, index);
  const addAll = fix(l10n.t("Add {0} to {1} lines", escape, lines.length), allOf(lines.map(adding)));
  const addOne = fix(l10n.t("Add {0} to the line above", added(slip).trim()), adding(slip));
  const add = lines.length > 1 ? [addAll, addOne] : [addOne];
  if (operator !== "&&") return add;
  const isUpper = writtenKeyword(head.instruction) === head.instruction.keyword;
  const run = isUpper ? "RUN" : "run";
  return [
    ...add,
    fix(l10n.t('Write "{0}" in front of it', run), { changes: [insertion(lost.start, `${run} `)] }),
  ];
}

/** Edits of several lines as one, which is refused where one of them is. */
function allOf(edits: readonly Edit[]): Edit {
  return (
    edits.find(({ refused }) => refused !== undefined) ?? { changes: edits.flatMap(({ changes }) => changes) }
  );
}

/** The lines of one instruction, one below the other, of which each lacks the escape character. */
function linesAround(slips: readonly LostSlip[], index: number): readonly LostSlip[] {
  const follows = (at: number) => {
    const [above, slip] = [slips[at - 1], slips[at]];
    return above?.kind === "missing" && slip?.kind === "missing" && slip.line === above.lost;
  };
  let start = index;
  let end = index + 1;
  while (start > 0 && end - start < MOST_LINES && follows(start)) start--;
  while (end - start < MOST_LINES && follows(end)) end++;
  return slips.slice(start, end);
}
