/** HTML as a value of its own: what is put into a template is escaped unless it is HTML already. */
import { plainText } from "../engine/terminalText";

export interface Html {
  readonly html: string;
}

type Part = string | number | Html | undefined | readonly Part[];

/** html`<td>${text}</td>`: texts are escaped for elements and quoted attributes, lists joined, `undefined` is nothing. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: texts.map((text, index) => text + rendered(parts[index])).join("") };
}

function rendered(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return isList(part) ? part.map(rendered).join("") : part.html;
}

function isList(part: Html | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return plainText(text).replace(/[&<>"']/g, character => ENTITIES[character] ?? "");
}
