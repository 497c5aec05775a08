import { strict as assert } from "node:assert";
import type { EngineCommand } from "../../../client/src/engine/engine";
import { lastWords, runTool, type ToolOptions } from "../../../client/src/engine/runTool";

function script(text: string, more: Partial<EngineCommand> = {}): EngineCommand {
  return { file: process.execPath, args: ["-e", text], env: {}, ...more };
}

const LIMIT = { timeoutMs: 60_000 };
const FOREVER = "setInterval(() => undefined, 1000)";

describe("a tool that is run", () => {
  it("answers with what it printed and its status", async () => {
    assert.deepEqual(await runTool(script("console.log(1); console.error(2); process.exitCode = 3"), LIMIT), {
      status: 3,
      out: "1\n",
      err: "2\n",
    });
  });

  it("reads what it is given, and gets what is added to the environment", async () => {
    const echo = script("process.stdin.pipe(process.stdout); process.stderr.write(process.env.A)", {
      env: { A: "b" },
    });
    assert.deepEqual(await runTool(echo, { ...LIMIT, input: "text" }), { status: 0, out: "text", err: "b" });
  });

  const unstartable: [about: string, command: EngineCommand, why: RegExp][] = [
    ["is not there", { file: "/no/such/program", args: [], env: {} }, /ENOENT/],
    ["has a NUL in an argument", script("", { args: ["a\0b"] }), /null bytes/],
    ["has a NUL in its name", { file: "a\0b", args: [], env: {} }, /null bytes/],
  ];
  for (const [about, command, why] of unstartable)
    it(`says why it was not started when it ${about}`, async () => {
      const { status, notStarted, err } = await runTool(command, LIMIT);
      assert.equal(status, null);
      assert.match(notStarted ?? "", why);
      assert.equal(err, notStarted);
    });

  const stopped: [about: string, options: () => ToolOptions, words: string][] = [
    ["is cancelled", () => ({ ...LIMIT, signal: AbortSignal.timeout(100) }), "cancelled"],
    [
      "is cancelled, and has no other limit",
      () => ({ timeoutMs: "untilCancelled", signal: AbortSignal.timeout(100) }),
      "cancelled",
    ],
    ["was cancelled before", () => ({ ...LIMIT, signal: AbortSignal.abort() }), "cancelled"],
  ];
  for (const [about, options, words] of stopped)
    it(`is ended when it ${about}`, async () => {
      const end = await runTool(script(FOREVER), options());
      assert.deepEqual(end, { status: null, out: "", err: words });
      assert.equal(lastWords(end), words);
    });
});
