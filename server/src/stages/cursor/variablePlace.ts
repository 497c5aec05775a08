/** The name of a variable that is being written: in the global scope, or in a stage. */
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { originSpan } from "../../dockerfile/source";
import type { MappedText, Span } from "../../dockerfile/source";
import type { Analysis } from "../analysis/analysis";
import { ONLY_HEREDOC } from "../analysis/variables/scriptUses";
import type { StageModel } from "../model/model";
import { globalValues } from "../model/variables";

/** A name, as far as it is written, and what has to follow it. */
export interface VariableName {
  /** In the text of the line, without `$` and brace. */
  readonly token: Span;
  readonly close: string;
}

/** Instructions of which the builder expands the operands, or whose text is a script for a shell. */
const EXPANDED = new Set([
  "ADD",
  "ARG",
  "COPY",
  "ENV",
  "EXPOSE",
  "LABEL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
]);
const SCRIPTS = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN"]);
const EXPANDED_FLAGS = new Set(["checksum", "chmod", "chown"]);

/** The name behind a `$` or `${` at an offset in the text of a line; null where nothing is filled in. */
export function variableAt(model: StageModel, line: LogicalLine, at: number): VariableName | null {
  if (!line.instruction.text.includes("$")) return null;
  const { instruction } = line;
  for (const value of [...globalValues(model, line), ...stageValues(model, line.start, instruction)]) {
    const index = indexIn(value, at);
    const name = index === null ? null : nameAt(value.text, index, model.file.escape);
    if (!name) continue;
    const { start, end, close } = name;
    const span = originSpan(value, start, end);
    return { token: start === end ? { start: at, end: at } : span, close };
  }
  return null;
}

/**
 * The name behind a `$` or `${` at an offset in the body of a heredoc; null where neither the builder nor a shell fills it in. The
 * offset and the token are those of the document.
 */
export function heredocVariableAt(
  { model, script }: Analysis,
  line: LogicalLine,
  offset: number,
): VariableName | null {
  const heredoc = line.heredocs.find(({ body }) => body.start <= offset && offset < body.end);
  if (!heredoc) return null;
  const { keyword, text, rest } = line.instruction.trigger ?? line.instruction;
  const isScript = keyword === "RUN" && ONLY_HEREDOC.test(text.slice(rest.start, rest.end));
  if (isScript ? script(line) === null : !heredoc.expands) return null;
  const document = model.file.text;
  // An apostrophe in a comment opens nothing: quotes count on the line of the cursor.
  const start = document.lastIndexOf("\n", offset - 1) + 1;
  const name = nameAt(document.slice(start, heredoc.body.end), offset - start, "\\", !isScript);
  return name && { token: { start: start + name.start, end: start + name.end }, close: name.close };
}

/** The texts of a line of a stage in which variables are filled in. */
function stageValues({ stages }: StageModel, start: number, instruction: Instruction): MappedText[] {
  const [first] = stages;
  if (!first || start < first.line.start) return [];
  const { keyword, text, rest, flags, mounts, json } = instruction.trigger ?? instruction;
  const isScript = SCRIPTS.has(keyword) && !Array.isArray(json);
  const values = [
    ...flags.filter(({ name }) => EXPANDED_FLAGS.has(name)).map(({ value }) => value),
    ...mounts.flatMap(({ options }) => options.filter(({ key }) => key !== "from").map(({ value }) => value)),
  ].filter(value => value !== null);
  return isScript || EXPANDED.has(keyword)
    ? [...values, { text: text.slice(rest.start), offsets: rest.start }]
    : values;
}

/** The offset in a mapped text that an offset in the text of the line stands at, its end included. */
function indexIn({ text, offsets }: MappedText, at: number): number | null {
  if (typeof offsets === "number") return at >= offsets && at <= offsets + text.length ? at - offsets : null;
  if (text === "" || at < (offsets[0] ?? 0) || at > (offsets.at(-1) ?? 0) + 1) return null;
  const index = offsets.findIndex(origin => origin >= at);
  return index === -1 ? text.length : index;
}

function nameAt(
  text: string,
  offset: number,
  escape: string,
  plainQuotes = false,
): { start: number; end: number; close: string } | null {
  let quote = "";
  let dollar = -1;
  for (let at = 0; at < offset; at++) {
    const char = text[at] ?? "";
    if (char === escape && quote !== "'") at++;
    else if (char === quote) quote = "";
    else if (!plainQuotes && quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === "$" && quote !== "'") dollar = at;
  }
  if (dollar === -1) return null;
  const braced = text[dollar + 1] === "{";
  const start = dollar + (braced ? 2 : 1);
  if (start > offset || !/^\w*$/.test(text.slice(start, offset))) return null;
  const end = offset + (/^\w*/.exec(text.slice(offset))?.[0].length ?? 0);
  // Behind the name, a brace ends the variable, or a modifier goes on with it.
  const isClosed = !braced || /^[}:+?#%/-]/.test(text.slice(end));
  return { start, end, close: isClosed ? "" : "}" };
}
