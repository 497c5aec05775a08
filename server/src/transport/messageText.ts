/**
 * Messages as JSON for a stream of bytes. Writing a large answer costs more than computing it: what an answer has in common
 * with the one before is written once.
 */

/** Whatever is not ASCII: a client reads bytes that are characters several times faster. */
const NOT_ASCII = /[\u0080-\uffff]/g;
/** Lists are in a message (`result`), or in what it holds (`result.items`, `params.diagnostics`). */
const DEPTH = 2;

/**
 * Answers what gives the text of a message: JSON in ASCII alone, so that it has as many bytes as characters. An object in a
 * list of the message that is frozen is taken never to change, nor what it holds: its text is kept as long as the object.
 */
export function createMessageText(): (message: object) => string {
  const kept = new WeakMap<object, string>();

  function itemText(item: unknown): string {
    if (!isKept(item)) return asciiJson(item) ?? "null";
    const text = kept.get(item) ?? asciiJson(item) ?? "null";
    kept.set(item, text);
    return text;
  }

  function valueText(value: unknown, depth: number): string | undefined {
    if (Array.isArray(value) && value.some(isKept)) return `[${value.map(itemText).join(",")}]`;
    if (depth === 0 || typeof value !== "object" || value === null || Array.isArray(value))
      return asciiJson(value);
    const members = Object.entries(value).flatMap(([name, member]) => {
      const text = valueText(member, depth - 1);
      return text === undefined ? [] : [`${asciiJson(name) ?? ""}:${text}`];
    });
    return `{${members.join(",")}}`;
  }

  return message => valueText(message, DEPTH) ?? "null";
}

function isKept(item: unknown): item is object {
  return typeof item === "object" && item !== null && Object.isFrozen(item);
}

/** Undefined for what JSON has no form of. */
function asciiJson(value: unknown): string | undefined {
  const json = JSON.stringify(value) as string | undefined;
  return json?.replace(NOT_ASCII, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
