// The build context of Dockerfiles inside of Compose and bake files, in the real server: the folder that the service or target names.
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeAction, CompletionItem, Diagnostic } from "vscode-languageserver-protocol";
import { eventually } from "../e2e/eventually";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const dynamic = { dynamicRegistration: true };
const CAPABILITIES = {
  textDocument: {
    ...PULLS.textDocument,
    synchronization: dynamic,
    codeAction: { ...dynamic, codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    completion: dynamic,
  },
  workspace: {
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: dynamic,
  },
};

const LINES = ["FROM alpine", "COPY packge.json secret.txt ./", "COPY src/mai /x/"];
const block = (indent: string) => LINES.map(line => `${indent}${line}\n`).join("");
const service = (more: string) =>
  `services:\n  web:\n    build:\n${more}      dockerfile_inline: |\n${block("        ")}`;
const FILES: Readonly<Record<string, string>> = {
  "app/package.json": "{}",
  "app/secret.txt": "",
  "app/.dockerignore": "secret.txt\n",
  "app/src/main.c": "",
  // Those of the folders of the files themselves are other ones.
  "packge.json": "{}",
  "src/mailbox/x": "",
  "deploy/compose.yaml": service("      context: ../app\n"),
  "docker-bake.hcl": `target "web" {\n  context = "app"\n  dockerfile-inline = <<EOT\n${block("")}EOT\n}\n`,
  "bake.json": JSON.stringify(
    { target: { web: { context: "app", "dockerfile-inline": LINES.join("\n") } } },
    null,
    2,
  ),
  "compose.remote.yaml": service("      context: https://github.com/a/b.git\n"),
  "compose.other.yaml": service("      context: service:x\n"),
  "compose.shared.yaml": `x-text: &text |\n${block("  ")}services:\n  a:\n    build: {context: app, dockerfile_inline: *text}\n  b:\n    build: {context: src, dockerfile_inline: *text}\n`,
  "compose.same.yaml": `x-text: &text |\n${block("  ")}services:\n  a:\n    build: {context: app, dockerfile_inline: *text}\n  b:\n    build: {context: ./app/, dockerfile_inline: *text}\n`,
};
const OF_APP = ["deploy/compose.yaml", "docker-bake.hcl", "bake.json", "compose.same.yaml"];
const OF_NONE = ["compose.remote.yaml", "compose.other.yaml", "compose.shared.yaml"];

describe("the build context of a Dockerfile inside of another file, in an editor", function () {
  this.timeout(60_000);
  let workspace: WorkspaceEditor;
  const documentOf = (path: string) => TextDocument.create(path, "", 0, FILES[path] ?? "");

  before(async () => {
    workspace = await openWorkspace(FILES, null, { capabilities: CAPABILITIES });
    for (const path of [...OF_APP, ...OF_NONE]) {
      const textDocument = { uri: workspace.uriOf(path), languageId: "yaml", version: 1, text: FILES[path] };
      await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    }
  });
  after(() => workspace.stop());

  const ask = <Answer>(method: string, path: string, params: object = {}) =>
    workspace.editor.ask<Answer>(`textDocument/${method}`, params, workspace.uriOf(path));
  const problems = async (path: string) => {
    const { items } = await ask<{ items: Diagnostic[] }>("diagnostic", path);
    return items.map(({ code, range }) => `${code ?? ""} ${documentOf(path).getText(range)}`).sort();
  };
  async function completed(path: string): Promise<string[]> {
    const document = documentOf(path);
    const position = document.positionAt(document.getText().indexOf("src/mai") + "src/mai".length);
    const answer = await ask<CompletionItem[] | { items: CompletionItem[] }>("completion", path, {
      position,
    });
    return (Array.isArray(answer) ? answer : answer.items)
      .map(({ label }) => label)
      .filter(label => label.includes("mai"));
  }

  for (const path of OF_APP) {
    it(`is the folder that the build names: ${path}`, async () => {
      const found = await eventually(
        "its files are looked up",
        () => problems(path),
        ({ length }) => length > 1,
      );
      assert.deepEqual(found, [
        "CopyIgnoredFile secret.txt",
        "SourceNotInContext packge.json",
        "SourceNotInContext src/mai",
      ]);
      assert.deepEqual(await completed(path), ["main.c"]);
    });

    it(`gives the fix: ${path}`, async () => {
      const document = documentOf(path);
      const at = document.positionAt(document.getText().indexOf("packge.json"));
      const actions = await ask<CodeAction[]>("codeAction", path, {
        range: { start: at, end: at },
        context: { diagnostics: [] },
      });
      const fix = actions.find(({ isPreferred }) => isPreferred);
      const edits = fix?.edit?.changes?.[workspace.uriOf(path)] ?? [];
      assert.equal(
        TextDocument.applyEdits(document, edits),
        document.getText().replace("packge.json", "package.json"),
      );
    });
  }

  for (const path of OF_NONE)
    it(`is not known: ${path}`, async () => {
      assert.deepEqual(await completed(path), []);
      assert.deepEqual(await problems(path), []);
    });
});
