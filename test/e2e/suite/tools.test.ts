import { strict as assert } from "node:assert";
import { basename, dirname, join } from "node:path";
import * as vscode from "vscode";
import { TOOLS } from "../../../server/src/shared/tools/definitions";
import { ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { imageOf, removeImages } from "./buildTasks";
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
    // The server hears of a new file from VS Code, some time after it was written.
    await eventually(
      "the new file among all",
      () => answer("dockerfile_stages", {}),
      all => all.includes(`"path":"${path}"`),
    );
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

  it("build a stage, and know of it afterwards", async function () {
    this.timeout(60_000);
    const missing = await ensureImages(["alpine:latest"]);
    if (missing) skipBecause(this, missing);
    // In tests VS Code confirms by itself what a person would be asked.
    const built = await answer("dockerfile_build_stage", { path, stage: "build", cache: "skipStage" });
    assert.match(built, /"result":"built"/);
    assert.match(built, /"line":2,"instruction":"RUN true","state":"done"/);
    const failed = await answer("dockerfile_build_stage", { path, stage: "test" });
    assert.match(failed, /"result":"failed"/);
    assert.match(failed, /"line":4/);
    assert.match(await answer("dockerfile_sizes", { path }), /"stage":"build","image":"[^"]+","bytes":[1-9]/);
    const plan = await eventually(
      "the history of the build",
      () => answer("dockerfile_build_plan", { path, stage: "build" }),
      text => /"wouldRunNow":\{"total":1/.test(text),
    );
    assert.match(plan, /"wouldRunNow":\{"total":1,"steps":\[/);
    await removeImages(imageOf(file, "build"));
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
