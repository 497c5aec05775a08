import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../../server/src/rules/run/checkModel";
import {
  expandSnippet,
  readSnippetText,
  writeSnippetText,
} from "../../../server/src/features/completion/snippetText";
import type { Snippet } from "../../../server/src/features/completion/snippetList";
import { analyze } from "../../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../../server/src/stages/model/buildOptions";
import { readStages } from "../../../server/src/stages/model/model";
import type { StageModel } from "../../../server/src/stages/model/model";
import { snippetTable } from "../../../scripts/snippetTable";
import { FILES, PARTS, SNIPPETS, fileOf, snippetFile } from "../../support/snippets";

const ROOT = join(__dirname, "../../..");
/** Images of the files whose last user is no other than root's. */
const NOT_ROOT_BY_ITSELF = /nonroot$|^nginxinc\/nginx-unprivileged:/;

function modelOf(text: string): StageModel {
  return readStages(readDockerfile(text), NO_OPTIONS);
}

/** What is found above the level of a hint. */
function findings(model: StageModel): string[] {
  return checkModel(analyze(model.file, model.options), (_, error) => {
    throw error;
  })
    .filter(({ rule }) => rule.severity !== "hint")
    .map(({ rule, message }) => `${rule.id}: ${message}`);
}

/** Which stage each reference means, and what is built: everything but the names. */
function graphOf({ stages, references }: StageModel): unknown {
  return [
    stages.map(({ base, description, body }) => [base.to, description !== null, body.length]),
    references.map(({ form, inStage, to }) => [form, inStage, to]),
  ];
}

describe("the snippets", () => {
  it("are contributed without prefixes, so that VS Code inserts them when asked and suggests none beside the server", () => {
    const manifest = readFileSync(join(ROOT, "package.json"), "utf8");
    const { contributes } = JSON.parse(manifest) as {
      contributes: { snippets: { language: string; path: string }[] };
    };
    assert.deepEqual(contributes.snippets, [
      { language: "dockerfile", path: "./snippets/files.json" },
      { language: "dockerfile", path: "./snippets/parts.json" },
    ]);
    for (const name of ["files", "parts"] as const)
      for (const [title, snippet] of Object.entries(JSON.parse(snippetFile(name)) as Record<string, object>))
        assert.deepEqual(
          Object.keys(snippet),
          name === "files" ? ["description", "isFileTemplate", "body"] : ["description", "body"],
          title,
        );
  });

  it("have names of their own, all alike, and descriptions that read well", () => {
    const names = SNIPPETS.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, description } of SNIPPETS) {
      assert.match(name, /^ms(-[a-z]+)+$/);
      assert.match(description, /^(\.NET|[A-Z])[^\n]{20,110}[^\s.]$/, name);
    }
  });

  it("are of the kind that their file says", () => {
    assert.deepEqual(
      FILES.filter(({ kind }) => kind !== "file"),
      [],
    );
    assert.deepEqual(
      PARTS.filter(({ kind }) => kind === "file"),
      [],
    );
  });

  it("are all in docs/snippets.md, as `npm run snippets` writes them", () => {
    const page = readFileSync(join(ROOT, "docs/snippets.md"), "utf8");
    assert.ok(page.includes(snippetTable(snippetFile("files"))));
    assert.ok(page.includes(snippetTable(snippetFile("parts"))));
  });

  for (const snippet of SNIPPETS)
    describe(snippet.name, () => {
      checkSnippet(snippet);
    });
});

function checkSnippet(snippet: Snippet): void {
  const { kind, pieces, names, earlier } = snippet;
  const text = fileOf(snippet);
  const model = modelOf(text);

  it("has tab stops one after the other, each with one default, and an end", () => {
    const { text: expanded, stops } = expandSnippet(pieces);
    const defaults = new Map<number, string>();
    for (const { number, start, end } of stops) {
      const value = expanded.slice(start, end);
      assert.equal(defaults.get(number) ?? value, value, `tab stop ${number} has two defaults`);
      defaults.set(number, value);
    }
    const inOrder = [...new Set([...stops].sort((a, b) => a.start - b.start || b.end - a.end))];
    const numbers = [...new Set(inOrder.map(({ number }) => number))];
    assert.deepEqual(
      numbers,
      [...[...defaults.keys()].filter(number => number > 0).keys()].map(n => n + 1).concat(0),
    );
    assert.equal(stops.filter(({ number }) => number === 0).length, 1);
    assert.doesNotMatch(expanded, /\$\{\d|\$\d|\|\}|\\[$}]/);
    assert.deepEqual(readSnippetText(writeSnippetText(pieces)), pieces);
  });

  it("is found nothing wrong with", () => {
    assert.deepEqual(findings(model), []);
  });

  it("has a linked tab stop for the name of every stage: another name is the same graph", () => {
    const own = kind === "file" ? model.stages.length : kind === "stage" ? 1 : 0;
    assert.equal(names.length, own);
    for (const { number, name } of names) {
      const other = modelOf(fileOf(snippet, { [number]: "another" }));
      assert.deepEqual(graphOf(other), graphOf(model), name);
      assert.deepEqual(findings(other), [], name);
      assert.equal(other.names.has(name), false);
      // In comments, too: the builder's description and the command that builds the stage.
      for (const line of fileOf(snippet, { [number]: "another" }).split("\n"))
        assert.doesNotMatch(line, new RegExp(`^# ${name} |--target ${name}\\b`));
    }
  });

  if (kind === "file" || kind === "stage")
    it("describes its stages, as the builder reads it", () => {
      for (const { number } of names) {
        const { stages } = modelOf(fileOf(snippet, { [number]: "another" }));
        const stage = stages.find(({ name }) => name === "another");
        assert.match(stage?.description ?? "", /^[a-zA-Z].*\.$/);
      }
    });

  if (earlier)
    it("means a stage of the file", () => {
      const { stages, references } = model;
      assert.ok(references.some(({ to }) => typeof to === "number" && stages[to]?.name === earlier.name));
      const without = modelOf(fileOf(snippet, { [earlier.number]: "elsewhere" }));
      assert.ok(without.references.some(({ to, text: name }) => to === "image" && name === "elsewhere"));
    });

  if (kind !== "file") return;

  it("ships what is not root's, starts it without a shell, and keeps nothing of a package manager", () => {
    const last = model.stages.at(-1);
    const users = last?.body.filter(({ instruction }) => instruction.keyword === "USER") ?? [];
    if (!NOT_ROOT_BY_ITSELF.test(last?.base.text ?? "")) assert.equal(users.length, 1);
    assert.doesNotMatch(text, /^USER (root|0)\b/m);
    assert.doesNotMatch(text, /^(CMD|ENTRYPOINT) (?!\[)/m);
    assert.doesNotMatch(text, /^WORKDIR (?!\/)/m);
    assert.doesNotMatch(text, /:latest\b|^FROM [^:\s]+\/[^:\s]+ /m);
    for (const [command] of text.matchAll(
      /^RUN (?:.*\\\n)*.*\b(npm ci|pnpm install|pip install|mvn|go build|cargo build).*$/gm,
    ))
      assert.match(command, /--mount=type=cache/);
  });
}
