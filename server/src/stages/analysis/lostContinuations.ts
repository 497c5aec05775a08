/** A line that goes on in the next one for whoever wrote it, and not for the builder, which finds no instruction there. */
import type { Dockerfile } from "../../dockerfile/dockerfile";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { writtenKeyword } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { misspelledOption } from "../model/suggest";

/** Spans are those of the document. */
export interface LostContinuation {
  /**
   * `missing`: the line does not end with an escape character; `other`: it ends with that of other files or shells;
   * `notLast`: something stands behind it.
   */
  readonly kind: "missing" | "other" | "notLast";
  /** The character at fault, or the empty span where one is missing. */
  readonly place: Span;
  /** `notLast`: what stands behind it, up to the end of the line; else as `place`. */
  readonly behind: Span;
  /** `missing`: the next line is a command of its own, which needs an operator of the shell, too. */
  readonly isCommand: boolean;
}

/** What no instruction begins with, and a command goes on with: an operator of the shell, an option. */
const GOES_ON = /^(?:&&|\|\|?|;|--?[A-Za-z])/;
/** Instructions that people break into several lines. */
const BREAKABLE = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "HEALTHCHECK", "RUN"]);
const PROPERTIES = new Set(["ARG", "ENV", "LABEL"]);
const RUNS = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN"]);
const PROPERTY = /^(?:"[^"]+"|[A-Za-z_][\w.-]*)=/;
const PATH = /^(?:\.{0,2}\/|[~$"]|[\w.-]+\/|[\w-]+\.\w|\*|\.$)/;
const OPERATOR_AT_END = /(?:&&|\|\|?|;|\()$/;
/** A line of a list of packages. */
const LIST_ITEM = /^[\w.+:@=~<>*/-]+\s*[\\`]?$/;
const INSTALLS = /\b(?:install|add|i|get)\b/;
/** Programs that a line of a script begins with, and no package list. */
const COMMAND =
  /^(?:apk|apt|apt-get|bash|bundle|cargo|cat|cd|chmod|chown|cmake|composer|conda|corepack|cp|curl|dnf|do|done|echo|else|env|esac|export|fi|find|for|gem|git|go|groupadd|gunzip|if|javac?|ln|locale-gen|ls|make|mkdir|mv|mvn|node|npm|npx|pip3?|pnpm|poetry|printf|python3?|rm|rpm|sed|set|sh|source|sudo|tar|tee|test|then|touch|unzip|useradd|wget|while|xargs|yarn|yum)$/;

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
  const keyword = head.instruction.trigger?.keyword ?? head.instruction.keyword;
  if (!BREAKABLE.has(keyword) && !PROPERTIES.has(keyword)) return null;

  const other = /(?:^|[\s;&|\\])([`^\\])[ \t]*$/.exec(last);
  const char = other?.[1] ?? "";
  if (other && char !== escape) {
    const at = start + last.lastIndexOf(char);
    const place = { start: at, end: at + 1 };
    return { kind: "other", place, behind: place, isCommand: false };
  }
  const written = last.search(
    escape === "\\"
      ? /(?:^|\s)\\[ \t]+(?:&&|\|\|?|;|#.*)[ \t]*$/
      : /(?:^|\s)`[ \t]+(?:&&|\|\|?|;|#.*)[ \t]*$/,
  );
  if (written >= 0) {
    const at = start + last.indexOf(escape, written);
    return {
      kind: "notLast",
      place: { start: at, end: at + 1 },
      behind: { start: at + 1, end },
      isCommand: false,
    };
  }
  const missing = missingKind(file, keyword, head, last.trim(), line);
  if (missing === null) return null;
  const kept = start + last.trimEnd().length;
  const place = { start: kept, end: kept };
  return { kind: "missing", place, behind: place, isCommand: missing === "command" };
}

function missingKind(
  { text: documentText }: Dockerfile,
  keyword: string,
  head: LogicalLine,
  above: string,
  { instruction, start, end }: LogicalLine,
): "command" | "rest" | null {
  const written = writtenKeyword(instruction);
  const { text } = instruction;
  if (BREAKABLE.has(keyword) && GOES_ON.test(written)) return "rest";
  if (PROPERTIES.has(keyword)) return PROPERTY.test(text.trimStart()) ? "rest" : null;
  const isCommand = COMMAND.test(written);
  if (!isCommand && misspelledOption(written.toUpperCase(), INSTRUCTIONS.keys()) !== null) return null;
  if (keyword === "ADD" || keyword === "COPY") return PATH.test(written) ? "rest" : null;
  if (!RUNS.has(keyword)) return null;
  const { rest } = head.instruction.trigger ?? head.instruction;
  if (rest.start === rest.end || OPERATOR_AT_END.test(above) || above.endsWith(",")) return "rest";
  if (/^["\],]/.test(written)) return head.instruction.text.startsWith("[", rest.start) ? "rest" : null;
  if (!/^[a-z./~$]/.test(written)) return null;
  const lines = documentText.slice(start, end).split("\n");
  const isList = INSTALLS.test(head.instruction.text) && lines.every(item => LIST_ITEM.test(item.trim()));
  if (isList || /^\w+=\S*$/.test(written)) return "rest";
  return isCommand || /\s/.test(text.trim()) ? "command" : "rest";
}
