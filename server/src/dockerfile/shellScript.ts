/**
 * What can be seen of a shell script without running it: its commands, the variables it uses and those it sets. Good for
 * what people write in `RUN`; what it cannot see, it answers as `isOpaque`.
 */
import type { LogicalLine } from "./logicalLines";

export interface ShellScript {
  /** Every command of the script, in order, as its words without quotes; redirections and assignments are left out. */
  readonly commands: readonly (readonly string[])[];
  /** The variables that are used outside single quotes, by name, with the offset of the `$` in the script. */
  readonly uses: ReadonlyMap<string, number>;
  /** Every place where one is used, also those with a default (`${X:-y}`), in the order of the script. */
  readonly names: readonly NamePlace[];
  /**
   * The variables that the script gives a value itself (assigned, read, unset, or the variable of a loop), by name, with the
   * offset from which on it is the script's.
   */
  readonly sets: ReadonlyMap<string, number>;
  /** The files that commands write into by `>`, in order, each with the index of its command. */
  readonly outputs: readonly ShellOutput[];
  /** The variables that commands use which write into a file. */
  readonly writes: ReadonlySet<string>;
  /** It runs texts that are not to be seen here (`eval`, `source`, `.`): any variable may be set. */
  readonly isOpaque: boolean;
}

/** A file that a command writes into. */
export interface ShellOutput {
  /** In the commands of the script. */
  readonly command: number;
  /** Without quotes. */
  readonly file: string;
}

/** The name of a variable in a text, without `$` and brace. */
export interface NamePlace {
  readonly name: string;
  readonly start: number;
}

