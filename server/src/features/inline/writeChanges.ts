/** Changes of a Dockerfile that is written in another file, as changes of that file. */
import { inSource } from "../../around/encoding/decoded";
import type { Filled, InlineText } from "../../around/encoding/inlineText";
import { applyChanges } from "../../edits/edit";
import type { TextChange } from "../../edits/edit";

/**
 * The changes of a file that make changes of a text in it; null where one of them cannot be written, as in what a variable gives.
 * The changes do not overlap.
 */
export function writeChanges(inline: InlineText, changes: readonly TextChange[]): TextChange[] | null {
  const written: TextChange[] = [];
  for (const change of changes) {
    const made = changeInFile(inline, change);
    if (!made) return null;
    written.push(made);
  }
  const again = inline.again(applyChanges(inline.source, written), offset => moved(written, offset));
  const expected = applyChanges(inline.decoded.text, changes);
  return again && isSameText(again.decoded.text, expected) ? written : null;
}

/** The change of the file for one of the text. */
function changeInFile(inline: InlineText, change: TextChange): TextChange | null {
  const { decoded } = inline;
  const { span, text } = beforeLastNewline(
    inline,
    inline.filled.some(touching(change)) ? narrowed(decoded.text, change) : change,
  );
  if (inline.filled.some(touching({ span, text }))) return null;
  const { start, end } = span;
  const place = inSource(decoded, start, end);
  // A line that goes takes the indent of the next one along.
  const isLineGone = start < end && decoded.text[end - 1] === "\n";
  const to = isLineGone ? Math.max(decoded.starts[end] ?? place.end, place.end) : place.end;
  const newText = inline.encode(text, {
    at: place.start,
    isLineStart: start === 0 || decoded.text[start - 1] === "\n",
    isLineEnd: end === decoded.text.length || decoded.text[end] === "\n",
  });
  return newText === null ? null : { span: { start: place.start, end: to }, text: newText };
}

/** Whether a change replaces some of what is filled in. */
function touching({ span }: TextChange): (filled: Filled) => boolean {
  return ({ span: { start, end } }) => span.start < Math.max(end, start) && start < span.end;
}

/** The change without what it leaves as it is at both ends. */
function narrowed(whole: string, { span, text }: TextChange): TextChange {
  const before = whole.slice(span.start, span.end);
  const most = Math.min(before.length, text.length);
  let first = 0;
  while (first < most && before[first] === text[first]) first++;
  let last = 0;
  while (last < most - first && before.at(-1 - last) === text.at(-1 - last)) last++;
  return {
    span: { start: span.start + first, end: span.end - last },
    text: text.slice(first, text.length - last),
  };
}

/** The last newline of a block stays where it is: what stands behind it is another line of the file. */
function beforeLastNewline(
  { decoded: { text: whole }, isBlock }: InlineText,
  change: TextChange,
): TextChange {
  const {
    span: { start, end },
    text,
  } = change;
  const last = whole.length - 1;
  if (!isBlock || end <= last || whole[last] !== "\n") return change;
  if (start > last) return { span: { start: last, end: last }, text: `\n${text.replace(/\n$/, "")}` };
  if (text.endsWith("\n")) return { span: { start, end: last }, text: text.slice(0, -1) };
  const isWholeLine = text === "" && start > 0 && whole[start - 1] === "\n";
  return { span: { start: isWholeLine ? start - 1 : start, end: last }, text };
}

function moved(changes: readonly TextChange[], offset: number): number {
  let by = 0;
  for (const { span, text } of changes) if (span.end <= offset) by += text.length - (span.end - span.start);
  return offset + by;
}

/** Newlines at the end mean nothing, and not every block can have as many as one likes. */
function isSameText(one: string, other: string): boolean {
  return withoutLastNewlines(one) === withoutLastNewlines(other);
}

function withoutLastNewlines(text: string): string {
  let end = text.length;
  while (text[end - 1] === "\n") end--;
  return text.slice(0, end);
}
