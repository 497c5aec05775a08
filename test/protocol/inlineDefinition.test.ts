// Variables of Dockerfiles inside of other files, in the real server: from what names them around, and from other Dockerfiles, to their
// lines.
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Location } from "vscode-languageserver-protocol";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const FILES: Readonly<Record<string, string>> = {
  "compose.yaml": `services:
  base:
    build:
      args:
        WORD: one
      dockerfile_inline: |
        FROM alpine
        ARG WORD=two
        ENV HOME_OF=$$WORD \\
            OTHER=x
        ONBUILD ENV HELD=y
  web:
    build:
      additional_contexts: {base: "service:base"}
      dockerfile: web.Dockerfile
  api:
    build:
      additional_contexts: {base: "service:base"}
      dockerfile_inline: "FROM base\\nRUN echo $$OTHER $$HELD\\n"
`,
  "web.Dockerfile": "FROM base\nRUN echo $HOME_OF $HELD\n",
  "bake/docker-bake.hcl": `target "base" {
  args = { WORD = "one" }
  dockerfile-inline = <<-EOT
    FROM alpine
    ARG WORD=two
    ENV HOME_OF=$WORD
  EOT
}
target "web" {
  contexts = { base = "target:base" }
}
`,
  "bake/Dockerfile": "FROM base\nRUN echo $HOME_OF\n",
  // An alias: the text stands in another place than its builds.
  "alias/compose.yaml": `x-text: &text "FROM alpine\\nARG A\\nENV B=1\\n"
services:
  base: {build: {dockerfile_inline: *text, args: [A=1]}}
  web: {build: {additional_contexts: ["base=service:base"]}}
`,
  "alias/Dockerfile": "FROM base\nRUN echo $B\n",
};

/** From a word behind a text to the line and the word that it leads to. */
const DEFINITIONS: readonly (readonly [
  path: string,
  before: string,
  word: string,
  to: string,
  line: string,
])[] = [
  ["compose.yaml", "args:\n        ", "WORD", "compose.yaml", "ARG WORD=two"],
  ["compose.yaml", "HOME_OF=$$", "WORD", "compose.yaml", "ARG WORD=two"],
  ["compose.yaml", "echo $$", "OTHER", "compose.yaml", "OTHER=x"],
  ["compose.yaml", "$$OTHER $$", "HELD", "compose.yaml", "ONBUILD ENV HELD=y"],
  ["web.Dockerfile", "echo $", "HOME_OF", "compose.yaml", "ENV HOME_OF=$$WORD \\"],
  ["web.Dockerfile", "$HOME_OF $", "HELD", "compose.yaml", "ONBUILD ENV HELD=y"],
  ["bake/docker-bake.hcl", "args = { ", "WORD", "bake/docker-bake.hcl", "ARG WORD=two"],
  ["bake/Dockerfile", "echo $", "HOME_OF", "bake/docker-bake.hcl", "ENV HOME_OF=$WORD"],
  [
    "alias/compose.yaml",
    "args: [",
    "A",
    "alias/compose.yaml",
    'x-text: &text "FROM alpine\\nARG A\\nENV B=1\\n"',
  ],
  [
    "alias/Dockerfile",
    "echo $",
    "B",
    "alias/compose.yaml",
    'x-text: &text "FROM alpine\\nARG A\\nENV B=1\\n"',
  ],
];

describe("a variable of a Dockerfile inside of another file", function () {
  this.timeout(60_000);
  let workspace: WorkspaceEditor;
  const documentOf = (path: string) => TextDocument.create(path, "", 0, FILES[path] ?? "");
  const ask = <Answer>(method: string, path: string, params: object = {}) =>
    workspace.editor.ask<Answer>(`textDocument/${method}`, params, workspace.uriOf(path));
  const positionAt = (path: string, before: string) => {
    const offset = documentOf(path).getText().indexOf(before);
    assert.notEqual(offset, -1);
    return documentOf(path).positionAt(offset + before.length + 1);
  };
  /** `the word in the line of the file`. */
  const shown = ({ uri, range }: Location) => {
    const path = workspace.pathOf(uri);
    const line = documentOf(path).getText().split("\n")[range.start.line]?.trim() ?? "";
    return `${documentOf(path).getText(range)} in ${line} of ${path}`;
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

  for (const [path, before, word, to, line] of DEFINITIONS)
    it(`is where it leads: ${word} of ${path}`, async () => {
      const position = positionAt(path, before);
      const places = await ask<Location[]>("definition", path, { position });
      assert.deepEqual(places.map(shown), [`${word} in ${line} of ${to}`]);
    });
});
