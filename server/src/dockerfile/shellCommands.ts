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
  /** The files that it writes into by `>`, as they are written. */
  readonly outputs: readonly string[];
  /** The files that it reads by `<`, as they are written. */
  readonly inputs: readonly string[];
  /** The variables that are given to it in front of it: the `A=1` of `A=1 make`. */
  readonly given: readonly string[];
  /** What stands between it and the command before: `"&&"`, or `";"` where that one may fail; `""` for the first. */
  readonly separator: "" | "&&" | ";";
}

/** Words that begin what ends further on: such a script is not taken apart. */
const COMPOUND = /(?:^|[;&|\n(])[^\S\n]*(?:if|for|while|until|case|function|\{)\s|\(\)\s*\{|<<-?\s*['"\w]/;

/** The commands of a script, in order; one alone where they cannot be taken apart. */
export function readShellCommands(script: string): ShellCommand[] {
  // The shell joins the lines of a heredoc; those of an instruction are joined already.
  const joined = script.replace(/\\\r?\n/g, " ");
  const isOne = COMPOUND.test(joined);
  const found: Part[] = isOne ? [{ text: joined.trim(), separator: "", isEither: true }] : parts(joined);
  return found.map(({ text, separator, isEither }) => {
    const { commands, outputs, inputs, given } = readShellScript(text);
    return {
      text: oneLine(text),
      isCompound: isEither,
      all: commands,
      outputs: outputs.map(({ file }) => file),
      inputs,
      given,
      separator,
    };
  });
}

/** White space between words is one blank, but for texts with quotes, in which it may mean something. */
function oneLine(text: string): string {
  return /['"\\]/.test(text) ? text.trim() : text.trim().replace(/\s+/g, " ");
}

interface Part {
  readonly text: string;
  readonly separator: ShellCommand["separator"];
  /** `||` is in it: what it comes to is one of several. */
  readonly isEither: boolean;
}

/** What stands behind a `||` to let a script go on, whatever came of the commands before. */
const TOLERANCE = /^\s*(?:true|:|exit\s+0)\s*$/;

/** A script split at `&&`, `;` and line ends outside quotes and brackets. A list with a `||` of its own meaning stays together. */
function parts(script: string): Part[] {
  const found: Part[] = [];
  let list: { start: number; end: number; isEither: boolean }[] = [];
  let quote = "";
  let depth = 0;
  let start = 0;
  let either = -1;
  const endCommand = (end: number) => {
    if (script.slice(start, end).trim() !== "") list.push({ start, end, isEither: either !== -1 });
    either = -1;
  };
  const endList = (end: number) => {
    const tail = either === -1 ? null : script.slice(either, end);
    endCommand(end);
    const choices = list.filter(({ isEither }) => isEither).length;
    const isSplit = choices === 0 || (choices === 1 && tail !== null && TOLERANCE.test(tail));
    const [first] = list;
    const some = isSplit || !first ? list : [{ start: first.start, end, isEither: true }];
    for (const [index, one] of some.entries())
      found.push({
        text: script.slice(one.start, one.end),
        separator: found.length === 0 ? "" : index === 0 ? ";" : "&&",
        isEither: one.isEither,
      });
    list = [];
  };
  for (let at = 0; at < script.length; at++) {
    const char = script[at] ?? "";
    if (char === "\\" && quote !== "'") at++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "'" || char === '"' || char === "`") quote = char;
    else if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === "#" && /\s/.test(script[at - 1] ?? "\n")) {
      const newline = script.indexOf("\n", at);
      const behind = newline === -1 ? script.length : newline;
      endList(at);
      start = behind;
      at = behind - 1;
    } else if (depth > 0) continue;
    else if (script.startsWith("||", at)) {
      either = either === -1 ? at + 2 : either;
      at++;
    } else if (script.startsWith("&&", at)) {
      endCommand(at);
      at++;
      start = at + 1;
    } else if (char === ";" || char === "\n") {
      // What a line ends with says that the list goes on in the next one.
      if (char === "\n" && /(?:&&|\|\|?)\s*$/.test(script.slice(Math.max(0, at - 20), at))) continue;
      endList(at);
      start = at + 1;
    }
  }
  endList(script.length);
  return found;
}
