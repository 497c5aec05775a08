/**
 * What can be seen of a shell script without running it: its commands, the variables it uses and those it sets. Good for
 * what people write in `RUN`; what it cannot see, it answers as `isOpaque`.
 */
import type { LogicalLine } from "./logicalLines";
import type { NamePlace } from "./scriptHeredocs";
import { endCommand, newReader } from "./scriptReader";
import type { PlacedCommand, ScriptReader, ShellOutput } from "./scriptReader";
import { endOfContinuation, endOfMatch, endSubstitution, readBodies, readWord } from "./scriptWords";

export type { PlacedCommand, ShellOutput } from "./scriptReader";

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
  /** The files that commands read by `<`, as they are written. */
  readonly inputs: readonly string[];
  /** The variables that are given to a command in front of it: the `A=1` of `A=1 make`. */
  readonly given: readonly string[];
  /** The variables that commands use which write into a file. */
  readonly writes: ReadonlySet<string>;
  /** It runs texts that are not to be seen here (`eval`, `source`, `.`): any variable may be set. */
  readonly isOpaque: boolean;
}

/** A redirection and the white space behind it, with or without a number in front. */
const REDIRECTION = /\d*(?:>>|<<<|>&|<&|&>|[<>])\s*/y;
const HEREDOC = /\d*<<(?!<)-?[ \t]*/y;
const SPACE = /\s/;
const DIGIT = /\d/;

/** The script of a `RUN` for the shell, or null: the JSON form and scripts for other programs have none. */
export function scriptOf({ instruction, heredocs }: LogicalLine, documentText: string): string | null {
  const { keyword, json, text, rest } = instruction;
  if (keyword !== "RUN" || Array.isArray(json)) return null;
  const [heredoc] = heredocs;
  // What a command is given in a heredoc is its input; a heredoc alone is the script.
  const written = text.slice(rest.start, rest.end);
  const [announced] = /^<<-?(?:"[^"]*"|'[^']*'|[^\s"']+)/.exec(written) ?? [];
  const reader = written.slice(announced?.length);
  const isScript = announced !== undefined && (reader.trim() === "" || SHELL_BEHIND.test(reader));
  if (!heredoc || !isScript) return written;
  const script = documentText.slice(heredoc.body.start, heredoc.body.end);
  return /^\s*#!(?!.*\b(?:ba|da|a|k|z)?sh\b)/.test(script) ? null : script;
}

/** What stands behind the heredoc of a `RUN` where a shell reads it (`RUN <<EOT bash -e`), or files that it also opens. */
const SHELL_BEHIND = /^\s+(?:(?:\S*\/)?(?:ba|da|a|k|z)?sh(?:\s|$)|<<|[<>|&;])/;

/**
 * Reads a script. Any text is read; what is no shell gives commands that nobody knows. `onCommand` hears of each command as it
 * ends, those of a substitution before the one that they are in; it hears of keywords and assignments alone, too.
 */
export function readShellScript(script: string, onCommand?: (command: PlacedCommand) => void): ShellScript {
  const reader = newReader(script, onCommand);
  for (;;)
    if (reader.at < reader.limit && (reader.outer.length === 0 || script[reader.at] !== ")"))
      readNext(reader);
    else if (reader.outer.length > 0) {
      if (reader.at < reader.limit) reader.at++;
      endSubstitution(reader);
    } else break;
  endCommand(reader);
  const { commands, outputs, inputs, given, uses, names, sets, writes, isOpaque } = reader;
  return { commands, outputs, inputs, given, uses, names, sets, writes, isOpaque };
}

/** Reads on: one word, or what separates words and commands. */
function readNext(reader: ScriptReader): void {
  const { script, at } = reader;
  const char = script[at] ?? "";
  switch (char) {
    case "\n": {
      reader.at++;
      const announced = reader.heredocs;
      if (announced.length > 0) reader.heredocs = [];
      readBodies(reader, announced, 0);
      return;
    }
    case "&":
    case "|":
    case ";":
      endCommand(reader);
      reader.at += script[at + 1] === char ? 2 : 1;
      return;
    case "(":
    case ")":
    case "`":
      endCommand(reader);
      reader.at++;
      return;
    case "#": {
      const newline = script.indexOf("\n", at);
      reader.at = newline === -1 ? script.length : newline;
      return;
    }
    case "\\": {
      const joined = endOfContinuation(script, at);
      if (joined === -1) break;
      reader.at = joined;
      return;
    }
    default:
      if (SPACE.test(char)) {
        reader.at++;
        return;
      }
      if ((char === "<" || char === ">" || DIGIT.test(char)) && readRedirection(reader)) return;
  }
  readWord(reader, "part");
}

/** Reads a redirection or the announcement of a heredoc, with the word behind it; false where none stands. */
function readRedirection(reader: ScriptReader): boolean {
  const { script, at } = reader;
  const heredocEnd = endOfMatch(HEREDOC, script, at);
  const end = heredocEnd === -1 ? endOfMatch(REDIRECTION, script, at) : heredocEnd;
  if (end === -1) return false;
  const written = script.slice(at, end);
  reader.at = end;
  if (heredocEnd === -1)
    readWord(reader, written.includes(">") ? "output" : /^\d*<\s*$/.test(written) ? "input" : "redirected");
  else readWord(reader, written.includes("-") ? "chompedHeredoc" : "heredoc");
  return true;
}
