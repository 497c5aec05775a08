/** The commands of a shell script one by one, each with its text, so that some of them can be said again elsewhere. */
import { readShellScript } from "./shellScript";

/** A command that can be taken out of its script. */
export interface ShellCommand {
  /** As written, on one line. */
  readonly text: string;
  /** It is run under conditions, several times, or as one part of something. */
  readonly isCompound: boolean;
  /** The commands in it, each as its words: more than one where pipes, conditions or substitutions hold them together. */
  readonly all: readonly (readonly string[])[];
}

/** Words that begin what ends further on: such a script is not taken apart. */
const COMPOUND =
  /(?:^|[;&|\n(])[^\S\n]*(?:if|for|while|until|case|function|\{)\s|\(\)\s*\{|\|\||<<-?\s*['"\w]/;

/** The commands of a script, in order; one alone where they cannot be taken apart. */
export function readShellCommands(script: string): ShellCommand[] {
  // The shell joins the lines of a heredoc; those of an instruction are joined already.
  const joined = script.replace(/\\\r?\n/g, " ");
  const isCompound = COMPOUND.test(joined);
  return (isCompound ? [joined.trim()] : parts(joined)).map(text => ({
    text: oneLine(text),
    isCompound,
    all: readShellScript(text).commands,
  }));
}

/** White space between words is one blank, but for texts with quotes, in which it may mean something. */
function oneLine(text: string): string {
  return /['"\\]/.test(text) ? text.trim() : text.trim().replace(/\s+/g, " ");
}

/** A script split at `&&`, `;` and line ends outside quotes and brackets. */
function parts(script: string): string[] {
  const found: string[] = [];
  let quote = "";
  let depth = 0;
  let start = 0;
  for (let at = 0; at < script.length; at++) {
    const char = script[at] ?? "";
    if (char === "\\" && quote !== "'") at++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "'" || char === '"' || char === "`") quote = char;
    else if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === "#" && /\s/.test(script[at - 1] ?? "\n")) {
      const newline = script.indexOf("\n", at);
      const end = newline === -1 ? script.length : newline;
      found.push(script.slice(start, at));
      start = end;
      at = end - 1;
    } else if (depth === 0 && (char === ";" || char === "\n" || script.startsWith("&&", at))) {
      found.push(script.slice(start, at));
      if (char === "&") at++;
      start = at + 1;
    }
  }
  found.push(script.slice(start));
  return found.filter(text => text.trim() !== "");
}
