import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import type { LostSlip } from "../../stages/analysis/escapeSlips";
import type { TextChange } from "../../edits/edit";
import { useEscape } from "../../edits/escape";
import { commentAbove } from "../../edits/trailingComment";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

/** No instruction has more lines. */
const MOST_LINES = 200;
const WINDOWS = /\b(?:windows|nanoserver)\b|\b[A-Za-z]:\\/i;

export const misplacedEscape: Rule = {
  id: "MisplacedEscape",
  title: "Only the escape character of the file, as the last character of a line, continues an instruction",
  advice: () => l10n.t("End the line with the escape character of the file, and write nothing after it."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  namesCause: true,
  check(analysis, report) {
    const { escape, text } = analysis.model.file;
    // Asked once for all fixes of a file.
    const isContinued = analysis.model.file.lines.some(({ pieces }) => pieces.length > 0);
    for (const [index, slip] of analysis.escapeSlips.lost.entries()) {
      const { kind, place, lost, line } = slip;
      if (kind === "missing") continue;
      const written = text.slice(place.start, place.end);
      report({
        span: place,
        message:
          kind === "other"
            ? l10n.t(
                "{0} does not continue this line: the escape character of this file is {1}",
                written,
                escape,
              )
            : l10n.t("{0} does not continue this line, because it is not the last character", escape),
        related: [
          {
            span: { start: lost.start, end: lost.end },
            message: l10n.t("So the builder looks for an instruction here"),
          },
        ],
        line,
        fixes: () =>
          kind === "other" ? otherFixes(analysis, index, isContinued) : lastFixes(analysis, slip),
      });
    }
  },
};

/** The character of this file on this line and on those that go on from it, or a directive that makes this one right. */
function otherFixes(analysis: Analysis, from: number, isContinued: boolean): Fix[] {
  const { lost } = analysis.escapeSlips;
  const { escape, text } = analysis.model.file;
  const changes: TextChange[] = [];
  for (let index = from; changes.length < MOST_LINES; index++) {
    const slip = lost[index];
    if (slip?.kind !== "other" || (index > from && slip.line !== lost[index - 1]?.lost)) break;
    changes.push({ span: slip.place, text: escape });
  }
  const place = lost[from]?.place;
  const written = text.slice(place?.start, place?.end);
  const write = fix(l10n.t("End the line with {0}", escape), { changes });
  if ((written !== "`" && written !== "\\") || isContinued) return [write];
  const directive = fix(
    l10n.t("Begin the file with {0}", `# escape=${written}`),
    useEscape(analysis, written),
  );
  return written === "`" && WINDOWS.test(text) ? [directive, write] : [write, directive];
}

/** The operator in front of the escape character, the comment above the line. */
function lastFixes(analysis: Analysis, { line, place, behind }: LostSlip): Fix[] {
  const { text, escape } = analysis.model.file;
  const rest = text.slice(behind.start, behind.end);
  const written = rest.trim();
  const title = l10n.t("End the line with {0}", escape);
  if (!written.startsWith("#"))
    return [
      fix(title, {
        changes: [{ span: { start: place.start, end: behind.end }, text: `${written} ${escape}` }],
      }),
    ];
  const start = behind.start + rest.indexOf("#");
  return [fix(title, commentAbove(analysis, line, { start, end: behind.end }))];
}
