/** The first message of a stream, which is read before the library that reads all messages is loaded. */

const HEADER_END = "\r\n\r\n";
/** A longer header is none. */
const LONGEST_HEADER = 1_000;

/** How many bytes the first message of a stream has, with its header; null while its header is not all there, NaN for none. */
export function firstLength(bytes: Uint8Array): number | null {
  // A header is ASCII.
  const head = String.fromCharCode(...bytes.subarray(0, LONGEST_HEADER));
  const end = head.indexOf(HEADER_END);
  if (end === -1) return head.length < LONGEST_HEADER ? null : NaN;
  const [, length = "NaN"] = /^content-length: *(\d+)/im.exec(head.slice(0, end)) ?? [];
  return end + HEADER_END.length + Number(length);
}

/** The message in a text of so many bytes, with its header; null for what is none. */
export function firstMessage(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf(HEADER_END)));
  } catch {
    return null;
  }
}
