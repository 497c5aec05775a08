// What other servers get wrong in the files around a Dockerfile, in the real server, with neighbors: each is right here.
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionItem, Diagnostic, Location } from "vscode-languageserver-protocol";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const FILES: Readonly<Record<string, string>> = {
  Dockerfile: "FROM alpine AS root\nFROM alpine AS Other\n",
  "api/Dockerfile": "FROM alpine AS Build\nRUN true\nFROM build AS test\nFROM build AS release\n",
  "compose.yaml": `services:
  context: {build: {context: ./api, target: build}}
  case: {build: {context: ./api, target: BUILD}}
  open: {build: {context: ./api, target: "$NOBODY_SAYS"}}
  given: {build: {context: ./api, target: "\${STAGE:-releas}"}}
  git: {build: {context: "https://github.com/o/r.git#main", target: nothing}}
  ssh: {build: {context: "git@github.com:o/r.git", target: nothing}}
  typo: {build: {context: ./api, target: tst}}
  inline: {build: {context: ./api, dockerfile_inline: "FROM alpine AS one", target: oen}}
`,
  "docker-bake.hcl": `variable "stage" { default = "Release" }
variable "wrong" { default = "relase" }
target "case" {
  context = "api"
  target = "build"
}
target "variable" {
  inherits = ["case"]
  target = stage
}
target "misspelled" {
  inherits = ["case"]
  target = wrong
}
target "template" {
  inherits = ["case"]
  target = "\${lower("TEST")}"
}
target "matrix" {
  name = "matrix-\${stage}"
  matrix = { stage = ["test", "tesst"] }
  inherits = ["case"]
  target = stage
}
target "filter" {
  inherits = ["case"]
  no-cache-filter = ["build", "biuld"]
}
target "git" {
  context = "https://github.com/o/r.git"
  target = "nothing"
}
target "orphan" {
  inherits = ["gone"]
}
target "linked" {
  contexts = { alpine = "target:case" }
}
target "typo" {
  inherits = ["case"]
  target = "releese"
}
`,
  "json/docker-bake.json": '{"target": {"a": {"context": "../api", "target": "tset"}}}',
  ".devcontainer/devcontainer.json":
    '// A comment.\n{"build": {"dockerfile": "../api/Dockerfile", "target": "tets",},}',
};

/** The words that no stage has, in each file. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  "compose.yaml": ["releas", "tst", "oen"],
  // A value is told where it is used: `target = wrong`, and the one of a matrix that is no stage.
  "docker-bake.hcl": ["wrong", "stage", "biuld", "releese"],
  "json/docker-bake.json": ["tset"],
  ".devcontainer/devcontainer.json": ["tets"],
};

describe("what others get wrong around a Dockerfile", function () {
  this.timeout(60_000);
  let workspace: WorkspaceEditor;
  const texts = new Map(Object.entries(FILES));
  const documentOf = (path: string) => TextDocument.create(path, "", 0, texts.get(path) ?? "");
  const ask = <Answer>(method: string, path: string, params: object = {}) =>
    workspace.editor.ask<Answer>(`textDocument/${method}`, params, workspace.uriOf(path));
  const at = (path: string, before: string, by = 1) => {
    const offset = documentOf(path).getText().indexOf(before);
    assert.notEqual(offset, -1, before);
    return documentOf(path).positionAt(offset + before.length + by);
  };
  /** The words with a problem about a stage. */
  const wrongIn = async (path: string) => {
    const { items } = await ask<{ items: Diagnostic[] }>("diagnostic", path);
    return items
      .filter(({ message }) => / stage\b/.test(typeof message === "string" ? message : ""))
      .map(({ range }) => documentOf(path).getText(range).replace(/^"|"$/g, ""));
  };

  before(async () => {
    const dynamic = { dynamicRegistration: true };
    workspace = await openWorkspace(FILES, null, {
      capabilities: {
        textDocument: { ...PULLS.textDocument, synchronization: dynamic },
        workspace: { workspaceFolders: true },
      },
    });
    for (const [path, text] of Object.entries(FILES)) {
      const languageId = path.endsWith("Dockerfile") ? "dockerfile" : "yaml";
      const textDocument = { uri: workspace.uriOf(path), languageId, version: 1, text };
      await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    }
  });
  after(() => workspace.stop());

  for (const [path, wrong] of Object.entries(WRONG))
    it(`exactly what is no stage is told: ${path}`, async () => {
      const told = await wrongIn(path);
      for (const word of wrong)
        assert.ok(
          told.some(each => each.includes(word)),
          `${word}: ${told.join()}`,
        );
      assert.equal(told.length, wrong.length, told.join());
    });

  it("the stages of the context's Dockerfile are offered, and no others", async () => {
    const labels = async (path: string, before: string) => {
      const answer = await ask<CompletionItem[] | { items: CompletionItem[] }>("completion", path, {
        position: at(path, before),
      });
      return (Array.isArray(answer) ? answer : answer.items).map(({ label }) => label);
    };
    for (const [path, before] of [
      ["compose.yaml", "context: ./api, target: "],
      ["docker-bake.hcl", 'context = "api"\n  target = "'],
      ["json/docker-bake.json", '"target": "'],
      [".devcontainer/devcontainer.json", '"target": "'],
    ] as const) {
      const found = await labels(path, before);
      for (const stage of ["test", "release"]) assert.ok(found.includes(stage), `${path}: ${found.join()}`);
      assert.ok(!found.includes("root"), path);
    }
  });

  for (const [path, before, expected] of [
    ["compose.yaml", "case: {build: {context: ./api, target: ", "api/Dockerfile:1"],
    ["docker-bake.hcl", 'context = "api"\n  target = "', "api/Dockerfile:1"],
    ["docker-bake.hcl", 'no-cache-filter = ["', "api/Dockerfile:1"],
    ["docker-bake.hcl", 'alpine = "target:', "docker-bake.hcl:3"],
  ] as const)
    it(`a name leads to what it means: ${before}`, async () => {
      const places = await ask<Location[]>("definition", path, { position: at(path, before) });
      const shown = places.map(({ uri, range }) => `${workspace.pathOf(uri)}:${range.start.line + 1}`);
      assert.ok(shown.includes(expected), shown.join());
    });

  it("a stage that another target ends with is reached", async () => {
    const { items } = await ask<{ items: Diagnostic[] }>("diagnostic", "api/Dockerfile");
    assert.deepEqual(
      items.filter(({ code }) => code === "UnusedStage"),
      [],
    );
  });

  it("what is wrong goes when the stage has that name", async () => {
    const text = (FILES["api/Dockerfile"] ?? "").replace("AS test", "AS tst");
    await workspace.editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: workspace.uriOf("api/Dockerfile"), version: 2 },
      contentChanges: [{ text }],
    });
    const told = await wrongIn("compose.yaml");
    assert.ok(!told.includes("tst"), told.join());
    assert.ok((await wrongIn("docker-bake.hcl")).length > 0);
  });
});
