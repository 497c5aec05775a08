import * as l10n from "@vscode/l10n";
import { toDocument } from "../dockerfile/place";
import { insertion } from "../edits/edit";
import { lineEnding } from "../edits/lines";
import { fix } from "./fix";
import type { Rule } from "./rule";

export const unterminatedHeredoc: Rule = {
  id: "UnterminatedHeredoc",
  title: "A heredoc ends at a line that is its name and nothing else.",
  advice: () => l10n.t("End it with a line of its name alone."),
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
        return [
          fix(l10n.t("End it with {0}", open.name), {
            changes: [insertion(text.length, ending + open.name)],
          }),
        ];
      },
    });
  },
};
