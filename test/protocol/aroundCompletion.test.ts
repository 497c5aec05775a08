import assert from "node:assert/strict";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { PULLS } from "../support/languageServer";
import { cursor } from "../support/marked";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const CAPABILITIES = {
  textDocument: {
    ...PULLS.textDocument,
    synchronization: { dynamicRegistration: true },
    completion: {
      dynamicRegistration: true,
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        insertReplaceSupport: true,
        documentationFormat: ["markdown"],
        resolveSupport: { properties: ["documentation", "detail"] },
      },
    },
  },
  workspace: { workspaceFolders: true },
};

const FILES = {
  "api/Dockerfile":
    "# deps fetches modules.\nFROM golang:1.26 AS Deps\nARG VERSION=1\nARG MODE\nFROM deps AS build\nCOPY --from=assets /a /\nFROM scratch\n",
  "web/Dockerfile": "FROM node AS site\n",
  "docker/tools.Dockerfile": "FROM alpine AS tools\n",
};

/** Files with a cursor, and the file with the first item taken, or null where there is none; then all labels. */
const TAKEN: readonly (readonly [file: string, text: string, taken: string | null, ...labels: string[]])[] = [
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: api\n      target: <|>\n",
    "services:\n  a:\n    build:\n      context: api\n      target: build\n",
    "build",
    "Deps",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: api\n      target: d<|>ep # x\n",
    "services:\n  a:\n    build:\n      context: api\n      target: build # x\n",
    "build",
    "Deps",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: api\n      target:<|>\n",
    "services:\n  a:\n    build:\n      context: api\n      target: build\n",
    "build",
    "Deps",
  ],
  [
    "compose.yaml",
    "services: {a: {build: {context: web, target: <|>}}}\n",
    "services: {a: {build: {context: web, target: site}}}\n",
    "site",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: api\n      args:\n        MODE: x\n        <|>\n",
    "services:\n  a:\n    build:\n      context: api\n      args:\n        MODE: x\n        VERSION: \n",
    "VERSION",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: api\n      args:\n        - <|>\n",
    "services:\n  a:\n    build:\n      context: api\n      args:\n        - VERSION=\n",
    "VERSION",
    "MODE",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: api\n      additional_contexts:\n        as<|>: x\n",
    "services:\n  a:\n    build:\n      context: api\n      additional_contexts:\n        golang:1.26: x\n",
    "golang:1.26",
    "assets",
    "deps",
    "build",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: api\n      additional_contexts:\n        assets: <|>\n  web: {build: web}\n",
    "services:\n  a:\n    build:\n      context: api\n      additional_contexts:\n        assets: service:web\n  web: {build: web}\n",
    "service:web",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: .\n      dockerfile: docker/<|>\n",
    "services:\n  a:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n",
    "api/Dockerfile",
    "docker/tools.Dockerfile",
    "web/Dockerfile",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build: ./<|>\n",
    "services:\n  a:\n    build: ./api\n",
    "./api",
    "./web",
  ],
  ["compose.yaml", "services:\n  a:\n    image: <|>\n", null],
  [
    "docker-bake.hcl",
    'target "a" {\n  context = "api"\n  target = <|>\n}\n',
    'target "a" {\n  context = "api"\n  target = "build"\n}\n',
    "build",
    "Deps",
  ],
  [
    "docker-bake.hcl",
    'target "a" {\n  context = "api"\n  no-cache-filter = ["build", "<|>"]\n}\n',
    'target "a" {\n  context = "api"\n  no-cache-filter = ["build", "Deps"]\n}\n',
    "Deps",
  ],
  [
    "docker-bake.hcl",
    'target "a" {\n  context = "api"\n  args = {\n    <|>\n  }\n}\n',
    'target "a" {\n  context = "api"\n  args = {\n    VERSION = "$1"\n  }\n}\n',
    "VERSION",
    "MODE",
  ],
  [
    "docker-bake.hcl",
    'target "a" {\n  inherits = [<|>]\n}\ntarget "b" {}\n',
    'target "a" {\n  inherits = ["b"]\n}\ntarget "b" {}\n',
    "b",
  ],
  [
    "docker-bake.json",
    '{"target": {"a": {"inherits": ["c", "<|>"]}, "b": {}, "c": {}}}',
    '{"target": {"a": {"inherits": ["c", "b"]}, "b": {}, "c": {}}}',
    "b",
  ],
  [
    "docker-bake.hcl",
    'target "a" {\n  contexts = { b = "<|>" }\n}\ntarget "b" {}\n',
    'target "a" {\n  contexts = { b = "target:b" }\n}\ntarget "b" {}\n',
    "target:b",
  ],
  [
    ".devcontainer/devcontainer.json",
    '{"build": {"dockerfile": "../<|>"}}',
    '{"build": {"dockerfile": "../api/Dockerfile"}}',
    "../api/Dockerfile",
    "../docker/tools.Dockerfile",
    "../web/Dockerfile",
  ],
  [
    ".devcontainer/devcontainer.json",
    '{"build": {"dockerfile": "../web/Dockerfile", "target": <|>}}',
    '{"build": {"dockerfile": "../web/Dockerfile", "target": "site"}}',
    "site",
  ],
  [
    "Makefile",
    "b:\n\tdocker build --target <|> -f docker/tools.Dockerfile .\n",
    "b:\n\tdocker build --target tools -f docker/tools.Dockerfile .\n",
    "tools",
  ],
  [
    ".github/workflows/ci.yml",
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n          docker build --target=<|> web\n",
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n          docker build --target=site web\n",
    "site",
  ],
  [
    "build.sh",
    "docker build web --build-arg <|>\ndocker build api --no-cache-filter b<|>\n".replace("<|>\n", "A\n"),
    "docker build web --build-arg A\ndocker build api --no-cache-filter build\n",
    "build",
    "Deps",
  ],
];

