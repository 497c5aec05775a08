/** The tool that builds, by the Model Context Protocol, with a real engine. */
import assert from "node:assert/strict";
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { docker, ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const CLI = join(__dirname, "..", "..", "dist", "server", "cli.js");
const ONCE = `${Date.now()}-${process.pid}`;
const DOCKERFILE = `FROM alpine:latest AS build
ARG API_TOKEN=hunter2-secret
RUN echo ${ONCE} > /built
FROM build AS test
RUN echo "hunter2-secret is bad" && exit 3
FROM build AS slow
RUN sleep 600
`;

interface Outcome {
  result: string;
  image: string | null;
  bytes: number | null;
  steps: { line: number; state: string }[];
  failure: { line: number | null; log: string[] } | null;
}

describe("the tool that builds, without an editor", function () {
  this.timeout(60_000);
  let folder: string | undefined;
  let name: string;
  let server: ChildProcessByStdio<Writable, Readable, null>;
  let lines: AsyncIterator<string>;
  let id = 0;

  before(async function () {
    const missing = await ensureImages(["alpine:latest"]);
    if (missing) skipBecause(this, missing);
    folder = mkdtempSync(join(tmpdir(), "dfs-mcp-"));
    name = join(folder, "app");
    mkdirSync(name);
    writeFileSync(join(name, "Dockerfile"), DOCKERFILE);
    server = spawn(process.execPath, [CLI, "mcp", "--allow-build", "--folder", name], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  });

  after(async () => {
    if (folder === undefined) return;
    server.stdin.end();
    await once(server, "exit");
    rmSync(folder, { recursive: true });
    await docker(["image", "rm", "--force", "app:build"], { timeout: 60_000 });
  });

  function send(message: object): void {
    server.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  async function build(input: object): Promise<{ text: string; outcome: Outcome }> {
    send({ id: ++id, method: "tools/call", params: { name: "dockerfile_build_stage", arguments: input } });
    const { value } = (await lines.next()) as { value: string };
    const { result } = JSON.parse(value) as { result: { content: [{ text: string }] } };
    const [{ text }] = result.content;
    return { text, outcome: JSON.parse(text) as Outcome };
  }

  it("builds a stage, and tells its image and steps", async () => {
    const { outcome } = await build({ path: "Dockerfile", stage: "build" });
    assert.deepEqual([outcome.result, outcome.image], ["built", `${basename(name)}:build`]);
    assert.ok((outcome.bytes ?? 0) > 0);
    assert.ok(
      outcome.steps.some(({ line, state }) => line === 3 && state === "done"),
      JSON.stringify(outcome),
    );
  });

  it("takes steps from the cache, unless it is told not to", async () => {
    const stateOf = async (cache: string) =>
      (await build({ path: "Dockerfile", stage: "build", cache })).outcome.steps.find(
        ({ line }) => line === 3,
      )?.state;
    assert.equal(await stateOf("use"), "cached");
    assert.equal(await stateOf("skipStage"), "done");
  });

  it("tells the instruction that failed, with the end of its log and without the secret", async () => {
    const { text, outcome } = await build({ path: "Dockerfile", stage: "test" });
    assert.equal(outcome.result, "failed");
    assert.equal(outcome.failure?.line, 5);
    assert.ok(outcome.failure.log.join("\n").includes("is bad"), text);
    assert.ok(!text.includes("hunter2"), text);
  });

  it("ends a build that is cancelled", async () => {
    setTimeout(() => {
      send({ method: "notifications/cancelled", params: { requestId: id } });
    }, 1_000);
    const { outcome } = await build({ path: "Dockerfile", stage: "slow" });
    assert.equal(outcome.result, "cancelled");
  });
});
