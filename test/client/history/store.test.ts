import assert from "node:assert/strict";
import fs from "node:fs";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { FORMAT, type KeptBuild } from "../../../client/src/history/keptBuild";
import { createStore } from "../../../client/src/history/store";
import { random } from "../../support/random";

const kept = (at: number, changes: Partial<KeptBuild> = {}): KeptBuild => ({
  format: FORMAT,
  ...{ dockerfile: "file:///work/Dockerfile", at, builder: "docker", platform: "", noCache: [], target: 0 },
  stages: [
    {
      ...{ index: 0, name: "build", base: "alpine" },
      steps: [
        {
          ...{
            keyword: "COPY",
            text: "COPY a b",
            instruction: 1,
            isTrigger: false,
            operation: "o",
            variables: { A: { value: "1" } },
          },
          reads: [{ context: null, sources: ["a"], arePatterns: true, exclude: [], parents: false }],
          ...{ takes: [], remote: [], isOpen: false, key: "k", outcome: "ran", took: 12 },
        },
      ],
    },
  ],
  ...{ images: { alpine: "sha256:1" }, files: { "": { a: "f644:x" } } },
  ...changes,
});

describe("the store of builds", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "store-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const files = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(name => name.includes("."));
  const times = (store = createStore(folder)) => store.read().map(({ at }) => at);

  it("gives what was kept, also to the next session", () => {
    createStore(folder).keep(kept(1));
    assert.deepEqual(createStore(folder).read(), [kept(1)]);
  });

  it("has the builds of two windows at once, each in a file of its own", () => {
    const [one, other] = [createStore(folder), createStore(folder)];
    for (const at of [1, 2, 3]) {
      one.keep(kept(at * 10));
      other.keep(kept(at * 10));
    }
    assert.deepEqual(
      [times(one), times(other)],
      [
        [10, 10, 20, 20, 30, 30],
        [10, 10, 20, 20, 30, 30],
      ],
    );
  });

  it("keeps the 10 newest builds of each stage of each Dockerfile", () => {
    const store = createStore(folder);
    store.keep(kept(1, { dockerfile: "file:///other/Dockerfile" }));
    for (let at = 2; at < 20; at++) store.keep(kept(at));
    assert.deepEqual(times(), [1, ...Array.from({ length: 10 }, (_, index) => index + 10)]);
    assert.equal(files().length, 11);
  });

  it("keeps no more bytes than it may, and the newest", () => {
    const { below } = random(1);
    const noise = () =>
      Object.fromEntries(Array.from({ length: 200 }, () => [String(below(1e9)), String(below(1e9))]));
    for (let at = 1; at <= 8; at++) createStore(folder, 10_000).keep(kept(at, { files: { "": noise() } }));
    const bytes = files().reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    assert.ok(bytes <= 10_000 && bytes > 3_000, String(bytes));
    assert.equal(times().at(-1), 8);
  });

  it("leaves out what is damaged or somebody else's, and takes it away", () => {
    createStore(folder).keep(kept(1));
    const [own = ""] = readdirSync(folder);
    const damaged: [string, Uint8Array | string][] = [
      ["0000000000002-0123456789ab.json.gz", "no archive"],
      ["0000000000003-0123456789ab.json.gz", gzipSync("{")],
      ["0000000000004-0123456789ab.json.gz", gzipSync("null")],
      ["0000000000005-0123456789ab.json.gz", gzipSync(JSON.stringify({ ...kept(5), format: 99 }))],
      ["0000000000006-0123456789ab.json.gz", gzipSync(JSON.stringify({ ...kept(6), stages: [{}] }))],
      ["0000000000007-0123456789ab.json.gz", gzipSync(JSON.stringify({ ...kept(7), files: { "": 1 } }))],
      ["0000000000008-0123456789ab.json.gz", gzipSync(JSON.stringify(kept(8)).slice(0, -30))],
    ];
    for (const [name, content] of damaged) writeFileSync(join(folder, own, name), content);
    writeFileSync(join(folder, "a file"), "");
    mkdirSync(join(folder, own, "a folder"));
    assert.deepEqual(times(), [1]);
    createStore(folder).keep(kept(9));
    assert.deepEqual([times(), files().length], [[1, 9], 2]);
  });

  it("has all that was kept before a build whose window ended while it was written", () => {
    createStore(folder).keep(kept(1));
    const [own = ""] = readdirSync(folder);
    const half = join(folder, own, "0000000000002-0123456789ab.json.gz.new");
    writeFileSync(half, gzipSync(JSON.stringify(kept(2))).subarray(0, 40));
    assert.deepEqual(times(), [1]);
    // A window may be at it still; nobody takes more than an hour.
    createStore(folder).keep(kept(3));
    assert.equal(files().length, 3);
    utimesSync(half, new Date(0), new Date(0));
    createStore(folder).keep(kept(4));
    assert.deepEqual([times(), files().length], [[1, 3, 4], 3]);
  });

  it("has no build under its name before it is written as a whole", () => {
    const store = createStore(folder);
    store.keep(kept(1));
    const write = fs.writeFileSync;
    // The disk is full, or the window ends, in the middle of it.
    fs.writeFileSync = file => {
      write(file, gzipSync(JSON.stringify(kept(2))).subarray(0, 40));
      const named = files().filter(name => name.endsWith(".json.gz"));
      assert.equal(named.length, 1, "another window reads half a build");
      throw new Error("ENOSPC");
    };
    try {
      store.keep(kept(2));
    } finally {
      fs.writeFileSync = write;
    }
    assert.deepEqual([times(), files().length], [[1], 1]);
  });

  it("is empty where nothing can be written", () => {
    writeFileSync(join(folder, "file"), "");
    const store = createStore(join(folder, "file"));
    store.keep(kept(1));
    assert.deepEqual(store.read(), []);
  });
});
