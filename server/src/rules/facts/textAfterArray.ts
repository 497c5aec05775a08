/** A JSON array, or what is nearly one, with something behind it, which is no JSON array for the builder. */
import type { Instruction } from "../../dockerfile/instruction";
import { nearArrayAt } from "../../edits/jsonForm";
import { skipSpace, trimSpaceEnd } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";

/** Spans are in the text of the instruction. */
export interface TextAfterArray {
  readonly array: Span;
  readonly items: readonly string[];
  readonly behind: Span;
}

const TAKES_ARRAY = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "HEALTHCHECK", "RUN", "SHELL", "VOLUME"]);
const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const ARRAY = new RegExp(String.raw`\[\s*(?:${STRING}(?:\s*,\s*${STRING})*\s*)?\]`, "y");
const OPERATOR = /^(?:&&|\|\|)/;

/** The array with which the arguments begin and what stands behind it; null where nothing does, or where it is no array. */
export function textAfterArray({ keyword, json, rest, text }: Instruction): TextAfterArray | null {
  if (!TAKES_ARRAY.has(keyword) || json !== null) return null;
  const start =
    keyword === "HEALTHCHECK"
      ? rest.start + (/^CMD\s+/i.exec(text.slice(rest.start, rest.end))?.[0].length ?? 0)
      : rest.start;
  if (text[start] !== "[") return null;
  const found = arrayAt(text, start) ?? nearArrayAt(text, start);
  if (!found) return null;
  const { items, end } = found;
  const behind = { start: skipSpace(text, end, rest.end), end: trimSpaceEnd(text, end, rest.end) };
  if (behind.start >= behind.end) return null;
  // `[ "$X" ] && y` is a test of the shell.
  const isTest = items.length < 2 && /\s/.test(text[start + 1] ?? "");
  if (isTest && (keyword === "RUN" || OPERATOR.test(text.slice(behind.start, behind.end)))) return null;
  return { array: { start, end }, items, behind };
}

/** The array of strings at an offset, and where it ends; null where there is none. */
export function arrayAt(text: string, start: number): { items: readonly string[]; end: number } | null {
  ARRAY.lastIndex = start;
  const [written] = ARRAY.exec(text) ?? [];
  if (written === undefined) return null;
  try {
    return { items: JSON.parse(written) as string[], end: start + written.length };
  } catch {
    return null;
  }
}
