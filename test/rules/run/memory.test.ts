/** What the rules remember between versions changes nothing of what they find: for any edits, and for every rule. */
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import type { RuleFinding } from "../../../server/src/rules/run/finding";
import { checkModel } from "../../../server/src/rules/run/checkModel";
import { createMemory } from "../../../server/src/rules/run/memory";
import { ONLY_AROUND } from "../../../server/src/rules/around/registry";
import { RULES } from "../../../server/src/rules/registry";
import { readIgnoreFile } from "../../../server/src/shared/ignorePatterns";
import { analyze } from "../../../server/src/stages/analysis/analyze";
import { contextOf } from "../../../server/src/stages/files/contextOf";
import { NO_OPTIONS } from "../../../server/src/stages/model/buildOptions";
import type { BuildOptions } from "../../../server/src/stages/model/buildOptions";
import { generate } from "../../../bench/generate";
import { marked } from "../../support/marked";
import { random } from "../../support/random";
import type { Random } from "../../support/random";
import { EXAMPLES } from "../examples";
import { ARGUMENT_EXAMPLES } from "../examples/arguments";
import { EPOCH_EXAMPLES } from "../examples/epoch";
import { FRONTEND_EXAMPLES } from "../examples/frontends";
import { LINT_EXAMPLES } from "../examples/lint";
import { OWN_EXAMPLES } from "../examples/own";
import { STEP_EXAMPLES } from "../examples/steps";
import { TEMPLATE_EXAMPLES } from "../examples/templates";

const TEXTS = Object.values({
  ...EXAMPLES,
  ...ARGUMENT_EXAMPLES,
  ...EPOCH_EXAMPLES,
  ...FRONTEND_EXAMPLES,
  ...LINT_EXAMPLES,
  ...OWN_EXAMPLES,
  ...STEP_EXAMPLES,
  ...TEMPLATE_EXAMPLES,
})
  .map(example => marked(example).text)
  .concat("FROM scratch\nRUN a \\\n\n  b\n");
const LINES = [...TEXTS, generate(400, 3).text].flatMap(text => text.split("\n"));
/** Each example is edited so often before the next one is. */
const EDITS = 6;
/** Every rule, those too that are off by default. */
const SETTINGS = {
  levels: Object.fromEntries(RULES.map(({ id, severity }) => [id, severity])),
  onlyStages: false,
};
const OPTIONS: Record<string, BuildOptions> = {
  "no options": { buildArgs: new Map(), contexts: [] },
  "what a build is told": {
    buildArgs: new Map([["VERSION", "3"]]),
    contexts: ["late"],
    targets: ["test"],
    context: contextOf(["package.json", "src/main.go"]),
    ignoreFile: readIgnoreFile("a\nb\nx\nfoo\nsrc\n"),
  },
  "a target that is not there": { buildArgs: new Map(), contexts: [], target: "no-stage" },
};
/** What no line of the examples can bring about: the second one takes kept builds. */
const SILENT = ["LineTooLong", "MissingNamedContext", "InstructionOrder"];

describe("the memory of the rules", function () {
  this.timeout(60_000);
  const found = new Set<string>();

  for (const [title, options] of Object.entries(OPTIONS))
    it(`changes nothing of what they find, with ${title}`, () => {
      const chance = random(7);
      const memory = createMemory();
      let text = "";
      let file = readDockerfile(text);
      let analysis = analyze(file, options);
      for (let step = 0; step < EDITS * TEXTS.length; step++) {
        text = step % EDITS === 0 ? (TEXTS[step / EDITS] ?? "") : edited(text, chance);
        file = readDockerfile(text, file);
        analysis = analyze(file, options, analysis);
        const kept = checkModel(analysis, fail, memory, SETTINGS);
        const anew = checkModel(analyze(readDockerfile(text), options), fail, undefined, SETTINGS);
        for (const { rule } of anew) found.add(rule.id);
        assert.deepEqual(kept.map(told), anew.map(told), JSON.stringify(text));
        // Fixes are of the text that is there, whenever they are asked for.
        if (step % 10 === 0) assert.deepEqual(kept.map(fixesOf), anew.map(fixesOf), JSON.stringify(text));
      }
    });

  it("holds no version but the newest", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const memory = createMemory();
    const versions: WeakRef<object>[] = [];
    const text = (n: number) =>
      `FROM alpine AS a\nRUN true\n${`FROM a AS b\nCOPY --from=a / /b\nRUN cd x${n % 7}\nENV X${n % 5} y\n`.repeat(9)}`;
    let file = readDockerfile("");
    let analysis = analyze(file, NO_OPTIONS);
    for (let n = 0; n < 40; n++) {
      file = readDockerfile(text(n), file);
      analysis = analyze(file, NO_OPTIONS, analysis);
      assert.ok(checkModel(analysis, fail, memory, SETTINGS).length > 9);
      versions.push(new WeakRef(analysis.model));
      await new Promise(setImmediate);
    }
    collect();
    await new Promise(setImmediate);
    collect();
    assert.ok(versions.filter(version => version.deref()).length < 4);
  });

  it("was asked of what every rule finds", () => {
    assert.deepEqual(
      RULES.filter(rule => !found.has(rule.id) && !ONLY_AROUND.includes(rule)).map(({ id }) => id),
      SILENT,
    );
  });
});

function fail(rule: { id: string }, error: unknown): never {
  throw new Error(`${rule.id} threw: ${String(error)}`);
}

/** A text with lines put in, taken out, moved or broken, or another example in it. */
function edited(text: string, { below, pick }: Random): string {
  const lines = text.split("\n");
  const at = below(lines.length);
  const kind = below(lines.length > 40 ? 4 : 8);
  if (kind < 2) lines.splice(at, 1 + below(3));
  else if (kind === 2) lines.splice(below(lines.length), 0, ...lines.splice(at, 1 + below(4)));
  else if (kind === 3) {
    const line = lines[at] ?? "";
    const character = below(line.length + 1);
    lines[at] =
      line.slice(0, character) +
      pick(["", "x", " ", "\n", "\\\n", "$X", "#", '"']) +
      line.slice(character + below(2));
  } else lines.splice(at, 0, ...(kind < 6 ? pick(TEXTS).split("\n") : [pick(LINES)]));
  return lines.join("\n");
}

function told({ rule, severity, span, message, related, line, isUnnecessary, fixes }: RuleFinding): object {
  return {
    rule: rule.id,
    severity,
    span: spanOf(span),
    message,
    related: related?.map(place => [spanOf(place.span), place.message]) ?? [],
    line: line && spanOf(line),
    isUnnecessary,
    hasFixes: fixes !== undefined,
  };
}

function fixesOf({ rule, fixes }: RuleFinding): unknown {
  return [
    rule.id,
    fixes?.().map(({ title, changes, refused, isSafe }) => ({
      title,
      refused,
      isSafe,
      changes: changes.map(change => [spanOf(change.span), change.text]),
    })),
  ];
}

function spanOf({ start, end }: { start: number; end: number }): [number, number] {
  return [start, end];
}
