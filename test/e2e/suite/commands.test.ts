import { strict as assert } from "node:assert";
import { basename, dirname } from "node:path";
import { commands, env, extensions, Selection } from "vscode";
import { openMarked, type MarkedFile } from "./markedFile";

const TEXT =
  "FROM alpine AS build\nRUN true\n\nFROM build AS Test\nRUN true\n\nFROM scratch\nCOPY --from=build /a /a\n";

describe("commands", () => {
  it("exist, every one that the manifest names", async () => {
    const manifest = extensions.getExtension("dockerfile-stages.dockerfile-stages")?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const named = manifest.contributes.commands.map(({ command }) => command);
    assert.ok(named.includes("dockerfileStages.buildUpToStage"));
    assert.ok(named.includes("dockerfileStages.buildStage"));
    assert.ok(named.includes("dockerfileStages.copyBuildCommand"));
    assert.ok(named.includes("dockerfileStages.restartServer"));
    const known = new Set(await commands.getCommands(true));
    assert.deepEqual(
      named.filter(command => !known.has(command)),
      [],
    );
  });
});

describe("Copy Build Command", () => {
  it("copies what builds the stage of a lens", async () => {
    const file = await openMarked(TEXT);
    assert.deepEqual(await copied(file, { stage: 0 }), ["--target", "build", ...rest(file, "build")]);
  });

  it("asks for a stage by the builder's name for it, in lower case", async () => {
    const file = await openMarked(TEXT);
    assert.deepEqual(await copied(file, { stage: 1 }), ["--target", "test", ...rest(file, "test")]);
  });

  it("builds the last stage without a target", async () => {
    const file = await openMarked(TEXT);
    assert.deepEqual(await copied(file, { stage: 2 }), rest(file));
  });

  it("takes the stage of the cursor when nothing else is said", async () => {
    const file = await openMarked(TEXT);
    file.editor.selection = new Selection(1, 2, 1, 2);
    assert.deepEqual(await copied(file), ["--target", "build", ...rest(file, "build")]);
  });

  it("reads the file as it is now, not as it was when the lens was drawn", async () => {
    const file = await openMarked(TEXT);
    await file.editor.edit(builder => {
      builder.insert(file.document.positionAt(0), "FROM busybox AS first\n");
    });
    await file.document.save();
    assert.deepEqual(await copied(file, { stage: 0 }), ["--target", "first", ...rest(file, "first")]);
  });
});

/** The command line on the clipboard after the command, without the builder's own name. */
async function copied(file: MarkedFile, what?: { stage: number }): Promise<string[]> {
  await env.clipboard.writeText("nothing was copied");
  const parameters = what === undefined ? [] : [{ uri: file.uri.toString(), ...what }];
  await commands.executeCommand("dockerfileStages.copyBuildCommand", ...parameters);
  const words = (await env.clipboard.readText()).split(" ");
  const start = words.indexOf("build") + 1;
  assert.match(words.slice(0, start).join(" "), /^docker( buildx)? build$/);
  return words.slice(start);
}

/** What follows the target: the file, the image's name, the context. */
function rest(file: MarkedFile, tag?: string): string[] {
  const folder = dirname(file.uri.fsPath);
  const name = basename(folder);
  return ["-f", file.uri.fsPath, "-t", tag === undefined ? name : `${name}:${tag}`, folder];
}
