/** What a check reports, as all formats have it. */
import type { Range } from "vscode-languageserver-types";
import { shownPath } from "./paths";
import type { Severity } from "../rules/rule";

/** A problem of a file. It is plain data, which threads can hand on. */
export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  /** One or two sentences: what is wrong, and what to do. */
  readonly message: string;
  /** Zero-based lines and UTF-16 columns, as in the Language Server Protocol. */
  readonly range: Range;
  /** The first line of the range, or a part of it. */
  readonly excerpt: Excerpt;
  readonly related: readonly RelatedProblem[];
  /** The address of the page about the rule; null where there is none. */
  readonly page: string | null;
}

/** Another place of the same file that has to do with a problem. */
export interface RelatedProblem {
  readonly range: Range;
  readonly message: string;
}

/** A part of a line: of a line that nobody can read at once what is around the problem. */
export interface Excerpt {
  readonly text: string;
  /** Where the problem begins and ends in the text, from 0. */
  readonly start: number;
  readonly end: number;
  /** What is before it and behind it in the line is left out. */
  readonly isCutBefore: boolean;
  readonly isCutBehind: boolean;
}

/** A file that was checked. Paths are absolute, with slashes. */
export interface CheckedFile {
  readonly path: string;
  readonly problems: readonly Problem[];
  /** What the log of an editor would have: rules that failed. */
  readonly notes: readonly string[];
}

/** A file that could not be checked, or written, and why. */
export interface FailedFile {
  readonly path: string;
  readonly failure: string;
}

/** What is said of it on standard error. */
export function failureLine({ path, failure }: FailedFile): string {
  return `${shownPath(path)}: ${failure}`;
}

/** From the worst on. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

/** A longer line is shown in part. */
const LONGEST_EXCERPT = 160;
const BEFORE = 60;

/** The excerpt of a line, whose text ends before its end of line, for columns in it. */
export function excerptOf(line: string, start: number, end: number): Excerpt {
  const last = Math.max(Math.min(end, line.length), start);
  if (line.length <= LONGEST_EXCERPT)
    return { text: line, start, end: last, isCutBefore: false, isCutBehind: false };
  const from = Math.max(0, Math.min(start - BEFORE, line.length - LONGEST_EXCERPT));
  const to = from + LONGEST_EXCERPT;
  return {
    text: line.slice(from, to),
    start: start - from,
    end: Math.min(last, to) - from,
    isCutBefore: from > 0,
    isCutBehind: to < line.length,
  };
}
