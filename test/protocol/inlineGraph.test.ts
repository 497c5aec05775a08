// The stage graph and the conversion of Dockerfiles inside of other files, in the real server: asked for by the cursor, done in place.
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeLens } from "vscode-languageserver-protocol";
import {
  CARD_REQUEST,
  CONVERT_COMMAND,
  CONVERT_REQUEST,
  DOCKERFILE_AT_REQUEST,
  GRAPH_REQUEST,
  INLINE_DOCKERFILE_REQUEST,
  SHOW_GRAPH_COMMAND,
} from "../../server/src/protocol";
import type {
  CardAnswer,
  ConvertAnswer,
  GraphAnswer,
  InlineDockerfileAnswer,
} from "../../server/src/protocol";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const GO = ["FROM golang:1.24", "WORKDIR /src", "COPY . .", "RUN go build -o /app .", 'CMD ["/app"]'];
const TWO = ["FROM alpine AS build", "RUN true", "FROM scratch", "COPY --from=build /a /"];
const block = (lines: readonly string[], indent = "        ") =>
  lines.map(line => `${indent}${line}\n`).join("");
const FILES: Readonly<Record<string, string>> = {
  "compose.yaml": `services:
  go:
    build:
      dockerfile_inline: |
${block(GO)}      target: ""
  two:
    build:
      dockerfile_inline: |-
${block(TWO)}  quoted: {build: {dockerfile_inline: "${GO.join("\n").replaceAll("\n", "\\n").replaceAll('"', '\\"')}\\n"}}
  plain:
    build:
      dockerfile_inline: ${GO.join("\n\n        ")}
`,
  "docker-bake.hcl": `target "go" {\n  dockerfile-inline = <<-EOT\n${block(GO, "\t\t")}\tEOT\n}\n`,
  "go.mod": "module example.org/a\n\ngo 1.24\n",
};

describe("a Dockerfile inside of another file, by its address", function () {
  this.timeout(60_000);
  let workspace: WorkspaceEditor;
  const documentOf = (path: string) => TextDocument.create(path, "", 0, FILES[path] ?? "");
  const textOf = (path: string, range: { start: object; end: object } | null | undefined) =>
    range && documentOf(path).getText(range as Parameters<TextDocument["getText"]>[0]);
  const addressOf = (path: string, build: string) => `${workspace.uriOf(path)}#${build}`;

  before(async () => {
    const dynamic = { dynamicRegistration: true };
    workspace = await openWorkspace(FILES, null, {
      initializationOptions: { commands: [SHOW_GRAPH_COMMAND, CONVERT_COMMAND] },
      capabilities: {
        textDocument: { ...PULLS.textDocument, synchronization: dynamic, codeLens: dynamic },
        workspace: { workspaceFolders: true },
      },
    });
    for (const [path, text] of Object.entries(FILES)) {
      const textDocument = { uri: workspace.uriOf(path), languageId: "yaml", version: 1, text };
      await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    }
  });
  after(() => workspace.stop());

  for (const [path, text, expected] of [
    ["compose.yaml", "WORKDIR /src", "compose.yaml#compose.go"],
    ["compose.yaml", "COPY --from", "compose.yaml#compose.two"],
    ["compose.yaml", 'quoted: {build: {dockerfile_inline: "FROM', "compose.yaml#compose.quoted"],
    ["docker-bake.hcl", "WORKDIR", "docker-bake.hcl#bake.go"],
    ["compose.yaml", "services", null],
    ["compose.yaml", "target", null],
  ] as const)
    it(`is found at the cursor: ${text} of ${path}`, async () => {
      const position = documentOf(path).positionAt(documentOf(path).getText().indexOf(text) + text.length);
      const address = await workspace.editor.ask<string | null>(
        DOCKERFILE_AT_REQUEST,
        { position },
        workspace.uriOf(path),
      );
      assert.equal(address && workspace.pathOf(address), expected);
    });

  it("has its graph, with places in the file, and cards", async () => {
    const uri = addressOf("compose.yaml", "compose.two");
    const graph = await workspace.editor.ask<GraphAnswer>(GRAPH_REQUEST, {}, uri);
    assert.deepEqual(
      graph.nodes.map(({ label, kind }) => `${kind} ${label}`),
      ["stage build", "stage stage-1", "image alpine", "scratch scratch"],
    );
    assert.equal(textOf("compose.yaml", graph.nodes[0]?.range)?.startsWith("build"), true);
    const copy = graph.edges.find(({ kind }) => kind === "COPY");
    assert.equal(textOf("compose.yaml", copy?.ranges[0]), "build");
    const position = graph.nodes[0]?.range?.start;
    const { blocks } = await workspace.editor.ask<CardAnswer>(CARD_REQUEST, { position }, uri);
    assert.ok(blocks.length > 0);
  });

  it("has lenses that lead to them", async () => {
    const lenses = await workspace.editor.ask<CodeLens[]>(
      "textDocument/codeLens",
      {},
      workspace.uriOf("compose.yaml"),
    );
    const addresses = (title: RegExp) =>
      lenses.flatMap(({ command }) => {
        const [argument] = (command?.arguments ?? []) as { uri: string }[];
        return command && title.test(command.title) && argument ? [workspace.pathOf(argument.uri)] : [];
      });
    assert.deepEqual(addresses(/^Stage graph$/), ["compose.yaml#compose.two"]);
    assert.deepEqual(addresses(/^Convert/), []);
  });

  for (const [path, build] of [
    ["compose.yaml", "compose.go"],
    ["compose.yaml", "compose.quoted"],
    ["docker-bake.hcl", "bake.go"],
  ] as const)
    it(`is converted in place: ${build} of ${path}`, async () => {
      const uri = addressOf(path, build);
      const { refused, edits } = await workspace.editor.ask<ConvertAnswer>(CONVERT_REQUEST, {}, uri);
      assert.equal(refused, null);
      const document = documentOf(path);
      const changed = TextDocument.applyEdits(document, edits);
      const textDocument = { uri: workspace.uriOf(path), version: 2 };
      await workspace.editor.connection.sendNotification("textDocument/didChange", {
        textDocument,
        contentChanges: [{ text: changed }],
      });
      const graph = await workspace.editor.ask<GraphAnswer>(GRAPH_REQUEST, {}, uri);
      const stages = graph.nodes.filter(({ kind }) => kind === "stage");
      assert.equal(stages.length, 2, changed);
      // All around it is as it was.
      const others = await workspace.editor.connection.sendRequest<InlineDockerfileAnswer>(
        INLINE_DOCKERFILE_REQUEST,
        { tool: "compose", name: "two", files: [workspace.uriOf("compose.yaml")], text: TWO.join("\n") },
      );
      assert.deepEqual(
        others?.lines
          .slice(0, TWO.length)
          .map(range => others.host.text.split("\n")[range.start.line]?.trim()),
        TWO,
      );
      await workspace.editor.connection.sendNotification("textDocument/didChange", {
        textDocument: { ...textDocument, version: 3 },
        contentChanges: [{ text: document.getText() }],
      });
    });

  it("is refused for a true reason where the change cannot be written, or nothing is gained", async () => {
    const ask = (build: string) =>
      workspace.editor.ask<ConvertAnswer>(CONVERT_REQUEST, {}, addressOf("compose.yaml", build));
    assert.deepEqual(await ask("compose.plain"), {
      refused: "The change cannot be written in the file that the Dockerfile is part of.",
      edits: [],
      choices: [],
    });
    const { refused, edits } = await ask("compose.two");
    assert.match(refused ?? "", /stage/);
    assert.deepEqual(edits, []);
  });
});
