/** `CMD npm start` written as `CMD ["npm", "start"]`. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import type { Span } from "../dockerfile/source";
import { refuse } from "./edit";
import type { Edit } from "./edit";

/** What a shell gives a meaning: with any of it, the shell has to stay. */
const FOR_SHELLS = /[$`&|;<>()[\]{}*?~#!=\\\n]/;
/** Commands that are part of the shell and nothing that can be started. */
const BUILT_IN = /^(?:\.|:|alias|cd|command|eval|exit|export|set|source|trap|ulimit|umask|unset|wait)$/;

/** A command in JSON form, which may still call the shell. */
export interface ExecForm extends Edit {
  readonly needsShell: boolean;
}

/**
 * The JSON form of the rest of an instruction: its words, as the shell would split them, or, where it has a meaning for shells
 * alone, the call of the shell that the shell form stands for.
 */
export function toExecForm(line: LogicalLine): Edit {
  return execFormOf(line, line.instruction.rest);
}

/** The same of a command that is a part of an instruction: a span in its text. */
export function execFormOf(line: LogicalLine, span: Span): ExecForm {
  const command = line.instruction.text.slice(span.start, span.end);
  const words = FOR_SHELLS.test(command) ? null : programWords(command);
  const needsShell = words === null;
  if (line.pieces.length > 0) return { ...refuse(l10n.t("The command spans several lines.")), needsShell };
  const json = (words ?? ["/bin/sh", "-c", command]).map(word => JSON.stringify(word)).join(", ");
  return { changes: [{ span: toDocument(line, span), text: `[${json}]` }], needsShell };
}

/** The words of a command that starts a program; null where only a shell knows what to do. */
function programWords(command: string): string[] | null {
  const words = shellWords(command);
  const [first = "", ...others] = words ?? [];
  if (first === "exec") return others.length > 0 && !others[0]?.startsWith("-") ? others : null;
  return BUILT_IN.test(first) ? null : words;
}

/** The words of a command without anything but words and quotes; null where a quote does not end. */
function shellWords(command: string): string[] | null {
  const words: string[] = [];
  for (const [word] of command.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+|["']/g)) {
    if (word === '"' || word === "'") return null;
    words.push(word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
  }
  return words;
}
