import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver-protocol";
import { CONVERT_REQUEST } from "../../server/src/protocol";
import type { ConvertAnswer } from "../../server/src/protocol";
import { startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";

const SINGLE = 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n';
const CAPABILITIES = {
  textDocument: {
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
      disabledSupport: true,
    },
  },
  workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
};
const ON_FROM = { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } };

function actions(editor: Editor, only?: string[]): Promise<CodeAction[]> {
  return editor.ask<CodeAction[]>("textDocument/codeAction", {
    range: ON_FROM,
    context: { diagnostics: [], triggerKind: 2, ...(only ? { only } : {}) },
  });
}

describe("the conversion over the wire", () => {
  it("answers edits and choices, or the reason", async () => {
    const editor = await startEditor({ capabilities: CAPABILITIES });
    editor.open(SINGLE);
    const { refused, edits, choices } = await editor.ask<ConvertAnswer>(CONVERT_REQUEST);
    assert.equal(refused, null);
    assert.equal(edits.length, 1);
    assert.match(edits[0]?.newText ?? "", /^FROM debian:trixie-slim AS runtime$/m);
    assert.deepEqual(choices[0], {
      text: "The program is built on golang:1.26 and runs on debian:trixie-slim.",
      isUnknown: false,
    });
    await editor.stop();
  });

  it("says why not, to a command and to those who are shown disabled actions", async () => {
    const editor = await startEditor({ capabilities: CAPABILITIES });
    editor.open('FROM golang:1.26\nCMD ["go", "run", "."]\n');
    const { refused, edits } = await editor.ask<ConvertAnswer>(CONVERT_REQUEST);
    assert.match(refused ?? "", /^"go run \." compiles the program each time it starts/);
    assert.deepEqual(edits, []);
    const found = (await actions(editor, ["refactor.rewrite"])).find(({ title }) =>
      title.startsWith("Convert"),
    );
    assert.equal(found?.disabled?.reason, refused);
    await editor.stop();
  });

  it("mends the finding about the same, once the person has confirmed it", async () => {
    const editor = await startEditor({ capabilities: CAPABILITIES });
    editor.open(SINGLE);
    const [fix] = await actions(editor);
    assert.equal(fix?.kind, "quickfix");
    assert.deepEqual(
      fix.diagnostics?.map(({ code }) => code),
      ["MultiStageOpportunity"],
    );
    assert.deepEqual(
      Object.values(fix.edit?.changeAnnotations ?? {}).map(({ needsConfirmation }) => needsConfirmation),
      [true],
    );
    await editor.stop();
  });
});
