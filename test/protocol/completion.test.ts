import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { READ_FILE_REQUEST, READ_FOLDER_REQUEST, READ_STAGE_FOLDER_REQUEST } from "../../server/src/protocol";
import type { ReadFolderParams, ReadStageFolderParams } from "../../server/src/protocol";
import { startEditor } from "../support/languageServer";
import type { Editor, EditorOptions } from "../support/languageServer";
import { cursor } from "../support/marked";

const ABLE = {
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        commitCharactersSupport: true,
        documentationFormat: ["markdown", "plaintext"],
        insertReplaceSupport: true,
        labelDetailsSupport: true,
        resolveSupport: { properties: ["documentation", "detail"] },
      },
    },
  },
};

/** Opens a marked text and asks for completion at its cursor. */
async function complete(
  editor: Editor,
  marked: string,
  uri?: string,
  context: object = { triggerKind: 1 },
): Promise<CompletionItem[]> {
  const { text, offset } = cursor(marked);
  const before = text.slice(0, offset).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  editor.open(text, uri);
  const items = await editor.ask<CompletionItem[]>("textDocument/completion", { position, context }, uri);
  editor.close(uri);
  return items;
}

const labels = (items: CompletionItem[]) => items.map(({ label }) => label);

describe("completion over the wire", () => {
  const FLAGS = "# base what for\nFROM alpine AS base\nFROM busybox\nRUN --mo<|>\n";

  it("comes plain and whole to an editor that can do nothing else", async () => {
    const editor = await startEditor();
    const { completionProvider } = editor.initialized.capabilities as {
      completionProvider: { resolveProvider?: boolean; triggerCharacters: string[] };
    };
    assert.equal(completionProvider.resolveProvider, undefined);
    assert.deepEqual(completionProvider.triggerCharacters, ["=", " ", ",", "$", "{", "/", "-"]);
    const items = await complete(editor, FLAGS);
    for (const item of items) {
      assert.ok(item.textEdit && "range" in item.textEdit);
      assert.ok(!item.textEdit.newText.includes("$1"));
      assert.ok(item.documentation);
      for (const key of ["labelDetails", "insertTextFormat", "commitCharacters", "data"])
        assert.ok(!(key in item), key);
      if (typeof item.documentation === "object") assert.equal(item.documentation.kind, "plaintext");
    }
    assert.ok(labels(items).includes("--mount=type=cache"));
    await editor.stop();
  });

  it("comes with snippets and notes, and is described when the editor asks", async () => {
    const editor = await startEditor({ capabilities: ABLE });
    const provider = editor.initialized.capabilities["completionProvider"] as object;
    assert.ok("resolveProvider" in provider && provider.resolveProvider === true);
    const uri = "file:///work/Dockerfile";
    const { text } = cursor(FLAGS);
    const items = await complete(editor, FLAGS);
    const cache = items.find(({ label }) => label === "--mount=type=cache");
    assert.equal(cache?.insertTextFormat, 2);
    assert.ok(cache.textEdit && "insert" in cache.textEdit);
    assert.equal(cache.textEdit.newText, "--mount=type=cache,target=$1");
    assert.equal(cache.documentation, undefined);

    const [base] = await complete(editor, text.replace("RUN --mo", "COPY --from=<|>"));
    assert.equal(base?.label, "base");
    assert.deepEqual(base.labelDetails, { description: "alpine" });
    assert.deepEqual(base.data, { uri, topic: { kind: "stage", index: 0, name: "base" } });
    editor.open(text, uri);
    const resolve = (item: object) =>
      editor.connection.sendRequest<CompletionItem>("completionItem/resolve", item);
    const resolved = await resolve(base);
    assert.equal(resolved.detail, "Stage 0");
    assert.deepEqual(resolved.documentation, { kind: "markdown", value: "what for\n\nBased on `alpine`" });
    assert.equal(typeof (await resolve(cache)).documentation, "object");
    for (const data of [
      undefined,
      1,
      { uri: "file:///not/open", topic: base.data },
      { uri, topic: { kind: "x" } },
    ])
      assert.deepEqual(
        await resolve({ label: "x", data }),
        data === undefined ? { label: "x" } : { label: "x", data },
      );
    await editor.stop();
  });

  it("is silent behind a space where nothing is expected", async () => {
    const editor = await startEditor();
    const space = { triggerKind: 2, triggerCharacter: " " };
    assert.deepEqual(await complete(editor, "FROM a\nRUN <|>", undefined, space), []);
    assert.deepEqual(labels(await complete(editor, "FROM a <|>", undefined, space)), ["AS"]);
    await editor.stop();
  });

  it("covers the whole of a placeholder that a snippet has put there, wherever the cursor is in it", async () => {
    const STAGES = "FROM golang AS deps\nFROM alpine AS base\nFROM busybox\n";
    const able = await startEditor({ capabilities: ABLE });
    const plain = await startEditor();
    for (const [before, after] of [
      ["COPY --from=", " /source /destination"],
      ["COPY --link --from=", ""],
      ["RUN --mount=type=bind,from=", ",source=/source,target=/target command"],
      ["FROM ", " AS name"],
      ["# docker build --target ", " ."],
      ["RUN docker build --target=", " ."],
    ] as const)
      for (const at of [0, 2, 5]) {
        const text = `${STAGES}${before}${"build".slice(0, at)}<|>${"build".slice(at)}${after}\n`;
        const range = (end: number) => ({
          start: { line: 3, character: before.length },
          end: { line: 3, character: before.length + end },
        });
        const whole = (await complete(plain, text)).find(({ label }) => label === "deps");
        assert.deepEqual(whole?.textEdit, { range: range(5), newText: "deps" }, text);
        const both = (await complete(able, text)).find(({ label }) => label === "deps");
        assert.deepEqual(both?.textEdit, { insert: range(at), replace: range(5), newText: "deps" }, text);
      }
    await able.stop();
    await plain.stop();
  });

  it("names targets, descriptions and the values of directives in comments, and is silent in others", async () => {
    const editor = await startEditor();
    const FILE = "FROM alpine AS build\r\nFROM build AS test\r\n";
    const typed = async (line: string) => {
      const trigger = { triggerKind: 2, triggerCharacter: line.at(-1) };
      return labels(await complete(editor, `${line}<|>\r\n${FILE}`, undefined, trigger));
    };
    assert.deepEqual(await typed("# docker build --target "), ["test", "build"]);
    assert.deepEqual(await typed("# docker build --target="), ["test", "build"]);
    assert.deepEqual(await typed("# docker build --no-cache-filter=test,"), ["build"]);
    assert.deepEqual(await typed("# "), ["build"]);
    assert.deepEqual(await typed("# check="), ["skip=", "error=true"]);
    assert.deepEqual(await typed("# syntax="), ["docker/dockerfile:1"]);
    for (const line of ["# a ", "# a=", "# a, ", "# a -", "# a/", "## ", "# docker build --tag "])
      assert.deepEqual(await typed(line), [], line);
    await editor.stop();
  });

  it("knows the named contexts of the settings", async () => {
    const editor = await startEditor({
      capabilities: { workspace: { configuration: true } },
      configuration: () => [{ build: { contexts: { assets: "../assets" } } }],
    });
    assert.deepEqual(labels(await complete(editor, "FROM a\nCOPY --from=<|>")), ["assets"]);
    await editor.stop();
  });
});

