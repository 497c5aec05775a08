/** The walkthrough of the manifest against the code that completes its steps, the pictures it shows and the commands it links. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stepContextKey, stepId, WALKTHROUGH_STEPS } from "../../client/src/walkthrough/step";
import { EXAMPLE, findPlace, isExamplePlace, type ExamplePlace } from "../../client/src/walkthrough/example";
import { WALKTHROUGH_PICTURES } from "../../scripts/walkthrough";
import { ALL, findingsOf } from "../rules/check";
import { modelOf } from "./modelOf";

const ROOT = resolve(__dirname, "../..");

interface Step {
  id: string;
  title: string;
  description: string;
  media: { svg: string; altText: string };
  completionEvents: string[];
}

interface Manifest {
  name: string;
  publisher: string;
  contributes: {
    commands: { command: string }[];
    walkthroughs: { id: string; steps: Step[] }[];
  };
}

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const { contributes, name, publisher } = JSON.parse(read("package.json")) as Manifest;
const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
const [{ steps } = { steps: [] }] = contributes.walkthroughs;

/** The links of a step: the command, and its arguments as VS Code reads them. */
function linksOf({ description }: Step): { command: string; argument: unknown }[] {
  const text = texts[description.slice(1, -1)] ?? "";
  return [...text.matchAll(/\]\(command:(?:toSide:)?([\w.]+)(?:\?([^)]*))?\)/g)].map(
    ([, command = "", query]) => ({
      command,
      argument: query === undefined ? undefined : (JSON.parse(decodeURIComponent(query)) as unknown),
    }),
  );
}

describe("the walkthrough", () => {
  it("has five steps, each complete by what the code tells, and by nothing else", () => {
    assert.equal(contributes.walkthroughs.length, 1);
    assert.deepEqual(
      steps.map(({ completionEvents }) => completionEvents),
      WALKTHROUGH_STEPS.map(step => [`onContext:${stepContextKey(step)}`]),
    );
    assert.deepEqual(
      steps.map(({ id }) => `${publisher}.${name}#${contributes.walkthroughs[0]?.id}#${id}`),
      WALKTHROUGH_STEPS.map(stepId),
    );
  });

  it("shows pictures as `npm run walkthrough` draws them, each told in words, in colours of the theme", () => {
    assert.deepEqual(Object.keys(WALKTHROUGH_PICTURES).sort(), steps.map(({ id }) => id).sort());
    for (const { id, media } of steps) {
      assert.equal(read(media.svg), WALKTHROUGH_PICTURES[id], id);
      assert.ok((texts[media.altText.slice(1, -1)] ?? "").length > 20, id);
      const colours = [...read(media.svg).matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(
        ([, value = ""]) => value,
      );
      assert.deepEqual(
        colours.filter(colour => !/^(?:none|var\(--vscode-[\w-]+,#\w+\))$/.test(colour)),
        [],
      );
    }
  });

  it("links commands that are there, and places of the example that it has", () => {
    const known = new Set(contributes.commands.map(({ command }) => command));
    const model = modelOf(EXAMPLE);
    const places = new Set<ExamplePlace>();
    for (const step of steps) {
      const links = linksOf(step);
      assert.notEqual(links.length, 0, `${step.id} has nothing to click`);
      for (const { command, argument } of links) {
        assert.ok(known.has(command), command);
        if (argument === undefined) continue;
        assert.ok(isExamplePlace(argument), JSON.stringify(argument));
        assert.ok(findPlace(model, EXAMPLE.split("\n").length, argument), argument);
        places.add(argument);
      }
    }
    assert.deepEqual([...places].sort(), ["end", "name", "reference"]);
  });
});

describe("the example of the walkthrough", () => {
  it("has nothing that any rule speaks of", () => {
    assert.deepEqual(findingsOf(EXAMPLE, undefined, ALL), []);
  });

  const lines = EXAMPLE.split("\n");
  const placed = (text: string, place: ExamplePlace) => {
    const all = text.split("\n");
    const found = findPlace(modelOf(text), all.length, place);
    return found && all[found.line]?.slice(found.character).split(" ", 1)[0];
  };

  it("has a name, a reference to it and an empty line at its end", () => {
    assert.equal(placed(EXAMPLE, "name"), "greeting");
    assert.equal(placed(EXAMPLE, "reference"), "greeting");
    assert.equal(placed(EXAMPLE, "end"), "");
    assert.equal(lines.at(-1), "");
  });

  it("is searched as a person has left it", () => {
    const renamed = EXAMPLE.replaceAll("greeting", "hello");
    assert.equal(placed(renamed, "reference"), "hello");
    assert.equal(placed("FROM alpine:3.22\n", "name"), undefined);
    assert.equal(placed("", "reference"), undefined);
    assert.equal(placed("", "end"), "");
  });
});
