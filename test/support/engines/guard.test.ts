import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { skipBecause } from "../suiteResult";
import { guardedFolder, startGuarded, whyNotGuarded } from "./guard";

const GONE_WITHIN = 15_000;

describe("a process that is guarded", function () {
  this.timeout(30_000);
  this.slow(10_000);

  before(async function () {
    const missing = await whyNotGuarded();
    if (missing !== undefined) skipBecause(this, missing);
  });

  it("ends with all that it started, and its folder goes, when it is stopped", async () => {
    const folder = guardedFolder();
    const children = join(folder, "child");
    // The first process of a namespace is deaf to signals; its child would outlive it elsewhere.
    const command = ["bash", "-c", `trap exit TERM; sleep infinity & touch ${children}; wait`];
    const guarded = await startGuarded(folder, command, {}, () => Promise.resolve(existsSync(children)));
    const [child] = childrenOf(guarded.pid);
    assert.ok(child !== undefined && isAlive(guarded.pid) && isAlive(child));
    await guarded.stop();
    assert.deepEqual([guarded.pid, child].filter(isAlive), []);
    assert.equal(existsSync(folder), false);
  });

  for (const signal of ["SIGKILL", "SIGINT"] as const) {
    it(`ends when the process that started it is ended by ${signal}`, async () => {
      const child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "guardedChild.ts")]);
      child.stdout.setEncoding("utf8");
      const [line] = (await once(child.stdout, "data")) as [string];
      const { pid, folder } = JSON.parse(line) as { pid: number; folder: string };
      assert.ok(isAlive(pid) && existsSync(folder));
      child.kill(signal);
      const deadline = Date.now() + GONE_WITHIN;
      while ((isAlive(pid) || existsSync(folder)) && Date.now() < deadline) await sleep(50);
      assert.equal(isAlive(pid), false, "the process is there");
      assert.equal(existsSync(folder), false, "its folder is there");
    });
  }

  it("has no network but itself", async () => {
    const folder = guardedFolder();
    const command = [
      "bash",
      "-c",
      `trap exit TERM; cat /proc/net/dev > ${folder}/devices; touch ${folder}/ready; sleep infinity & wait`,
    ];
    const guarded = await startGuarded(folder, command, {}, () =>
      Promise.resolve(existsSync(join(folder, "ready"))),
    );
    const devices = readFileSync(join(folder, "devices"), "utf8").matchAll(/^ *(\S+):/gm);
    const names = Array.from(devices, ([, name]) => name).filter(name => name !== undefined);
    await guarded.stop();
    assert.ok(names.includes("lo") && !names.some(name => /^(?:eth|en|wl)/.test(name)), names.join(" "));
  });

  it("says what it printed last, and leaves nothing, when it does not start", async () => {
    const folder = guardedFolder();
    writeFileSync(join(folder, "data"), "");
    const command = ["sh", "-c", "echo no such luck >&2; exit 3"];
    await assert.rejects(
      startGuarded(folder, command, {}, () => Promise.resolve(false)),
      /^Error: sh does not start: no such luck$/,
    );
    assert.equal(existsSync(folder), false);
  });
});

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(" ")
    .filter(Boolean)
    .map(Number);
}

function isAlive(pid: number): boolean {
  // A process that has ended is there until its parent asks how.
  return existsSync(`/proc/${pid}`) && !/^State:\tZ/m.test(readStatus(pid));
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return ""; // It ended a moment before.
  }
}
