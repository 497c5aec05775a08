/** Which character continues a line: the `# escape=` directive of a file. */
import type { Dockerfile } from "../dockerfile/dockerfile";
import { addDirective } from "./directive";
import type { Edit } from "./edit";

/** Makes a character the escape character of a file: in the directive that is there, or in a new one. */
export function useEscape(file: Dockerfile, escape: "\\" | "`"): Edit {
  const known = file.directives.find(({ name }) => name === "escape");
  if (!known) return addDirective(file, "escape", escape);
  return { changes: [{ span: known.valueSpan, text: escape }] };
}