const OPERATORS = /&&|\|\|?|;;?|&|\n|[()]/y;
const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=/;
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{[#!]?([A-Za-z_]\w*))/y;
const DEFAULTED = /\$\{[A-Za-z_]\w*:?[-=?+]/y;
const REDIRECTION = /(?:>>|<<<|>&|<&|&>|[<>])\s*/y;
/** At the start of a word a number may stand in front. */
const NUMBERED_REDIRECTION = /\d*(?:>>|<<<|>&|<&|&>|[<>])\s*/y;
/** What a word goes on with as it stands, by the quote in which it is: read as a whole, because most of a script is that. */
const PLAIN = { "": /[^\s`'"$\\&|;()<>]+/y, "'": /[^']+/y, '"': /[^"$\\]+/y };
const HEREDOC = /\d*<<(?!<)(-?)[ \t]*/y;
/** Substitutions in one another deeper than anybody writes are not followed. */
const DEEPEST = 50;
/** Words that stand in front of a command and are none. */
const LEADING = new Set(["if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "exec"]);
/** Commands whose operands are variables that they set. */
const SETTERS = new Set([
  "export",
  "read",
  "local",
  "declare",
  "readonly",
  "typeset",
  "for",
  "getopts",
  "unset",
]);
const OPAQUE = new Set([".", "source", "eval"]);

/** The script of a `RUN` for the shell, or null: the JSON form and scripts for other programs have none. */
export function scriptOf({ instruction, heredocs }: LogicalLine, documentText: string): string | null {
  const { keyword, json, text, rest } = instruction;
  if (keyword !== "RUN" || Array.isArray(json)) return null;
  const [heredoc] = heredocs;
  // What a command is given in a heredoc is its input; a heredoc alone is the script.
  if (!heredoc || !text.startsWith("<<", rest.start)) return text.slice(rest.start, rest.end);
  const script = documentText.slice(heredoc.body.start, heredoc.body.end);
  return /^\s*#!(?!.*\b(?:ba|da|a|k|z)?sh\b)/.test(script) ? null : script;
}

/** A heredoc that a command of the script announces. */
interface Heredoc {
  /** The line that ends it. */
  readonly end: string;
  /** Tabs in front of its lines do not count. */
  readonly chomp: boolean;
  readonly expands: boolean;
}

/** What is filled in where the shell expands the text of a heredoc; a backslash holds a `$` back. */
const IN_HEREDOC = /\\[^]|\$\$|\$(?:([A-Za-z_]\w*)|\{[#!]?([A-Za-z_]\w*))/g;

/** The variables that the shell fills in in the body of a heredoc whose delimiter is not quoted. */
export function namesInHeredoc(body: string): NamePlace[] {
  return [...body.matchAll(IN_HEREDOC)].flatMap(({ 0: { length }, 1: plain, 2: braced, index }) => {
    const name = plain ?? braced;
    return name === undefined ? [] : [{ name, start: index + length - name.length }];
  });
}

/** Where each line stands last, tabs in front of it left out: a heredoc whose end never comes is not looked for. */
function lastLines(script: string): Map<string, number> {
  return new Map(
    [...script.matchAll(/^\t*(.*?)\r?$/gm)].map(({ 0: { length }, 1: line = "", index }) => [
      line,
      index + length,
    ]),
  );
}

/** Where the body of a heredoc ends, and where the line behind its end begins; null where no line ends it. */
function bodyOf(
  script: string,
  start: number,
  end: string,
  chomp: boolean,
): { end: number; next: number } | null {
  for (let at = start; at < script.length;) {
    const newline = script.indexOf("\n", at);
    const next = newline === -1 ? script.length : newline + 1;
    const line = script.slice(at, newline === -1 ? next : newline).replace(/\r$/, "");
    if ((chomp ? line.replace(/^\t+/, "") : line) === end) return { end: at, next };
    at = next;
  }
  return null;
}

/** Reads a script. Any text is read; what is no shell gives commands that nobody knows. */
export function readShellScript(script: string): ShellScript {
  const commands: string[][] = [];
  const outputs: ShellOutput[] = [];
  const uses = new Map<string, number>();
  const names: NamePlace[] = [];
  const sets = new Map<string, number>();
  const writes = new Set<string>();
  let command: string[] = [];
  let usedHere: string[] = [];
  let writesFile = false;
  let isOpaque = false;
  /** The heredocs whose bodies begin after the line. */
  let heredocs: Heredoc[] = [];
  let lastOf: Map<string, number> | null = null;
  let at = 0;
  let depth = 0;

  const sticky = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(script);
  };
  const setsFromHere = (name: string) => {
    if (!sets.has(name)) sets.set(name, at);
  };
  const endCommand = () => {
    const [first = ""] = command;
    if (SETTERS.has(first))
      for (const word of command.slice(1)) setsFromHere(word.split("=", 1)[0]?.replace(/^-.*/, "") ?? "");
    if (OPAQUE.has(first)) isOpaque = true;
    if (first !== "") commands.push(command);
    if (writesFile) for (const name of usedHere) writes.add(name);
    command = [];
    usedHere = [];
    writesFile = false;
  };
  const dollar = () => {
    // The number of the process: what follows is no name.
    if (script[at + 1] === "$") {
      at += 2;
      return "$$";
    }
    const name = sticky(VARIABLE);
    const used = name?.[1] ?? name?.[2];
    if (used !== undefined) {
      usedHere.push(used);
      names.push({ name: used, start: at + (name?.[0].length ?? 0) - used.length });
    }
    if (used !== undefined && !sticky(DEFAULTED) && !uses.has(used)) uses.set(used, at);
    at += name ? name[0].length : 1;
    // The commands of a substitution are commands like others, and its end ends the last of them.
    if (!name && script[at] === "(" && depth < DEEPEST) {
      at++;
      depth++;
      const outer = command;
      command = [];
      until(")");
      endCommand();
      command = outer;
      depth--;
    }
    return name?.[0] ?? "$()";
  };
  const readWord = (): string => {
    let word = "";
    let quote: keyof typeof PLAIN = "";
    while (at < script.length) {
      const plain = sticky(PLAIN[quote])?.[0] ?? "";
      word += plain;
      at += plain.length;
      const char = script[at];
      if (char === undefined) break;
      if (char === quote) quote = "";
      else if (quote === "" && (char === "'" || char === '"')) quote = char;
      else if (char === "$" && quote !== "'") {
        word += dollar();
        continue;
      } else if (char === "\\" && quote !== "'") word += script[++at] ?? "";
      else if (quote === "" && (/[\s`]/.test(char) || sticky(OPERATORS) || sticky(REDIRECTION))) break;
      else word += char;
      at++;
    }
    return word;
  };
  /** Behind the end of a line: the text of a heredoc is no command, but the shell fills in its variables. */
  const readHeredocs = () => {
    const announced = heredocs;
    heredocs = [];
    for (const { end, chomp, expands } of announced) {
      const body =
        ((lastOf ??= lastLines(script)).get(end) ?? -1) < at ? null : bodyOf(script, at, end, chomp);
      // Without an end it was none, but a shift of bits, say.
      if (!body) continue;
      while (expands && at < body.end) {
        if (script[at] === "$") dollar();
        else at += script[at] === "\\" ? 2 : 1;
      }
      at = body.next;
    }
  };
  /** Reads commands up to a closing character outside quotes, or to the end. */
  const until = (close: string) => {
    while (at < script.length) {
      const char = script[at] ?? "";
      if (char === close) {
        at++;
        return;
      }
      const operator = sticky(OPERATORS);
      const heredoc = sticky(HEREDOC);
      const redirection = sticky(NUMBERED_REDIRECTION);
      if (char === "\n") {
        at++;
        readHeredocs();
        endCommand();
      } else if (operator || char === "`") {
        endCommand();
        at += operator?.[0].length ?? 1;
      } else if (heredoc) {
        at += heredoc[0].length;
        const start = at;
        const end = readWord();
        const expands = !/['"\\]/.test(script.slice(start, at));
        if (end !== "") heredocs.push({ end, chomp: heredoc[1] === "-", expands });
      } else if (/\s/.test(char)) at++;
      else if (char === "#") {
        const newline = script.indexOf("\n", at);
        at = newline === -1 ? script.length : newline;
      } else if (redirection) {
        at += redirection[0].length;
        const file = readWord();
        if (redirection[0].includes(">") && !/^(?:\d*|-|\/dev\/.*)$/.test(file)) {
          writesFile = true;
          outputs.push({ command: commands.length, file });
        }
      } else {
        const start = at;
        const word = readWord();
        const assigned = ASSIGNMENT.exec(script.slice(start, at))?.[1];
        if (assigned !== undefined) setsFromHere(assigned);
        if (command.length > 0 || (assigned === undefined && !LEADING.has(word))) command.push(word);
        if (at === start) at++;
      }
    }
  };

  until("");
  endCommand();
  return { commands, outputs, uses, names, sets, writes, isOpaque };
}
