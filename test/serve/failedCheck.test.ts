/** An error outside of any rule is no all-clear. */
import assert from "node:assert/strict";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { serveDiagnostics } from "../../server/src/serve/diagnostics";
import type { Service } from "../../server/src/serve/service";
import type { Connection } from "vscode-languageserver";
import { createRequests } from "../../server/src/transport/requests";
import { NOTHING_KNOWN, createDocuments } from "../../server/src/workspace/documents";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { MACHINE } from "../support/machine";

const URI = "file:///Dockerfile";
type Pull = (params: object, token: object) => Promise<{ items: Diagnostic[] }>;

/** The server's answers to pulls, and what it logs; `fails` makes reading a document throw. */
function pulls() {
  const documents = createDocuments(() => null, MACHINE);
  const state = { fails: false, log: [] as string[] };
  const read: typeof documents.read = (...given) => {
    if (state.fails) throw new Error("a mistake");
    return documents.read(...given);
  };
  let pull: Pull = () => Promise.reject(new Error("nothing is served"));
  const connection = {
    console: { error: (text: string) => state.log.push(text) },
    languages: { diagnostics: { on: (handler: Pull) => (pull = handler) } },
  } as unknown as Connection;
  const settings = { of: () => Promise.resolve(DEFAULT_SETTINGS) };
  const ignoreFiles = { known: () => null, of: () => Promise.resolve(null) };
  const failing = { ...documents, read };
  const around = () => NOTHING_KNOWN;
  const inline = {
    in: () => Promise.resolve([]),
    of: () => Promise.resolve(null),
    built: () => Promise.resolve(null),
  };
  const builds = { read: () => Promise.resolve() };
  const requests = createRequests(connection, failing, settings as never, around, inline, builds);
  const client = { textDocument: { diagnostic: {} } };
  const onThrow = () => undefined;
  serveDiagnostics({
    connection,
    requests,
    documents: failing,
    ignoreFiles,
    client,
    aroundChecks: { has: () => false },
    onThrow,
  } as unknown as Service);
  const codes = async () => {
    const { items } = await pull({ textDocument: { uri: URI } }, {});
    return items.map(({ code }) => code);
  };
  return { documents, state, codes };
}

describe("a check that fails as a whole", () => {
  it("leaves the last known problems, says so once, and the log says why", async () => {
    const { documents, state, codes } = pulls();
    documents.open(URI, "dockerfile", 1, "FROM a AS b\nFROM b AS b\n");
    assert.deepEqual(await codes(), ["DuplicateStageName"]);
    state.fails = true;
    documents.change(URI, 2, [{ text: "FROM a\n" }]);
    assert.deepEqual(await codes(), ["IncompleteCheck", "DuplicateStageName"]);
    assert.deepEqual(await codes(), ["IncompleteCheck", "DuplicateStageName"]);
    assert.match(state.log.join("\n"), /a mistake/);
    state.fails = false;
    assert.deepEqual(await codes(), []);
  });

  it("says so of a file of which nothing is known yet", async () => {
    const { documents, state, codes } = pulls();
    state.fails = true;
    documents.open(URI, "dockerfile", 1, "FROM a\n");
    assert.deepEqual(await codes(), ["IncompleteCheck"]);
  });
});
