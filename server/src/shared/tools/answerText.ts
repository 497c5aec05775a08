/** An answer of a tool as text: bounded, without what nobody sees, and without the values of secrets. */
import { withoutSecrets } from "../secrets";

/** In characters. */
const LONGEST_ANSWER = 40_000;
const LONGEST_TEXT = 2_000;
const LONGEST_LIST = 200;
/** Names of fields are short, but for those that a file gives. */
const LONGEST_NAME = 100;
/** A change of which a part is missing would break what it is to mend. */
const WITHOUT_EDITS = "Left out: they are too long.";
/** Of a text that is longer, no more is looked at. */
const LONGEST_READ = 20_000;
/** A shorter value stands everywhere. */
const SHORTEST_SECRET = 4;

/* eslint-disable no-control-regex -- what is not seen is looked for */
const SEQUENCE = /\x1b\[[0-?]*[ -/]*[@-~]/g;
/** Control characters, and those that hide text or turn its direction round. */
const UNSEEN =
  /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/* eslint-enable no-control-regex */

/** What an answer must not have. */
export type Hide = (text: string) => string;

/** Hides values of secrets, and what nobody sees. */
export function hiding(secrets: readonly string[]): Hide {
  const values = [...new Set(secrets)]
    .filter(value => value.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  return text => {
    let shown = text.replace(SEQUENCE, "").replace(UNSEEN, "");
    for (const value of values) shown = shown.replaceAll(value, "…");
    return withoutSecrets(shown);
  };
}

/** An answer as JSON. What is too long is cut, and says so; edits are whole, or left out. */
export function answerText(answer: object, hide: Hide): string {
  for (let part = 1; ; part *= 2) {
    const text = JSON.stringify(shaped(answer, hide, LONGEST_TEXT / part, Math.ceil(LONGEST_LIST / part)));
    if (text.length <= LONGEST_ANSWER || part > LONGEST_LIST) return text;
  }
}

function shaped(value: unknown, hide: Hide, longest: number, most: number): unknown {
  if (typeof value === "string") return shortened(value, hide, longest);
  if (Array.isArray(value)) {
    const items = value.slice(0, most).map(item => shaped(item, hide, longest, most));
    return value.length > most ? [...items, `… ${value.length - most} more`] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value) as [string, unknown][];
  const shown = entries.slice(0, LONGEST_LIST).map(([key, item]) => {
    if (key === "newText") return [key, item];
    if (key === "edits" && Array.isArray(item) && item.length > most) return [key, WITHOUT_EDITS];
    return [shortened(key, hide, Math.max(longest, LONGEST_NAME)), shaped(item, hide, longest, most)];
  });
  const left = entries.length - shown.length;
  return Object.fromEntries(left > 0 ? [...shown, ["…", `${left} more`]] : shown);
}

function shortened(value: string, hide: Hide, longest: number): string {
  const text = hide(value.slice(0, LONGEST_READ));
  const isCut = text.length > longest || value.length > LONGEST_READ;
  return isCut ? `${text.slice(0, longest)}… (${value.length} characters)` : text;
}
