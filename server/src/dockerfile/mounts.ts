/**
 * The value of `RUN --mount=…`: one CSV record of `key=value` fields (spec 2.3; the builder's
 * `frontend/dockerfile/instructions/commands_runmount.go`, which reads it with Go's `encoding/csv`).
 */
import { originSpan } from "./source";
import type { MappedText, Span } from "./source";

/** One field of a mount, its spans in the text of the logical line. */
export interface MountOption {
  /** Lower-cased: the builder folds the case of keys. */
  readonly key: string;
  /** The whole field, its key in the case it is written in. */
  readonly field: MappedText;
  /** Null for a field without `=`, such as `readonly`. */
  readonly value: MappedText | null;
  readonly span: Span;
  readonly valueSpan: Span | null;
}

export interface Mount {
  readonly options: readonly MountOption[];
  /** The value of the last `type`, lower-cased, or null. */
  readonly type: string | null;
  /** The last `from` with a value, or null: what the builder takes. */
  readonly from: MountOption | null;
  /** Why the record cannot be read, in the builder's words, or null. */
  readonly error: string | null;
}

/** Reads the (unquoted) value of a `--mount` flag. What precedes an error is still answered. */
export function readMount(value: MappedText): Mount {
  const { options, error } = readFields(value);
  return {
    options,
    error,
    type: options.findLast(({ key }) => key === "type")?.value?.text.toLowerCase() ?? null,
    from: options.findLast(option => option.key === "from" && option.value !== null) ?? null,
  };
}

function readFields(value: MappedText): { options: MountOption[]; error: string | null } {
  const { text } = value;
  const options: MountOption[] = [];
  if (text === "") return { options, error: "EOF" };
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const field = quotedField(text, at);
      if (field.error !== null) return { options, error: field.error };
      options.push(toOption(pick(value, field.chars)));
      at = field.end;
    } else {
      const comma = text.indexOf(",", at);
      const end = comma === -1 ? text.length : comma;
      const field = slice(value, at, end);
      const quote = field.text.indexOf('"');
      if (quote !== -1) return { options, error: parseError(at + quote, 'bare " in non-quoted-field') };
      options.push(toOption(field));
      at = end;
    }
    if (at >= text.length) return { options, error: null };
    at++;
  }
}

function parseError(index: number, reason: string): string {
  return `parse error on line 1, column ${index + 1}: ${reason}`;
}

/** The indexes of the characters between the quotes of the field at `start` (`""` is one quote). */
function quotedField(text: string, start: number): { chars: number[]; end: number; error: string | null } {
  const chars: number[] = [];
  const misplaced = (index: number) => parseError(index, 'extraneous or missing " in quoted-field');
  let behindQuote = start + 1;
  for (let at = start + 1; ; at++) {
    if (at >= text.length) return { chars, end: at, error: misplaced(behindQuote) };
    if (text[at] !== '"') chars.push(at);
    else if (text[at + 1] === '"') {
      chars.push(at++);
      behindQuote = at + 1;
    } else {
      const closed = at + 1 === text.length || text[at + 1] === ",";
      return { chars, end: at + 1, error: closed ? null : misplaced(at) };
    }
  }
}

function slice(mapped: MappedText, start: number, end: number): MappedText {
  const { text, offsets } = mapped;
  // What is empty has a place, too.
  if (start === end) return { text: "", offsets: originSpan(mapped, start, end).start };
  return {
    text: text.slice(start, end),
    offsets: typeof offsets === "number" ? offsets + start : offsets.slice(start, end),
  };
}

function pick(value: MappedText, chars: readonly number[]): MappedText {
  return {
    text: chars.map(i => value.text[i] ?? "").join(""),
    offsets: chars.map(i => originSpan(value, i, i + 1).start),
  };
}

function toOption(field: MappedText): MountOption {
  const { length } = field.text;
  const span = originSpan(field, 0, length);
  const equals = field.text.indexOf("=");
  if (equals === -1) return { key: field.text.toLowerCase(), field, value: null, span, valueSpan: null };
  const value = slice(field, equals + 1, length);
  const start = originSpan(field, equals, equals + 1).end;
  return {
    key: field.text.slice(0, equals).toLowerCase(),
    field,
    value,
    span,
    valueSpan: { start, end: value.text === "" ? start : originSpan(field, length - 1, length).end },
  };
}
