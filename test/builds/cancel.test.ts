// A build that is cancelled ends in the engine, too, not only in the terminal: with buildx, and with the builder from before.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Builder, EngineCommand } from "../../client/src/engine/engine";
import { engineCommand } from "../../client/src/engine/engineCommand";
import { runProcess } from "../../client/src/engine/runProcess";
import { docker, ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const TEST_WITHIN = 120_000;
const BEGINS_WITHIN = 60_000;
const ENDS_WITHIN = 15_000;

const BUILDERS: { builder: Builder; env: Record<string, string> }[] = [
  { builder: "buildx", env: {} },
  { builder: "docker", env: {} },
  { builder: "legacy", env: { DOCKER_BUILDKIT: "0" } },
];

describe("a build that is cancelled", function () {
  this.timeout(TEST_WITHIN);
  this.slow(TEST_WITHIN);

  before(async function () {
    if (process.platform !== "linux") skipBecause(this, "the processes of an engine are seen on Linux alone");
    const missing = await ensureImages(["alpine:latest"]);
    if (missing) skipBecause(this, missing);
  });

  const ways = BUILDERS.flatMap(known => [1, 2].map(calls => ({ ...known, calls })));
  for (const [index, { builder, env, calls }] of ways.entries()) {
    const how = calls === 1 ? "asked to end" : "ended by force";
    it(`ends in the engine, and begins no other step: ${builder}, ${how}`, async function () {
      const folder = mkdtempSync(join(tmpdir(), "stages-cancel-"));
      // A number of seconds that no other process sleeps for.
      const time = `6${process.pid}${index}`;
      const marker = `next step ${time}`;
      const dockerfile = join(folder, "Dockerfile");
      writeFileSync(dockerfile, `FROM alpine:latest\nRUN sleep ${time}\nRUN echo ${marker}\n`);
      const image = `dockerfile-stages-tests/cancel-${builder}`;
      const command: EngineCommand = engineCommand(
        {
          engine: { builder, program: "docker", progress: builder === "legacy" ? "none" : "plain" },
          dockerfile,
          context: folder,
          target: undefined,
          image,
          buildArgs: {},
          buildContexts: {},
        },
        "read",
      );
      let output = "";
      const running = runProcess(
        { ...command, env: { ...command.env, ...env } },
        (_, text) => (output += text),
      );
      try {
        const began = await within(BEGINS_WITHIN, () => isAtWork(time));
        // An engine on another machine builds as well, and shows no process here.
        if (!began) skipBecause(this, `the engine's processes cannot be seen from here: ${output}`);
        for (let call = 0; call < calls; call++) running.cancel();
        assert.ok("status" in (await running.ended));
        assert.ok(await within(ENDS_WITHIN, () => !isAtWork(time)), "the step goes on without its build");
        await sleep(1000);
        assert.ok(
          !output.includes(`\n${marker}`) && !/(?:\[3\/3\]|Step 3)[^\n]*\n[^\n]*DONE/.test(output),
          output,
        );
        assert.notEqual((await docker(["image", "inspect", image], { timeout: ENDS_WITHIN })).status, 0);
        assert.deepEqual(await containersOf(time), []);
      } finally {
        running.cancel();
        await docker(["image", "rm", "--force", image], { timeout: ENDS_WITHIN });
        rmSync(folder, { recursive: true });
      }
    });
  }
});

/** Whether a process of this machine sleeps for that time. */
function isAtWork(time: string): boolean {
  return readdirSync("/proc").some(name => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0").join(" ").includes(`sleep ${time}`);
    } catch {
      return false; // It has ended since.
    }
  });
}

/** The containers at work whose command has the time in it. */
async function containersOf(time: string): Promise<string[]> {
  const { stdout } = await docker(["ps", "--no-trunc", "--format", "{{.Command}}"], { timeout: ENDS_WITHIN });
  return stdout.split("\n").filter(line => line.includes(time));
}

async function within(limit: number, holds: () => boolean): Promise<boolean> {
  for (const end = Date.now() + limit; Date.now() < end;) {
    if (holds()) return true;
    await sleep(100);
  }
  return holds();
}