const build = (...lines: string[]) =>
  `services:\n  a:\n    build:\n${lines.map(line => `      ${line}\n`).join("")}`;

/** Files with a cursor, and what is left to be proposed beside Docker DX, as its server was asked. */
const BESIDE: readonly (readonly [file: string, text: string, ...ours: string[]])[] = [
  ["compose.yaml", build("dockerfile: api/Dockerfile", "target: <|>")],
  ["compose.yaml", build("context: .", "dockerfile: api/Dockerfile", "target: b<|>"), "Deps"],
  ["compose.yaml", build("dockerfile: api/Dockerfile", "target: d<|>"), "build", "Deps"],
  ["compose.yaml", build("dockerfile: api/Dockerfile", 'target: "<|>"'), "build", "Deps"],
  ["compose.yaml", build("context: api", "target: <|>"), "build", "Deps"],
  ["compose.yaml", "services: {a: {build: {dockerfile: api/Dockerfile, target: <|>}}}\n", "build", "Deps"],
  ["compose.yaml", build("context: <|>")],
  ["compose.yaml", build('context: "<|>"')],
  ["compose.yaml", build("dockerfile: <|>")],
  ["compose.yaml", "services: {a: {build: {context: <|>}}}\n", "api", "web"],
  ["compose.yaml", "services: {a: {build: <|>}}\n", "api", "web"],
  [
    "compose.yaml",
    build("context: web", "dockerfile: <|>"),
    "Dockerfile",
    "../api/Dockerfile",
    "../docker/tools.Dockerfile",
  ],
  ["compose.yaml", build("context: api", "args:", "  <|>: 1"), "VERSION", "MODE"],
  [
    "compose.yaml",
    "x-a: &a {context: ., dockerfile: api/Dockerfile, target: <|>}\nservices: {a: {build: *a}}\n",
    "build",
    "Deps",
  ],
  ["docker-bake.hcl", 'target "a" {\n  context = "api"\n  target = "<|>"\n}\n'],
  ["docker-bake.hcl", 'target "a" {\n  context = "api"\n  target = <|>\n}\n', "build", "Deps"],
  ["docker-bake.hcl", 'target "a" {\n  context = "api"\n  args = { <|> = 1 }\n}\n'],
  ["docker-bake.hcl", 'target "a" {\n  context = "api"\n  no-cache-filter = ["<|>"]\n}\n', "build", "Deps"],
  ["docker-bake.hcl", 'target "b" {}\ntarget "a" {\n  inherits = ["<|>"]\n}\n'],
  ["docker-bake.hcl", 'target "b" {}\ntarget "a" {\n  inherits = [<|>]\n}\n'],
  ["docker-bake.hcl", 'target "b" {}\ntarget "a" {\n  contexts = { x = "<|>" }\n}\n', "target:b"],
  [
    "docker-bake.hcl",
    'target "a" {\n  context = "api"\n  inherits = ["gone"]\n  target = "<|>"\n}\n',
    "build",
    "Deps",
  ],
  [
    "docker-bake.hcl",
    'target "a" {\n  context = "api"\n  target = T\n}\nvariable "T" { default = "<|>" }\n',
    "build",
    "Deps",
  ],
  [
    ".devcontainer/devcontainer.json",
    '{"build": {"dockerfile": "../web/Dockerfile", "target": "<|>"}}',
    "site",
  ],
];

