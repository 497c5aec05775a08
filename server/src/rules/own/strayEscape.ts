import * as l10n from "@vscode/l10n";
import type { StraySlip } from "../../stages/analysis/escapeSlips";
import type { Analysis } from "../../stages/analysis/analysis";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import { writtenKeyword } from "../../dockerfile/instruction";
import { useEscape } from "../../edits/escape";
import { insertion, removal } from "../../edits/edit";
import { choice, fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

export const strayEscape: Rule = {
  id: "StrayEscape",
  title: "The escape character at the end of a line makes the next instruction part of this one",
  advice: () => l10n.t("Remove it. If it is the end of a Windows path, begin the file with # escape=`."),
  severity: "warning",
  origin: "own",
  isAboutStages: false,
  namesCause: true,
  checkSection({ slips }, analysis, report) {
    const { file } = analysis.model;
    for (const slip of slips.stray) {
      if (slip.kind !== "instruction") continue;
      const { line, place, taken } = slip;
      const name = file.text.slice(taken.start, taken.end);
      report({
        span: place,
        message: l10n.t(
          "The {0} below is read as part of this {1} and not as an instruction, because the {2} here continues the line",
          name,
          writtenKeyword(line.instruction),
          file.escape,
        ),
        related: [{ span: taken, message: l10n.t("This is no instruction for the builder") }],
        line,
        fixes: () => (slip.isPath ? pathFixes(analysis, slip) : [lineEnd(analysis, slip)]),
      });
    }
  },
};

function lineEnd({ model }: Analysis, { line, place, leftover: { start, end } }: StraySlip): Fix {
  const { escape, text } = model.file;
  let stop = end;
  while (text[stop] === " " || text[stop] === "\t") stop++;
  const title = l10n.t("Remove {0} from the end of the line", escape);
  const edit = { changes: [removal({ start, end: stop })] };
  return isComplete(line, place.start) ? fix(title, edit) : choice(title, edit);
}

/** Whether what stands above an offset is an instruction that has its arguments. */
function isComplete(line: LogicalLine, before: number): boolean {
  const { keyword, words, rest } = line.instruction.trigger ?? line.instruction;
  const count = words.filter(({ span }) => toDocument(line, span).end <= before).length;
  // A comment is data where no shell reads it, and then too much.
  if (keyword === "STOPSIGNAL" || keyword === "EXPOSE") return !/\s#/.test(line.instruction.text);
  if (keyword === "ADD" || keyword === "COPY") return count > 1;
  return keyword === "FROM" ? count === 1 || count === 3 : toDocument(line, rest).start < before;
}

const known = new WeakMap<Analysis, boolean>();

/**
 * Whether nothing but ends of paths continues a line of the file, so that another escape character is none the worse for it:
 * asked once for all fixes of a file.
 */
function joinsOnlyPaths(analysis: Analysis): boolean {
  const answer = known.get(analysis) ?? areOnlyPathsJoined(analysis);
  known.set(analysis, answer);
  return answer;
}

function areOnlyPathsJoined({ model: { file }, escapeSlips }: Analysis): boolean {
  const joined = file.lines.reduce((count, { pieces }) => count + Math.max(0, pieces.length / 2 - 1), 0);
  return file.escape === "\\" && joined === escapeSlips.stray.filter(({ isPath }) => isPath).length;
}

/** A path keeps its end: as another escape character, or escaped. */
function pathFixes(analysis: Analysis, { place }: StraySlip): Fix[] {
  const { file } = analysis.model;
  const { escape } = file;
  const double = fix(l10n.t('Write "{0}"', escape + escape), { changes: [insertion(place.end, escape)] });
  if (!joinsOnlyPaths(analysis)) return [double];
  return [fix(l10n.t("Begin the file with {0}", "# escape=`"), useEscape(analysis, "`")), double];
}
