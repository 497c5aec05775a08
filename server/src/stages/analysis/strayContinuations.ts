/** Lines of one instruction that were meant as several: an escape character at the end of a line that does not go on. */
import type { Dockerfile } from "../../dockerfile/dockerfile";
import { writtenKeyword } from "../../dockerfile/instruction";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";

/** Spans count from the start of the line in the document. */
export interface StrayContinuation {
  readonly kind: "instruction" | "command";
  readonly place: Span;
  readonly taken: Span;
  readonly keyword: string;
  readonly leftover: Span;
  readonly isPath: boolean;
}

/** A physical line of an instruction: its part of the joined text (`from`, `to`), and where that begins in the document. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  /** It begins within quotes. */
  readonly isQuoted: boolean;
  /** Where a comment of the shell begins in it, or null. */
  readonly comment: number | null;
}

/** The operands by which a continued line is certain to be an instruction of its own. */
const OPERANDS = new Map<string, RegExp>([
  ["ADD", /^(?:--[a-z]|\[|\S+\s+\S)/],
  ["ARG", /^[A-Za-z_]\w*(?:=|\s*$)/],
  ["CMD", /^\S/],
  ["COPY", /^(?:--[a-z]|\[|\S+\s+\S)/],
  ["ENTRYPOINT", /^\S/],
  ["ENV", /^[A-Za-z_]\w*(?:=|\s+\S)/],
  ["EXPOSE", /^[\d$]/],
  ["FROM", /^(?:--platform=\S+\s+)?[^\s;,#]+(?:\s+AS\s+[^\s#]+)?\s*(?:#.*)?$/i],
  ["HEALTHCHECK", /^(?:NONE\s*$|CMD\s|--[a-z])/i],
  ["LABEL", /^\S+(?:=|\s+\S)/],
  ["MAINTAINER", /^\S/],
  ["ONBUILD", /^[A-Za-z]+\s/],
  ["RUN", /^\S/],
  ["SHELL", /^\[/],
  ["STOPSIGNAL", /^(?:SIG|[\d$])/],
  ["USER", /^[\w$]\S*$/],
  ["VOLUME", /^[[/$\w]/],
  ["WORKDIR", /^\S+$/],
]);
/** In small letters these are programs and options, too. */
const WORDS_OF_SHELLS = new Set(["ENV", "EXPOSE", "LABEL", "MAINTAINER", "SHELL", "USER", "VOLUME"]);
/** What no program is given: `copy --from=a`, `from a as b`. */
const CERTAIN = /^(?:--(?:chmod|chown|from|link|mount|platform)\b|\S+\s+as\s+\S+\s*$)/i;
/** What goes on in an instruction with another one: `ONBUILD RUN`, `HEALTHCHECK --interval=5s CMD`. */
const HOLDS_INSTRUCTION = /^\s*ONBUILD\s*$/i;
const HOLDS_COMMAND = /^\s*(?:ONBUILD\s+)?HEALTHCHECK(?:\s+--\S+)*\s*$/i;
const RUNS = /^\s*(?:ONBUILD\s+)?(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK\b[^]*?\sCMD)\s/i;
const BEFORE_COMMENT = /[\s;&|]/;
/** The first letters of a line, and a whole line that begins with a word of letters. */
const FIRST_WORD = /[ \t]*([A-Za-z]+)/y;
const INSTRUCTION = /^([ \t]*)([A-Za-z]+)(?:[ \t]+(?![ \t])(.*))?$/;
const OPERATOR_AT_END = /(?<!\s)\s*(?:&&|\|\|?)\s*$/;

/** The places in an instruction of several lines where it was not meant to go on. */
export function continuedByMistake(file: Dockerfile, line: LogicalLine): readonly StrayContinuation[] {
  const { text } = line.instruction;
  const pieces = piecesOf(file, line);
  let found: StrayContinuation[] | null = null;
  let isCommentSaid = false;
  for (let index = 1; index < pieces.length; index++) {
    const before = pieces[index - 1];
    const piece = pieces[index];
    if (!before || !piece) break;
    const keyword = piece.isQuoted ? null : keywordAt(line, before, piece);
    if (keyword !== null) {
      const start = piece.start + textOf(text, piece).search(/\S/);
      const taken = { start, end: start + keyword.length };
      (found ??= []).push(
        stray(line, pieces, index, { kind: "instruction", taken, keyword: keyword.toUpperCase() }),
      );
      // What follows belongs to the instruction that was meant.
      isCommentSaid = true;
    } else if (before.comment !== null && !isCommentSaid && textOf(text, piece).trim() !== "") {
      const taken = {
        start: before.start + before.comment,
        end: before.start + textOf(text, before).trimEnd().length,
      };
      (found ??= []).push(stray(line, pieces, index, { kind: "command", taken, keyword: "" }));
      isCommentSaid = true;
    }
  }
  return found ?? NONE;
}

const NONE: readonly StrayContinuation[] = [];

function textOf(text: string, piece: Piece | undefined): string {
  return piece ? text.slice(piece.from, piece.to) : "";
}

function stray(
  line: LogicalLine,
  pieces: readonly Piece[],
  index: number,
  { taken, ...rest }: Pick<StrayContinuation, "kind" | "taken" | "keyword">,
): StrayContinuation {
  const { text } = line.instruction;
  const before = textOf(text, pieces[index - 1]);
  const fromLine = ({ start, end }: Span) => ({ start: start - line.start, end: end - line.start });
  const end = (pieces[index - 1]?.start ?? 0) + before.length;
  // Lines with nothing but the escape character would be blank without it, and an operator joins nothing.
  let from = index - 1;
  while (from > 0 && textOf(text, pieces[from]).trim() === "") from--;
  const kept = textOf(text, pieces[from]).replace(OPERATOR_AT_END, "").trimEnd().length;
  return {
    ...rest,
    taken: fromLine(taken),
    place: fromLine({ start: end, end: end + 1 }),
    leftover: fromLine({ start: (pieces[from]?.start ?? 0) + kept, end: end + 1 }),
    isPath: endsInPath(before),
  };
}

/** Whether a text ends in a path of Windows: `C:\\x`, `a\\b`, `key=a\\b`. */
function endsInPath(text: string): boolean {
  let start = text.length;
  while (start > 0 && !/[\s"'/]/.test(text[start - 1] ?? "")) start--;
  const word = text.slice(start);
  // Behind a slash of its own only what is assigned in it is a path.
  const path = text[start - 1] === "/" ? word.split("=").slice(1).join("=") : word;
  return path.includes("\\") || /(?:^|=)[A-Za-z]:/.test(path);
}

/** The keyword with which a continued line begins as only an instruction does, as it is written, or null. */
function keywordAt({ instruction }: LogicalLine, before: Piece, piece: Piece): string | null {
  const { text } = instruction;
  FIRST_WORD.lastIndex = piece.from;
  const word = FIRST_WORD.exec(text)?.[1];
  if (word === undefined || !INSTRUCTIONS.has(word.toUpperCase())) return null;
  const [, indentation = "", written = "", operands = ""] = INSTRUCTION.exec(textOf(text, piece)) ?? [];
  const keyword = written.toUpperCase();
  if (!INSTRUCTIONS.has(keyword) || !OPERANDS.get(keyword)?.test(operands.trim())) return null;
  const above = text.slice(0, piece.from);
  if (HOLDS_INSTRUCTION.test(above) || (keyword === "CMD" && HOLDS_COMMAND.test(above))) return null;
  if (written === keyword || (indentation === "" && CERTAIN.test(operands))) return written;
  // In other letters it may be a word of a script: there it has to stand like the instructions of the file.
  const head = writtenKeyword(instruction);
  const isAlike = head.length > 1 && caseOf(head) === caseOf(written);
  const goesOn = OPERATOR_AT_END.test(textOf(text, before)) || /^(?:&&|\||;)/.test(operands);
  return isAlike && indentation === "" && !goesOn && !WORDS_OF_SHELLS.has(keyword) ? written : null;
}

function caseOf(word: string): "lower" | "upper" | "mixed" {
  if (word === word.toLowerCase()) return "lower";
  return word === word.toUpperCase() ? "upper" : "mixed";
}

/** Where a comment begins in the last physical line of a line, for people and for shells: an offset in the document, or null. */
export function commentAtEnd(file: Dockerfile, line: LogicalLine): number | null {
  const last = piecesOf(file, line, true).at(-1);
  return last && last.comment !== null ? last.start + last.comment : null;
}

function piecesOf(
  { escape }: Dockerfile,
  { instruction: { text }, pieces: written, start }: LogicalLine,
  isShell = RUNS.test(text),
): Piece[] {
  const pieces = written.length === 0 ? [0, start] : written;
  const found: Piece[] = [];
  let quote = "";
  let isComment = false;
  for (let i = 0; i < pieces.length; i += 2) {
    const from = pieces[i] ?? 0;
    const to = pieces[i + 2] ?? text.length;
    const isQuoted = quote !== "";
    let comment: number | null = null;
    for (let at = from; at < to && !isComment; at++) {
      const char = text[at] ?? "";
      if (char === escape && quote !== "'") at++;
      else if (quote !== "") quote = char === quote ? "" : quote;
      else if (char === '"' || char === "'") quote = char;
      else if (isShell && char === "#" && BEFORE_COMMENT.test(text[at - 1] ?? " ")) {
        comment = at - from;
        isComment = true;
      }
    }
    found.push({ from, to, start: pieces[i + 1] ?? 0, isQuoted, comment });
  }
  return found;
}
