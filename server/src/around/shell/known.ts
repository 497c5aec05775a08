/** What a text comes to, as far as it can be seen without running anything. */
import type { Choose } from "../outcomes";

/** A value; open where it depends on something that no file gives, and then with that in it as it is written. */
export interface Known {
  readonly text: string;
  readonly isOpen: boolean;
}

/** A value that may come out in several ways. */
export type Give = (choose: Choose) => Known;

export function known(text: string): Known {
  return { text, isOpen: false };
}

export function open(text: string): Known {
  return { text, isOpen: true };
}

/** Values one behind the other. */
export function joined(parts: readonly Known[]): Known {
  return { text: parts.map(({ text }) => text).join(""), isOpen: parts.some(({ isOpen }) => isOpen) };
}
