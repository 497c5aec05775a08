/** Variables in a Compose file: `$X`, `${X}`, `${X:-default}` and the other forms, `$$` for a dollar. */
import { expanded } from "../encoding/filledText";
import type { Expansion, TemplateLanguage } from "../encoding/filledText";

/** A text with its variables filled in; open where one has no value and no default, and is then left as written. */
export interface Interpolated {
  readonly text: string;
  readonly isOpen: boolean;
}

const NAME = /[A-Za-z_]\w*/y;
const OPERATOR = /:?[-+?]/y;
/** Defaults in one another deeper than anybody writes are not followed. */
const DEEPEST = 20;

/** Fills variables in, as Compose does. A variable that no file sets has its default value. `onExpand` hears of each, in order. */
export function interpolate(
  text: string,
  lookup: (name: string) => string | undefined,
  onExpand?: (expansion: Expansion) => void,
): Interpolated {
  if (!text.includes("$")) return { text, isOpen: false };
  let at = 0;
  let isOpen = false;

  function until(stop: string | null, depth: number): string {
    let result = "";
    /** The next one that stops it: looked for again once that is passed. */
    let end = stop === null ? text.length : -1;
    while (at < text.length && text[at] !== stop) {
      const dollar = text.indexOf("$", at);
      if (stop !== null && end < at) end = placeOf(stop, at);
      const next = Math.min(dollar === -1 ? text.length : dollar, end);
      if (next > at) {
        result += text.slice(at, next);
        at = next;
      } else {
        const start = at;
        const wasOpen = isOpen;
        isOpen = false;
        const value = variable(depth);
        const isVariable = at - start > 1 && text[start + 1] !== "$";
        if (depth === 0) onExpand?.({ span: { start, end: at }, text: value, isOpen, isVariable });
        isOpen ||= wasOpen;
        result += value;
      }
    }
    return result;
  }

  function placeOf(stop: string, from: number): number {
    const found = text.indexOf(stop, from);
    return found === -1 ? text.length : found;
  }

  function variable(depth: number): string {
    const start = at++;
    if (text[at] === "$") {
      at++;
      return "$";
    }
    const isBraced = text[at] === "{";
    if (isBraced) at++;
    const name = sticky(NAME);
    if (name === "") {
      at = isBraced ? text.length : at;
      return text.slice(start, at);
    }
    const value = lookup(name);
    if (!isBraced) return value ?? open(start);
    const operator = sticky(OPERATOR);
    const outer = isOpen;
    const other = operator !== "" && depth < DEEPEST ? until("}", depth + 1) : "";
    const isOpenOther = isOpen;
    isOpen = outer;
    at = Math.min(placeOf("}", at) + 1, text.length);
    const isGiven = value !== undefined && !(operator.startsWith(":") && value === "");
    const take = (): string => {
      isOpen ||= isOpenOther;
      return other;
    };
    if (operator.endsWith("+")) return isGiven ? take() : "";
    if (isGiven) return value;
    return operator.endsWith("-") ? take() : open(start);
  }

  function open(start: number): string {
    isOpen = true;
    return text.slice(start, at);
  }

  function sticky(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  }

  return { text: until(null, 0), isOpen };
}

/** Texts with variables, as a language in which others are written. */
export function composeTemplate(lookup: (name: string) => string | undefined): TemplateLanguage {
  return {
    decode: template => {
      const expansions: Expansion[] = [];
      interpolate(template, lookup, expansion => expansions.push(expansion));
      return expanded(template, expansions);
    },
    escape: text => text.replaceAll("$", "$$$$"),
  };
}
