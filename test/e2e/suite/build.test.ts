import { strict as assert } from "node:assert";
import { setTimeout as sleep } from "node:timers/promises";
import { commands, DiagnosticSeverity, languages, tasks, type Diagnostic } from "vscode";
import { findEngine, hasImage } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { buildUpTo, imageOf, removeImages, taskEnd } from "./buildTasks";
import { openMarked, type MarkedFile } from "./markedFile";

/** Builds from nothing, so that no base image is needed. */
const GOOD =
  "FROM scratch AS files\nCOPY Dockerfile /\n\nFROM files AS more\nCOPY Dockerfile /copy\n\nFROM more\nCOPY nowhere /\n";
const FAILING = "FROM scratch AS files\nCOPY Dockerfile /\nCOPY --link \\\n  nowhere /\n\nFROM files\n";

describe("a build", function () {
  this.timeout(90_000);

  before(async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
  });

  it("of a lens runs as a task up to its stage and leaves the image", async () => {
    const file = await openMarked(GOOD);
    const image = imageOf(file, "more");
    try {
      assert.equal(await buildUpTo(file, 1), 0);
      assert.ok(await hasImage(image), `the engine has no image ${image}`);
    } finally {
      await removeImages(image);
    }
  });

  it("of a double click runs once", async () => {
    const file = await openMarked(GOOD);
    const image = imageOf(file, "more");
    const argument = { uri: file.uri.toString(), stage: 1 };
    let started = 0;
    const listener = tasks.onDidStartTask(() => started++);
    try {
      const code = await taskEnd(() =>
        Promise.all([1, 2].map(() => commands.executeCommand("dockerfileStages.buildUpToStage", argument))),
      );
      assert.deepEqual({ code, started }, { code: 0, started: 1 });
    } finally {
      listener.dispose();
      await removeImages(image);
    }
  });

  it("of a stage from the list runs as a task", async () => {
    const file = await openMarked(GOOD);
    const image = imageOf(file, "files");
    try {
      const code = await taskEnd(async () => {
        const chosen = Promise.resolve(commands.executeCommand("dockerfileStages.buildStage")).then(
          () => true,
        );
        // The list opens when the server has answered; its first entry, the first stage, is the one that is marked.
        while (!(await Promise.race([chosen, sleep(300, false)]))) {
          await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        }
      });
      assert.equal(code, 0);
      assert.ok(await hasImage(image), `the engine has no image ${image}`);
    } finally {
      await removeImages(image);
    }
  });

  it("that fails marks the failing instruction, and the mark goes with the next good build", async () => {
    const file = await openMarked(FAILING);
    assert.notEqual(await buildUpTo(file, 0), 0);
    const [diagnostic] = await eventually(
      "an error",
      () => errors(file),
      found => found.length === 1,
    );
    assert.equal(diagnostic?.range.start.line, 2);
    await file.editor.edit(builder => {
      builder.replace(file.document.lineAt(3).range, "  Dockerfile /again");
    });
    await file.document.save();
    assert.equal(await buildUpTo(file, 0), 0);
    await eventually(
      "no error",
      () => errors(file),
      found => found.length === 0,
    );
    await removeImages(imageOf(file, "files"));
  });
});

function errors(file: MarkedFile): Diagnostic[] {
  return languages.getDiagnostics(file.uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
}
