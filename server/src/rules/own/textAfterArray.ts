import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import { nearArrayAt } from "../../edits/jsonForm";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { removal } from "../../edits/edit";
import { lineEnding } from "../../edits/lines";
import { commentAbove, lineRest } from "../../edits/trailingComment";
import { arrayAt, textAfterArray as textAfter } from "../facts/textAfterArray";
import type { TextAfterArray } from "../facts/textAfterArray";
import { choice, fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

const RUNS = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN", "SHELL"]);
const SEPARATOR = /^\s*,?\s*/;
/** A word that is the same with and without a shell. */
const ITEM = /^(?:"[^"\\$`]*"|[\w./:=@+-]+)(?=[\s,]|$)/;
/** The instruction of a lost line end. */
const INSTRUCTION = /^[A-Z]+\s/;
const PUNCTUATION = /^[\],.;]+$/;

export const textAfterArray: Rule = {
  id: "TextAfterArray",
  title: "Nothing may stand after a JSON array",
  advice: () => l10n.t("Write nothing after the ]."),
  severity: "warning",
  origin: "own",
  isAboutStages: false,
  namesCause: true,
  checkSection({ lines, slips: { stray } }, analysis, report) {
    const joined = new Set(stray.filter(({ kind }) => kind === "instruction").map(({ line }) => line));
    for (const line of lines) {
      // It is an instruction of its own that stands behind the array: the escape character is the cause.
      if (joined.has(line)) continue;
      const instruction = line.instruction.trigger ?? line.instruction;
      const found = textAfter(instruction);
      if (!found) continue;
      report({
        span: toDocument(line, found.behind),
        message: RUNS.has(instruction.keyword)
          ? l10n.t("The text after the ] makes this a command of the shell, with the brackets and quotes")
          : l10n.t("The text after the ] makes these words paths, with the brackets and quotes"),
        line,
        fixes: () => fixesOf(analysis, line, instruction, found),
      });
    }
  },
};

function fixesOf(analysis: Analysis, line: LogicalLine, { text }: Instruction, found: TextAfterArray): Fix[] {
  const { array, behind } = found;
  const written = text.slice(behind.start, behind.end);
  const place = toDocument(line, { start: array.end, end: behind.end });
  const remove = { changes: [removal(place)] };
  if (written.startsWith("#") && lineRest(line, behind.start) === behind.end)
    return [
      fix(
        l10n.t("Move the comment to the line above"),
        commentAbove(analysis, line, toDocument(line, behind)),
      ),
    ];
  if (PUNCTUATION.test(written)) return [fix(l10n.t("Remove the text after the ]"), remove)];
  const instruction = INSTRUCTION.exec(written)?.[0] ?? "";
  if (INSTRUCTIONS.has(instruction.trimEnd()))
    return [
      fix(l10n.t("Write {0} on a line of its own", instruction.trimEnd()), {
        changes: [
          {
            span: { start: place.start, end: toDocument(line, behind).start },
            text: lineEnding(analysis.model.file),
          },
        ],
      }),
    ];
  const more = itemsOf(written);
  const items = more && [...found.items, ...more].map(item => JSON.stringify(item)).join(", ");
  const joined = {
    changes: [{ span: toDocument(line, { start: array.start, end: behind.end }), text: `[${items ?? ""}]` }],
  };
  // What a heredoc holds would be left behind.
  const hasHeredoc = line.heredocs.length > 0;
  return [
    ...(items === null ? [] : [fix(l10n.t("Write one array"), joined)]),
    ...(hasHeredoc ? [] : [choice(l10n.t("Remove the text after the ]"), remove)]),
  ];
}

/** What stands behind an array as more items of it: further arrays, strings, or words that need no shell. */
function itemsOf(written: string): string[] | null {
  const items: string[] = [];
  for (let at = 0; at < written.length;) {
    at += SEPARATOR.exec(written.slice(at))?.[0].length ?? 0;
    const array = arrayAt(written, at) ?? nearArrayAt(written, at);
    const [word] = array ? [] : (ITEM.exec(written.slice(at)) ?? []);
    if (array) items.push(...array.items);
    else if (word === undefined) return null;
    else items.push(word.startsWith('"') ? word.slice(1, -1) : word);
    at = array?.end ?? at + (word?.length ?? 0);
  }
  return items;
}
