import { strict as assert } from "node:assert";
import { snapshotAnswer } from "../../../server/src/features/snapshot";
import type { SnapshotAnswer } from "../../../server/src/protocol";
import { createSnapshots } from "../../../client/src/snapshot/snapshots";
import { createTextVersions, rangesNow } from "../../../client/src/snapshot/textVersions";
import { contextOf } from "../../support/feature";
import { random } from "../../support/random";
import { editorDocument, type EditorDocument } from "../editorDocument";

const TEXT = "FROM alpine AS base\nRUN one && \\\n  two\nFROM base AS api\nRUN three\nENV A=1\nRUN four\n";

/** A server that has the document, and answers when it is told to. */
function server(document: EditorDocument) {
  const versions = createTextVersions<EditorDocument>();
  document.onChange(changes => {
    versions.changed(document, changes);
  });
  const waiting: (() => void)[] = [];
  const seen = { requests: 0, settings: "" };
  /** What happens between the call here and the moment when the server reads the request. */
  let onTheWay: () => void = () => undefined;
  const snapshots = createSnapshots<EditorDocument>({
    versions,
    settingsOf: () => seen.settings,
    async ask(asked) {
      seen.requests++;
      onTheWay();
      const { stages, ...answer }: SnapshotAnswer = snapshotAnswer(contextOf(asked.getText()), {});
      const { version } = asked;
      await new Promise<void>(resolve => waiting.push(resolve));
      return { ...answer, stages, version };
    },
  });
  return {
    snapshots,
    seen,
    onTheWay: (then: () => void) => {
      onTheWay = then;
    },
    answer: async () => {
      for (let round = 0; round < 10; round++) await Promise.resolve();
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

const insert = (document: EditorDocument, start: number, text: string) => {
  document.edit({ start, end: start, text });
};

describe("snapshots", () => {
  it("are asked for once a version, and while the answer is on its way", async () => {
    const document = editorDocument(TEXT);
    const { snapshots, seen, answer } = server(document);
    const first = snapshots.of(document);
    const second = snapshots.of(document);
    await answer();
    assert.equal(await first, await second);
    assert.equal(await snapshots.of(document), await first);
    assert.equal(seen.requests, 1);
    insert(document, 0, "# x\n");
    const later = snapshots.of(document);
    await answer();
    assert.deepEqual([(await first).version, (await later).version, seen.requests], [1, 2, 2]);
  });

  it("are asked for again under other settings, also where those change on the way", async () => {
    const document = editorDocument(TEXT);
    const { snapshots, seen, answer } = server(document);
    const first = snapshots.of(document);
    await answer();
    await first;
    seen.settings = "other";
    const second = snapshots.of(document);
    await answer();
    assert.notEqual(await second, await first);
    assert.equal(seen.requests, 2);
    seen.settings = "a third";
    const third = snapshots.of(document);
    await Promise.resolve();
    seen.settings = "a fourth";
    await answer();
    await answer();
    await third;
    assert.equal(seen.requests, 4);
    await snapshots.of(document);
    assert.equal(seen.requests, 4);
  });

  it("are asked for again after an error", async () => {
    const document = editorDocument(TEXT);
    let fails = true;
    const snapshots = createSnapshots<EditorDocument>({
      versions: createTextVersions(),
      settingsOf: () => "",
      ask: asked =>
        fails
          ? Promise.reject(new Error("gone"))
          : Promise.resolve({ ...snapshotAnswer(contextOf(asked.getText()), {}), version: asked.version }),
    });
    await assert.rejects(snapshots.of(document), /gone/);
    fails = false;
    assert.equal((await snapshots.of(document)).stages.length, 2);
  });

  it("are none of a document that the server does not have", async () => {
    const snapshots = createSnapshots<EditorDocument>({
      versions: createTextVersions(),
      settingsOf: () => "",
      ask: () =>
        Promise.resolve({
          version: null,
          stages: [],
          references: [],
          target: null,
          reachable: [],
          instructions: [],
        }),
    });
    await assert.rejects(snapshots.of(editorDocument(TEXT)), /does not have this document/);
  });

  it("have the text of the version that the server read, which may be a later one than was asked about", async () => {
    const document = editorDocument(TEXT);
    const { snapshots, seen, onTheWay, answer } = server(document);
    onTheWay(() => {
      onTheWay(() => undefined);
      insert(document, 0, "# typed before the server was asked\n");
    });
    const asked = snapshots.of(document);
    await answer();
    const { version, lines, text } = await asked;
    assert.deepEqual(
      [version, lines[0], text],
      [2, "# typed before the server was asked", document.getText()],
    );
    assert.equal(await snapshots.of(document), await asked);
    assert.equal(seen.requests, 1);
  });

  it("know what is on disk while somebody goes on typing", async () => {
    const document = editorDocument(TEXT);
    const { snapshots, answer } = server(document);
    assert.equal(snapshots.saved(document), undefined);
    const first = snapshots.of(document);
    await answer();
    await first;
    insert(document, 0, "# x\n");
    const second = snapshots.of(document);
    await answer();
    await second;
    assert.equal(snapshots.saved(document), await first);
  });

  it("keep every instruction at its line, whatever is typed before, during and after the answer", async () => {
    const { below, pick } = random(20261129);
    let kept = 0;
    for (let round = 0; round < 150; round++) {
      const document = editorDocument(TEXT);
      const { snapshots, onTheWay, answer } = server(document);
      const type = () => {
        for (let times = below(3); times > 0; times--) {
          const start = below(document.getText().length + 1);
          const end = Math.min(document.getText().length, start + below(3));
          document.edit({ start, end, text: pick(["x", "\n", "RUN more\n", "", "# c\n", " "]) });
        }
      };
      onTheWay(type);
      const asked = snapshots.of(document);
      await Promise.resolve();
      type();
      await answer();
      const snapshot = await asked;
      type();
      const now = document.getText().split("\n");
      const places = rangesNow(
        snapshot.instructions.map(({ range }) => range),
        snapshot.at,
      ).ranges;
      for (const [index, place] of places.entries()) {
        if (place === undefined) continue;
        kept++;
        const { start, end } = snapshot.instructions[index]?.range ?? place;
        const built = snapshot.lines
          .slice(start.line, end.line + 1)
          .join("\n")
          .trim();
        assert.ok(
          now
            .slice(place.start.line, place.end.line + 1)
            .join("\n")
            .trim()
            .startsWith(built.slice(0, 3)),
          `round ${round}: ${built}\n${now.join("\n")}`,
        );
        const text = (lines: readonly string[], from: typeof start, to: typeof end) =>
          lines
            .slice(from.line, to.line + 1)
            .map((line, at, all) =>
              line.slice(at === 0 ? from.character : 0, at === all.length - 1 ? to.character : undefined),
            )
            .join("\n");
        assert.equal(text(now, place.start, place.end), text(snapshot.lines, start, end));
      }
    }
    assert.ok(kept > 400, `only ${kept} places were kept`);
  });
});
