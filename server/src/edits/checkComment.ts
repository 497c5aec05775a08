/** Moves a `# check=` comment to where the builder reads it. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { includesRule } from "../stages/model/checkOptions";
import { addDirective } from "./directive";
import { insertion, refuse, removal } from "./edit";
import type { Edit } from "./edit";
import { startWithComments } from "./lines";
import { skipInFile } from "./suppress";

/** To the first lines, where it is said of the whole file. `lines` is the comment's line with its end. */
export function moveCheckToFile(analysis: Analysis, lines: Span, options: string): Edit {
  const { check } = analysis.directives;
  const edit = check ? addSkipped(analysis, options) : addDirective(analysis, "check", options);
  return edit.refused === undefined ? { changes: [...edit.changes, removal(lines)] } : edit;
}

/** Adds the rules that the directive of the file does not name yet. */
function addSkipped(analysis: Analysis, options: string): Edit {
  const rules = /^skip=([^;]*)$/.exec(options)?.[1]?.split(",");
  if (!rules) return refuse(l10n.t("The file has a # check= directive already."));
  const missing = rules.filter(rule => !includesRule(analysis.checkOptions.skip, rule));
  return missing.length === 0 ? { changes: [] } : skipInFile(analysis, missing.join(","));
}

/** Above an instruction, nearest to it. */
export function moveCheckAbove({ model: { file } }: Analysis, lines: Span, line: LogicalLine): Edit {
  const text = file.text.slice(lines.start, lines.end);
  return { changes: [insertion(startWithComments(file, line), text), removal(lines)] };
}
