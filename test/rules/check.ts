/**
 * A Dockerfile with its expected findings: below a line, `#   ^^^^ Rule: message` says what is found in it and where;
 * `#<^^^^` stands for a finding that begins in the first column, which the `#` itself takes. Such lines are taken out before
 * the text is read. A finding that goes over several lines is marked on its first.
 */
import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../server/src/rules/index";
import { NO_OPTIONS, readStages } from "../../server/src/stages/model";
import type { BuildOptions } from "../../server/src/stages/model";

const EXPECTATION = /^#(<| *)(\^+) (.*)$/;

/** One finding as the marks write it: `<line>:<column>-<end> Rule: message`, lines and columns from 0. */
function expected(marked: string): { text: string; findings: string[] } {
  const lines: string[] = [];
  const findings: string[] = [];
  for (const line of marked.split("\n")) {
    const match = EXPECTATION.exec(line);
    if (!match) lines.push(line);
    else {
      const [, spaces = "", carets = "", what = ""] = match;
      const start = spaces === "<" ? 0 : 1 + spaces.length;
      findings.push(`${lines.length - 1}:${start}-${start + carets.length} ${what}`);
    }
  }
  return { text: lines.join("\n"), findings };
}

/** What the rules find in a text. */
export function findingsOf(text: string, options: BuildOptions = NO_OPTIONS): string[] {
  const model = readStages(readDockerfile(text), options);
  const found = checkModel(model, (rule, error) => {
    throw new Error(`${rule.id} threw: ${String(error)}`);
  });
  return found.map(({ rule, span, message }) => {
    const before = text.slice(0, span.start).split("\n");
    const column = before.at(-1)?.length ?? 0;
    const [firstLine = ""] = text.slice(span.start, span.end).split("\n", 1);
    return `${before.length - 1}:${column}-${column + firstLine.length} ${rule.id}: ${message}`;
  });
}

/** Fails unless the rules find exactly what the marks say. */
export function check(marked: string, options: BuildOptions = NO_OPTIONS): void {
  const { text, findings } = expected(marked);
  assert.deepEqual(findingsOf(text, options).sort(), findings.sort());
}

/** The ids that the marks of a text name. */
export function markedRules(marked: string): string[] {
  return expected(marked).findings.map(finding => finding.split(/[ :]/)[2] ?? "");
}
