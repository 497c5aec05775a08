import assert from "node:assert/strict";
import { BUILD_COMMAND, MODEL_REQUEST } from "../../server/src/protocol";
import type { ModelAnswer } from "../../server/src/protocol";
import { PULLS, startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";
import { HOSTILE_TEXTS } from "../support/hostileTexts";

describe("files that nobody writes", () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor({
      capabilities: PULLS,
      initializationOptions: {
        commands: [BUILD_COMMAND],
        dockerfileStages: { codeLens: { references: false, role: false, description: false } },
      },
    });
  });
  after(async () => {
    assert.equal(await editor.stop(), 0, "the server has survived them all");
  });

  for (const [title, { text, stages, codes }] of Object.entries(HOSTILE_TEXTS))
    it(title, async () => {
      editor.open(text);
      const model = await editor.ask<ModelAnswer>(MODEL_REQUEST);
      assert.equal(model.stages.length, stages);
      const found = await editor.codes();
      if (codes) assert.deepEqual(found, codes);
      for (const position of [
        { line: 0, character: 0 },
        { line: 0, character: 5 },
        { line: 1, character: 12 },
        { line: 9_999_999, character: 9_999_999 },
      ]) {
        assert.ok(Array.isArray(await editor.ask("textDocument/completion", { position })));
        assert.ok(Array.isArray(await editor.ask("textDocument/definition", { position })));
        assert.notEqual(await editor.ask("textDocument/hover", { position }), undefined);
      }
      const lenses = await editor.ask<unknown[]>("textDocument/codeLens");
      assert.equal(lenses.length, stages, "a lens that builds, over each FROM");
      editor.change(2, [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "#\n" },
      ]);
      assert.equal((await editor.ask<ModelAnswer>(MODEL_REQUEST)).stages.length, stages);
      editor.close();
    });
});
