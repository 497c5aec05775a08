import { strict as assert } from "node:assert";
import { commands, ConfigurationTarget, workspace, type CodeLens } from "vscode";
import { eventually } from "../eventually";
import { openMarked, type MarkedFile } from "./markedFile";

const TEXT = "ARG V=1\nFROM alpine AS build\nRUN true\n\nFROM busybox\nRUN true\n\nfrom build as last\n";
const FROM_LINES = [1, 4, 7];

describe("code lenses", () => {
  it("stand over each FROM, in any case, and nowhere else", async () => {
    const lenses = await lensesOf(await openMarked(TEXT));
    assert.deepEqual([...new Set(lenses.map(lens => lens.range.start.line))].sort(), FROM_LINES);
  });

  it("carry commands that exist, with the file and the stage", async () => {
    const file = await openMarked(TEXT);
    const known = new Set(await commands.getCommands(true));
    const lenses = await lensesOf(file);
    for (const lens of lenses) {
      assert.ok(lens.command, "a lens without a command");
      // A lens that only says something has none.
      const { command } = lens.command;
      assert.ok(command === "" || known.has(command), `nobody knows ${command}`);
    }
    assert.deepEqual(
      lenses
        .filter(lens => lens.command?.command === "dockerfileStages.buildUpToStage")
        .map(lens => [lens.range.start.line, lens.command?.arguments]),
      FROM_LINES.map((line, stage) => [line, [{ uri: file.uri.toString(), stage }]]),
    );
  });

  it("say what there is to know, and list the references of a stage", async () => {
    const file = await openMarked("# a makes it\nFROM alpine AS a\nFROM busybox AS b\nCOPY --from=a /x /y\n");
    const lenses = await lensesOf(file);
    assert.deepEqual(
      // What a build would run comes behind some time later.
      lenses.map(lens => [lens.range.start.line, lens.command?.title.split(" · ", 1)[0]]),
      [
        [1, "▶ Build up to a"],
        [1, "Run"],
        [1, "1 reference"],
        [1, "Stage graph"],
        [2, "▶ Build b"],
        [2, "Run"],
        [2, "default target"],
      ],
    );
    const references = lenses.find(({ command }) => command?.title === "1 reference");
    assert.ok(references?.command);
    // It opens the editor's own list, and fails where that cannot be opened.
    const [argument] = references.command.arguments as unknown[];
    await commands.executeCommand(references.command.command, argument);
    await commands.executeCommand("closeReferenceSearch");
  });

  it("follow an edit", async () => {
    const file = await openMarked(TEXT);
    await file.editor.edit(builder => {
      builder.insert(file.document.positionAt(file.document.getText().length), "FROM scratch AS added\n");
    });
    const lenses = await lensesOf(file);
    assert.ok(lenses.some(lens => lens.range.start.line === 8));
  });

  it("go with the setting, and come back", async () => {
    const file = await openMarked(TEXT);
    const settings = workspace.getConfiguration("dockerfileStages");
    await settings.update("codeLens.enabled", false, ConfigurationTarget.Workspace);
    try {
      await eventually(
        "no lens",
        () => askForLenses(file),
        lenses => lenses.length === 0,
      );
    } finally {
      await settings.update("codeLens.enabled", undefined, ConfigurationTarget.Workspace);
    }
    assert.ok((await lensesOf(file)).length >= 3);
  });
});

async function lensesOf(file: MarkedFile): Promise<CodeLens[]> {
  return eventually(
    "a lens",
    () => askForLenses(file),
    lenses => lenses.length > 0,
  );
}

async function askForLenses(file: MarkedFile): Promise<CodeLens[]> {
  // The number asks VS Code to resolve that many, which fills in the commands.
  const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", file.uri, 100);
  return lenses.sort((one, other) => one.range.start.compareTo(other.range.start));
}
