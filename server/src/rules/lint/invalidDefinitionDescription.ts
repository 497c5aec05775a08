import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import { skipSpace } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { insertion } from "../../edits/edit";
import type { TextChange } from "../../edits/edit";
import { lineEnding } from "../../edits/lines";
import { fix } from "../fix";
import type { Rule } from "../rule";

export const invalidDefinitionDescription: Rule = {
  id: "InvalidDefinitionDescription",
  title: "A comment above a build stage or argument should have the form `# <name> <description>`.",
  advice: () =>
    l10n.t(
      "Start the comment with the name, or add a line with only # between the comment and the instruction.",
    ),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  experimental: true,
  checkSection({ stage, lines }, { model: { file } }, report) {
    // Only a comment without a word parts the comments above from an instruction.
    const separator = ({ from }: LogicalLine) => insertion(from, `#${lineEnding(file)}`);
    const expectName = (line: LogicalLine, keyword: string, names: readonly string[]) => {
      const [first] = names;
      const comment = line.comments.at(-1);
      // The builder looks at the first word of the last comment line.
      if (!comment || first === undefined || names.includes(comment.text.split(" ")[0] ?? "")) return;
      const example = names.length > 1 ? "<arg_key>" : first;
      report({
        span: toDocument(line, line.instruction.keywordSpan),
        message: `Comment for ${keyword} should follow the format: \`# ${example} <description>\``,
        related: [
          {
            span: comment.span,
            message: l10n.t("This comment is not a description, because it does not start with the name"),
          },
        ],
        line,
        fixes: () => [
          fix(l10n.t('Start the comment with "{0}"', first), {
            changes: [named(file.text, comment.span, first)],
          }),
          fix(l10n.t("Separate the comment from the instruction"), { changes: [separator(line)] }),
        ],
      });
    };
    for (const line of lines)
      if (line.instruction.keyword === "ARG" && line.comments.length > 0)
        expectName(
          line,
          "ARG",
          line.instruction.words.map(({ text }) => text.split("=", 1)[0] ?? ""),
        );
    if (stage && stage.name !== "") expectName(stage.line, "FROM", [stage.name]);
  },
};

/** A comment that begins with a name. Of an indented one the builder reads the `#` as its first word, so that goes to the left. */
function named(text: string, { start }: Span, name: string): TextChange {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  if (text[from] === "#") return insertion(start, `${name} `);
  return { span: { start: from, end: skipSpace(text, start + 1, text.length) }, text: `# ${name} ` };
}