describe("completion of files of the build context", () => {
  const TEXT = "FROM a AS build\nWORKDIR /src\nCOPY . .\nFROM b\n";
  let folder = "";
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "build context "));
    mkdirSync(join(folder, "app/sub folder"), { recursive: true });
    mkdirSync(join(folder, "app/lib"));
    writeFileSync(join(folder, "app/lib/a.js"), "");
    writeFileSync(join(folder, "app/.dockerignore"), "*.log\n");
    writeFileSync(join(folder, "app/x.log"), "");
    writeFileSync(join(folder, "outside.txt"), "");
    symlinkSync(folder, join(folder, "app/lib/out"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads them where the server can, without what is ignored, and never outside of it", async () => {
    const editor = await startEditor();
    const uri = uriOf("app/Dockerfile");
    const at = (path: string, copy = "COPY . .") =>
      complete(editor, `${TEXT.replace("COPY . .", copy)}COPY --from=build ${path}<|>`, uri).then(labels);
    assert.deepEqual(await at("/src/"), ["/src/.dockerignore", "/src/lib"]);
    assert.deepEqual(await at("/src/lib/"), ["/src/lib/a.js", "/src/lib/out"]);
    assert.deepEqual(await at("/src/lib/out/"), []);
    assert.deepEqual(
      await at("/src/", "COPY ../../ ."),
      ["/src/.dockerignore", "/src/lib"],
      "the root is the top",
    );
    writeFileSync(join(folder, "app/new.txt"), "");
    assert.deepEqual(await at("/src/", "COPY lib/a.js new.txt ./"), ["/src/a.js", "/src/new.txt"]);
    await editor.stop();
  });

  const askedOf = async (options: EditorOptions, answer: (uri: string) => unknown) => {
    const asked: string[] = [];
    const editor = await startEditor(options);
    editor.connection.onRequest(READ_FILE_REQUEST, () => ({ text: null }));
    editor.connection.onRequest(READ_FOLDER_REQUEST, ({ uri }: ReadFolderParams) => {
      asked.push(uri);
      return answer(uri);
    });
    const uri = "vscode-vfs://github/owner/name/web app/Dockerfile";
    const found = labels(await complete(editor, `${TEXT}COPY --from=build /src/<|>`, uri));
    await complete(editor, "FROM <|>", uri);
    await editor.stop();
    return { asked, found };
  };

  it("asks an editor whose file system the server cannot read, only where files are wanted", async () => {
    const { asked, found } = await askedOf(
      { initializationOptions: { readsFiles: true, readsFolders: true } },
      () => ({
        entries: [
          { name: "index.html", isFolder: false },
          { name: "lib", isFolder: true },
        ],
      }),
    );
    assert.deepEqual(found, ["/src/index.html", "/src/lib"]);
    assert.deepEqual(asked, ["vscode-vfs://github/owner/name/web app"]);
  });

  it("does without them where the editor cannot list, fails, answers something else or takes too long", async () => {
    assert.deepEqual(await askedOf({}, () => null), { asked: [], found: [] });
    const options = { initializationOptions: { readsFolders: true } };
    for (const answer of [
      () => {
        throw new Error("no");
      },
      () => ({ entries: "none" }),
      () => new Promise(() => undefined),
    ])
      assert.deepEqual((await askedOf(options, answer)).found, []);
  });
});

