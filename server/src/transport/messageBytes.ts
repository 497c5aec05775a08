/**
 * Messages as JSON for a stream of bytes. Writing a large answer costs more than computing it: what an answer has in common
 * with the one before is written once.
 */

/** Whatever is not ASCII: a client reads bytes that are characters several times faster. */
const NOT_ASCII = /[\u0080-\uffff]/g;
const COMMA = 0x2c;

/**
 * Answers what gives the bytes of a message: JSON in ASCII alone. `encode` makes bytes of a text that is ASCII. An object in
 * an answer's list that is frozen is taken never to change, nor what it holds: its bytes are kept as long as the object.
 */
export function createMessageBytes(encode: (ascii: string) => Uint8Array): (message: object) => Uint8Array {
  const bytesOf = (value: object) => encode(asciiJson(value));
  const kept = new WeakMap<object, Uint8Array>();
  const itemBytes = (item: object) => {
    if (!Object.isFrozen(item)) return bytesOf(item);
    const bytes = kept.get(item) ?? bytesOf(item);
    kept.set(item, bytes);
    return bytes;
  };
  return message => {
    const { result, ...envelope } = message as { result?: unknown };
    if (!isListOfObjects(result) || !result.some(item => Object.isFrozen(item))) return bytesOf(message);
    const around = bytesOf({ ...envelope, result: [] });
    const end = around.length - "]}".length;
    return joined(around.subarray(0, end), result.map(itemBytes), around.subarray(end));
  };
}

/** What stands in front, the items with commas between, what stands behind. */
function joined(before: Uint8Array, items: readonly Uint8Array[], after: Uint8Array): Uint8Array {
  const length = items.reduce((sum, item) => sum + item.length + 1, before.length + after.length - 1);
  const bytes = new Uint8Array(length);
  bytes.set(before);
  let at = before.length;
  for (const [index, item] of items.entries()) {
    if (index > 0) bytes[at++] = COMMA;
    bytes.set(item, at);
    at += item.length;
  }
  bytes.set(after, at);
  return bytes;
}

function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    NOT_ASCII,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function isListOfObjects(value: unknown): value is object[] {
  return Array.isArray(value) && value.every(item => typeof item === "object" && item !== null);
}
