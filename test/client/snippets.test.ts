import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { modelOf } from "./modelOf";

const snippets = JSON.parse(
  readFileSync(path.join(__dirname, "../../snippets/dockerfile.json"), "utf8"),
) as Record<string, { prefix: string; description: string; body: string[] }>;

describe("the snippets", () => {
  it("have prefixes of their own, all alike", () => {
    const prefixes = Object.values(snippets).map(({ prefix }) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
    for (const prefix of prefixes) assert.match(prefix, /^ms-[a-z]+$/);
  });

  for (const [name, { body, description }] of Object.entries(snippets)) {
    it(`are linked and mean what they say: ${name}`, () => {
      assert.ok(description.length > 0);
      const template = body.join("\n");
      const given = new Map<string, string>();
      const text = expand(template, given);
      assert.ok(template.endsWith("$0"), "the cursor ends where the snippet ends");
      const stops = [...given.keys()].map(Number).sort((a, b) => a - b);
      assert.deepEqual(
        stops,
        stops.map((_, i) => i + 1),
      );

      const whole = /^(?:#.*\n)?FROM /.test(text);
      const model = modelOf(whole ? text : `FROM alpine AS build\nFROM alpine\n${text}`);
      const names = model.stages.map(stage => stage.name).filter(stage => stage !== "");
      for (const { kind, text: named, to } of model.references) {
        if (kind !== "FROM" && (whole ? names.length > 1 : true)) assert.equal(typeof to, "number", named);
      }
      // One name in one place: who renames a stage while filling in renames it everywhere.
      for (const stage of names) {
        if (!whole) continue;
        const [stop] = [...given].find(([, value]) => value === stage) ?? [];
        assert.ok(stop, `the name ${stage} is no tab stop`);
        assert.doesNotMatch(template, new RegExp(`(?:AS|--from=|FROM) ${stage}\\b`));
      }
    });
  }
});

/** The text with the defaults of all tab stops; a stop that comes twice must have one default. */
function expand(template: string, given: Map<string, string>): string {
  const stop = /\$\{(\d+):((?:[^{}\\]|\\.|\$\{\d+:[^{}]*\})*)\}|\$0|\\([\\$}])/g;
  return template.replace(stop, (whole, number: string | undefined, value = "", escaped?: string) => {
    if (escaped !== undefined) return escaped;
    if (number === undefined) return whole === "$0" ? "" : whole;
    const text = expand(String(value), given);
    assert.equal(given.get(number) ?? text, text, `tab stop ${number} has two defaults`);
    given.set(number, text);
    return text;
  });
}
