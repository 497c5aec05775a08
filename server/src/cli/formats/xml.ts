/** What is written of XML. */

/** An element with its attributes, and what is in it, each on lines of its own. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const start = `<${name}${written.join("")}`;
  if (children.length === 0) return `${start}/>`;
  return `${start}>\n${children.map(indented).join("\n")}\n</${name}>`;
}

/** An element that holds a text. */
export function textElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text: string,
): string {
  return element(name, attributes).replace(/\/>$/, () => `>${escaped(text)}</${name}>`);
}

/** A document. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}

/** A text in XML; what XML 1.0 cannot have at all is shown in another way. */
function escaped(text: string): string {
  return (
    text
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
      // eslint-disable-next-line no-control-regex -- These are what XML cannot have.
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("\t", "&#9;")
      .replaceAll("\n", "&#10;")
      .replaceAll("\r", "&#13;")
  );
}
