// The debugger of builds: the command in a fake editor, and behind it the adapter of the real buildx, which is spoken to as VS Code does.
import { editor, type FakeAdapter, type FakeDocument } from "../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Location, Range, SourceBreakpoint } from "vscode";
import { startClient, type StartedClient } from "../client/startedClient";
import type { DebugMessage } from "../../client/src/commands/debug/debugRelay";
import { fieldsOf, listOf } from "../../client/src/engine/fields";
import { eventually } from "../e2e/eventually";
import { ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const TEST_WITHIN = 60_000;
const BASE = "alpine:latest";

const TEXT = `FROM ${BASE} AS base
ARG MODE=dev
WORKDIR /app
RUN echo "$MODE" > mode

FROM base AS build
COPY src.txt .
RUN --mount=type=secret,id=token \\
    test "$(cat /run/secrets/token)" = hidden-value && cat src.txt mode > out
RUN echo more >> out

FROM base AS broken
RUN echo about to fail >&2 && exit 9
`;
/** Lines, from 1. */
const COPY = 7;
const RUN = 8;
const INSIDE_RUN = 9;
const LAST_RUN = 10;
const FAILS = 13;

describe("a build that is debugged", function () {
  this.timeout(TEST_WITHIN);
  this.slow(10_000);
  const folder = mkdtempSync(join(tmpdir(), "debugged-"));
  const file = join(folder, "app.Dockerfile");
  let client: StartedClient | undefined;
  let document: FakeDocument;

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
    mkdirSync(join(folder, "context"));
    writeFileSync(join(folder, "context", "src.txt"), `source ${Date.now()}\n`);
    writeFileSync(join(folder, "token"), "hidden-value");
    writeFileSync(file, TEXT);
    client = startClient({ folder, program: "docker" }, () => document);
    Object.assign(editor.settings, {
      "dockerfileStages.build.context": join(folder, "context"),
      "dockerfileStages.build.secrets": { token: join(folder, "token") },
      "dockerfileStages.buildArgs": { MODE: "given-value" },
    });
    document = editor.open(file, TEXT);
  });

  after(() => client?.stop());

  afterEach(() => {
    for (const { adapter } of editor.sessions.splice(0)) adapter.dispose();
  });

  /** Starts the command on a stage, with breakpoints in these lines; answers the session once the adapter knows them. */
  async function debug(stage: number, ...lines: number[]): Promise<Session> {
    editor.said = [];
    editor.breakpoints = lines.map(
      line => new SourceBreakpoint(new Location(document.uri as never, new Range(line - 1, 0, line - 1, 0))),
    );
    await editor.run("dockerfileStages.debugStage", { uri: document.uri.toString(), stage });
    const started = editor.sessions.at(-1);
    assert.ok(started, editor.said.join());
    const session = speakWith(started.adapter);
    await session.ask("initialize", { adapterID: "dockerfileStages", supportsRunInTerminalRequest: true });
    await session.ask("launch", started.configuration);
    await session.event("initialized");
    await session.settle("setBreakpoints", {
      source: { path: file },
      breakpoints: lines.map(line => ({ line })),
    });
    await session.settle("configurationDone", {});
    return session;
  }

  /** The line, from 1, of the next stop, and the top of its stack. */
  async function stop(
    session: Session,
  ): Promise<{ reason: unknown; threadId: unknown; line: unknown; id: unknown }> {
    const { reason, threadId } = await session.event("stopped");
    const { stackFrames } = await session.ask("stackTrace", { threadId });
    const top = fieldsOf(listOf(stackFrames)[0]);
    assert.equal(fieldsOf(top.source).path, file);
    return { reason, threadId, line: top.line, id: top.id };
  }

  it("stops at breakpoints, shows variables and files there, and goes on to its end", async () => {
    const session = await debug(1, INSIDE_RUN, LAST_RUN);
    const first = await stop(session);
    assert.deepEqual([first.reason, first.line], ["breakpoint", RUN]);
    const { scopes } = await session.ask("scopes", { frameId: first.id });
    const seen = await variablesIn(session, scopes, 4, name => name !== "File Explorer");
    assert.equal(seen.get("MODE"), "given-value");
    assert.equal(seen.get("workdir"), "/app");
    const files = await variablesIn(
      session,
      scopes,
      2,
      name => name !== "Arguments" && !/^(?:bin|usr|sbin)\//.test(name),
    );
    assert.ok(files.has("src.txt") && files.has("mode") && !files.has("out"), [...files.keys()].join());
    await session.ask("next", { threadId: first.threadId });
    const second = await stop(session);
    assert.deepEqual([second.reason, second.line], ["step", LAST_RUN]);
    await session.ask("continue", { threadId: second.threadId });
    await session.event("terminated");
    assert.deepEqual(await session.event("exited"), { exitCode: 0 });
    assert.match(session.printed(), /\[build 4\/4\] RUN|RUN echo more >> out/);
  });

  it("offers a shell at a stop: VS Code is asked to run one in a terminal", async () => {
    const session = await debug(1, LAST_RUN);
    await stop(session);
    const [asked] = await Promise.all([
      session.request("runInTerminal"),
      session.ask("evaluate", { expression: "exec", context: "repl" }),
    ]);
    assert.deepEqual(listOf(asked.args).slice(1, 4), ["buildx", "dap", "attach"]);
  });

  it("stops before the first instruction where there is no breakpoint", async () => {
    const session = await debug(0);
    const { reason, line, threadId } = await stop(session);
    assert.deepEqual([reason, line], ["step", 1]);
    await session.ask("continue", { threadId });
    await session.event("terminated");
  });

  it("stops at an instruction that fails, and tells why before the end", async () => {
    const session = await debug(2, COPY);
    const { reason, line, threadId } = await stop(session);
    assert.deepEqual([reason, line], ["exception", FAILS]);
    await session.ask("continue", { threadId });
    await session.event("terminated");
    assert.match(session.printed(), /about to fail[\s\S]*ERROR: .*exit code: 9/);
    assert.deepEqual(await session.event("exited"), { exitCode: 1 });
  });

  it("gives nobody a value of the build", async () => {
    await debug(1, LAST_RUN);
    const configuration = JSON.stringify(editor.sessions[0]?.configuration);
    assert.doesNotMatch(configuration, /hidden-value|given-value|token/);
    assert.match(configuration, /"target":"build"/);
  });

  it("fails with the words of the builder where there is nothing to stop at", async () => {
    writeFileSync(file, `${TEXT}COPY nothing.txt /\nFROM base AS last\nRUNN true\n`);
    const session = await debug(0);
    await session.event("terminated");
    assert.match(session.printed(), /unknown instruction: RUNN/);
    writeFileSync(file, TEXT);
  });

  /** All variables below the scopes, as deep as asked, by name. */
  async function variablesIn(
    session: Session,
    scopes: unknown,
    depth: number,
    isWanted: (name: string) => boolean,
  ): Promise<Map<string, unknown>> {
    const found = new Map<string, unknown>();
    for (const each of listOf(scopes)) {
      const { name, value, variablesReference } = fieldsOf(each);
      found.set(String(name), value);
      if (depth === 0 || !isWanted(String(name)) || !variablesReference) continue;
      const { variables } = await session.ask("variables", { variablesReference });
      for (const [key, its] of await variablesIn(session, variables, depth - 1, isWanted))
        found.set(key, its);
    }
    return found;
  }
});

