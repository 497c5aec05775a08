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
  /** Null for a field without `=`, such as `readonly`. */
  readonly value: MappedText | null;
  readonly span: Span;
  readonly valueSpan: Span | null;
}

export interface Mount {
  readonly options: readonly MountOption[];
  /** Why the record cannot be read, in the builder's words, or null. */
  readonly error: string | null;
}

/** Reads the (unquoted) value of a `--mount` flag. What precedes an error is still answered. */
export function readMount(value: MappedText): Mount {
  const { text } = value;
  const options: MountOption[] = [];
  if (text === "") return { options, error: "EOF" };
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const field = quotedField(text, at);
      if (field.error !== null) return { options, error: field.error };
      options.push(toOption(value, field.chars));
      at = field.end;
    } else {
      const comma = text.indexOf(",", at);
      const end = comma === -1 ? text.length : comma;
      const quote = text.indexOf('"', at);
      if (quote !== -1 && quote < end)
        return { options, error: parseError(quote, 'bare " in non-quoted field') };
      options.push(toOption(value, range(at, end)));
      at = end;
    }
    if (at >= text.length) return { options, error: null };
    at++;
  }
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}

function parseError(index: number, reason: string): string {
  return `parse error on line 1, column ${index + 1}: ${reason}`;
}

/** The indexes of the characters between the quotes of the field at `start` (`""` is one quote). */
function quotedField(text: string, start: number): { chars: number[]; end: number; error: string | null } {
  const chars: number[] = [];
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1)
      return {
        chars,
        end: text.length,
        error: parseError(text.length, 'extraneous or missing " in quoted-field'),
      };
    chars.push(...range(at, quote));
    const next = text[quote + 1];
    if (next === '"') {
      chars.push(quote);
      at = quote + 2;
    } else if (next === undefined || next === ",") return { chars, end: quote + 1, error: null };
    else
      return { chars, end: quote + 1, error: parseError(quote, 'extraneous or missing " in quoted-field') };
  }
}

function toOption(value: MappedText, chars: readonly number[]): MountOption {
  const field: MappedText = {
    text: chars.map(i => value.text[i] ?? "").join(""),
    from: chars.map(i => originSpan(value, i, i + 1).start),
  };
  // An empty field stands nowhere of its own: the end of the value is the nearest place.
  const whole =
    chars.length > 0
      ? originSpan(field, 0, field.text.length)
      : originSpan(value, value.text.length, value.text.length);
  const equals = field.text.indexOf("=");
  if (equals === -1) return { key: field.text.toLowerCase(), value: null, span: whole, valueSpan: null };
  const from = (field.from as readonly number[]).slice(equals + 1);
  const start = originSpan(field, equals, equals + 1).end;
  return {
    key: field.text.slice(0, equals).toLowerCase(),
    value: { text: field.text.slice(equals + 1), from },
    span: whole,
    valueSpan: { start, end: from.length > 0 ? (from.at(-1) ?? start) + 1 : start },
  };
}
