import { strict as assert } from "node:assert";
import { setTimeout as sleep } from "node:timers/promises";
import { basename, dirname } from "node:path";
import { commands, DiagnosticSeverity, languages, tasks, type Diagnostic } from "vscode";
import { docker, findEngine, hasImage } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
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
    const image = `${basename(dirname(file.uri.fsPath))}:more`;
    try {
      assert.equal(await buildUpTo(file, 1), 0);
      assert.ok(await hasImage(image), `the engine has no image ${image}`);
    } finally {
      await removeImage(image);
    }
  });

  it("of a stage from the list runs as a task", async () => {
    const file = await openMarked(GOOD);
    const image = `${basename(dirname(file.uri.fsPath))}:files`;
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
      await removeImage(image);
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
    await removeImage(`${basename(dirname(file.uri.fsPath))}:files`);
  });
});

function buildUpTo(file: MarkedFile, stage: number): Promise<number | undefined> {
  return taskEnd(() =>
    commands.executeCommand("dockerfileStages.buildUpToStage", { uri: file.uri.toString(), stage }),
  );
}

/** The exit code of the build task that `start` starts. */
async function taskEnd(start: () => PromiseLike<unknown>): Promise<number | undefined> {
  const end = new Promise<number | undefined>(resolve => {
    const listener = tasks.onDidEndTaskProcess(event => {
      if (event.execution.task.definition.type !== "dockerfileStages") return;
      listener.dispose();
      resolve(event.exitCode);
    });
  });
  await start();
  return end;
}

async function removeImage(name: string): Promise<void> {
  await docker(["image", "rm", "--force", name], { timeout: 20_000 });
}

function errors(file: MarkedFile): Diagnostic[] {
  return languages.getDiagnostics(file.uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
}
