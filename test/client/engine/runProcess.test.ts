import { strict as assert } from "node:assert";
import { treeEnd } from "../../../client/src/engine/startProgram";
import { runProcess, type ProcessEnd, type RunningProcess } from "../../../client/src/engine/runProcess";

describe("a process of a build", function () {
  this.timeout(20_000);

  it("gets its arguments as they are and nothing reads them in between", async () => {
    const words = ["a b", "$HOME", "`id`", "; exit 9", "*", '"', "'", "\\", "%PATH%", "&& echo no", ""];
    const { end, out } = await run("process.stdout.write(JSON.stringify(process.argv.slice(1)))", words);
    assert.deepEqual(end, { status: 0 });
    assert.deepEqual(JSON.parse(out), words);
  });

  it("has its status and both its outputs passed on, whole characters only", async () => {
    const { end, out, err, pieces } = await run(
      "const b=Buffer.from('ü€😀');let i=0;const t=setInterval(()=>{if(i===b.length){clearInterval(t);process.exitCode=7;return}process.stdout.write(b.subarray(i,++i));process.stderr.write('.')},2)",
    );
    assert.deepEqual(end, { status: 7 });
    assert.equal(out, "ü€😀");
    assert.equal(err, ".".repeat(9));
    assert.ok(pieces.every(piece => !piece.includes("\ufffd")));
  });

  it("that cannot be started says why", async () => {
    const end = await runProcess({ file: "no-such-program-here", args: [], env: {} }, () => undefined).ended;
    assert.ok("notStarted" in end);
    assert.match(end.notStarted, /ENOENT/);
  });

  it("that cannot even be asked for says so, and nothing is thrown", async () => {
    for (const args of [["a\0b"], ["x".repeat(3_000_000)]]) {
      const running = runProcess({ file: process.execPath, args, env: {} }, () => undefined);
      assert.ok("notStarted" in (await running.ended));
      running.cancel();
    }
  });

  it("gets the variables that the command sets", async () => {
    const { out } = await run("process.stdout.write(process.env.DOCKER_BUILDKIT)", [], {
      DOCKER_BUILDKIT: "1",
    });
    assert.equal(out, "1");
  });

  // A signal handler, so that the child does not just end by the interrupt; the grandchild keeps the pipe open.
  const parent = (onInterrupt: string) =>
    `const {spawn}=require("child_process");
     process.on("SIGINT",()=>{${onInterrupt}});
     const child=spawn(process.execPath,["-e","setInterval(()=>{},1000)"],{stdio:"inherit"});
     console.log("child "+child.pid);setInterval(()=>{},1000)`;

  it("is ended with its children as each system has it", () => {
    for (const platform of ["linux", "darwin"] as const) {
      assert.deepEqual(treeEnd(platform, 42, false), { group: -42, signal: "SIGINT" });
      assert.deepEqual(treeEnd(platform, 42, true), { group: -42, signal: "SIGKILL" });
    }
    for (const byForce of [false, true]) {
      const end = treeEnd("win32", 42, byForce);
      assert.ok("program" in end);
      assert.match(end.program, /^[A-Z]:\\.*\\System32\\taskkill\.exe$/);
      assert.deepEqual(end.args, ["/pid", "42", "/T", "/F"]);
    }
  });

  it("ends with all its children when it is cancelled", async () => {
    const { running, childPid } = await startParent(parent("process.exit(1)"));
    running.cancel();
    assert.deepEqual(await running.ended, { status: 130 });
    await waitUntil(() => !isAlive(childPid));
    running.cancel(); // Too late, and no harm.
  });

  it("ends by force at the second call if it does not listen", async () => {
    const { running, childPid } = await startParent(parent(""));
    running.cancel();
    await new Promise(resolve => setTimeout(resolve, 300));
    running.cancel();
    assert.deepEqual(await running.ended, { status: 130 });
    await waitUntil(() => !isAlive(childPid));
  });

  it("ends by force after a while if nobody calls again", async () => {
    const { running, childPid } = await startParent(parent(""), 500);
    running.cancel();
    assert.deepEqual(await running.ended, { status: 130 });
    await waitUntil(() => !isAlive(childPid));
  });
});

async function run(script: string, words: string[] = [], env: Record<string, string> = {}) {
  const seen = { out: "", err: "" };
  const pieces: string[] = [];
  const command = { file: process.execPath, args: ["-e", script, "--", ...words], env };
  const end: ProcessEnd = await runProcess(command, (stream, text) => {
    seen[stream] += text;
    pieces.push(text);
  }).ended;
  return { end, pieces, ...seen };
}

/** Starts a process that starts another, and answers once both run. */
async function startParent(
  script: string,
  graceMs?: number,
): Promise<{ running: RunningProcess; childPid: number }> {
  let out = "";
  const command = { file: process.execPath, args: ["-e", script], env: {} };
  const take = (_: string, text: string) => {
    out += text;
  };
  const running = runProcess(command, take, graceMs);
  await waitUntil(() => /child \d+\n/.test(out));
  return { running, childPid: Number(/child (\d+)/.exec(out)?.[1]) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function waitUntil(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    assert.ok(waited < 10_000, "waited in vain");
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
