/** Holds the rules against a marked Dockerfile: below a line, `#   ^^^^ Rule: message` says what is found in it and where. */
import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import type { BuildOptions } from "../../server/src/stages/model/buildOptions";
import type { Rule } from "../../server/src/rules/rule";
import { marked } from "../support/marked";

/** One finding in words: `<line>:<column>-<end> Rule: message`, from 0; of a span over several lines, its first. */
function inWords(text: string, span: { start: number; end: number }, what: string): string {
  const before = text.slice(0, span.start).split("\n");
  const column = before.at(-1)?.length ?? 0;
  const [firstLine = ""] = text.slice(span.start, span.end).split("\n", 1);
  return `${before.length - 1}:${column}-${column + firstLine.length} ${what}`;
}

/** Which rules are asked. */
export type Which = (rule: Rule) => boolean;

/** The rules that speak for the builder. */
export const BUILDERS: Which = rule => rule.origin !== "own";
export const ALL: Which = () => true;

/** What the rules find in a text. */
export function findingsOf(text: string, options: BuildOptions = NO_OPTIONS, which = BUILDERS): string[] {
  const analysis = analyze(readDockerfile(text), options);
  const found = checkModel(analysis, (rule, error) => {
    throw new Error(`${rule.id} threw: ${String(error)}`);
  });
  return found
    .filter(({ rule }) => which(rule))
    .map(({ rule, span, message }) => inWords(text, span, `${rule.id}: ${message}`));
}

/** Fails unless the rules find exactly what the marks say. */
export function check(markedText: string, options: BuildOptions = NO_OPTIONS, which = BUILDERS): void {
  const { text, notes } = marked(markedText);
  const expected = notes.map(note => inWords(text, note.span, note.text));
  assert.deepEqual(findingsOf(text, options, which).sort(), expected.sort());
}

/** The ids that the marks of a text name. */
export function markedRules(markedText: string): string[] {
  return marked(markedText).notes.map(note => note.text.split(":", 1)[0] ?? "");
}