describe("completion in files around a Dockerfile", () => {
  let workspace: WorkspaceEditor;
  let version = 0;

  before(async () => {
    const files = Object.fromEntries(TAKEN.map(([file]) => [file, ""]));
    workspace = await openWorkspace({ ...files, ...FILES }, null, { capabilities: CAPABILITIES });
  });
  after(() => workspace.stop());

  /** Types a file, and asks at its cursor. */
  async function ask(
    file: string,
    marked: string,
    { editor, uriOf } = workspace,
  ): Promise<{ text: string; items: CompletionItem[] }> {
    const { text, offset } = cursor(marked);
    const uri = uriOf(file);
    const textDocument = { uri, languageId: "yaml", version: ++version, text };
    await editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    const position = TextDocument.create(uri, "", 0, text).positionAt(offset);
    const items = await editor.ask<CompletionItem[]>("textDocument/completion", { position }, uri);
    editor.close(uri);
    return { text, items };
  }

  it("is registered for them", () => {
    assert.ok(workspace.registered.has("textDocument/completion"));
  });

  for (const [file, marked, taken, ...labels] of TAKEN)
    it(`${file}: ${JSON.stringify(marked)}`, async () => {
      const { text, items } = await ask(file, marked);
      assert.deepEqual(
        items.map(({ label }) => label),
        labels,
      );
      const edit = items[0]?.textEdit;
      const applied =
        edit &&
        TextDocument.applyEdits(TextDocument.create("", "", 0, text), [
          {
            newText: edit.newText,
            range: "range" in edit ? edit.range : edit.replace,
          },
        ]);
      assert.equal(applied ?? null, taken);
    });

  it("says what a stage is for, and what it is based on", async () => {
    const { items } = await ask("compose.yaml", "services: {a: {build: {context: api, target: <|>}}}\n");
    const deps = items.find(({ label }) => label === "Deps");
    assert.deepEqual(
      [deps?.labelDetails?.description, deps?.detail, deps?.documentation],
      ["golang:1.26", "Stage 0", { kind: "markdown", value: "fetches modules.\n\nBased on `golang:1.26`" }],
    );
  });

  it("takes a document that is open as a Dockerfile for that", async () => {
    const { editor } = workspace;
    const uri = workspace.uriOf("compose.yaml");
    editor.open("FROM a AS b\nFROM \n", uri, ++version);
    const items = await editor.ask<CompletionItem[]>(
      "textDocument/completion",
      { position: { line: 1, character: 5 } },
      uri,
    );
    assert.ok(items.some(({ label }) => label === "b"));
    editor.close(uri);
  });

  it("leaves to Docker DX what that completes rightly", async () => {
    const files = Object.fromEntries(BESIDE.map(([file]) => [file, ""]));
    const beside = await openWorkspace({ ...files, ...FILES }, null, {
      capabilities: { ...CAPABILITIES, workspace: { ...CAPABILITIES.workspace, configuration: true } },
      configuration: items => items.map(() => ({ isBesideDockerDx: true })),
    });
    try {
      for (const [file, marked, ...ours] of BESIDE) {
        const { items } = await ask(file, marked, beside);
        assert.deepEqual(
          items.map(({ label }) => label),
          ours,
          `${file}: ${marked}`,
        );
      }
    } finally {
      await beside.stop();
    }
  });
});
