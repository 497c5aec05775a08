/** The tools for language models by the Model Context Protocol, as a process that an editor starts. */
import assert from "node:assert/strict";
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { TOOLS } from "../../server/src/shared/tools/definitions";

const CLI = join(__dirname, "..", "..", "dist", "server", "cli.js");
const DOCKERFILE = "FROM alpine AS build\nRUN make\nFROM build as test\nCOPY --from=biuld /x /x\n";

interface Answer {
  id?: number | string | null;
  result?: Record<string, unknown> & { content?: { text: string }[]; isError?: boolean };
  error?: { code: number; message: string };
}

interface Client {
  /** Writes a line, and answers the next one. */
  line(text: string): Promise<Answer>;
  request(method: string, params?: object): Promise<Answer>;
  /** The answer of a tool, which must be no error. */
  tool(name: string, input?: object): Promise<string>;
  /** Why a tool answers nothing. */
  refusal(name: string, input?: unknown): Promise<string>;
  /** Ends the input; the exit code. */
  end(): Promise<number | null>;
}

function start(args: readonly string[], cwd: string): Client {
  const server: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [CLI, "mcp", ...args],
    {
      cwd,
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  let id = 0;
  async function line(text: string): Promise<Answer> {
    server.stdin.write(`${text}\n`);
    const { value } = (await lines.next()) as { value: string };
    return JSON.parse(value) as Answer;
  }
  const request = (method: string, params?: object) =>
    line(JSON.stringify({ jsonrpc: "2.0", id: ++id, method, ...(params && { params }) }));
  async function call(name: string, input: unknown): Promise<{ text: string; isError: boolean }> {
    const { result, error } = await request("tools/call", { name, arguments: input });
    assert.equal(error, undefined);
    return { text: result?.content?.[0]?.text ?? "", isError: result?.isError === true };
  }
  return {
    line,
    request,
    async tool(name, input = {}) {
      const { text, isError } = await call(name, input);
      assert.ok(!isError, text);
      return text;
    },
    async refusal(name, input) {
      const { text, isError } = await call(name, input);
      assert.ok(isError, text);
      return text;
    },
    async end() {
      server.stdin.end();
      if (server.exitCode === null) await once(server, "exit");
      return server.exitCode;
    },
  };
}

describe("the server of the Model Context Protocol", () => {
  let scratch: string;
  let folder: string;
  let client: Client;

  before(async () => {
    scratch = realpathSync(mkdtempSync(join(tmpdir(), "tools of models ")));
    folder = join(scratch, "workspace");
    mkdirSync(join(folder, "app"), { recursive: true });
    writeFileSync(join(folder, "app", "Dockerfile"), DOCKERFILE);
    writeFileSync(
      join(folder, "compose.yaml"),
      "services:\n  web:\n    build:\n      context: app\n      target: build\n",
    );
    writeFileSync(join(folder, "notes.txt"), "FROM secret\n");
    writeFileSync(join(scratch, "Dockerfile"), "FROM outside\n");
    symlinkSync(join(scratch, "Dockerfile"), join(folder, "link.Dockerfile"));
    client = start([], folder);
    await client.request("initialize", { protocolVersion: "2025-06-18", capabilities: {} });
  });

  after(async () => {
    await client.end();
    rmSync(scratch, { recursive: true });
  });

  it("agrees on a version of the protocol", async () => {
    const version = async (protocolVersion: unknown) =>
      (await client.request("initialize", { protocolVersion, capabilities: {} })).result?.["protocolVersion"];
    assert.equal(await version("2024-11-05"), "2024-11-05");
    assert.equal(await version("1999-01-01"), "2025-11-25");
    assert.equal(await version(undefined), "2025-11-25");
    assert.deepEqual((await client.request("ping")).result, {});
  });

  it("lists the tools that read, with the schemas of the one list; the one that builds only where it is allowed", async () => {
    const { result } = await client.request("tools/list");
    const listed = result?.["tools"] as { name: string; inputSchema: object; annotations: object }[];
    const reading = TOOLS.filter(({ isReadOnly }) => isReadOnly);
    assert.deepEqual(
      listed.map(({ name, inputSchema }) => [name, inputSchema]),
      JSON.parse(JSON.stringify(reading.map(({ name, inputSchema }) => [name, inputSchema]))),
    );
    for (const { annotations } of listed)
      assert.equal("readOnlyHint" in annotations && annotations.readOnlyHint, true);
    const refused = await client.request("tools/call", { name: "dockerfile_build_stage", arguments: {} });
    assert.equal(refused.error?.code, -32602);

    const builder = start(["--allow-build", "--folder", folder], scratch);
    const tools = (await builder.request("tools/list")).result?.["tools"] as {
      name: string;
      annotations: Record<string, boolean>;
    }[];
    const build = tools.find(({ name }) => name === "dockerfile_build_stage");
    assert.deepEqual(
      [build?.annotations["readOnlyHint"], build?.annotations["destructiveHint"]],
      [false, true],
    );
    assert.equal(await builder.end(), 0);
  });

  it("reads stages with the builds of other files, problems, plans", async () => {
    assert.match(await client.tool("dockerfile_stages"), /"path":"app\/Dockerfile"/);
    const stages = await client.tool("dockerfile_stages", { path: "app/Dockerfile" });
    assert.match(stages, /"build":"compose\.yaml › web"/);
    assert.match(stages, /"target":"build"/);
    assert.match(
      await client.tool("dockerfile_problems", { path: join(folder, "app/Dockerfile") }),
      /"newText":"build"/,
    );
    const plan = await client.tool("dockerfile_build_plan", { path: "app/Dockerfile", stage: "test" });
    assert.match(plan, /"instruction":"RUN make"/);
    assert.match(plan, /"wouldRunNow":"Not available here/);
    assert.match(await client.tool("dockerfile_sizes", { path: "app/Dockerfile" }), /Not known/);
  });

  it("reads files as they are now", async () => {
    writeFileSync(join(folder, "app", "Dockerfile"), `${DOCKERFILE}FROM scratch AS added\n`);
    assert.match(await client.tool("dockerfile_stages", { path: "app/Dockerfile" }), /"name":"added"/);
    writeFileSync(join(folder, "app", "Dockerfile"), DOCKERFILE);
    assert.doesNotMatch(await client.tool("dockerfile_stages", { path: "app/Dockerfile" }), /"name":"added"/);
  });

  it("reads nothing outside of its folders, and nothing that is no Dockerfile", async () => {
    const outside = /not in a folder of the workspace/;
    for (const path of [
      "../Dockerfile",
      join(scratch, "Dockerfile"),
      "/etc/passwd",
      "link.Dockerfile",
      "app/../../Dockerfile",
    ])
      assert.match(await client.refusal("dockerfile_stages", { path }), outside, path);
    assert.match(await client.refusal("dockerfile_stages", { path: "notes.txt" }), /not a Dockerfile/);
    assert.match(await client.refusal("dockerfile_stages", { path: "app" }), /not a Dockerfile|folder/);
    assert.match(await client.refusal("dockerfile_stages", { path: "gone/Dockerfile" }), /There is no file/);
  });

  it("refuses a file that nobody has written by hand", async () => {
    writeFileSync(join(folder, "huge.Dockerfile"), Buffer.alloc(17 * 1024 * 1024, "#\n"));
    assert.match(
      await client.refusal("dockerfile_problems", { path: "huge.Dockerfile" }),
      /larger than 16 MB/,
    );
    rmSync(join(folder, "huge.Dockerfile"));
  });

  it("answers what makes no sense with errors, and goes on", async () => {
    const code = async (text: string) => (await client.line(text)).error?.code;
    assert.equal(await code("{"), -32700);
    assert.equal(await code("[]"), -32600);
    assert.equal(await code('{"jsonrpc":"1.0","id":1,"method":"ping"}'), -32600);
    assert.equal(await code('{"jsonrpc":"2.0","id":{},"method":"ping"}'), -32600);
    assert.equal(await code('{"jsonrpc":"2.0","id":"x","method":"nothing"}'), -32601);
    assert.equal(await code('{"jsonrpc":"2.0","id":"y","method":"tools/call"}'), -32602);
    assert.equal(await code('{"jsonrpc":"2.0","id":"z","method":"tools/call","params":[1]}'), -32602);
    assert.equal(await code("x".repeat(5 * 1024 * 1024)), -32600);
    assert.match(await client.refusal("dockerfile_stages", { path: 1 }), /must be a string/);
    assert.match(await client.refusal("dockerfile_stages", [1]), /must be an object/);
    // Notifications have no answer.
    const { id } = await client.line(
      '{"jsonrpc":"2.0","method":"notifications/initialized"}\n{"jsonrpc":"2.0","id":"p","method":"ping"}',
    );
    assert.equal(id, "p");
  });

  it("does not start for what is no folder", async () => {
    assert.equal(await start(["--folder", "compose.yaml"], folder).end(), 2);
    assert.equal(await start(["--folder", "gone"], folder).end(), 2);
  });
});
