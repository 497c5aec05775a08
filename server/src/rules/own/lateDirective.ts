import * as l10n from "@vscode/l10n";
import { readDirective } from "../../dockerfile/directives";
import type { Dockerfile } from "../../dockerfile/dockerfile";
import { insertion, removal } from "../../edits/edit";
import { lineEnding } from "../../edits/lines";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

const NOTHING_BEFORE: ReadonlySet<string> = new Set();

export const lateDirective: Rule = {
  id: "LateDirective",
  title: "A parser directive works only at the top of the file",
  advice: () => l10n.t("Move it to the first line of the file, above blank lines and comments."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  check(analysis, report) {
    const { file } = analysis.model;
    const { gaps, lines, text } = file;
    // The top of the file may say already what a comment would.
    const said = new Set(file.directives.map(({ name }) => name));
    if (analysis.directives.syntax) said.add("syntax");
    const first = lines[0]?.from ?? text.length;
    for (const { kind, start, end } of gaps) {
      if (start >= first) return;
      const line = text.slice(start, end).trimEnd();
      const { directive } =
        kind === "comment"
          ? readDirective(text, start, start + line.length, NOTHING_BEFORE)
          : { directive: null };
      // `# check=` above an instruction is said of that instruction.
      if (!directive || directive.name === "check" || said.has(directive.name)) continue;
      report({
        span: directive.span,
        message: l10n.t("This is only a comment: the builder does not read a directive here"),
        ...(lines[0] ? { line: lines[0] } : {}),
        fixes: () => moveToTop(file, { start, end }, line),
      });
    }
  },
};

function moveToTop(file: Dockerfile, lines: { start: number; end: number }, line: string): Fix[] {
  const { text } = file;
  // Programs that run scripts want their `#!` in front of all else.
  if (text.startsWith("#!")) return [];
  const top = text.startsWith("\uFEFF") ? 1 : 0;
  const changes = [insertion(top, line + lineEnding(file)), removal(lines)];
  return [fix(l10n.t("Move it to the top of the file"), { changes })];
}
