import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../support/pages";

const STARTER = join(ROOT, "client", "src", "engine", "terminalProgram.ts");

/** What a program writes that is started like one in a terminal, and how it ends. */
async function started(...command: string[]): Promise<{ out: string; status: number | null }> {
  const child = spawn(process.execPath, ["--import", "tsx", STARTER, ...command], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (out += data.toString()));
  return new Promise(resolve =>
    child.on("close", status => {
      resolve({ out, status });
    }),
  );
}

describe("a program in a terminal", () => {
  const node = (script: string) => [process.execPath, "-e", script];

  for (const [title, command, expected] of [
    ["ends as it does", node("process.exitCode = 3"), { out: "", status: 3 }],
    [
      "ends well",
      node("console.log(process.argv[1])").concat("a b;$(id)"),
      { out: "a b;$(id)\n", status: 0 },
    ],
    ["ends by a signal", node("process.kill(process.pid, 'SIGKILL')"), { out: "", status: 137 }],
    [
      "does not hear of the editor",
      node("console.log(process.env.ELECTRON_RUN_AS_NODE)"),
      { out: "undefined\n", status: 0 },
    ],
  ] as const)
    it(title, async () => {
      assert.deepEqual(await started(...command), expected);
    });

  it("fails no sooner than VS Code takes for a launch", async () => {
    const begun = performance.now();
    await started(...node("process.exitCode = 1"));
    assert.ok(performance.now() - begun >= 1_000);
  });

  it("that is not there is named", async () => {
    const { out, status } = await started(join(ROOT, "nowhere"));
    assert.equal(status, 127);
    assert.match(out, /ENOENT/);
  });
});
