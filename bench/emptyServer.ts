/** The least that a server can be: what it costs nobody can get below, with Node, this protocol, and the client of the bench. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerCommand } from "./client";

export const EMPTY_LABEL = "an empty program";

/** Answers every request with what is both an introduction and an empty list of diagnostics, and reads nothing else. */
const EMPTY = `
const answer = { capabilities: { textDocumentSync: 2, diagnosticProvider: {} }, kind: "full", items: [] };
let unread = Buffer.alloc(0);
process.stdin.on("data", data => {
  unread = Buffer.concat([unread, data]);
  for (let head; (head = /Content-Length: (\\d+)\\r\\n\\r\\n/.exec(unread.toString("latin1", 0, 100))); ) {
    const end = head[0].length + Number(head[1]);
    if (unread.length < end) break;
    const { id, method } = JSON.parse(unread.toString("utf8", head[0].length, end));
    unread = unread.subarray(end);
    if (method === "exit") process.exit();
    if (id === undefined) continue;
    const text = JSON.stringify({ jsonrpc: "2.0", id, result: answer });
    process.stdout.write("Content-Length: " + text.length + "\\r\\n\\r\\n" + text);
  }
});
`;

/** Runs `use` with the command that starts it. */
export async function withEmptyServer<Result>(
  use: (command: ServerCommand) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-empty-"));
  try {
    const file = join(folder, "empty.js");
    writeFileSync(file, EMPTY);
    return await use({ label: EMPTY_LABEL, argv: [file], pull: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
