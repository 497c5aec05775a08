import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ignoreTextOf, readContext, type ContextEntries } from "../../../client/src/history/contextFiles";
import { fingerprintsOf, type KnownContents } from "../../../client/src/history/fingerprints";

describe("the files of a context on disk", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "context-"));
    for (const path of ["a.txt", "src/b.ts", "node_modules/x/i.js", "node_modules/ours/i.js"]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), path);
    }
    symlinkSync("src", join(root, "link"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const read = (ignore = ""): ContextEntries => {
    const entries = readContext(root, ignore);
    assert.ok(entries !== "tooMany" && entries !== "missing");
    return entries;
  };

  it("are those that the ignore file leaves, with the folders they are in", () => {
    assert.deepEqual([...read("node_modules").keys()], ["a.txt", "link", "src", "src/b.ts"]);
    assert.deepEqual([...read("node_modules\n!node_modules/ours").keys()].toSorted(), [
      "a.txt",
      "link",
      "node_modules",
      "node_modules/ours",
      "node_modules/ours/i.js",
      "src",
      "src/b.ts",
    ]);
    assert.deepEqual(read("node_modules").get("link")?.target, "src");
  });

  it("are not counted any further than anybody wants, and of no folder there are none", () => {
    assert.equal(readContext(root, "", 3), "tooMany");
    assert.equal(readContext(root, "", 9) === "tooMany", false);
    assert.equal(readContext(join(root, "gone"), ""), "missing");
  });

  it("follow the ignore file of the Dockerfile before that of the context", () => {
    assert.equal(ignoreTextOf(root, join(root, "app.Dockerfile")), "");
    writeFileSync(join(root, ".dockerignore"), "one");
    assert.equal(ignoreTextOf(root, join(root, "app.Dockerfile")), "one");
    writeFileSync(join(root, "app.Dockerfile.dockerignore"), "two");
    assert.equal(ignoreTextOf(root, join(root, "app.Dockerfile")), "two");
    assert.equal(ignoreTextOf(root, null), "one");
  });

  it("have the same fingerprint as long as kind, mode and content are the same, and are read once", () => {
    const known: KnownContents = new Map();
    const of = (path: string) => {
      const entries = read();
      return fingerprintsOf(root, entries, [path], known).get(path);
    };
    const first = of("a.txt");
    const file = join(root, "a.txt");
    utimesSync(file, new Date(0), new Date(0));
    assert.equal(of("a.txt"), first);
    writeFileSync(file, "A.txt");
    assert.notEqual(of("a.txt"), first);
    writeFileSync(file, "a.txt");
    assert.equal(of("a.txt"), first);
    chmodSync(file, 0o755);
    assert.equal(of("a.txt") === first, process.platform === "win32");
    assert.deepEqual([of("link"), of("src")?.startsWith("d")], ["lsrc", true]);
    // What is known of its content is believed while nobody has touched it.
    const stat = read().get("a.txt")?.stat ?? "";
    known.set(file, { stat, hash: "believed" });
    assert.match(of("a.txt") ?? "", /:believed$/);
  });
});
