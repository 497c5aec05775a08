import assert from "node:assert/strict";
import { convertToMultiStage } from "../../server/src/convert/convert";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { applyChanges } from "../../server/src/edits/edit";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { hold } from "./hold";
import { kindCases, says } from "./kindCases";
import type { KindCase } from "./kindCases";

/** Holds a conversion against the facts of its case. */
function check({ before, project, facts }: KindCase): void {
  const conversion = convertToMultiStage(analyze(readDockerfile(before), NO_OPTIONS), project, {
    explain: true,
  });
  assert.ok(facts.length > 0);
  if (conversion.refused !== undefined) {
    const wanted = facts.filter(({ kind }) => kind === "!");
    assert.ok(wanted.length > 0, `refused: ${conversion.refused}`);
    for (const { text } of wanted) assert.ok(says(conversion.refused, text), conversion.refused);
    return;
  }
  const after = applyChanges(before, conversion.changes);
  hold(before, after);
  const { stages } = analyze(readDockerfile(after), NO_OPTIONS).model;
  const begin = stages.at(-1)?.line.from ?? 0;
  // The stage itself, without what explains it above its FROM.
  const uncommented = (text: string) => text.replace(/^#.*\n/gm, "");
  const [build, runtime] = [uncommented(after.slice(0, begin)), uncommented(after.slice(begin))];
  const unknown = conversion.choices.filter(({ isUnknown }) => isUnknown).map(({ text }) => text);
  for (const { kind, text } of facts) {
    const where = `${kind} ${text}\nof:\n${after}\n${unknown.join("\n")}`;
    if (kind === "!") assert.fail(`is converted: ${where}`);
    else if (kind === "?")
      assert.ok(
        unknown.some(one => says(one, text)),
        where,
      );
    else assert.equal(says(kind.startsWith("b") ? build : runtime, text), kind.endsWith("+"), where);
  }
}

describe("a conversion of a kind of file that real projects have", () => {
  for (const [language, cases] of kindCases())
    describe(`of ${language}`, () => {
      for (const one of cases)
        it(one.name, () => {
          check(one);
        });
    });
});