describe("completion of files of stages that were built", () => {
  const TEXT = "FROM a AS base\nFROM a AS build\nRUN mkdir /out\nFROM b\nCOPY --from=build ";
  const ENTRIES = [
    { name: "out", isFolder: true },
    { name: "bin", isFolder: true },
    { name: "etc.txt", isFolder: false },
  ];

  const askedOf = async (readsStages: boolean, answer: () => unknown, typed = "/") => {
    const asked: ReadStageFolderParams[] = [];
    const editor = await startEditor({ capabilities: ABLE, initializationOptions: { readsStages } });
    editor.connection.onRequest(READ_STAGE_FOLDER_REQUEST, (params: ReadStageFolderParams) => {
      asked.push(params);
      return answer();
    });
    const items = await complete(editor, `${TEXT}${typed}<|>`);
    await complete(editor, "FROM <|>");
    await editor.stop();
    const found = items.map(({ label, labelDetails }) => `${label} ${labelDetails?.description ?? ""}`);
    return { asked, found };
  };

  it("offers them before what the file says, and asks for nothing else", async () => {
    const { asked, found } = await askedOf(true, () => ({ entries: ENTRIES, isCurrent: true }));
    assert.deepEqual(found, [
      "/bin from the built image",
      "/etc.txt from the built image",
      "/out from the built image",
    ]);
    assert.deepEqual(asked, [{ uri: "file:///work/Dockerfile", stage: 1, folder: "/" }]);
  });

  it("asks for the folder that is typed, and says what was built before", async () => {
    const { asked, found } = await askedOf(
      true,
      () => ({ entries: [{ name: "a", isFolder: false }], isCurrent: false }),
      "usr/lib/",
    );
    assert.deepEqual(found, ["/usr/lib/a from a build before the last change"]);
    assert.equal(asked[0]?.folder, "/usr/lib");
  });

  it("does without them where the client does not say that it has any", async () => {
    const { asked, found } = await askedOf(false, () => ({ entries: ENTRIES, isCurrent: true }));
    assert.deepEqual(asked, []);
    assert.deepEqual(found, ["/out guessed"]);
  });

  it("does without them where there are none, or the client fails, says something else or takes too long", async () => {
    for (const answer of [
      () => ({ entries: null, isCurrent: false }),
      () => null,
      () => ({ entries: "none" }),
      () => {
        throw new Error("no");
      },
      () => new Promise(() => undefined),
    ])
      assert.deepEqual((await askedOf(true, answer)).found, ["/out guessed"]);
  });
});
