/**
 * What can be seen of a shell script without running it: its commands, the variables it uses and those it sets. Good for
 * what people write in `RUN`; what it cannot see, it answers as `isOpaque`.
 */
import type { LogicalLine } from "./logicalLines";
import { heredocEnds } from "./scriptHeredocs";
import type { NamePlace, ScriptHeredoc } from "./scriptHeredocs";
import type { Span } from "./source";

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

/** A command with its places in the script, for who reads more of it than its words. */
export interface PlacedCommand {
  /** Keywords in front of it, in order: `if`, `then`, `else`, `do`, `{` … */
  readonly leading: readonly Span[];
  /** The assignments in front of it; all there is where `words` is empty. */
  readonly assignments: readonly Span[];
  /** Its words as they are written, with quotes. */
  readonly words: readonly Span[];
  /** It stands in a substitution, `$(…)`: what it changes of the shell ends there. */
  readonly isSubstituted: boolean;
}

const OPERATORS = /&&|\|\|?|;;?|&|\n|[()]/y;
const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=/;
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{[#!]?([A-Za-z_]\w*))/y;
const DEFAULTED = /\$\{[A-Za-z_]\w*:?[-=?+]/y;
const REDIRECTION = /(?:>>|<<<|>&|<&|&>|[<>])\s*/y;
/** At the start of a word a number may stand in front. */
const NUMBERED_REDIRECTION = /\d*(?:>>|<<<|>&|<&|&>|[<>])\s*/y;
/**
 * What a word goes on with as it stands, by the quote in which it is: read as a whole, because most of a script is that. None goes
 * over the end of a line, where the body of a heredoc may end.
 */
const PLAIN = { "": /[^\s`'"$\\&|;()<>]+/y, "'": /[^'\n]+/y, '"': /[^"$\\\n]+/y };
const HEREDOC = /\d*<<(?!<)(-?)[ \t]*/y;
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

/** A word as far as it is read: without quotes, and the quote in which it goes on. */
interface Word {
  readonly word: string;
  readonly quote: keyof typeof PLAIN;
  /** A part of it is in quotes or escaped. */
  readonly isQuoted: boolean;
}

const NO_WORD: Word = { word: "", quote: "", isQuoted: false };

/** A backslash at the end of a line. */
const CONTINUATION = /\\\r?\n/y;

/** Where the parts of a command stand, as far as it is read. */
interface Places {
  readonly leading: Span[];
  readonly assignments: Span[];
  readonly words: Span[];
}

function newPlaces(): Places {
  return { leading: [], assignments: [], words: [] };
}

/** What a command goes on with behind a substitution, or behind the body of a heredoc. */
interface Outer {
  /** The words of the command before it. */
  readonly command: string[];
  readonly placed: Places;
  readonly resume: () => void;
}

/**
 * Reads a script. Any text is read; what is no shell gives commands that nobody knows. `onCommand` hears of each command as it
 * ends, those of a substitution before the one that they are in; it hears of keywords and assignments alone, too.
 */
export function readShellScript(script: string, onCommand?: (command: PlacedCommand) => void): ShellScript {
  const commands: string[][] = [];
  const outputs: ShellOutput[] = [];
  const uses = new Map<string, number>();
  const names: NamePlace[] = [];
  const sets = new Map<string, number>();
  const writes = new Set<string>();
  let command: string[] = [];
  let placed = newPlaces();
  let usedHere: string[] = [];
  let writesFile = false;
  let isOpaque = false;
  /** The heredocs whose bodies begin after the line. */
  let heredocs: ScriptHeredoc[] = [];
  let endOf: ReturnType<typeof heredocEnds> | null = null;
  let at = 0;
  /** Where what is read ends: the script, or the body of a heredoc, which its substitutions do not leave. */
  let limit = script.length;
  /** The substitutions around the place, the innermost last: in a list and not in calls, because there may be any number. */
  const outer: Outer[] = [];

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
    if (placed.words.length > 0 || placed.leading.length > 0 || placed.assignments.length > 0) {
      onCommand?.({ ...placed, isSubstituted: outer.length > 0 });
      placed = newPlaces();
    }
    if (writesFile) for (const name of usedHere) writes.add(name);
    command = [];
    usedHere = [];
    writesFile = false;
  };
  /**
   * Reads `$name`, and answers it. At `$(` the commands of the substitution come next: the answer is null, and `resume` goes on
   * behind them.
   */
  const dollar = (resume: () => void): string | null => {
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
    if (name || script[at] !== "(") return name?.[0] ?? "$()";
    at++;
    outer.push({ command, placed, resume });
    command = [];
    placed = newPlaces();
    return null;
  };
  /** The commands of a substitution are commands like others, and its end ends the last of them. */
  const endSubstitution = () => {
    endCommand();
    const ended = outer.pop();
    command = ended?.command ?? [];
    placed = ended?.placed ?? newPlaces();
    ended?.resume();
  };
  /** Reads a word, or goes on with one, and hands it on when it is whole. */
  const readWord = (take: (word: string, isQuoted: boolean) => void, begun: Word = NO_WORD) => {
    let { word, quote, isQuoted } = begun;
    while (at < limit) {
      const plain = sticky(PLAIN[quote])?.[0] ?? "";
      word += plain;
      at += plain.length;
      const char = script[at];
      if (char === undefined || at >= limit) break;
      isQuoted ||= char === "'" || char === '"' || char === "\\";
      if (char === quote) quote = "";
      else if (quote === "" && (char === "'" || char === '"')) quote = char;
      else if (char === "$" && quote !== "'") {
        const before = { word: `${word}$()`, quote, isQuoted };
        const value = dollar(() => {
          readWord(take, before);
        });
        if (value === null) return;
        word += value;
        continue;
      } else if (char === "\\" && quote !== "'") {
        // Lines are joined.
        const joined = sticky(CONTINUATION)?.[0].length ?? 0;
        if (joined > 0) {
          at += joined;
          continue;
        }
        word += script[++at] ?? "";
      } else if (quote === "" && (/[\s`]/.test(char) || sticky(OPERATORS) || sticky(REDIRECTION))) break;
      else word += char;
      at++;
    }
    take(word, isQuoted);
  };
  /** Reads the bodies of heredocs, which begin here: their text is no command, but the shell fills in its variables. */
  const readBodies = (announced: readonly ScriptHeredoc[], from: number) => {
    for (let index = from; index < announced.length; index++) {
      const heredoc = announced[index];
      const last = heredoc && (endOf ??= heredocEnds(script))(heredoc, at);
      // Without an end it was none, but a shift of bits, say.
      if (!last || last.start >= limit) continue;
      const outerLimit = limit;
      /** False where a substitution comes first. */
      const isRead = (): boolean => {
        while (heredoc.expands && at < last.start)
          if (script[at] !== "$") at += script[at] === "\\" ? 2 : 1;
          else if (dollar(resume) === null) return false;
        limit = outerLimit;
        at = last.next;
        return true;
      };
      const resume = () => {
        if (isRead()) readBodies(announced, index + 1);
      };
      limit = last.start;
      if (!isRead()) return;
    }
    endCommand();
  };
  /** Reads on: one word, or what separates words and commands. */
  const readNext = () => {
    const char = script[at] ?? "";
    const operator = sticky(OPERATORS);
    const heredoc = sticky(HEREDOC);
    const redirection = sticky(NUMBERED_REDIRECTION);
    const start = at;
    if (char === "\n") {
      at++;
      const announced = heredocs;
      heredocs = [];
      readBodies(announced, 0);
    } else if (operator || char === "`") {
      endCommand();
      at += operator?.[0].length ?? 1;
    } else if (heredoc) {
      at += heredoc[0].length;
      readWord((end, isQuoted) => {
        if (end !== "") heredocs.push({ end, chomp: heredoc[1] === "-", expands: !isQuoted });
      });
    } else if (/\s/.test(char)) at++;
    else if (char === "\\" && sticky(CONTINUATION)) at += sticky(CONTINUATION)?.[0].length ?? 1;
    else if (char === "#") {
      const newline = script.indexOf("\n", at);
      at = newline === -1 ? script.length : newline;
    } else if (redirection) {
      at += redirection[0].length;
      readWord(file => {
        if (!redirection[0].includes(">") || /^(?:\d*|-|\/dev\/.*)$/.test(file)) return;
        writesFile = true;
        outputs.push({ command: commands.length, file });
      });
    } else
      readWord(word => {
        const assigned = ASSIGNMENT.exec(script.slice(start, at))?.[1];
        if (assigned !== undefined) setsFromHere(assigned);
        const span = { start, end: at };
        if (command.length > 0 || (assigned === undefined && !LEADING.has(word))) {
          command.push(word);
          placed.words.push(span);
        } else if (assigned === undefined) placed.leading.push(span);
        else placed.assignments.push(span);
        if (at === start) at++;
      });
  };

  for (;;)
    if (at < limit && (outer.length === 0 || script[at] !== ")")) readNext();
    else if (outer.length > 0) {
      if (at < limit) at++;
      endSubstitution();
    } else break;
  endCommand();
  return { commands, outputs, uses, names, sets, writes, isOpaque };
}
