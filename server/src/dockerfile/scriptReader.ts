/**
 * How far a shell script is read: its commands, and the one at the place. All of it is in one object, because scripts are most of a
 * file, and what is made for each of their words costs more than the reading.
 */
import type { heredocEnds, NamePlace, ScriptHeredoc } from "./scriptHeredocs";
import type { Span } from "./source";

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

/** Where the parts of a command stand, as far as it is read. */
interface Places {
  readonly leading: Span[];
  readonly assignments: Span[];
  readonly words: Span[];
}

export type Quote = "" | "'" | '"';

/** What a word is: a part of a command, the file behind `>` or another redirection, the delimiter of a heredoc (`<<-`: chomped). */
export type WordRole = "part" | "input" | "output" | "redirected" | "heredoc" | "chompedHeredoc";

/** A word that goes on behind a substitution. */
export interface BegunWord {
  readonly role: WordRole;
  readonly start: number;
  /** Without quotes. */
  readonly text: string;
  readonly quote: Quote;
  /** A part of it is in quotes or escaped. */
  readonly isQuoted: boolean;
}

/** A body of a heredoc that goes on behind a substitution. */
export interface BegunBody {
  /** The heredocs of its line, and which of them it is. */
  readonly announced: readonly ScriptHeredoc[];
  readonly index: number;
  /** Where the script goes on behind it, and how far it is read then. */
  readonly next: number;
  readonly outerLimit: number;
}

/** An assignment in front of a command, and the offset behind it. */
interface Assigned {
  readonly name: string;
  readonly end: number;
  /** All of it, without quotes: `A=1`. */
  readonly text: string;
}

/** What goes on behind a substitution. */
interface Outer {
  /** The words of the command before it, and its assignments. */
  readonly command: string[];
  readonly assigned: Assigned[];
  readonly placed: Places | null;
  readonly begun: BegunWord | BegunBody;
}

export interface ScriptReader {
  readonly script: string;
  readonly onCommand: ((command: PlacedCommand) => void) | undefined;
  /** What `ShellScript` tells. */
  readonly commands: string[][];
  readonly outputs: ShellOutput[];
  readonly inputs: string[];
  /** The assignments in front of commands, without quotes: `A=1`. */
  readonly given: string[];
  readonly uses: Map<string, number>;
  readonly names: NamePlace[];
  readonly sets: Map<string, number>;
  readonly writes: Set<string>;
  isOpaque: boolean;
  at: number;
  /** Where what is read ends: the script, or the body of a heredoc, which its substitutions do not leave. */
  limit: number;
  /** The command at the place: its words, its assignments, where they stand (null where nobody asks), its variables. */
  command: string[];
  assigned: Assigned[];
  placed: Places | null;
  usedHere: string[];
  writesFile: boolean;
  /** The heredocs whose bodies begin after the line. */
  heredocs: ScriptHeredoc[];
  endOf: ReturnType<typeof heredocEnds> | null;
  /** The substitutions around the place, the innermost last: in a list and not in calls, because there may be any number. */
  readonly outer: Outer[];
}

