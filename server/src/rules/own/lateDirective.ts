import * as l10n from "@vscode/l10n";
import { readDirective } from "../../dockerfile/directives";
import type { Directive } from "../../dockerfile/directives";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Dockerfile } from "../../dockerfile/dockerfile";
import { insertion, removal } from "../../edits/edit";
import { lineEnding } from "../../edits/lines";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

export const lateDirective: Rule = {
  id: "LateDirective",
  title: "A parser directive counts only at the very top of the file",
  advice: () => l10n.t("Put it in front of all else: blank lines and comments end the directives."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  check(analysis, report) {
    const { file } = analysis.model;
    const { gaps, lines, text } = file;
    const first = lines[0]?.from ?? text.length;
    for (const { kind, start, end } of gaps) {
      if (start >= first) return;
      const line = text.slice(start, end).trimEnd();
      const { directive } =
        kind === "comment" ? readDirective(text, start, start + line.length, []) : { directive: null };
      // `# check=` above an instruction is said of that instruction.
      if (!directive || directive.name === "check" || isSaid(analysis, directive)) continue;
      report({
        span: directive.span,
        message: l10n.t("This is a comment here: the builder does not read it as a directive"),
        ...(lines[0] ? { line: lines[0] } : {}),
        fixes: () => moveToTop(file, { start, end }, line),
      });
    }
  },
};

/** Whether the top of the file says already what the comment would. */
function isSaid({ model, directives }: Analysis, { name }: Directive): boolean {
  return model.file.directives.some(directive => directive.name === name) || directives.syntax?.name === name;
}

function moveToTop(file: Dockerfile, lines: { start: number; end: number }, line: string): Fix[] {
  const { text } = file;
  // Programs that run scripts want their `#!` in front of all else.
  if (text.startsWith("#!")) return [];
  const top = text.startsWith("\uFEFF") ? 1 : 0;
  const changes = [insertion(top, line + lineEnding(file)), removal(lines)];
  return [fix(l10n.t("Move it to the top of the file"), { changes })];
}
