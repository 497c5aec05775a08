import { strict as assert } from "node:assert";
import { basename, dirname } from "node:path";
import type { Hover } from "vscode";
import { commands, MarkdownString, Position, tasks, type CodeLens } from "vscode";
import { docker, ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { openMarked, type MarkedFile } from "./markedFile";

/** What no build before has done. */
const ONCE = `${Date.now()}-${process.pid}`;
const SLOW = `FROM alpine:latest AS slow\nRUN echo ${ONCE} && sleep 3\n\nFROM slow AS other\nRUN true\n`;
const ENDLESS = `FROM alpine:latest AS endless\nRUN sleep 600\n`;
const BUILT_WITHIN = 60_000;

describe("the state of a stage", function () {
  this.timeout(120_000);
  const images: string[] = [];
  let file: MarkedFile;

  before(async function () {
    const missing = await ensureImages(["alpine:latest"]);
    if (missing) skipBecause(this, missing);
    file = await open(SLOW, "slow");
  });

  after(async () => {
    if (images.length > 0) await docker(["image", "rm", "--force", ...images], { timeout: 60_000 });
  });

  async function open(text: string, stage: string): Promise<MarkedFile> {
    const opened = await openMarked(text);
    images.push(`${basename(dirname(opened.uri.fsPath))}:${stage}`);
    return opened;
  }

  it("is told by its lens while it is built, and afterwards", async () => {
    assert.deepEqual(await stateLenses(file), []);
    await buildStage(file, 0);
    const seen = new Set<string>();
    await eventually(
      "a built stage",
      async () => {
        const lenses = await stateLenses(file);
        for (const [, title] of lenses) seen.add(title.replace(/ \d+ s$/, ""));
        return lenses;
      },
      ([lens]) =>
        lens !== undefined &&
        /built just now · .* s · .* MB · 0 of 1 cached · not built before$/.test(lens[1]),
      BUILT_WITHIN,
    );
    assert.ok(
      [...seen].some(title => title.includes("building 2/2")),
      [...seen].join("\n"),
    );
  });

  it("stands first in the row of the stage, where a narrow editor does not cut it off", async () => {
    const row = await lensesOf(file);
    assert.ok(row.length > 1);
    assert.equal(row[0]?.command?.command, "dockerfileStages.showBuildReport");
  });

  it("is told in the hover of its name, with its steps", async () => {
    const hovers = await commands.executeCommand<Hover[]>(
      "vscode.executeHoverProvider",
      file.uri,
      new Position(0, "FROM alpine:latest AS s".length),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map(content => (content instanceof MarkdownString ? content.value : "")),
    );
    const card = texts.find(text => text.includes("Show build report"));
    assert.ok(card, texts.join("\n"));
    assert.ok(card.includes(`RUN echo ${ONCE} && sleep 3`), card);
  });

  it("stays with edits elsewhere, goes with one of the stage, and comes back when that is undone", async () => {
    const insert = (line: number, text: string) =>
      file.editor.edit(builder => {
        builder.insert(new Position(line, 0), text);
      });
    const linesBecome = (what: string, lines: number[]) =>
      eventually(
        what,
        () => stateLenses(file),
        found => found.map(([line]) => line).join() === lines.join(),
      );
    await insert(5, "RUN more\n");
    await insert(0, "# a comment\n\n");
    await linesBecome("the state two lines further down", [2]);
    await insert(4, "ENV A=1\n");
    await linesBecome("no state of a stage with a new instruction", []);
    await commands.executeCommand("undo");
    await linesBecome("the state of the stage as it was", [2]);
  });

  it("is that of its build no more when the build is cancelled", async () => {
    const endless = await open(ENDLESS, "endless");
    const end = new Promise<number | undefined>(resolve => {
      const listener = tasks.onDidEndTaskProcess(({ exitCode }) => {
        listener.dispose();
        resolve(exitCode);
      });
    });
    await buildStage(endless, 0);
    await eventually(
      "a stage at work",
      () => stateLenses(endless),
      ([lens]) => lens?.[1].includes("building 2/2") === true,
      BUILT_WITHIN,
    );
    await commands.executeCommand("dockerfileStages.cancelBuild");
    assert.equal(await end, 130);
    await eventually(
      "no state",
      () => stateLenses(endless),
      lenses => lenses.length === 0,
    );
  });
});

async function buildStage({ uri }: MarkedFile, stage: number): Promise<void> {
  await commands.executeCommand("dockerfileStages.buildUpToStage", { uri: uri.toString(), stage });
}

/** The lenses that say how stages fare: their lines and titles. */
async function stateLenses(file: MarkedFile): Promise<[line: number, title: string][]> {
  const lenses = await lensesOf(file);
  return lenses.flatMap(({ command, range }): [number, string][] =>
    command?.command === "dockerfileStages.showBuild" ||
    command?.command === "dockerfileStages.showBuildReport"
      ? [[range.start.line, command.title]]
      : [],
  );
}

function lensesOf({ uri }: MarkedFile): Thenable<CodeLens[]> {
  return commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri, 100);
}
