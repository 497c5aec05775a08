/** Which character continues a line: the `# escape=` directive of a file. */
import type { Analysis } from "../stages/analysis/analysis";
import { addDirective } from "./directive";
import type { Edit } from "./edit";

/** Makes a character the escape character of a file: in the directive that is there, or in a new one. */
export function useEscape(analysis: Analysis, escape: "\\" | "`"): Edit {
  const known = analysis.model.file.directives.find(({ name }) => name === "escape");
  if (!known) return addDirective(analysis, "escape", escape);
  return { changes: [{ span: known.valueSpan, text: escape }] };
}
