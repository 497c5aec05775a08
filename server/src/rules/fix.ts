/** Ways to mend a finding, made of edits. */
import type { Edit } from "../edits/edit";

/** A way to mend a finding. */
export interface Fix extends Edit {
  /** What it does, as an imperative. */
  readonly title: string;
  /** Builds give what they gave: it may be done to a whole file, unasked, on saving. */
  readonly isSafe?: true;
  /** It takes something away that may be meant, or brings up another fault: nothing takes it unless a person chooses it. */
  readonly isChoice?: true;
}

/** A fix that a person chooses. */
export function fix(title: string, edit: Edit): Fix {
  return { title, ...edit };
}

/** A fix that takes something away or brings up another fault: a person may choose it, and no key and no "fix all" takes it. */
export function choice(title: string, edit: Edit): Fix {
  return { title, ...edit, isChoice: true };
}

/** A fix after which every build gives what it gave. */
export function safeFix(title: string, edit: Edit): Fix {
  return { title, ...edit, isSafe: true };
}

/** The fix that writes a text in place of the span of a finding. */
export function replacement(title: string, span: Edit["changes"][number]["span"], text: string): Fix {
  return { title, changes: [{ span, text }] };
}
