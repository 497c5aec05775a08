import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commands, ConfigurationTarget, tasks, workspace } from "vscode";
import { skipBecause } from "../../support/suiteResult";
import { mainThreadWork } from "../../support/threadWork";
import { writeNoisyEngine, type Noise } from "../noisyEngine";
import { openMarked } from "./markedFile";

const TEXT = "FROM scratch AS noisy\nRUN seq 1 100000\n";
/** Whoever holds up the process that all extensions share for longer is felt in all of them. */
const LONGEST_HOLD_MS = 250;
/** As long as nothing is built, other things of VS Code hold it up as well: told to compare. */
const IDLE_MS = 3_000;
/** What is held, and garbage that is not yet collected: an output of 40 MB in memory may have passed through. */
const MOST_GROWTH_MB = 150;

describe("a build that prints without end", function () {
  this.timeout(90_000);
  let folder = "";

  before(function () {
    if (process.platform === "win32") skipBecause(this, "the stand-in for an engine is a script of Unix");
    folder = mkdtempSync(join(tmpdir(), "dfs-noisy-"));
  });
  after(async () => {
    await setDocker(undefined);
    if (folder !== "") rmSync(folder, { recursive: true });
  });

  for (const [title, noise] of [
    ["100,000 lines", { lines: 100_000, length: 8 }],
    ["20,000 lines of 2,000 characters", { lines: 20_000, length: 2_000 }],
    ["one line of 20,000,000 characters", { lines: 1, length: 20_000_000 }],
  ] satisfies [string, Noise][]) {
    it(`leaves the other extensions their turn and keeps little of it: ${title}`, async () => {
      await setDocker(writeNoisyEngine(folder, noise).program);
      const file = await openMarked(TEXT);
      const { hold: idle } = await watched(() => sleep(IDLE_MS));
      // The first run of all this code brings its own memory along.
      await build(file.uri.toString());
      const { hold, growth, took } = await watched(() => build(file.uri.toString()));
      console.log(
        `${process.env["SUITE_OUTPUT_MARK"] ?? ""}      ${title}: built in ${took} ms, held up for ${hold} ms at most (${idle} ms without), ${growth} MB more`,
      );
      assert.ok(hold < LONGEST_HOLD_MS, `held up for ${hold} ms, ${idle} ms without`);
      assert.ok(growth < MOST_GROWTH_MB, `${growth} MB more`);
    });
  }
});

async function setDocker(path: string | undefined): Promise<void> {
  await workspace
    .getConfiguration("dockerfileStages.build")
    .update("dockerPath", path, ConfigurationTarget.Global);
}

/** Builds the first stage, to the end of its task. */
async function build(uri: string): Promise<void> {
  const ended = new Promise<number | undefined>(resolve => {
    const listener = tasks.onDidEndTaskProcess(({ exitCode }) => {
      listener.dispose();
      resolve(exitCode);
    });
  });
  await commands.executeCommand("dockerfileStages.buildUpToStage", { uri, stage: 0 });
  assert.equal(await ended, 0);
}

/**
 * How long the event loop was held up at most by what its thread did, in ms, and how many MB the process holds more afterwards.
 * Where the system does not tell what a thread does, what other programs have of the processors is in it.
 */
async function watched(act: () => Promise<unknown>): Promise<{ hold: number; growth: number; took: number }> {
  const worked = mainThreadWork(process.pid) ?? (() => performance.now());
  let hold = 0;
  let last = worked();
  const looking = setInterval(() => {
    const now = worked();
    hold = Math.max(hold, now - last);
    last = now;
  }, 1);
  const before = process.memoryUsage().rss;
  const begun = performance.now();
  try {
    await act();
  } finally {
    clearInterval(looking);
  }
  return {
    hold: Math.round(hold),
    growth: Math.round((process.memoryUsage().rss - before) / 2 ** 20),
    took: Math.round(performance.now() - begun),
  };
}
