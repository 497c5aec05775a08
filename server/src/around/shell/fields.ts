/** The words of a command as the shell hands them over: quotes taken away, variables filled in, split where the shell splits. */
import type { Span } from "../../dockerfile/source";
import { holeOf } from "./template";
import { dollarValue, filledHoles, matchAt } from "./expansion";
import type { Field, Values } from "./expansion";
import type { Known } from "./known";

const PLAIN = /[^\\'"$\uE000-\uEFFF]+/y;
/** No word of a command is longer, in UTF-16 units. */
const LONGEST = 4096;
/** No variable holds more words: what stands behind them is open. */
const MOST_WORDS = 1000;

/** The fields of a word of a script, which stands at `span`. */
export function fieldsOf(script: string, span: Span, values: Values): Field[] {
  const fields: Field[] = [];
  let at = span.start;
  let text = "";
  let isOpen = false;
  let isLoose = false;
  let hasContent = false;

  const end = () => {
    if (hasContent) fields.push({ text, isOpen, span, isLoose });
    text = "";
    isOpen = false;
    isLoose = false;
    hasContent = false;
  };
  const add = (value: Known, isQuoted: boolean) => {
    isOpen ||= value.isOpen;
    if (isQuoted || (!value.isOpen && !/\s/.test(value.text))) {
      isOpen ||= text.length + value.text.length > LONGEST;
      text = (text + value.text).slice(0, LONGEST);
      hasContent ||= isQuoted || value.text !== "";
      return;
    }
    const [first = "", ...rest] = value.isOpen ? splitOpen(value.text) : value.text.split(/\s+/);
    if (value.isOpen && rest.length === 0) {
      isLoose ||= !hasContent && at === span.end;
      text = (text + value.text).slice(0, LONGEST);
      hasContent = true;
      return;
    }
    isOpen = false;
    text += first;
    isOpen = value.isOpen && /[$`{<]/.test(text);
    isLoose = isOpen && /^\$/.test(text);
    hasContent ||= first !== "";
    for (const part of rest.slice(0, MOST_WORDS)) {
      end();
      text = part;
      isOpen = value.isOpen && /[$`{<]/.test(part);
      isLoose = isOpen && /^\$/.test(part);
      hasContent = part !== "";
    }
    if (rest.length <= MOST_WORDS) return;
    end();
    fields.push({ text: "…", isOpen: true, isLoose: true, span });
  };
  const readDollar = (isQuoted: boolean) => {
    const rest = script.slice(at, span.end);
    if (/^\$\{?[@*]/.test(rest)) {
      at += rest.startsWith("${") ? rest.indexOf("}") + 1 : 2;
      const parameters = values.parameters();
      if (!parameters) add({ text: "$@", isOpen: true }, false);
      else {
        end();
        fields.push(...parameters);
      }
      return;
    }
    const [whole = "", array = ""] = /^\$\{([A-Za-z_]\w*)\[[@*]\]\}/.exec(rest) ?? [];
    const items = array === "" ? null : values.items(array);
    if (items) {
      at += whole.length;
      if (text === "" && !isOpen) hasContent = false;
      end();
      fields.push(...items);
      return;
    }
    const [value, length] = dollarValue(rest, values, 0);
    at += length;
    add(value, isQuoted);
  };

  while (at < span.end) {
    const char = script[at] ?? "";
    const plain = matchAt(PLAIN, script, at, span.end);
    if (plain !== "") {
      at += plain.length;
      add({ text: plain, isOpen: false }, true);
      hasContent = true;
    } else if (char === "\\") {
      const isNewline = /^\\\r?\n/.exec(script.slice(at, at + 3));
      at += isNewline ? isNewline[0].length : 2;
      if (!isNewline) add({ text: script[at - 1] ?? "", isOpen: false }, true);
    } else if (char === "'") {
      const close = script.indexOf("'", at + 1);
      const stop = close === -1 || close >= span.end ? span.end : close;
      add(filledHoles(script.slice(at + 1, stop), values), true);
      at = stop + 1;
    } else if (char === '"') {
      hasContent = true;
      at++;
      while (at < span.end && script[at] !== '"') {
        const inner = script[at] ?? "";
        const hole = holeOf(inner);
        const run = matchAt(PLAIN, script, at, span.end);
        if (inner === "$") readDollar(true);
        else if (inner === "\\") {
          const next = script[at + 1] ?? "";
          add({ text: /["\\$`]/.test(next) ? next : next === "\n" ? "" : `\\${next}`, isOpen: false }, true);
          at += 2;
        } else if (hole !== null) {
          add(values.hole(hole), true);
          at++;
        } else if (run !== "") {
          add({ text: run, isOpen: false }, true);
          at += run.length;
        } else {
          add({ text: inner, isOpen: false }, true);
          at++;
        }
      }
      at++;
    } else if (char === "$") readDollar(false);
    else {
      const hole = holeOf(char);
      at++;
      add(hole === null ? { text: char, isOpen: false } : values.hole(hole), false);
    }
  }
  end();
  return fields;
}

/** The words of a text in which variables are left as they are written: white space in their brackets parts nothing. */
function splitOpen(text: string): string[] {
  const words = [""];
  let depth = 0;
  for (const char of text) {
    if (/[({]/.test(char)) depth++;
    else if (/[)}]/.test(char)) depth--;
    if (/\s/.test(char) && depth === 0) words.push("");
    else words.push((words.pop() ?? "") + char);
  }
  return depth === 0 ? words : [text];
}
