import assert from "node:assert/strict";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { FILL_SNIPPET_REQUEST, READ_FILE_REQUEST } from "../../server/src/protocol";
import type { FillSnippetAnswer, FillSnippetParams, ReadFileParams } from "../../server/src/protocol";
import { startEditor } from "../support/languageServer";
import type { Editor, EditorOptions } from "../support/languageServer";
import { SNIPPETS, snippetFile } from "../support/snippets";

const KNOWS_STOPS = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
const FOLDER = "https://example.com/extension/snippets";

/** What is offered at the top of an empty file. */
async function offered(options: EditorOptions, prepare?: (editor: Editor) => void): Promise<string[]> {
  const editor = await startEditor(options);
  prepare?.(editor);
  editor.open("");
  const ask = () =>
    editor.ask<CompletionItem[]>("textDocument/completion", {
      position: { line: 0, character: 0 },
      context: { triggerKind: 1 },
    });
  await ask();
  const items = await ask();
  await editor.stop();
  return items.map(({ label }) => label);
}

describe("snippets over the wire", () => {
  it("come from the package, for an editor that knows tab stops", async () => {
    const labels = await offered({ capabilities: KNOWS_STOPS });
    assert.equal(labels[0], SNIPPETS[0]?.name);
    assert.ok(labels.includes("ms-go") && !labels.includes("ms-copy"));
    assert.deepEqual(await offered({}), []);
  });

  it("come from the editor where the server cannot read them, each file once", async () => {
    const asked: string[] = [];
    const answer =
      (text: (name: string) => string | null) =>
      ({ connection }: Editor) => {
        connection.onRequest(READ_FILE_REQUEST, ({ uri }: ReadFileParams) => {
          asked.push(uri);
          return { text: text(uri.slice(FOLDER.length + 1)) };
        });
      };
    const options = {
      capabilities: KNOWS_STOPS,
      initializationOptions: { readsFiles: true, snippets: FOLDER },
    };
    const isFiles = (name: string) => name === "files.json";
    const labels = await offered(
      options,
      answer(name => snippetFile(isFiles(name) ? "files" : "parts")),
    );
    assert.ok(labels.includes("ms-go") && labels.includes("ms-stage"));
    assert.deepEqual(asked, [`${FOLDER}/files.json`, `${FOLDER}/parts.json`]);

    // What is missing, or broken, takes nothing else with it.
    const half = await offered(
      options,
      answer(name => (isFiles(name) ? "{ no JSON" : snippetFile("parts"))),
    );
    assert.ok(!half.includes("ms-go") && half.includes("ms-stage"));
    const odd =
      '{ "a": null, "b": 1, "c": { "body": "x" }, "ms-x": { "description": "An x", "body": ["FROM a"] } }';
    const rest = await offered(
      options,
      answer(name => (isFiles(name) ? null : odd)),
    );
    assert.deepEqual(rest, ["ms-x"]);
    assert.deepEqual(await offered({ ...options, initializationOptions: { snippets: FOLDER } }), []);
  });

  it("are filled for an editor that wants a file", async () => {
    const editor = await startEditor({});
    const params: FillSnippetParams = { snippet: "FROM ${1:alpine}\nCOPY a /", values: { 1: "busybox" } };
    const answer = await editor.connection.sendRequest<FillSnippetAnswer>(FILL_SNIPPET_REQUEST, params);
    assert.deepEqual(answer, { text: "FROM busybox\nCOPY a /\n", sources: ["a"] });
    await editor.stop();
  });
});
