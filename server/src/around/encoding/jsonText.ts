/** Strings of JSON as texts that can be changed in place. */
import type { InlineText } from "./inlineText";
import { decodeJsonString, encodeJsonString } from "./jsonString";

/** A string whose text begins at `start`, behind the quote; null where nothing closes it. */
export function jsonText(source: string, start: number): InlineText | null {
  const decoded = decodeJsonString(source, start);
  return (
    decoded && {
      source,
      decoded,
      filled: [],
      span: { start, end: decoded.starts.at(-1) ?? start },
      isBlock: false,
      encode: encodeJsonString,
      again: changed => jsonText(changed, start),
    }
  );
}
