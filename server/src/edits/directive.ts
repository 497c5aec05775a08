/** Directives: the comments of the first lines that say how a file is read (spec 6.1). */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../stages/analysis/analysis";
import { insertion, refuse } from "./edit";
import type { Edit } from "./edit";
import { lineEnding } from "./lines";

/** Adds a directive that a file does not have, behind those that it has. */
export function addDirective(analysis: Analysis, name: "check" | "escape" | "syntax", value: string): Edit {
  const { file } = analysis.model;
  const { text, directives, directiveProblem } = file;
  if (directiveProblem) return refuse(l10n.t("The builder rejects the directives of this file."));
  const last = directives.at(-1);
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const hasShebang = !last && text.startsWith("#!", start);
  const at = last || hasShebang ? text.indexOf("\n", last?.span.end ?? start) + 1 : start;
  // A file that is nothing but directives may have no line end behind the last of them.
  if (at === 0 && (last || hasShebang)) return refuse(l10n.t("The file has no instruction."));
  return { changes: [insertion(at, `# ${name}=${value}${lineEnding(file)}`)] };
}
