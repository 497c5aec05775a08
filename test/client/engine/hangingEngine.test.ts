import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineCommand } from "../../../client/src/engine/engine";
import { probeEngine } from "../../../client/src/engine/probeEngine";
import { runProcess, type ProcessEnd } from "../../../client/src/engine/runProcess";
import { lastWords, runTool, type ToolEnd } from "../../../client/src/engine/runTool";

/** A stand-in for an engine whose daemon hangs, in each way in which a program can. */
function engine(text: string): EngineCommand {
  return { file: process.execPath, args: ["-e", text], env: {} };
}

const HANG = "setInterval(() => undefined, 1000);";
const DEAF = 'for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined);';
/** A child that keeps the output of its parent open; `detached` puts it where no signal to the group reaches it. */
const child = (detached: boolean) =>
  `const child = require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => undefined, 20000)"],
     { stdio: "inherit", detached: ${detached} });
   console.log(child.pid);`;

const HANGING: [how: string, script: string][] = [
  ["prints nothing", HANG],
  ["prints something and goes on for ever", `console.log("1"); console.error("2"); ${HANG}`],
  ["does not listen to signals", `${DEAF} ${HANG}`],
  ["has a child that hangs with it", `${child(false)} ${HANG}`],
  ["has a child that no signal reaches", `${child(true)} ${HANG}`],
];

describe("an engine that hangs", function () {
  this.timeout(30_000);

  /** All at once: each takes as long as it is waited for. */
  let asked: ToolEnd[] = [];
  let cancelled: ToolEnd[] = [];
  let builds: ProcessEnd[] = [];

  before(async () => {
    [asked, cancelled, builds] = await Promise.all([
      all(script => runTool(engine(script), { timeoutMs: PATIENT_MS })),
      all(script =>
        runTool(engine(script), { timeoutMs: "untilCancelled", signal: AbortSignal.timeout(PATIENT_MS) }),
      ),
      all(cancelledBuild),
    ]);
  });

  for (const [index, [how]] of HANGING.entries()) {
    it(`is not waited for where it ${how}`, () => {
      const end = asked[index];
      assert.ok(end !== undefined);
      assert.equal(end.status, null);
      assert.equal(end.timedOut, true);
      assert.match(lastWords(end), /^"node" did not respond within 2\.0 s\. .*"node info".*again\.$/);
      endChild(end.out);
    });

    it(`is left by whoever cancels, where it ${how}`, () => {
      const end = cancelled[index];
      assert.ok(end !== undefined);
      assert.equal(end.status, null);
      assert.equal(lastWords(end), "cancelled");
      endChild(end.out);
    });

    it(`does not keep a cancelled build at work, where it ${how}`, () => {
      assert.deepEqual(builds[index], { status: 130 });
    });
  }

  it("is waited for as long as it says something, and no longer", async () => {
    const late = await runTool(
      engine(
        "let i = 0; const timer = setInterval(() => { console.log(++i); if (i === 12) clearInterval(timer); }, 200)",
      ),
      { timeoutMs: PATIENT_MS },
    );
    assert.deepEqual(late, { status: 0, out: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", err: "" });
  });

  it("has answered where it has ended, though a child keeps its output open", async () => {
    const end = await runTool(engine(`${child(true)} process.exit(0)`), { timeoutMs: PATIENT_MS });
    assert.equal(end.status, 0);
    assert.match(end.out, /^\d+\n$/);
    endChild(end.out);
  });

  it("lets go of whoever takes its output", async () => {
    let chunks = 0;
    const end = await runTool(engine(`process.stdout.write("a part"); ${HANG}`), {
      timeoutMs: PATIENT_MS,
      readOutput: async output => {
        for await (const chunk of output) chunks += chunk.length > 0 ? 1 : 0;
      },
    });
    assert.equal(end.timedOut, true);
    assert.equal(chunks, 1);
  });

  it("is no other engine, and none without BuildKit: the probe says that it does not answer", async () => {
    const silent: ToolEnd = { status: null, out: "", err: "It did not answer.", timedOut: true };
    const programs = { docker: "docker", podman: "podman", nerdctl: "nerdctl" };
    const found = { missing: "answer", reason: "It did not answer." };
    for (const choice of ["auto", "buildx", "docker", "podman", "nerdctl"] as const)
      assert.deepEqual(await probeEngine(programs, choice, () => Promise.resolve(silent)), found, choice);
    const slowPlugin = (_: string, args: string[]) =>
      Promise.resolve(args[0] === "buildx" ? silent : { status: 0, out: "Docker version 28.5.2", err: "" });
    assert.deepEqual(await probeEngine(programs, "auto", slowPlugin), found);
  });
});

/** Long enough for a program to begin on a busy machine. */
const PATIENT_MS = 2_000;

function all<Answer>(ask: (script: string) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(HANGING.map(([, script]) => ask(script)));
}

async function cancelledBuild(script: string): Promise<ProcessEnd> {
  let out = "";
  const running = runProcess(engine(script), (_, text) => (out += text), 200);
  await sleep(PATIENT_MS);
  running.cancel();
  const end = await running.ended;
  endChild(out);
  return end;
}

/** The children that no signal of ours reaches. */
function endChild(out: string): void {
  const pid = Number(/^\d{2,}$/m.exec(out)?.[0]);
  if (Number.isNaN(pid)) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was reached.
  }
}
