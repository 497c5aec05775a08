/** A client that does whatever a client must not do, at random: the server lives, and its next answer is right. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import type { Message, RequestMessage, ResponseMessage } from "vscode-jsonrpc/node";
import { SERVER } from "../support/languageServer";
import { random } from "../support/random";

const MESSAGES = Number(process.env["DOCKERFILE_STAGES_MESSAGES"] ?? 100_000);
const BATCH = 1_000;
const SEED = Number(process.env["DOCKERFILE_STAGES_SEED"] ?? 1);

const { below, pick } = random(SEED);

/** Values of every JSON shape, among them those that look like something. */
function anything(depth = 0): unknown {
  const leaves = [
    null,
    true,
    false,
    0,
    -1,
    1e9,
    0.5,
    "",
    "x",
    "dockerfile",
    "__proto__",
    "../..",
    "\u0000\ud800",
  ];
  if (depth > 2 || below(3) > 0) return pick<unknown>(leaves);
  const items = Array.from({ length: below(4) }, () => anything(depth + 1));
  const keys = [
    "build",
    "context",
    "rules",
    "buildArgs",
    "text",
    "entries",
    "codeLens",
    "__proto__",
    "enabled",
  ];
  return below(2) === 0 ? items : Object.fromEntries(items.map(item => [pick(keys), item]));
}

function position(): unknown {
  const number = () => pick<unknown>([0, 1, 2, 5, 40, -1, 1e9, 2 ** 40, 0.5]);
  return below(50) === 0 ? anything() : { line: number(), character: number() };
}

const FOLDER = mkdtempSync(join(tmpdir(), "unfriendly-"));

/** Dockerfiles beside ignore files that are none. */
function awkwardFiles(): string[] {
  const kinds: Record<string, (path: string) => void> = {
    plain: path => {
      writeFileSync(path, "b\n");
    },
    none: () => undefined,
    folder: path => {
      mkdirSync(path);
    },
    circle: path => {
      symlinkSync(path, path);
    },
    device: path => {
      symlinkSync("/dev/zero", path);
    },
    pipe: path => {
      execFileSync("mkfifo", [path]);
    },
    huge: path => {
      writeFileSync(path, "b\n");
      truncateSync(path, 2 ** 30);
    },
  };
  return Object.entries(kinds).flatMap(([name, make]) => {
    // Windows has neither pipes nor that device.
    if (process.platform === "win32" && name !== "plain" && name !== "none") return [];
    mkdirSync(join(FOLDER, name));
    make(join(FOLDER, name, ".dockerignore"));
    return [pathToFileURL(join(FOLDER, name, "Dockerfile")).href];
  });
}

const TEXTS = [
  "FROM alpine AS a\nCOPY a b\nRUN echo $X\nFROM a\nCOPY --from=a /x /y\n",
  "FROM scratch\nENV A=${B} C=$*\n",
  "",
  "\ufeff# escape=`\nFROM a`\nAS b\n",
  "FROM a AS b\nRUN <<EOF\nx\nEOF\n# comment\n",
  `FROM a\n${"RUN x \\\n".repeat(50)}\n`,
];
const METHODS = [
  "completion",
  "hover",
  "definition",
  "typeDefinition",
  "implementation",
  "references",
  "documentHighlight",
  "prepareRename",
  "linkedEditingRange",
  "codeLens",
  "documentSymbol",
  "foldingRange",
  "documentLink",
  "diagnostic",
  "semanticTokens/full",
  "prepareCallHierarchy",
].map(name => `textDocument/${name}`);
const REFRESHES = ["diagnostics", "codeLens", "inlayHint", "semanticTokens"];

