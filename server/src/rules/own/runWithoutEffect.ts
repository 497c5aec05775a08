import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import { writtenKeyword } from "../../dockerfile/instruction";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

/** Commands that change the shell that runs them, and nothing else. */
const OF_THE_SHELL = /^(?:cd|export|alias|set|umask|unset)$/;
/** What a shell reads to be set up: `.venv/bin/activate`, `~/.bashrc`. */
const SETS_UP = /(?:^|\/)(?:activate|\.?bashrc|\.?profile|\.bash_profile|\.zshrc|nvm\.sh)$/;
/** What the instruction that takes the place of the command would read otherwise than the shell. */
const FOR_SHELLS = /[`()<>|;&*?~\\]/;

export const runWithoutEffect: Rule = {
  id: "RunWithoutEffect",
  title: "Each RUN starts a new shell, so a changed directory or variable is lost at its end",
  advice: () =>
    l10n.t("Use WORKDIR for the directory and ENV for variables, or move it to the RUN that needs it."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  checkStageLocally({ body }, analysis, report) {
    for (const line of body) {
      const script =
        line.instruction.keyword === "RUN" && line.heredocs.length === 0 ? analysis.script(line) : null;
      if (!script) continue;
      const { commands, text } = script;
      const [first] = commands;
      // What is written into a file stays.
      if (!first || /[<>]/.test(text) || !commands.every(isOfTheShell)) continue;
      report({
        span: toDocument(line, line.instruction.rest),
        message: l10n.t("The effect of {0} ends with this RUN instruction", `"${first[0] ?? ""}"`),
        line,
        fixes: () => (commands.length === 1 ? instead(line, first) : []),
      });
    }
  },
};

function isOfTheShell([program = "", ...words]: readonly string[]): boolean {
  if (program === "." || program === "source") return words.length === 1 && SETS_UP.test(words[0] ?? "");
  return OF_THE_SHELL.test(program);
}

/** The instruction that does for all that follow what the command does for its own shell. */
function instead(line: LogicalLine, [program, ...words]: readonly string[]): Fix[] {
  const { instruction } = line;
  const { flags, keywordSpan, rest, text } = instruction;
  const operands = text.slice(rest.start, rest.end).replace(/^\S+\s*/, "");
  // A comment of the shell would be text of the instruction.
  const hasComment = /(?:^|\s)#/.test(operands);
  if (line.pieces.length > 0 || flags.length > 0 || hasComment || FOR_SHELLS.test(operands)) return [];
  const isUpper = writtenKeyword(instruction) === instruction.keyword;
  const write = (keyword: string, operand: string): Fix[] => {
    const written = `${isUpper ? keyword : keyword.toLowerCase()} ${operand}`;
    const span = toDocument(line, { start: keywordSpan.start, end: rest.end });
    return [fix(l10n.t('Write "{0}"', written), { changes: [{ span, text: written }] })];
  };
  const [path = ""] = words;
  if (program === "cd") return words.length === 1 && !path.startsWith("-") ? write("WORKDIR", path) : [];
  if (program === "export")
    return words.length > 0 && words.every(word => /^[A-Za-z_]\w*=/.test(word)) ? write("ENV", operands) : [];
  const folder = /^(\/.+)\/activate$/.exec(path)?.[1];
  return folder === undefined ? [] : write("ENV", `PATH="${folder}:$PATH"`);
}
