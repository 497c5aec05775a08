// Dockerfiles inside of Compose and bake files, in the real server: whatever is served in a Dockerfile, in place.
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextEdit } from "vscode-languageserver-textdocument";
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentHighlight,
  FoldingRange,
  Hover,
  Location,
  SemanticTokens,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const dynamic = { dynamicRegistration: true };
const CAPABILITIES = {
  textDocument: {
    ...PULLS.textDocument,
    synchronization: dynamic,
    definition: dynamic,
    references: dynamic,
    hover: dynamic,
    documentHighlight: dynamic,
    rename: { ...dynamic, prepareSupport: true },
    foldingRange: dynamic,
    semanticTokens: { ...dynamic, requests: { full: true }, tokenTypes: [], tokenModifiers: [], formats: [] },
    codeAction: { ...dynamic, codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    completion: { ...dynamic },
  },
  workspace: {
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: dynamic,
  },
};

const LINES = [
  "FROM alpine AS build",
  "RUN true",
  "FROM alpine AS dev",
  "COPY --from=buidl /a /b",
  "copy x y",
];
/** The same Dockerfile in each way to write it, and the name of its target behind. */
const HOSTS: Readonly<Record<string, string>> = {
  "compose.yaml": `services:\n  web:\n    build:\n      dockerfile_inline: |\n${LINES.map(line => `        ${line}\n`).join("")}      target: build\n`,
  "compose.quoted.yaml": `services:\n  web:\n    build:\n      dockerfile_inline: "${LINES.join("\\n")}\\n"\n      target: build\n`,
  "docker-bake.hcl": `target "web" {\n  dockerfile-inline = <<-EOT\n${LINES.map(line => `    ${line}\n`).join("")}  EOT\n  target = "build"\n}\n`,
  "bake.json": JSON.stringify({
    target: { web: { "dockerfile-inline": LINES.join("\n"), target: "build" } },
  }),
};

describe("a Dockerfile inside of another file, in an editor", function () {
  this.timeout(60_000);
  let workspace: WorkspaceEditor;
  const texts = new Map(Object.entries(HOSTS));
  const documentOf = (path: string) => TextDocument.create(path, "", 0, texts.get(path) ?? "");

  before(async () => {
    workspace = await openWorkspace({ ...HOSTS, x: "", y: "" }, null, { capabilities: CAPABILITIES });
    for (const [path, text] of Object.entries(HOSTS)) await open(path, text);
  });
  after(() => workspace.stop());

  /** Asks at the `index`th place of a text in a file, some characters behind its beginning. */
  function ask<Answer>(
    method: string,
    path: string,
    text: string,
    index: number,
    by: number,
    params: object = {},
  ) {
    const document = documentOf(path);
    let offset = -1;
    for (let found = 0; found <= index; found++) offset = document.getText().indexOf(text, offset + 1);
    assert.notEqual(offset, -1, `${text} in ${path}`);
    const position = document.positionAt(offset + by);
    return workspace.editor.ask<Answer>(method, { position, ...params }, workspace.uriOf(path));
  }

  async function problems(path: string): Promise<string[]> {
    const { items } = await workspace.editor.ask<{ items: Diagnostic[] }>(
      "textDocument/diagnostic",
      {},
      workspace.uriOf(path),
    );
    return items.map(({ code, range }) => `${code ?? ""} ${documentOf(path).getText(range)}`).sort();
  }

  const shown = (path: string, locations: readonly { range: Location["range"] }[]) => {
    const document = documentOf(path);
    return locations.map(({ range }) => {
      const start = document.offsetAt(range.start);
      return `${document.getText().slice(Math.max(start - 3, 0), start)}|${document.getText(range)}`;
    });
  };

  for (const path of Object.keys(HOSTS)) {
    const isLines = !/quoted|json/.test(path);

    it(`has its problems in place: ${path}`, async () => {
      assert.deepEqual(await problems(path), ["ConsistentInstructionCasing copy", "LikelyStageTypo buidl"]);
    });

    it(`has fixes that leave the file around as it is: ${path}`, async () => {
      const document = documentOf(path);
      const at = document.positionAt(document.getText().indexOf("buidl"));
      const actions = await workspace.editor.ask<CodeAction[]>(
        "textDocument/codeAction",
        { range: { start: at, end: at }, context: { diagnostics: [] } },
        workspace.uriOf(path),
      );
      const fix = actions.find(({ isPreferred }) => isPreferred);
      assert.equal(
        TextDocument.applyEdits(document, editsOf(fix?.edit, path)),
        document.getText().replace("buidl", "build"),
      );
    });

    it(`leads to its stages, also from the target beside it: ${path}`, async () => {
      const fixed = documentOf(path).getText().replace("buidl", "build");
      await change(path, fixed);
      try {
        const inside = await ask<Location[]>("textDocument/definition", path, "from=build", 0, 6);
        assert.deepEqual(shown(path, inside), ["AS |build"]);
        const target = fixed.lastIndexOf("build");
        const position = documentOf(path).positionAt(target + 1);
        const outside = await workspace.editor.ask<Location[]>(
          "textDocument/definition",
          { position },
          workspace.uriOf(path),
        );
        assert.deepEqual(shown(path, outside), ["AS |build"]);
        const context = { includeDeclaration: true };
        for (const each of [
          await ask<Location[]>("textDocument/references", path, "AS build", 0, 4, { context }),
        ])
          assert.deepEqual(
            shown(path, each).map(text => text.split("|")[1]),
            ["build", "build", "build"],
          );
        const highlights = await ask<DocumentHighlight[]>(
          "textDocument/documentHighlight",
          path,
          "AS build",
          0,
          4,
        );
        assert.equal(highlights.length, 2);
        const hover = await ask<Hover>("textDocument/hover", path, "AS build", 0, 4);
        assert.match(JSON.stringify(hover.contents), /build/);
        assert.doesNotMatch(JSON.stringify(hover.contents), /docker build /);
        const edit = await ask<WorkspaceEdit>("textDocument/rename", path, "AS build", 0, 4, {
          newName: "made",
        });
        assert.equal(
          TextDocument.applyEdits(documentOf(path), editsOf(edit, path)),
          fixed
            .replace("AS build", "AS made")
            .replace("from=build", "from=made")
            .replace(/(target\S{0,2}[ :=]+"?|"target":")build/, "$1made"),
        );
      } finally {
        await change(path, HOSTS[path] ?? "");
      }
    });

    it(`completes stages where one is typed: ${path}`, async () => {
      const items = await ask<CompletionItem[] | { items: CompletionItem[] }>(
        "textDocument/completion",
        path,
        "from=buidl",
        0,
        7,
      );
      const list = Array.isArray(items) ? items : items.items;
      const item = list.find(({ label }) => label === "build");
      assert.ok(item?.textEdit && "range" in item.textEdit, JSON.stringify(list));
      assert.equal(documentOf(path).getText(item.textEdit.range), "buidl");
    });

    it(`has tokens on its own characters: ${path}`, async () => {
      const { data } = await workspace.editor.ask<SemanticTokens>(
        "textDocument/semanticTokens/full",
        {},
        workspace.uriOf(path),
      );
      const document = documentOf(path);
      const found: string[] = [];
      let line = 0;
      let character = 0;
      for (let at = 0; at < data.length; at += 5) {
        const [lines = 0, characters = 0, length = 0] = data.slice(at, at + 3);
        character = lines === 0 ? character + characters : characters;
        line += lines;
        found.push(
          document.getText({ start: { line, character }, end: { line, character: character + length } }),
        );
      }
      assert.deepEqual(found.filter(text => /^(?:build|dev|alpine|buidl)$/.test(text)).length, found.length);
      assert.ok(found.includes("build"));
    });

    if (isLines)
      it(`folds its stages: ${path}`, async () => {
        const folds = await workspace.editor.ask<FoldingRange[]>(
          "textDocument/foldingRange",
          {},
          workspace.uriOf(path),
        );
        const lines = documentOf(path).getText().split("\n");
        assert.ok(folds.some(({ startLine }) => lines[startLine]?.trim() === LINES[0]));
      });
  }

  it("is asked nothing where a file has none", async () => {
    await open("compose.other.yaml", "services:\n  x:\n    image: y\n");
    const uri = workspace.uriOf("compose.other.yaml");
    assert.equal(await workspace.editor.ask("textDocument/semanticTokens/full", {}, uri), null);
    // An empty answer would take the folds of the file's indents away.
    assert.equal(await workspace.editor.ask("textDocument/foldingRange", {}, uri), null);
  });

  it("says nothing where a variable of the file may be anything, and counts defaults", async () => {
    const path = "compose.yaml";
    const lines = [
      "FROM alpine AS a",
      "COPY --from=${OPEN} /x /y",
      "COPY --from=${B:-b} /x /y",
      "RUN echo $$HOME",
      "copy x y",
    ];
    await change(
      path,
      `services:\n  web:\n    build:\n      dockerfile_inline: |\n${lines.map(line => `        ${line}\n`).join("")}`,
    );
    assert.deepEqual(await problems(path), ["ConsistentInstructionCasing copy"]);
    await change(
      path,
      `services:\n  web:\n    build:\n      dockerfile_inline: |\n        FROM a AS b\n        FROM a AS \${OPEN}\n        copy --from=x /y /z\n`,
    );
    assert.deepEqual(await problems(path), []);
    await change(path, HOSTS[path] ?? "");
  });

  async function open(path: string, text: string): Promise<void> {
    const textDocument = { uri: workspace.uriOf(path), languageId: "yaml", version: 1, text };
    await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  async function change(path: string, text: string): Promise<void> {
    texts.set(path, text);
    const textDocument = { uri: workspace.uriOf(path), version: 2 };
    const contentChanges = [{ text }];
    await workspace.editor.connection.sendNotification("textDocument/didChange", {
      textDocument,
      contentChanges,
    });
  }

  const editsOf = (edit: WorkspaceEdit | undefined, path: string): TextEdit[] =>
    edit?.changes?.[workspace.uriOf(path)] ?? [];
});
