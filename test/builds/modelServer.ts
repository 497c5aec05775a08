// Our language server as any editor runs it, a process that talks over stdio, asked for stage models.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { MODEL_REQUEST, type ModelAnswer, type ModelParams } from "../../server/src/protocol";

const SERVER = join(__dirname, "../../dist/server/node.js");

export interface ModelServer {
  /** The model of a file that was opened, with the options of a build. */
  model(options?: Omit<ModelParams, "textDocument">): Promise<ModelAnswer>;
  stop(): Promise<void>;
}

/** Starts the built server and opens a Dockerfile in it. */
export async function startModelServer(dockerfile: string): Promise<ModelServer> {
  assert.ok(existsSync(SERVER), `${SERVER} is not there: run npm run build first`);
  const child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const uri = pathToFileURL(dockerfile).href;
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "dockerfile", version: 1, text: readFileSync(dockerfile, "utf8") },
  });
  return {
    model: options =>
      connection.sendRequest<ModelAnswer>(MODEL_REQUEST, { textDocument: { uri }, ...options }),
    async stop() {
      const ended = once(child, "exit");
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      await ended;
      connection.dispose();
    },
  };
}