describe("an unfriendly client", () => {
  after(() => {
    rmSync(FOLDER, { recursive: true, force: true });
  });

  it(`ends no server with ${MESSAGES} messages, and the next answer is right (seed ${SEED})`, async function () {
    this.timeout(300_000);
    const files = [...awkwardFiles(), "untitled:Untitled-1", "file:///nowhere/Dockerfile", "", "%%%", "a:b"];
    const child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
    let complaints = "";
    child.stderr.on("data", chunk => (complaints = (complaints + String(chunk)).slice(-4000)));
    const ended = once(child, "exit") as Promise<[number | null]>;
    let exit: number | null | undefined;
    void ended.then(([code]) => (exit = code));
    const writer = new StreamMessageWriter(child.stdin);
    const waiting = new Map<number | string, (response: ResponseMessage) => void>();
    const late: RequestMessage[] = [];
    let sane = false;

    function respond({ id, method }: RequestMessage): void {
      const right = method === "workspace/configuration" ? [{}] : null;
      const answer = sane ? 0 : below(5);
      const message = { jsonrpc: "2.0", id };
      if (answer === 1) void writer.write({ ...message, error: { code: -32601, message: "No." } } as Message);
      else void writer.write({ ...message, result: answer === 0 ? right : anything() } as Message);
    }
    new StreamMessageReader(child.stdout).listen(message => {
      if ("method" in message) {
        if (!("id" in message)) return;
        const request = message as RequestMessage;
        // Some are answered late, and some never.
        const isAtOnce = sane || below(4) > 0;
        if (isAtOnce) respond(request);
        else if (below(4) > 0) late.push(request);
        return;
      }
      const response = message as ResponseMessage;
      waiting.get(response.id ?? "")?.(response);
      waiting.delete(response.id ?? "");
    });

    let ids = 0;
    const notify = (method: string, params: unknown) =>
      writer.write({ jsonrpc: "2.0", method, params } as Message);
    const ask = (method: string, params: unknown) => {
      const id = ++ids;
      const answer = new Promise<ResponseMessage>(resolve => waiting.set(id, resolve));
      return { id, answer, sent: writer.write({ jsonrpc: "2.0", id, method, params } as Message) };
    };
    const answerTo = async (method: string, params: unknown): Promise<unknown> => {
      const { answer } = ask(method, params);
      const response = await Promise.race([answer, ended]);
      assert.ok(!Array.isArray(response), `The server has ended (${String(exit)}): ${complaints}`);
      return response.result;
    };

    await answerTo("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } },
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          ...Object.fromEntries(REFRESHES.map(name => [name, { refreshSupport: true }])),
        },
      },
      initializationOptions: { readsFiles: true, readsFolders: true, readsStages: true, texts: anything() },
    });
    await notify("initialized", {});

    const someUri = () => (below(20) === 0 ? anything() : pick(files));
    const misbehave = async (): Promise<void> => {
      const textDocument = { uri: someUri(), version: below(5), languageId: "dockerfile" };
      switch (below(12)) {
        case 0:
        case 1:
          return notify("textDocument/didOpen", { textDocument: { ...textDocument, text: pick(TEXTS) } });
        case 2:
          return notify("textDocument/didClose", { textDocument });
        case 3:
        case 4:
        case 5: {
          const change = () =>
            below(10) === 0
              ? { text: pick(TEXTS) }
              : {
                  range: { start: position(), end: position() },
                  text: pick(["x", "\n", "", "FROM b\n", "\\\n"]),
                };
          const contentChanges = below(30) === 0 ? anything() : Array.from({ length: below(3) }, change);
          return notify("textDocument/didChange", { textDocument, contentChanges });
        }
        case 6:
          return notify("workspace/didChangeConfiguration", {
            settings: below(2) === 0 ? anything() : { dockerfileStages: anything() },
          });
        case 7:
          return notify("workspace/didChangeWatchedFiles", { changes: anything() });
        case 8: {
          const request = late.shift();
          if (request) respond(request);
          return notify("$/cancelRequest", { id: below(ids + 1) });
        }
        default: {
          const params = { textDocument, position: position(), context: anything() };
          const { answer, sent } = ask(below(30) === 0 ? "textDocument/nothing" : pick(METHODS), params);
          void answer;
          return sent;
        }
      }
    };

    for (let sent = 0; sent < MESSAGES; sent += BATCH) {
      sane = false;
      for (let at = 0; at < BATCH && exit === undefined; at++) await misbehave();
      // What was asked while the client misbehaved may still be waiting for it; this must not.
      sane = true;
      const uri = `file:///sane/${sent}/Dockerfile`;
      const text = "FROM alpine AS a\nFROM scratch AS A\nCOPY --from=b /x /y\n";
      await notify("workspace/didChangeConfiguration", { settings: null });
      await notify("textDocument/didOpen", {
        textDocument: { uri, languageId: "dockerfile", version: 1, text },
      });
      const report = (await answerTo("textDocument/diagnostic", { textDocument: { uri } })) as {
        items: { code: string }[];
      };
      assert.deepEqual(
        report.items.map(({ code }) => code).sort(),
        ["DuplicateStageName", "StageNameCasing", "UnusedStage"],
        `after ${sent + BATCH} messages`,
      );
      await notify("textDocument/didClose", { textDocument: { uri } });
    }
    await answerTo("shutdown", null);
    await notify("exit", null);
    assert.deepEqual(await ended, [0, null], complaints);
  });
});
