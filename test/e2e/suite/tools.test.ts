import { strict as assert } from "node:assert";
import { basename, dirname, join } from "node:path";
import * as vscode from "vscode";
import { TOOLS } from "../../../server/src/shared/tools/definitions";
import { openMarked, workspaceFolder, type MarkedFile } from "./markedFile";

/** What came to VS Code after the version that the extension needs. */
interface LanguageModels {
  tools: readonly { name: string; inputSchema: object }[];
  invokeTool(
    name: string,
    options: { input: unknown; toolInvocationToken: undefined },
  ): Promise<{ content: { value: string }[] }>;
}
const { lm } = vscode as unknown as { lm: LanguageModels };

describe("the tools of language models", () => {
  let file: MarkedFile;
  let path: string;

  before(async () => {
    file = await openMarked(
      "FROM alpine:latest AS build\nRUN true\nFROM build AS test\nCOPY --from=biuld /x /x\n",
    );
    path = join(basename(dirname(file.uri.fsPath)), "Dockerfile");
  });

  async function answer(name: string, input: object): Promise<string> {
    const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return content.map(({ value }) => value).join("");
  }

  it("are known to VS Code, with the schemas of the one list", () => {
    for (const { name, inputSchema } of TOOLS) {
      const tool = lm.tools.find(each => each.name === name);
      assert.deepEqual(tool?.inputSchema, JSON.parse(JSON.stringify(inputSchema)), name);
    }
  });

  it("read the workspace, by a path from its folder and by an absolute one", async () => {
    assert.ok((await answer("dockerfile_stages", {})).includes(`"path":"${path}"`));
    for (const written of [path, file.uri.fsPath])
      assert.match(await answer("dockerfile_stages", { path: written }), /"target":"test"/);
  });

  it("read what is typed, and not saved yet", async () => {
    await file.editor.edit(edit => {
      edit.insert(new vscode.Position(0, 0), "# typed\n");
    });
    const problems = await answer("dockerfile_problems", { path });
    assert.match(problems, /"line":5,"column":13,"endLine":5,"endColumn":18,"newText":"build"/);
    await assert.rejects(Promise.resolve(answer("dockerfile_build_stage", { path })));
    await vscode.commands.executeCommand("undo");
    await file.document.save();
  });

  it("plan builds, and say what is not known yet", async () => {
    const plan = await answer("dockerfile_build_plan", { path, stage: "build" });
    assert.match(plan, /"instruction":"RUN true"/);
    assert.match(plan, /"ranLast":"Not known: /);
    assert.match(await answer("dockerfile_sizes", { path }), /Not known: /);
  });

  it("ask before they build", async () => {
    // In tests VS Code refuses to show a dialog, and says what it would have asked.
    await assert.rejects(
      Promise.resolve(answer("dockerfile_build_stage", { path, stage: "build" })),
      /Build this stage\?|refused to show dialog|Canceled/,
    );
  });

  const BAD: [name: string, input: object, says: RegExp][] = [
    ["dockerfile_stages", { path: "../Dockerfile" }, /not in a folder of the workspace/],
    ["dockerfile_stages", { path: "/etc/passwd" }, /not in a folder of the workspace/],
    ["dockerfile_stages", { path: "gone/Dockerfile" }, /There is no file/],
    ["dockerfile_stages", { path: 1 }, /must be a string/],
    ["dockerfile_problems", {}, /"path" is missing/],
  ];
  for (const [name, input, says] of BAD)
    it(`say what is wrong with ${JSON.stringify(input)}`, async () => {
      await assert.rejects(Promise.resolve(answer(name, input)), says);
    });

  it("read nothing that is no Dockerfile", async () => {
    const notes = vscode.Uri.file(join(workspaceFolder(), "notes.txt"));
    await vscode.workspace.fs.writeFile(notes, Buffer.from("FROM secret\n"));
    await assert.rejects(
      Promise.resolve(answer("dockerfile_stages", { path: "notes.txt" })),
      /not a Dockerfile/,
    );
    await vscode.workspace.fs.delete(notes);
  });
});
