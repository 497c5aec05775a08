// One Dockerfile in each way that YAML, HCL and JSON can write it, in the real server: problems, completion, definition, rename and
// colors in place. That the text is what Compose and bake read is held by `test/builds/around.test.ts`.
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type {
  CompletionItem,
  Diagnostic,
  Location,
  Range,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { INLINE_DOCKERFILE_REQUEST } from "../../server/src/protocol";
import type { InlineDockerfileAnswer } from "../../server/src/protocol";
import { INLINE_STYLES, linesOf } from "../around/inlineStyles";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const ALL = Object.entries(INLINE_STYLES).flatMap(([path, { names, tool, text }]) =>
  names.map(name => ({ path, name, tool, document: TextDocument.create(path, "", 0, text) })),
);

const head = (indent: string) => `FROM alpine AS build\n${indent}FROM alpine\n${indent}`;
/** Somebody is typing at the end of each. */
const HALF_TYPED: Readonly<Record<string, string>> = {
  "block/compose.yaml": `services:\n  a:\n    build:\n      dockerfile_inline: |\n        ${head("        ")}COPY --from=`,
  "deeper/compose.yaml": `services:\n  a:\n    build:\n      dockerfile_inline: |\n          ${head("          ")}FROM `,
  "folded/compose.yaml": `services:\n  a:\n    build:\n      dockerfile_inline: >-\n        ${head("\n        ")}COPY --from=`,
  "plain/compose.yaml": `services:\n  a:\n    build:\n      dockerfile_inline: ${head("\n        ")}COPY --from=`,
  "lines/compose.yaml": `services:\r\n  a:\r\n    build:\r\n      dockerfile_inline: |\r\n        FROM alpine AS build\r\n        FROM alpine\r\n        COPY --from=\r\n`,
  "heredoc/docker-bake.hcl": `target "a" {\n  dockerfile-inline = <<EOT\n${head("")}COPY --from=\nEOT\n}\n`,
};
/** What is broken so that nobody can say where the text ends: it is answered nothing, and nothing is lost of what stands around. */
const BROKEN: readonly (readonly [string, string])[] = [
  [
    "compose.yaml",
    `services:\n  a:\n    build:\n      dockerfile_inline: "${head("").replace("\n", "\\n")}COPY --from=`,
  ],
  ["compose.yaml", "services:\n  a:\n    build:\n      dockerfile_inline: |\n    FROM alpine AS build\n"],
  ["compose.yaml", "services:\n  a:\n    build:\n      dockerfile_inline: |x\n        FROM a\n"],
  ["compose.yaml", "services:\n  a:\n    build:\n\tdockerfile_inline: |\n\t\tFROM a\n"],
  ["docker-bake.hcl", `target "a" {\n  dockerfile-inline = <<EOT\n${head("")}COPY --from=`],
  ["docker-bake.hcl", 'target "a" {\n  dockerfile-inline = "FROM ${'],
  ["docker-bake.hcl", 'target "a" {\n  dockerfile-inline = "FROM a\nRUN b"\n}\n'],
  ["docker-bake.json", '{"target": {"a": {"dockerfile-inline": "FROM a\\nCOPY --from='],
];

describe("a Dockerfile in each way to write it, in an editor", function () {
  this.timeout(120_000);
  let workspace: WorkspaceEditor;
  const problems = new Map<string, readonly Diagnostic[]>();
  const ask = <Answer>(method: string, path: string, params: object = {}) =>
    workspace.editor.ask<Answer>(`textDocument/${method}`, params, workspace.uriOf(path));

  before(async () => {
    const dynamic = { dynamicRegistration: true };
    const files = Object.fromEntries(Object.entries(INLINE_STYLES).map(([path, { text }]) => [path, text]));
    workspace = await openWorkspace(files, null, {
      capabilities: {
        textDocument: {
          ...PULLS.textDocument,
          synchronization: dynamic,
          semanticTokens: {
            ...dynamic,
            requests: { full: true },
            tokenTypes: [],
            tokenModifiers: [],
            formats: [],
          },
        },
        workspace: { workspaceFolders: true },
      },
    });
    for (const [path, text] of Object.entries(files)) {
      const textDocument = { uri: workspace.uriOf(path), languageId: "yaml", version: 1, text };
      await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
      problems.set(path, (await ask<{ items: Diagnostic[] }>("diagnostic", path)).items);
    }
  });
  after(() => workspace.stop());

  for (const { path, name, tool, document } of ALL) {
    /** A place some characters behind the beginning of a text, which may be written with escapes. */
    const within = (text: string, by: number) => {
      const offset = document.getText().search(new RegExp(`${text}(?![\\w-])`, "u"));
      assert.notEqual(offset, -1, text);
      return document.positionAt(offset + by);
    };
    const stage = `build-${name}`;

    it(`${path}, ${name}: the problem stands at its word`, () => {
      const own = (problems.get(path) ?? []).filter(({ message }) =>
        JSON.stringify(message).includes(`-${name}\\"`),
      );
      const found = own.map(({ code, range }) => `${code ?? ""} ${document.getText(range)}`);
      assert.deepEqual(found, [`LikelyStageTypo buidl-${name}`]);
    });

    it(`${path}, ${name}: a rename changes the names and nothing else`, async () => {
      const edit = await ask<WorkspaceEdit>("rename", path, {
        position: within(`OM[ \\t]${stage}`, 5),
        newName: `made-${name}`,
      });
      const changed = TextDocument.applyEdits(document, edit.changes?.[workspace.uriOf(path)] ?? []);
      assert.equal(
        changed,
        document.getText().replace(new RegExp(`(?<![\\w-])${stage}(?![\\w-])`, "gu"), `made-${name}`),
      );
    });

    // The ends of lines are the only difference.
    if (path.startsWith("crlf/")) continue;

    it(`${path}, ${name}: names are completed in place of the word`, async () => {
      const items = await ask<CompletionItem[] | { items: CompletionItem[] }>("completion", path, {
        position: within(`buidl-${name}`, 2),
      });
      const list = Array.isArray(items) ? items : items.items;
      const edit = list.find(({ label }) => label === stage)?.textEdit;
      assert.ok(edit && "range" in edit, JSON.stringify(list.map(({ label }) => label)));
      assert.equal(document.getText(edit.range), `buidl-${name}`);
      assert.equal(edit.newText, stage);
    });

    it(`${path}, ${name}: references lead to the stage and variables to their ARG`, async () => {
      const placeOf = async (position: object) => {
        const [place, ...others] = await ask<Location[]>("definition", path, { position });
        assert.deepEqual(others, []);
        assert.ok(place);
        return place.range;
      };
      const byTarget = await placeOf(within(`target"?(?: =|:) "?${stage}`, 11));
      const byBase = await placeOf(within(`OM[ \\t]${stage}`, 5));
      assert.deepEqual(byBase, byTarget);
      assert.equal(document.getText(byBase), stage);
      const variable = await placeOf(within(`D_${name}\\}`, 1));
      assert.ok(document.getText(variable).endsWith(`D_${name}`), document.getText(variable));
      assert.ok(variable.start.line <= within(`D_${name}\\}`, 0).line);
    });

    it(`${path}, ${name}: each line has its place in the file`, async () => {
      const text = await textOf(workspace, path, tool, name);
      const answer = await workspace.editor.connection.sendRequest<InlineDockerfileAnswer>(
        INLINE_DOCKERFILE_REQUEST,
        { tool, name, files: [workspace.uriOf(path)], text },
      );
      assert.ok(answer);
      assert.equal(answer.host.text, document.getText());
      const lines = text.trimEnd().split("\n");
      for (const wanted of linesOf(name)) {
        const [first = ""] = wanted.split(" ", 1);
        const index = lines.findIndex(line => line.trim().startsWith(first) && line.includes(name));
        // Where it is continued, its name stands in another line.
        if (index === -1) continue;
        const range = answer.lines[index];
        assert.ok(range, wanted);
        const written = document.getText(range);
        assert.ok(written.includes(name), written);
        assert.ok(!written.includes("\n"), written);
      }
    });
  }

  const completedAt = async (path: string, text: string, offset: number) => {
    const textDocument = { uri: workspace.uriOf(path), languageId: "yaml", version: 1, text };
    await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    const position = TextDocument.create(path, "", 0, text).positionAt(offset);
    const answer = await ask<CompletionItem[] | { items: CompletionItem[] }>("completion", path, {
      position,
    });
    await workspace.editor.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: textDocument.uri },
    });
    return (Array.isArray(answer) ? answer : answer.items).map(({ label }) => label);
  };

  for (const [path, text] of Object.entries(HALF_TYPED))
    it(`completes names while somebody types: ${path}`, async () => {
      const offset = Math.max(...["--from=", "FROM "].map(end => text.lastIndexOf(end) + end.length));
      assert.ok((await completedAt(path, text, offset)).includes("build"));
    });

  for (const [index, [path, text]] of BROKEN.entries())
    it(`answers at each character of what is broken: ${path}, ${index}`, async () => {
      for (let offset = 0; offset <= text.length; offset += 7)
        await completedAt(`broken${index}/${path}`, text, offset);
    });

  for (const path of Object.keys(INLINE_STYLES))
    it(`${path}: colored words are the words`, async () => {
      const { data } = await ask<{ data: number[] }>("semanticTokens/full", path);
      const document = TextDocument.create(path, "", 0, INLINE_STYLES[path]?.text ?? "");
      const words = new Set<string>();
      let [line, character] = [0, 0];
      for (let at = 0; at < data.length; at += 5) {
        const [lines = 0, characters = 0, length = 0] = data.slice(at);
        character = lines > 0 ? characters : character + characters;
        line += lines;
        const range: Range = { start: { line, character }, end: { line, character: character + length } };
        words.add(document.getText(range));
      }
      for (const name of INLINE_STYLES[path]?.names ?? []) assert.ok(words.has(`build-${name}`), name);
      assert.ok(
        [...words].every(word => !/[\s"]/.test(word)),
        [...words].join(),
      );
    });
});

/** The Dockerfile that the server knows: asked without a text first, which has other lines, the answer is null. */
async function textOf(
  { editor, uriOf }: WorkspaceEditor,
  path: string,
  tool: string,
  name: string,
): Promise<string> {
  const params = { tool, name, files: [uriOf(path)], text: "" };
  assert.equal(await editor.connection.sendRequest(INLINE_DOCKERFILE_REQUEST, params), null);
  const { readFile, textFiles, ROOT } = await import("../around/read");
  const { uses } = await readFile(`${ROOT}/${path}`, textFiles({ [path]: INLINE_STYLES[path]?.text ?? "" }));
  return uses.find(use => use.name === name)?.dockerfile.text ?? "";
}
