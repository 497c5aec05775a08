/** A line that goes on in the next one for whoever wrote it, and not for the builder, which finds no instruction there. */
import type { Dockerfile } from "../../dockerfile/dockerfile";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { UNSEEN } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { misspelledOption } from "../model/suggest";
import { commentAtEnd } from "./strayContinuations";

/** Spans are those of the document. */
export interface LostContinuation {
  /**
   * `missing`: the line does not end with an escape character; `other`: it ends with that of other files or shells, or with
   * what looks like one; `notLast`: something stands behind it.
   */
  readonly kind: "missing" | "other" | "notLast";
  /** The character at fault, or the empty span where one is missing. */
  readonly place: Span;
  /** `notLast`: what stands behind it, up to the end of the line; `missing`: a comment that does; else as `place`. */
  readonly behind: Span;
  /** The operator that the shell needs between the two lines beside the escape character. */
  readonly operator: "" | "&&" | ";";
}

/** What no instruction begins with, and a command goes on with: an operator of the shell, an option. */
const GOES_ON = /^(?:&&|\|\|?|;|--?[A-Za-z])/;
/** Instructions that people break into several lines. */
const BREAKABLE = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "HEALTHCHECK", "RUN"]);
const PROPERTIES = new Set(["ARG", "ENV", "LABEL"]);
const RUNS = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN"]);
/** What a list of an instruction goes on with. */
const LISTS = new Map([
  ["EXPOSE", /^[\d$]/],
  ["VOLUME", /^[/$"]/],
]);
const PROPERTY = /^(?:"[^"]+"|[A-Za-z_][\w.-]*)=/;
const PATH = /^(?:\.{0,2}\/|[~$"]|[\w.-]+\/|[\w-]+\.\w|\*|\.$)/;
/** Behind these the shell needs no operator. */
const OPERATOR_AT_END = /(?:&&|\|\|?|;|\(|\{|\b(?:then|do|else|in))$/;
/** In front of these a command ends. */
const CLAUSE = /^(?:do|done|elif|else|esac|fi|then|\})$/;
/** What stands behind the escape character of a line that was meant to go on. */
const TAIL = String.raw`(?:^|\s)ESCAPE(?:[ \t]+(?:&&|\|\|?|;|#.*)[ \t]*|[ \t]*[${UNSEEN}][ \t${UNSEEN}]*)$`;
const TAILS = new Map(
  ["\\", "`"].map(escape => [escape, new RegExp(TAIL.replace("ESCAPE", `[${escape}${escape}]`))]),
);
/** A line of a list of packages. */
const LIST_ITEM = /^[\w.+:@=~<>*/-]+\s*[\\`/]?$/;
const INSTALLS = /\b(?:install|add|i|get)\b/;
/** Programs that a line of a script begins with, and no package list. */
const COMMAND =
  /^(?:apk|apt|apt-get|bash|bundle|cargo|cat|cd|chmod|chown|cmake|composer|conda|corepack|cp|curl|dnf|do|done|echo|else|env|esac|export|fi|find|for|gem|git|go|groupadd|gunzip|if|javac?|ln|locale-gen|ls|make|mkdir|mv|mvn|node|npm|npx|pip3?|pnpm|poetry|printf|python3?|rm|rpm|sed|set|sh|source|sudo|tar|tee|test|then|touch|unzip|useradd|wget|while|xargs|yarn|yum)$/;
/** An instruction of more than this is not searched for open quotes. */
const MOST_QUOTED = 2_000;

/**
 * How `line`, in which the builder knows no instruction, comes to stand by itself behind `before`; null where it may be
 * anything. `head` is the last instruction above.
 */
export function lostContinuation(
  file: Dockerfile,
  head: LogicalLine,
  before: LogicalLine,
  line: LogicalLine,
): LostContinuation | null {
  if (before.heredocs.length > 0 || Array.isArray(before.instruction.json)) return null;
  const { text, escape } = file;
  const { end } = before;
  const start = before.pieces.at(-1) ?? before.start;
  const last = text.slice(start, end);
  const keyword = (head.instruction.trigger ?? head.instruction).keyword;
  const other = otherAtEnd(last, escape, keyword, before, line);
  if (!BREAKABLE.has(keyword) && !PROPERTIES.has(keyword) && !isOfList(head, before, line)) return null;
  if (other !== null) {
    const place = { start: start + other, end: start + last.trimEnd().length };
    return { kind: "other", place, behind: place, operator: "" };
  }
  const written = TAILS.get(escape)?.exec(last)?.index ?? -1;
  if (written >= 0) {
    const at = start + last.indexOf(escape, written);
    return {
      kind: "notLast",
      place: { start: at, end: at + 1 },
      behind: { start: at + 1, end },
      operator: "",
    };
  }
  const comment = commentAtEnd(file, before);
  const operator =
    BREAKABLE.has(keyword) || PROPERTIES.has(keyword)
      ? missingOperator(
          file,
          keyword,
          head,
          { line: before, end: comment ?? end },
          { line, end: commentAtEnd(file, line) ?? line.end },
        )
      : "";
  if (operator === null) return null;
  const inside = comment === null ? escapeInside(last, escape) : null;
  if (inside !== null) {
    const at = start + inside;
    return { kind: "notLast", place: { start: at, end: at + 1 }, behind: { start: at + 1, end }, operator };
  }
  const kept = start + text.slice(start, comment ?? end).trimEnd().length;
  const place = { start: kept, end: kept };
  return {
    kind: "missing",
    place,
    behind: comment === null ? place : { start: comment, end: start + last.trimEnd().length },
    operator,
  };
}

/** Whether a line of its own belongs to an instruction that has no arguments yet, or a list of them. */
function isOfList(
  { instruction, end }: LogicalLine,
  before: LogicalLine,
  { instruction: next }: LogicalLine,
): boolean {
  if (before.end !== end) return false;
  const { keyword, rest, text } = instruction.trigger ?? instruction;
  const written = writtenKeyword(next);
  const isEmpty =
    rest.start === rest.end && misspelledOption(written.toUpperCase(), INSTRUCTIONS.keys()) === null;
  const isName =
    keyword === "FROM" && next.keyword === "AS" && /^\S+$/.test(text.slice(rest.start, rest.end));
  return isEmpty || isName || (LISTS.get(keyword)?.test(written) ?? false);
}

/** An instruction that holds another one, on the next line: `ONBUILD`, `HEALTHCHECK --interval=5s`. */
export function lostInstruction(
  { instruction, end }: LogicalLine,
  next: LogicalLine,
): LostContinuation | null {
  const { keyword, rest } = instruction.trigger ?? instruction;
  const held = next.instruction.keyword;
  const isHeld =
    keyword === "ONBUILD"
      ? held !== "FROM" && held !== "ONBUILD"
      : keyword === "HEALTHCHECK" && held === "CMD";
  if (!isHeld || rest.start !== rest.end) return null;
  const place = { start: end, end };
  return { kind: "missing", place, behind: place, operator: "" };
}

/** Where a line ends with the escape character of other files or shells, with one that is escaped, or with a slash; or null. */
function otherAtEnd(
  last: string,
  escape: string,
  keyword: string,
  before: LogicalLine,
  { instruction }: LogicalLine,
): number | null {
  const isGlued = escape === "`" && GOES_ON.test(writtenKeyword(instruction)) && /\\[ \t]*$/.test(last);
  const [, , written = ""] = isGlued ? ["", "", "\\"] : (/(^|[\s;&|\\`])([`^\\]|\/)[ \t]*$/.exec(last) ?? []);
  if (written === "") return null;
  const at = last.lastIndexOf(written);
  if (written === "/") {
    const goesOn =
      /(?:&&|\|\|?|;)\s*$/.test(last.slice(0, at)) ||
      /\s\/\s*$/.test(instruction.text) ||
      endsListItem(before) ||
      (INSTALLS.test(lastCommand(last.slice(0, at))) && LIST_ITEM.test(instruction.text.trim()));
    return keyword === "RUN" && goesOn && last[at - 1] !== "\\" ? at : null;
  }
  if (written !== escape) return at;
  return last[at - 1] === escape && /(?:^|\s)..$/.test(last.slice(0, at + 1)) ? at - 1 : null;
}

/** What stands behind the last operator of a line. */
function lastCommand(text: string): string {
  return text.slice(Math.max(text.lastIndexOf("&"), text.lastIndexOf("|"), text.lastIndexOf(";")) + 1);
}

/** A package with a slash behind it, on a line of its own. */
function endsListItem({ instruction: { keyword, text } }: LogicalLine): boolean {
  return !INSTRUCTIONS.has(keyword) && LIST_ITEM.test(text.trim());
}

/** Where an escape character stands by itself within a line, and text behind it; or null. */
function escapeInside(last: string, escape: string): number | null {
  const at = last.search(escape === "\\" ? /(?<=\s)\\[ \t]+\S/ : /(?<=\s)`[ \t]+\S/);
  return at < 0 || /["']/.test(last) ? null : at;
}

/** A line, and where it ends in the document without the comment at its end. */
interface Uncommented {
  readonly line: LogicalLine;
  readonly end: number;
}

/**
 * The operator between the lines of a shell command, `""` where none is needed; null where the line may be anything. `before`
 * is the line above.
 */
function missingOperator(
  { text: documentText }: Dockerfile,
  keyword: string,
  head: LogicalLine,
  before: Uncommented,
  { line: { instruction, start }, end }: Uncommented,
): LostContinuation["operator"] | null {
  const written = writtenKeyword(instruction);
  const { text } = instruction;
  const { rest } = head.instruction.trigger ?? head.instruction;
  const isEmpty =
    before.line === head && documentText.slice(head.start, before.end).trim().length <= rest.start;
  if (isEmpty && /[ \t]/.test(documentText[start - 1] ?? "")) return "";
  if (BREAKABLE.has(keyword) && GOES_ON.test(written)) return "";
  if (PROPERTIES.has(keyword)) return PROPERTY.test(text.trimStart()) ? "" : null;
  const isRun = RUNS.has(keyword);
  if (isRun && hasOpenQuote(documentText.slice(head.start, before.end))) return "";
  const isCommand = COMMAND.test(written);
  if (!isCommand && misspelledOption(written.toUpperCase(), INSTRUCTIONS.keys()) !== null) return null;
  if (keyword === "ADD" || keyword === "COPY") return PATH.test(written) ? "" : null;
  if (!isRun) return null;
  const above = documentText.slice(before.line.pieces.at(-1) ?? before.line.start, before.end).trim();
  if (isEmpty || rest.start === rest.end || OPERATOR_AT_END.test(above) || above.endsWith(",")) return "";
  if (/^["\],]/.test(written)) return head.instruction.text.startsWith("[", rest.start) ? "" : null;
  if (CLAUSE.test(written)) return ";";
  if (/\b(?:export|env)$/.test(above) && PROPERTY.test(written)) return "";
  if (!/^[a-z./~$]/.test(written)) return null;
  const lines = documentText.slice(start, end).split("\n");
  const isList = INSTALLS.test(head.instruction.text) && lines.every(item => LIST_ITEM.test(item.trim()));
  if (isList || /^\w+=\S*$/.test(written)) return "";
  return isCommand || /\s/.test(text.trim()) ? "&&" : "";
}

/** Whether a shell would read on for the end of a string. */
function hasOpenQuote(text: string): boolean {
  if (text.length > MOST_QUOTED) return false;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\\" && quote !== "'") at++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
  }
  return quote !== "";
}
