/**
 * Which files of a build context a build gets: the whole of an ignore file with what it takes back (`!`), path by path, as the builder
 * walks a context (moby's `patternmatcher`, `MatchesUsingParentResults`, and fsutil's filter). Pure, and linear in the path.
 */
import { compilePattern } from "./ignorePattern";
import { cleanPath } from "./ignorePatterns";
import { filePattern } from "./filePattern";
import { matchEnds } from "./wildcards";

/** A line of an ignore file that means something. */
export interface ContextPattern {
  /** As it is written, without white space around it. */
  readonly text: string;
  /** Its line in the file, counted from 0. */
  readonly line: number;
  /** It begins with `!`: what it matches is kept. */
  readonly keeps: boolean;
}

/** What becomes of a file or a folder. */
export interface ContextDecision {
  readonly isIgnored: boolean;
  /** The pattern that decides; null for none, as for most of what is kept. */
  readonly by: ContextPattern | null;
  /** Which patterns match it or a folder that it is in, in their order: what is asked of it for what it holds. */
  readonly matched: readonly boolean[];
}

export interface ContextFilter {
  readonly patterns: readonly ContextPattern[];
  /** `path` is clean, from the context, without a slash at its beginning; `folder` is the decision of the folder it is in, null for the context. */
  readonly decide: (path: string, folder: ContextDecision | null) => ContextDecision;
  /** Whether a file below a folder that is ignored may be kept: without, nobody has to look into it. */
  readonly mayKeepBelow: (folder: string) => boolean;
}

interface Matcher extends ContextPattern {
  /** Clean, without the `!`. */
  readonly pattern: string;
  readonly matches: (path: string) => boolean;
}

/**
 * The filter of an ignore file's text. A text with a pattern that the builder refuses leaves nothing out: there is no build. A pattern
 * that means more to the builder's expressions than to ours matches nothing.
 */
export function contextFilter(text: string): ContextFilter {
  const read = readLines(text);
  const isRefused = read.some(({ pattern }) => pattern === "" || !filePattern(pattern));
  const patterns = isRefused ? [] : read;
  const exceptions = patterns.filter(({ keeps }) => keeps);
  const arePlain = exceptions.every(({ pattern }) => isPlain(withoutTrailingGlob(pattern)));
  return {
    patterns,
    decide(path, folder) {
      let isIgnored = false;
      let by: ContextPattern | null = null;
      const matched: boolean[] = [];
      for (const [index, pattern] of patterns.entries()) {
        const isMatch =
          folder?.matched[index] === true || (pattern.keeps === isIgnored && pattern.matches(path));
        matched.push(isMatch);
        if (!isMatch) continue;
        isIgnored = !pattern.keeps;
        by = pattern;
      }
      return { isIgnored, by, matched };
    },
    mayKeepBelow: folder =>
      exceptions.length > 0 &&
      (!arePlain ||
        exceptions.some(({ pattern }) => `${withoutTrailingGlob(pattern)}/`.startsWith(`${folder}/`))),
  };
}

function readLines(text: string): Matcher[] {
  return text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .flatMap((written, line): Matcher[] => {
      const trimmed = written.trim();
      if (written.startsWith("#") || trimmed === "") return [];
      const keeps = trimmed.startsWith("!");
      const path = keeps ? trimmed.slice(1).trim() : trimmed;
      const pattern = path === "" ? "" : cleanPath(cleanPath(path).replace(/^\/(?=.)/, ""));
      return [{ text: trimmed, line, keeps, pattern, matches: matcherOf(pattern) }];
    });
}

/** Most patterns are names and paths without a wildcard, which need no matcher. */
function matcherOf(pattern: string): (path: string) => boolean {
  if (isPlain(pattern)) return path => path === pattern;
  const end = /^\*\*(\/[^*?[\]\\]+)$/.exec(pattern)?.[1];
  if (end !== undefined) return path => path.endsWith(end) || path === end.slice(1);
  const alternatives = compilePattern(pattern);
  if (!alternatives) return () => false;
  return path => {
    const characters = [...path];
    return alternatives.some(steps => matchEnds(steps, characters, 0).at(-1) === characters.length);
  };
}

function isPlain(pattern: string): boolean {
  return !/[*?[\]\\]/.test(pattern);
}

function withoutTrailingGlob(pattern: string): string {
  return pattern.replace(/\/\*{1,2}$/, "");
}
