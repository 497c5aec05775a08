/** The words of a shell script, with what may stand in them: quotes, variables, substitutions; and the bodies of heredocs. */
import { heredocEnds } from "./scriptHeredocs";
import type { ScriptHeredoc } from "./scriptHeredocs";
import { endCommand, enterSubstitution, setsFrom, takeWord } from "./scriptReader";
import type { BegunBody, Quote, ScriptReader, WordRole } from "./scriptReader";

/**
 * What a word goes on with as it stands, by the quote in which it is: read as a whole, because most of a script is that. None goes
 * over the end of a line, where the body of a heredoc may end.
 */
const PLAIN = { "": /[^\s`'"$\\&|;()<>]+/y, "'": /[^'\n]+/y, '"': /[^"$\\\n]+/y };
const VARIABLE = /\$(?:[A-Za-z_]\w*|\{[#!]?[A-Za-z_]\w*)/y;
/** `${X:=y}` */
const ASSIGNED = /\$\{[A-Za-z_]\w*:?=/y;
const DEFAULTED = /\$\{[A-Za-z_]\w*:?[-=?+]/y;

/** Where a pattern that begins at an offset of the script ends, or -1. */
export function endOfMatch(pattern: RegExp, script: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(script) ? pattern.lastIndex : -1;
}

/** The end of a backslash at the end of a line with that end, or -1. */
export function endOfContinuation(script: string, at: number): number {
  if (script[at] !== "\\") return -1;
  if (script[at + 1] === "\n") return at + 2;
  return script[at + 1] === "\r" && script[at + 2] === "\n" ? at + 3 : -1;
}

/** Ends the substitution at the place: its end ends the last of its commands, and what it stands in goes on. */
export function endSubstitution(reader: ScriptReader): void {
  endCommand(reader);
  const ended = reader.outer.pop();
  if (!ended) return;
  reader.assigned = ended.assigned;
  reader.command = ended.command;
  reader.placed = ended.placed;
  const { begun } = ended;
  if ("role" in begun)
    readWord(reader, begun.role, begun.start, `${begun.text}$()`, begun.quote, begun.isQuoted);
  else if (readBody(reader, begun)) readBodies(reader, begun.announced, begun.index + 1);
}

/**
 * Reads a word from the place on, or goes on with one that began before, and takes it when it is whole. At `$(` the commands of
 * the substitution come next, and `endSubstitution` goes on with the word.
 */
export function readWord(
  reader: ScriptReader,
  role: WordRole,
  start = reader.at,
  text = "",
  quote: Quote = "",
  isQuoted = false,
): void {
  const { script } = reader;
  while (reader.at < reader.limit) {
    const plainEnd = endOfMatch(PLAIN[quote], script, reader.at);
    if (plainEnd !== -1) {
      text += script.slice(reader.at, plainEnd);
      reader.at = plainEnd;
    }
    const { at } = reader;
    if (at >= reader.limit) break;
    const char = script[at] ?? "";
    isQuoted ||= char === "'" || char === '"' || char === "\\";
    if (char === quote) quote = "";
    else if (quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === "$" && quote !== "'") {
      if (entersSubstitution(reader)) {
        enterSubstitution(reader, { role, start, text, quote, isQuoted });
        return;
      }
      text += reader.at > at + 1 ? script.slice(at, reader.at) : "$()";
      continue;
    } else if (char === "\\" && quote !== "'") {
      // Lines are joined.
      const joined = endOfContinuation(script, at);
      if (joined !== -1) {
        reader.at = joined;
        continue;
      }
      text += script[++reader.at] ?? "";
    } else if (quote === "") break;
    else text += char;
    reader.at++;
  }
  takeWord(reader, role, start, text, isQuoted);
}

/**
 * Goes over the `$` at the place and the name behind it; `$$`, the number of the process, has none. Whether it is the one of a
 * `$(`, which is gone over, too.
 */
function entersSubstitution(reader: ScriptReader): boolean {
  const { script, at } = reader;
  if (script[at + 1] === "$") {
    reader.at += 2;
    return false;
  }
  const end = endOfMatch(VARIABLE, script, at);
  if (end === -1) {
    reader.at++;
    if (script[reader.at] !== "(") return false;
    reader.at++;
    return true;
  }
  let start = at + 1;
  if (script[start] === "{") start++;
  if (script[start] === "#" || script[start] === "!") start++;
  const name = script.slice(start, end);
  reader.usedHere.push(name);
  reader.names.push({ name, start });
  if (!reader.uses.has(name) && endOfMatch(DEFAULTED, script, at) === -1) reader.uses.set(name, at);
  if (endOfMatch(ASSIGNED, script, at) !== -1) setsFrom(reader, name, end);
  reader.at = end;
  return false;
}

/** Reads the bodies of heredocs, which begin here: their text is no command, but the shell fills in its variables. */
export function readBodies(reader: ScriptReader, announced: readonly ScriptHeredoc[], from: number): void {
  for (let index = from; index < announced.length; index++) {
    const heredoc = announced[index];
    const last = heredoc && (reader.endOf ??= heredocEnds(reader.script))(heredoc, reader.at);
    // Without an end it was none, but a shift of bits, say.
    if (!last || last.start >= reader.limit) continue;
    const body = { announced, index, next: last.next, outerLimit: reader.limit };
    reader.limit = last.start;
    if (!readBody(reader, body)) return;
  }
  endCommand(reader);
}

/** Reads the body of a heredoc, or goes on with it. False where a substitution comes first. */
function readBody(reader: ScriptReader, body: BegunBody): boolean {
  const { script } = reader;
  const expands = body.announced[body.index]?.expands ?? false;
  while (expands && reader.at < reader.limit)
    if (script[reader.at] !== "$") reader.at += script[reader.at] === "\\" ? 2 : 1;
    else if (entersSubstitution(reader)) {
      enterSubstitution(reader, body);
      return false;
    }
  reader.limit = body.outerLimit;
  reader.at = body.next;
  return true;
}
