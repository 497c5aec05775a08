import assert from "node:assert/strict";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { INSTRUCTIONS_REQUEST, MODEL_REQUEST, SNAPSHOT_REQUEST } from "../../server/src/protocol";
import type { InstructionsAnswer, ModelAnswer, SnapshotAnswer } from "../../server/src/protocol";
import { PULLS, startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";
import { random } from "../support/random";

const EMPTY: ModelAnswer = { stages: [], references: [], target: null, reachable: [] };

/** Asks until `holds` or a generous limit: pushes come when the server has read what waits. */
async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries++) await new Promise(done => setTimeout(done, 10));
  assert.ok(holds());
}

describe("open documents", () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({ capabilities: PULLS });
  });
  afterEach(async () => {
    await editor.stop();
  });

  it("are known as they are after every edit, whatever was edited", async () => {
    const { below, pick } = random(20261120);
    const lines = [
      "FROM alpine AS a",
      "FROM a AS b",
      "COPY --from=a /x \\",
      "  /y",
      "RUN <<EOF",
      "EOF",
      "# x",
      "",
      "\\",
    ];
    let text = Array.from({ length: 40 }, () => pick(lines)).join("\n");
    editor.open(text);
    const fresh = "file:///work/fresh.Dockerfile";
    for (let version = 2; version < 120; version++) {
      const start = below(text.length + 1);
      const end = Math.min(text.length, start + below(12));
      const inserted = below(3) === 0 ? "" : `${pick(lines)}${pick(["\n", "\r\n", ""])}`;
      editor.change(version, [{ range: { start: at(text, start), end: at(text, end) }, text: inserted }]);
      text = text.slice(0, start) + inserted + text.slice(end);
      editor.open(text, fresh, version);
      const [edited, opened] = await Promise.all([
        editor.ask<ModelAnswer>(MODEL_REQUEST),
        editor.ask<ModelAnswer>(MODEL_REQUEST, {}, fresh),
      ]);
      assert.deepEqual(edited, opened, `version ${version}:\n${text}`);
      editor.close(fresh);
    }
  });

  it("have a snapshot: the model and the instructions of one version, and that version", async () => {
    const { below, pick } = random(20261128);
    const lines = ["FROM alpine AS a", "FROM a AS b", "COPY --from=a /x \\", "RUN true", "ONBUILD RUN x", ""];
    editor.open("FROM alpine AS a\nFROM a\n", undefined, 7);
    for (let version = 8; version < 40; version++) {
      const line = below(version);
      const place = { line, character: 0 };
      editor.change(version, [{ range: { start: place, end: place }, text: `${pick(lines)}\n` }]);
      const [snapshot, model, { instructions }] = await Promise.all([
        editor.ask<SnapshotAnswer>(SNAPSHOT_REQUEST),
        editor.ask<ModelAnswer>(MODEL_REQUEST),
        editor.ask<InstructionsAnswer>(INSTRUCTIONS_REQUEST),
      ]);
      assert.deepEqual(snapshot, { version, ...model, instructions });
    }
    editor.close();
    assert.deepEqual(await editor.ask(SNAPSHOT_REQUEST), { version: null, ...EMPTY, instructions: [] });
  });

  it("answer empty when they are not open, or no longer", async () => {
    const everything = async () => [
      await editor.ask("textDocument/completion", { position: { line: 0, character: 5 } }),
      await editor.ask("textDocument/definition", { position: { line: 0, character: 5 } }),
      await editor.ask("textDocument/hover", { position: { line: 0, character: 1 } }),
      await editor.ask("textDocument/codeLens"),
      await editor.ask("textDocument/diagnostic"),
      await editor.ask(MODEL_REQUEST),
    ];
    const nothing = [[], [], null, [], { kind: "full", items: [] }, EMPTY];
    assert.deepEqual(await everything(), nothing);
    editor.open("FROM scratch AS a\nFROM a\n");
    assert.equal((await editor.ask<unknown[]>("textDocument/codeLens")).length, 4);
    editor.close();
    assert.deepEqual(await everything(), nothing);
    editor.change(9, [{ text: "FROM busybox\n" }]);
    assert.deepEqual(await everything(), nothing, "a change of a closed document is no document");
  });

  it("answer a request that was cancelled with the LSP's error, and the next one", async () => {
    editor.open("FROM alpine AS a\n".repeat(2000));
    const source = new CancellationTokenSource();
    const waiting = Array.from({ length: 50 }, () => editor.ask(MODEL_REQUEST, {}, undefined, source.token));
    source.cancel();
    const outcomes = await Promise.allSettled(waiting);
    const errors = outcomes.flatMap(outcome =>
      outcome.status === "rejected" ? [(outcome.reason as { code: number }).code] : [],
    );
    assert.ok(errors.length > 0, "nothing was cancelled");
    assert.deepEqual([...new Set(errors)], [-32800]);
    assert.equal((await editor.ask<ModelAnswer>(MODEL_REQUEST)).stages.length, 2000);
  });

  it("give up their model when they close, also without being asked anything", async () => {
    editor.open("FROM a AS x\nFROM b AS x\n");
    editor.close();
    editor.open("FROM a AS y\n", undefined, 1);
    const { stages } = await editor.ask<ModelAnswer>(MODEL_REQUEST);
    assert.deepEqual(
      stages.map(({ name }) => name),
      ["y"],
    );
  });
});

describe("diagnostics over the wire", () => {
  it("follow the edits of an editor that asks", async () => {
    const editor = await startEditor({ capabilities: PULLS });
    editor.open("FROM alpine AS a\nCOPY --from=b /x /y\nFROM alpine AS b\n");
    assert.deepEqual(await editor.codes(), ["ForwardStageReference"]);
    const b = { start: { line: 1, character: 12 }, end: { line: 1, character: 13 } };
    editor.change(2, [{ range: b, text: "nginx" }]);
    assert.deepEqual(await editor.codes(), []);
    assert.deepEqual(editor.pushed, [], "nothing is pushed to who asks");
    await editor.stop();
  });

  it("are pushed, once and for the last version, to an editor that cannot ask", async () => {
    const editor = await startEditor();
    editor.open("FROM alpine AS 1\n");
    for (let version = 2; version <= 20; version++)
      editor.change(version, [
        { text: version === 20 ? "FROM alpine AS A\n" : `FROM alpine AS ${version}\n` },
      ]);
    await eventually(() => editor.pushed.at(-1)?.version === 20);
    assert.deepEqual(
      editor.pushed.at(-1)?.diagnostics.map(({ code }) => code),
      ["StageNameCasing"],
    );
    const versions = editor.pushed.map(({ version }) => version ?? 0);
    assert.deepEqual(
      versions,
      [...new Set(versions)].sort((a, b) => a - b),
      "each version once, in order",
    );
    editor.close();
    await eventually(() => editor.pushed.at(-1)?.diagnostics.length === 0);
    await editor.stop();
  });
});

/** The position of an offset, with every line end of the LSP: CRLF, LF and CR. */
function at(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  // Between CR and LF there is no position: that is the end of the line before.
  if (text[offset - 1] === "\r" && text[offset] === "\n") lines.pop();
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