interface Session {
  /** Answers the body of the response, or rejects with its message. */
  ask(command: string, given: unknown): Promise<Record<string, unknown>>;
  /** The same, whatever the answer is: a build that fails at once ends the adapter meanwhile. */
  settle(command: string, given: unknown): Promise<DebugMessage>;
  /** The body of the next event of that name. */
  event(name: string): Promise<Record<string, unknown>>;
  /** The arguments of the next request of the adapter, which is answered. */
  request(command: string): Promise<Record<string, unknown>>;
  /** All output by now. */
  printed(): string;
}

function speakWith(adapter: FakeAdapter): Session {
  const messages: DebugMessage[] = [];
  let seq = 0;
  adapter.onDidSendMessage(message => messages.push(message));
  const next = async (about: string, isIt: (message: DebugMessage) => boolean) => {
    await eventually(about, () => messages.some(isIt), Boolean);
    const [message] = messages.splice(messages.findIndex(isIt), 1);
    return message as DebugMessage;
  };
  const settle = (command: string, given: unknown) => {
    const asked = ++seq;
    adapter.handleMessage({ type: "request", seq: asked, command, arguments: given });
    const isIt = (message: DebugMessage) => message.type === "response" && message.request_seq === asked;
    return next(`an answer to ${command}`, isIt);
  };
  return {
    settle,
    async ask(command, given) {
      const { success, message, body } = await settle(command, given);
      assert.ok(success, message);
      return fieldsOf(body);
    },
    event: async name => fieldsOf((await next(name, ({ event }) => event === name)).body),
    async request(command) {
      const isIt = (message: DebugMessage) => message.type === "request" && message.command === command;
      const message = await next(command, isIt);
      const { seq: asked } = message;
      adapter.handleMessage({
        type: "response",
        seq: ++seq,
        request_seq: asked,
        command,
        success: true,
        body: {},
      });
      return fieldsOf(message.arguments);
    },
    printed: () =>
      messages
        .filter(({ event }) => event === "output")
        .map(({ body }) => String(fieldsOf(body).output))
        .join(""),
  };
}