const ASSIGNMENT = /([A-Za-z_]\w*)(?:\[[^\]\s]*\])?\+?=/y;
const NAME = /^[A-Za-z_]\w*/;
/** Words that stand in front of a command and are none. */
const LEADING = new Set(["if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "exec"]);
/** Commands whose operands are variables that they set. */
const SETTERS = new Set([
  "declare",
  "export",
  "let",
  "local",
  "mapfile",
  "read",
  "readarray",
  "readonly",
  "typeset",
  "unset",
]);
const OPAQUE = new Set([".", "source", "eval"]);
/** What is no file to write into: a descriptor, a stream, a device. */
const NO_FILE = /^(?:\d*|-|\/dev\/.*)$/;

export function newReader(script: string, onCommand: ScriptReader["onCommand"]): ScriptReader {
  return {
    script,
    onCommand,
    commands: [],
    outputs: [],
    inputs: [],
    given: [],
    uses: new Map(),
    names: [],
    sets: new Map(),
    writes: new Set(),
    isOpaque: false,
    at: 0,
    limit: script.length,
    command: [],
    assigned: [],
    placed: onCommand ? newPlaces() : null,
    usedHere: [],
    writesFile: false,
    heredocs: [],
    endOf: null,
    outer: [],
  };
}

function newPlaces(): Places {
  return { leading: [], assignments: [], words: [] };
}

/** Notes that the script gives a variable its value from an offset on. */
export function setsFrom({ sets }: ScriptReader, name: string, offset: number): void {
  if (!sets.has(name)) sets.set(name, offset);
}

/** The words of a command that name what it sets. */
function setBy(command: readonly string[]): readonly string[] {
  const [first = "", option] = command;
  if (first === "for") return command.slice(1, 2);
  if (first === "getopts" || (first === "printf" && option === "-v")) return command.slice(2, 3);
  return SETTERS.has(first) ? command.slice(1) : [];
}

/** Ends the command at the place; there may be none. */
export function endCommand(reader: ScriptReader): void {
  const { assigned, command, placed, usedHere } = reader;
  const [first = ""] = command;
  // In front of a command they are for that command alone.
  if (first === "") for (const { name, end } of assigned) setsFrom(reader, name, end);
  else for (const { text } of assigned) reader.given.push(text);
  if (assigned.length > 0) reader.assigned = [];
  for (const word of setBy(command)) {
    const name = NAME.exec(word)?.[0];
    if (name !== undefined) setsFrom(reader, name, reader.at);
  }
  if (OPAQUE.has(first)) reader.isOpaque = true;
  if (first !== "") reader.commands.push(command);
  if (placed && placed.words.length + placed.leading.length + placed.assignments.length > 0) {
    reader.onCommand?.({ ...placed, isSubstituted: reader.outer.length > 0 });
    reader.placed = newPlaces();
  }
  if (reader.writesFile) for (const name of usedHere) reader.writes.add(name);
  if (command.length > 0) reader.command = [];
  if (usedHere.length > 0) reader.usedHere = [];
  reader.writesFile = false;
}

/** Takes a word that is whole: it began at `start`, and ends at the place. */
export function takeWord(
  reader: ScriptReader,
  role: WordRole,
  start: number,
  word: string,
  isQuoted: boolean,
): void {
  if (role === "heredoc" || role === "chompedHeredoc") {
    if (word !== "")
      reader.heredocs.push({ end: word, chomp: role === "chompedHeredoc", expands: !isQuoted });
  } else if (role === "output") {
    if (NO_FILE.test(word)) return;
    reader.writesFile = true;
    reader.outputs.push({ command: reader.commands.length, file: word });
  } else if (role === "input") {
    if (!NO_FILE.test(word)) reader.inputs.push(word);
  } else if (role === "part") {
    const { command, placed, at } = reader;
    const assigned = word.includes("=") ? assignedBy(reader, start) : undefined;
    if (assigned !== undefined && command.length === 0)
      reader.assigned.push({ name: assigned, end: at, text: word });
    const isWord = command.length > 0 || (assigned === undefined && !LEADING.has(word));
    if (isWord) command.push(word);
    if (placed) {
      const places = isWord ? placed.words : assigned === undefined ? placed.leading : placed.assignments;
      places.push({ start, end: at });
    }
    if (at === start) reader.at++;
  }
}

/** The variable that a word assigns, which begins at an offset. */
function assignedBy({ script }: ScriptReader, start: number): string | undefined {
  ASSIGNMENT.lastIndex = start;
  return ASSIGNMENT.exec(script)?.[1];
}

/** Begins with the commands of a substitution, behind which `begun` goes on. */
export function enterSubstitution(reader: ScriptReader, begun: BegunWord | BegunBody): void {
  const { assigned, command, placed } = reader;
  reader.outer.push({ assigned, command, placed, begun });
  reader.assigned = [];
  reader.command = [];
  reader.placed = placed && newPlaces();
}
