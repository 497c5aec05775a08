/** The elements of the page. Texts become text nodes and attributes: nothing is ever parsed as HTML. */
import type { Shape } from "../../../../server/src/shared/graph/drawing";

const SVG = "http://www.w3.org/2000/svg";

/** The element of an id that the page has been made with. */
export function element<Type extends Element>(id: string, type: abstract new () => Type): Type {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${id}.`);
  return found;
}

/** A shape, with its children, as elements. */
export function toElement({ tag, attributes, children = [], text }: Shape): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  made.append(...children.map(toElement));
  return made;
}
