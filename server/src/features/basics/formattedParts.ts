/** The lines of a document that formatting may change, and which changes leave the meaning of the file as it is. */
import type { Comment, LogicalLine } from "../../dockerfile/logicalLines";
import { physicalLineAt } from "../../dockerfile/physicalLines";
import { shellLanguage } from "../../stages/analysis/variables/shellLanguage";
import type { Analysis } from "../../stages/analysis/analysis";
import { stageAt } from "../../stages/model/stagePlaces";
import { descriptionOf } from "../../stages/model/stageName";
import type { FeatureContext } from "../context";
import { wordGaps } from "./sameWords";

/** A line of the document. */
export interface FormattedLine {
  /** Its first offset in the document. */
  readonly start: number;
  /** What the library goes by: the indentation, `#` of a comment, `x` for everything else, the escape character. */
  readonly outline: string;
  /** Whether its indentation may be `indentation` in place of what it is. */
  readonly allows: (indentation: string) => boolean;
}

/** A comment that is read as something else where it is not indented: a directive, the first line of a script, an end of comments. */
const READ_AT_START = /^[\t ]*#(?:!|[\t ]*(?:syntax|escape|check)[\t ]*=|[\t\f\r ]*$)/i;
const BLANK = /^[\t ]*$/;
const DESCRIBED = new Set(["FROM", "ARG", "ENV"]);

/**
 * The instructions without their heredocs, the comments and the blank lines that formatting may change and that touch lines of the
 * document, from 0; comments and blank lines first.
 */
export function* partsOf(
  context: FeatureContext,
  firstLine: number,
  lastLine: number,
): Generator<readonly FormattedLine[]> {
  const { document, analysis, settings } = context;
  const { file } = analysis.model;
  const { text } = file;
  const from = document.offsetAt({ line: firstLine, character: 0 });
  const to = lastLine === Infinity ? text.length : document.offsetAt({ line: lastLine + 1, character: 0 });
  const described = commentedLines(file.lines, text);
  for (const { kind, start, end } of file.gaps) {
    if (
      end < from ||
      start > to ||
      (kind !== "comment" && kind !== "blank") ||
      !/[\t ]/.test(text[start] ?? "")
    )
      continue;
    const line = physicalLineAt(text, start);
    if (!line) continue;
    const written = text.slice(line.start, line.end);
    const holder = described.get(end);
    yield [
      {
        start,
        outline: outlineOf(written, false),
        allows: () => kind === "blank" || mayMove(written, holder),
      },
    ];
  }
  const { continuationLines } = settings.format;
  const shells = shellsOf(analysis);
  for (const line of file.lines) {
    if (line.next < from || line.from > to) continue;
    if (line.pieces.length === 0 && line.from === line.start) continue;
    yield linesOf(text, line, file.escape, continuationLines, () => shells(line));
  }
}

/** By the end of a comment's line, the instruction that the builder keeps it for. */
function commentedLines(lines: readonly LogicalLine[], text: string): ReadonlyMap<number, LogicalLine> {
  const endOf = ({ span }: Comment) => physicalLineAt(text, span.start)?.next ?? text.length;
  return new Map(lines.flatMap(line => line.comments.map(comment => [endOf(comment), line] as const)));
}

/** Whether an indented comment says the same where it is not indented. */
function mayMove(written: string, holder: LogicalLine | undefined): boolean {
  if (READ_AT_START.test(written)) return false;
  if (!holder || !DESCRIBED.has(holder.instruction.keyword)) return true;
  const comment = { text: written.trim().replace(/^#\s*/, ""), span: { start: 0, end: 0 } };
  return holder.instruction.words.every(({ text }) => {
    const [name = ""] = text.split("=", 1);
    return descriptionOf([comment], name) === null && descriptionOf([comment], name.toLowerCase()) === null;
  });
}

/** Nothing is parsed by two readers, which may see two things in it. */
function outlineOf(line: string, isContinued: boolean): string {
  const indentation = indentationOf(line);
  if (BLANK.test(line)) return line;
  if (line.startsWith("#", indentation.length)) return `${indentation}#`;
  return indentation + (isContinued ? "x \\" : "x");
}

function indentationOf(line: string): string {
  let end = 0;
  while (line[end] === " " || line[end] === "\t") end++;
  return line.slice(0, end);
}

function linesOf(
  text: string,
  line: LogicalLine,
  escape: string,
  mode: "auto" | "indent" | "keep",
  isPosix: () => boolean,
): FormattedLine[] {
  const end = line.heredocs[0]?.body.start ?? line.next;
  /** By the first offset of a physical line, where its content stands in the text of the instruction. */
  const contents = new Map<number, number>();
  for (let at = 2; at < line.pieces.length; at += 2)
    contents.set(line.pieces[at + 1] ?? 0, line.pieces[at] ?? 0);
  const starts: { readonly start: number; readonly text: string }[] = [];
  for (
    let physical = physicalLineAt(text, line.from);
    physical && physical.start < end;
    physical = physicalLineAt(text, physical.next)
  )
    starts.push({ start: physical.start, text: text.slice(physical.start, physical.end) });
  const depths = new Set(
    starts.filter(({ start }) => contents.has(start)).map(({ text }) => indentationOf(text)),
  );
  depths.delete("");
  const isKept = mode === "keep" || (mode === "auto" && depths.size > 1);
  const gaps = wordGaps(line.instruction, escape, isPosix());
  const last = Math.max(line.from, line.pieces.at(-1) ?? 0);
  return starts.map(({ start, text }, index) => ({
    start,
    outline: outlineOf(text, start < last),
    allows: indentation => {
      if (index === 0 || text.trim() === "") return indentation === "";
      if (isKept || indentation === "") return false;
      const content = contents.get(start);
      return content === undefined || gaps.allows(content, indentationOf(text).length, indentation.length);
    },
  }));
}

/** Whether the shell that runs an instruction reads words as `sh` does, as far as the file says. */
function shellsOf(analysis: Analysis): (line: LogicalLine) => boolean {
  const known = new Map<LogicalLine, readonly string[] | null>();
  const seen = new Set<number>();
  return line => {
    const stage = stageAt(analysis.model, line.start);
    if (!stage) return false;
    if (!seen.has(stage.index)) {
      seen.add(stage.index);
      for (const step of analysis.evaluation(stage)?.steps ?? []) known.set(step.line, step.shell);
    }
    const shell = known.get(line);
    return shell !== undefined && shellLanguage(shell, analysis.variables(stage).isWindows) === "posix";
  };
}
