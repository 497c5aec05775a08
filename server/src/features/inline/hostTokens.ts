/** Semantic tokens of a Dockerfile inside of a file, as tokens of that file. */
import { hostRange } from "./inlineDockerfile";
import type { InlineDockerfile } from "./inlineDockerfile";

/** Numbers for each token: lines and characters since the one before, length, type, modifiers. */
const NUMBERS = 5;

/** The tokens in the host; one that goes over several of its lines is left out. */
export function hostTokens(dockerfile: InlineDockerfile, data: readonly number[]): number[] {
  const found: number[] = [];
  let line = 0;
  let character = 0;
  let last = { line: 0, character: 0 };
  for (let at = 0; at + NUMBERS <= data.length; at += NUMBERS) {
    const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + NUMBERS);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const { start, end } = hostRange(dockerfile, {
      start: { line, character },
      end: { line, character: character + length },
    });
    if (start.line !== end.line || start.character >= end.character) continue;
    const isSameLine = start.line === last.line;
    found.push(
      start.line - last.line,
      isSameLine ? start.character - last.character : start.character,
      end.character - start.character,
      type,
      modifiers,
    );
    last = start;
  }
  return found;
}

/** Tokens of several Dockerfiles of one host, in its order, as one list. */
export function joinedTokens(lists: readonly (readonly number[])[]): number[] {
  const found: number[] = [];
  let last = { line: 0, character: 0 };
  for (const list of lists) {
    const [lines = 0, characters = 0, ...rest] = list;
    if (list.length === 0) continue;
    const isSameLine = lines === last.line;
    found.push(lines - last.line, isSameLine ? characters - last.character : characters);
    // More of them than a call can have as arguments.
    for (const number of rest) found.push(number);
    last = ending(list);
  }
  return found;
}

function ending(list: readonly number[]): { line: number; character: number } {
  let line = 0;
  let character = 0;
  for (let at = 0; at < list.length; at += NUMBERS) {
    const lines = list[at] ?? 0;
    character = (lines === 0 ? character : 0) + (list[at + 1] ?? 0);
    line += lines;
  }
  return { line, character };
}
