/** The real language server as a process, and a client that talks to it as an editor does. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import {
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from "vscode-jsonrpc/node";
import type { CancellationToken, MessageConnection } from "vscode-jsonrpc/node";

/** The bundle that editors start. */
export const SERVER = join(__dirname, "../../dist/server/node.js");

const FILE = "file:///work/Dockerfile";

export interface Position {
  line: number;
  character: number;
}

export interface Change {
  range?: { start: Position; end: Position };
  text: string;
}

/** What an editor says that it can do, and how it answers. */
export interface EditorOptions {
  /** What `initialize` is sent beside the process id. */
  capabilities?: object;
  initializationOptions?: unknown;
  /** How the editor is asked for its settings; needs the capability. */
  configuration?: (items: { scopeUri?: string; section?: string }[]) => unknown;
  transport?: "stdio" | "ipc";
  /** Another server than ours. */
  server?: string;
  /** Hears the files that Node loads, by their paths, as the server asks for them. */
  onLoad?: (file: string) => void;
}

export interface Editor {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly initialized: { capabilities: Record<string, unknown> };
  /** Everything pushed by `textDocument/publishDiagnostics`, in order. */
  readonly pushed: { uri: string; version?: number; diagnostics: { code: string; message: string }[] }[];
  readonly open: (text: string, uri?: string, version?: number) => void;
  readonly change: (version: number, changes: Change[], uri?: string) => void;
  readonly close: (uri?: string) => void;
  /** A request on a document, with whatever else its parameters hold. */
  readonly ask: <Answer>(
    method: string,
    more?: object,
    uri?: string,
    token?: CancellationToken,
  ) => Promise<Answer>;
  /** The codes of the diagnostics that the server answers when asked. */
  readonly codes: (uri?: string) => Promise<string[]>;
  /** Ends the server as editors do; answers its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** A client that can pull diagnostics. */
export const PULLS = { textDocument: { diagnostic: {} } };

/** Starts the server and introduces an editor to it. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const server = options.server ?? SERVER;
  assert.ok(existsSync(server), `${server} is not there: run npm run build first`);
  const ipc = options.transport === "ipc";
  const child = spawn(process.execPath, [server, ipc ? "--node-ipc" : "--stdio"], {
    stdio: ["pipe", "pipe", options.onLoad ? "pipe" : "inherit", ...(ipc ? (["ipc"] as const) : [])],
    ...(options.onLoad ? { env: { ...process.env, NODE_DEBUG: "module" } } : {}),
  });
  if (options.onLoad && child.stderr) reportLoads(child.stderr, options.onLoad);
  assert.ok(child.stdout && child.stdin);
  const connection = ipc
    ? createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
    : createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const pushed: Editor["pushed"] = [];
  connection.onNotification("textDocument/publishDiagnostics", (params: Editor["pushed"][number]) => {
    pushed.push(params);
  });
  connection.onRequest(
    "workspace/configuration",
    (params: { items: { scopeUri?: string; section?: string }[] }) => options.configuration?.(params.items),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const initialized = await connection.sendRequest<Editor["initialized"]>("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    initializationOptions: options.initializationOptions,
  });
  const notify = (method: string, params: object) => {
    void connection.sendNotification(method, params);
  };
  notify("initialized", {});

  const ask: Editor["ask"] = (method, more = {}, uri = FILE, token) => {
    const params = { textDocument: { uri }, ...more };
    return token ? connection.sendRequest(method, params, token) : connection.sendRequest(method, params);
  };
  return {
    connection,
    process: child,
    initialized,
    pushed,
    ask,
    open: (text, uri = FILE, version = 1) => {
      notify("textDocument/didOpen", { textDocument: { uri, languageId: "dockerfile", version, text } });
    },
    change: (version, contentChanges, uri = FILE) => {
      notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    },
    close: (uri = FILE) => {
      notify("textDocument/didClose", { textDocument: { uri } });
    },
    codes: async uri => {
      const report = await ask<{ items: { code: string }[] }>("textDocument/diagnostic", {}, uri);
      return report.items.map(({ code }) => code);
    },
    stop: async () => {
      const ended = once(child, "exit") as Promise<[number | null]>;
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      const [code] = await ended;
      connection.dispose();
      return code;
    },
  };
}

/** Reads what NODE_DEBUG=module prints: a line for each file that is loaded. */
function reportLoads(stderr: Readable, onLoad: (file: string) => void): void {
  createInterface(stderr).on("line", line => {
    const [, file] = /^MODULE \d+: load "(.*)" for module/.exec(line) ?? [];
    if (file !== undefined) onLoad(file);
  });
}
