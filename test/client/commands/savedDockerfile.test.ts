import { editor, type FakeDocument } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uri, type TextDocument } from "vscode";
import { documentToBuild } from "../../../client/src/commands/build/savedDockerfile";

describe("a Dockerfile that is not as on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "saved "));
  const file = join(folder, "Dockerfile");
  const SETTING = "dockerfileStages.build.save";
  let document: FakeDocument;
  beforeEach(() => {
    writeFileSync(file, "FROM a\n");
    document = editor.open(file, "FROM a\n");
    editor.type(document, 0, "# new\n");
    editor.said.length = 0;
    editor.answers.length = 0;
  });
  afterEach(() => {
    editor.settings = {};
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [setting, answer, isBuilt, isSaved, asks] of [
    [undefined, "Save and Build", true, true, true],
    [undefined, undefined, false, false, true],
    ["ask", "Save and Build", true, true, true],
    ["save", undefined, true, true, false],
    ["never", undefined, true, false, false],
    ["nonsense", undefined, false, false, true],
  ] as const)
    it(`with ${setting ?? "no setting"}, answered with ${answer ?? "nothing"}`, async () => {
      if (setting !== undefined) editor.settings[SETTING] = setting;
      if (answer !== undefined) editor.answers.push(answer);
      const built = await documentToBuild(document as unknown as TextDocument);
      assert.equal(built !== undefined, isBuilt);
      assert.equal(readFileSync(file, "utf8").startsWith("# new"), isSaved);
      assert.equal(editor.said.length > 0, asks);
    });

  for (const [setting, answers, isBuilt] of [
    [undefined, ["Save and Build", file], true],
    [undefined, [], false],
    ["save", [file], true],
    // The dialog was dismissed.
    ["save", [], false],
    ["never", ["Save and Build", file], true],
  ] as const)
    it(`that was never saved is built as the file that it becomes, with ${setting ?? "no setting"}: ${answers.length} answers`, async () => {
      if (setting !== undefined) editor.settings[SETTING] = setting;
      editor.answers.push(...answers);
      const untitled = { uri: Uri.parse("untitled:Untitled-1"), isDirty: true } as TextDocument;
      const built = await documentToBuild(untitled);
      assert.equal(built?.uri.fsPath, isBuilt ? file : undefined);
    });
});
