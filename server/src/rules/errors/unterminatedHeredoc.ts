import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Heredoc } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { insertion, removal } from "../../edits/edit";
import { lineEnding } from "../../edits/lines";
import { fix } from "../fix";
import type { Rule } from "../rule";

export const unterminatedHeredoc: Rule = {
  id: "UnterminatedHeredoc",
  title: "A heredoc must end with a line that contains only its delimiter.",
  advice: () => l10n.t("End it with a line that contains only the delimiter."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  check({ model: { file } }, report) {
    // Nothing is read after it: it is in the last line of a file.
    const line = file.lines.at(-1);
    const open = line?.heredocs.findLast(({ terminator }) => terminator === null);
    if (!line || !open) return;
    const { instruction } = line;
    const start = instruction.text.indexOf("<<");
    report({
      span: toDocument(line, { start, end: instruction.rest.end }),
      message: "unterminated heredoc",
      fixes: () => {
        const { text } = file;
        const ending = text.endsWith("\n") ? "" : lineEnding(file);
        const around = spaceAround(text, open);
        return [
          ...(around.length > 0
            ? [
                fix(l10n.t("Remove the white space around {0}", open.name), {
                  changes: around.map(removal),
                }),
              ]
            : []),
          fix(l10n.t("End it with {0}", open.name), {
            changes: [insertion(text.length, ending + open.name)],
          }),
        ];
      },
    });
  },
};

/** The white space that keeps the first line of nothing else but the name from being the end. */
function spaceAround(text: string, { body, name }: Heredoc): Span[] {
  for (let start = body.start; start < body.end;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? body.end : newline;
    const line = text.slice(start, end).replace(/\r$/, "");
    if (line.trim() === name) {
      const from = start + line.indexOf(name);
      const behind = { start: from + name.length, end: start + line.length };
      return [{ start, end: from }, behind].filter(span => span.end > span.start);
    }
    start = end + 1;
  }
  return [];
}
