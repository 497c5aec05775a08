/** The commands of a RUN one by one, each with its text, so that some of them can be said again in another stage. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import { readShellScript, scriptOf } from "../dockerfile/shellScript";

export interface Command {
  /** As written, on one line. */
  readonly text: string;
  /** Its words without quotes; for several commands in one those of the first. */
  readonly words: readonly string[];
  /** It is run under conditions, several times, or as one part of something. */
  readonly isCompound: boolean;
  /** All commands in it: more than one where pipes, conditions or substitutions hold them together. */
  readonly all: readonly (readonly string[])[];
}

/** Words that begin what ends further on: such a script is not taken apart. */
const COMPOUND = /(?:^|[;&|\n(])\s*(?:if|for|while|until|case|function|\{)\s|\(\)\s*\{|\|\||<<-?\s*['"\w]/;
/** Commands that only say how the others run. */
const NOTHING = new Set(["set", ":", "true"]);

/** The commands of a `RUN`, in order; those that do nothing to files (`set -e`) are left out. None of any other line. */
export function commandsOf(line: LogicalLine, documentText: string): Command[] {
  const { keyword, json } = line.instruction;
  if (keyword !== "RUN") return [];
  if (Array.isArray(json)) return [inExecForm(json)];
  const script = scriptOf(line, documentText);
  if (script === null) return [{ text: "<<", words: ["<<"], isCompound: true, all: [["<<"]] }];
  // The shell joins the lines of a heredoc; those of an instruction are joined already.
  const joined = script.replace(/\\\r?\n/g, " ");
  const isCompound = COMPOUND.test(joined);
  return (isCompound ? [joined.trim()] : parts(joined)).flatMap(text => {
    const all = readShellScript(text).commands;
    const [words] = all;
    if (!words || (all.length === 1 && NOTHING.has(words[0] ?? ""))) return [];
    return [{ text: oneLine(text), words: words[0] === "sudo" ? words.slice(1) : words, isCompound, all }];
  });
}

function inExecForm(words: readonly string[]): Command {
  return { text: words.join(" "), words, isCompound: false, all: [words] };
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
