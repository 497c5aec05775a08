import { strict as assert } from "node:assert";
import type { WorkspaceEdit } from "vscode-languageclient";
import { checkedInPreview, withCheckedEdits } from "../../../client/src/server/previewedEdit";

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
const LABEL = { label: 'Rename "test"', description: "Programs outside may know it." };

/** An edit of two documents that is to be looked at. */
function edit(uri: string, needsConfirmation = true): WorkspaceEdit {
  const changed = { range: RANGE, newText: "check", annotationId: "change" };
  return {
    documentChanges: [
      { textDocument: { uri, version: 7 }, edits: [changed] },
      { textDocument: { uri: "file:///shop/compose.yaml", version: null }, edits: [changed] },
    ],
    changeAnnotations: { change: { ...LABEL, needsConfirmation } },
  };
}

describe("an edit that is looked at before it is made", () => {
  it("has everything checked: what asks for the preview is the creation of a file that is there", () => {
    const asked = edit("file:///shop/Dockerfile");
    assert.deepEqual(checkedInPreview(asked), {
      documentChanges: [
        {
          kind: "create",
          uri: "file:///shop/Dockerfile",
          options: { ignoreIfExists: true },
          annotationId: "preview",
        },
        ...(asked.documentChanges ?? []),
      ],
      changeAnnotations: {
        change: { ...LABEL, needsConfirmation: false },
        preview: { ...LABEL, needsConfirmation: true },
      },
    });
  });

  it("is made at once in a document without a file, which would be listed as one that is created", () => {
    const asked = edit("untitled:Untitled-1");
    assert.deepEqual(checkedInPreview(asked), edit("untitled:Untitled-1", false));
  });

  for (const [what, unasked] of [
    ["nobody has to confirm", edit("file:///shop/Dockerfile", false)],
    ["has no annotations", { documentChanges: edit("file:///shop/Dockerfile").documentChanges ?? [] }],
    ["is of changes by document", { changes: { "file:///a": [{ range: RANGE, newText: "b" }] } }],
    ["changes nothing", {}],
  ] satisfies [string, WorkspaceEdit][])
    it(`is left as it is where it ${what}`, () => {
      assert.equal(checkedInPreview(unasked), unasked);
    });

  it("is found in each answer that may have one", () => {
    const asked = edit("file:///shop/Dockerfile");
    const checked = checkedInPreview(asked);
    const action = { title: "Convert", edit: asked };
    const command = { title: "Show", command: "show" };
    assert.deepEqual(withCheckedEdits("textDocument/rename", asked), checked);
    assert.deepEqual(withCheckedEdits("textDocument/codeAction", [action, command]), [
      { ...action, edit: checked },
      command,
    ]);
    assert.deepEqual(withCheckedEdits("codeAction/resolve", action), { ...action, edit: checked });
    for (const method of ["textDocument/rename", "textDocument/codeAction", "codeAction/resolve"])
      assert.equal(withCheckedEdits(method, null), null);
    assert.equal(withCheckedEdits("textDocument/hover", asked), asked);
  });
});
