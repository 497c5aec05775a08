import assert from "node:assert/strict";
import { below, filesIn, hasFolder, matching } from "../../server/src/ecosystems/folder";
import type { ProjectFolder } from "../../server/src/ecosystems/folder";

/** Names that stand before, at and behind a slash in the order of characters. */
const NAMES = [
  "a",
  "a-b",
  "a.b",
  "a0",
  "a/b",
  "a/b/c",
  "ab/c",
  "b/a/b",
  "b",
  "a b/c",
  "é/a",
  "a/é",
  "\u{1f600}/x",
];

function folderOf(files: readonly string[]): ProjectFolder {
  return {
    name: "shop",
    files: new Set(files),
    read: path => (files.includes(path) ? `text of ${path}` : null),
  };
}

describe("a folder inside of a project", () => {
  /** Every way to take some of the names, so that each of them is first, last, alone or missing once. */
  const folders = Array.from({ length: 2 ** NAMES.length / 8 }, (_, number) =>
    NAMES.filter((_name, index) => ((number * 7) >> index) % 2 === 1),
  );
  const paths = [...NAMES, "", "c", "b/a", "a/b/c/d"];

  it("has the files whose paths begin with its own, whatever stands beside it", () => {
    for (const files of folders)
      for (const path of paths) {
        const folder = folderOf(files);
        const prefix = path === "" ? "" : `${path}/`;
        const wanted = files.filter(file => file.startsWith(prefix)).sort();
        assert.deepEqual(filesIn(folder, path), wanted, `${path} of ${files.join()}`);
        assert.equal(hasFolder(folder, path), wanted.length > 0);
        const inside = below(folder, path);
        assert.deepEqual(
          matching(inside, /./u),
          wanted.map(file => file.slice(prefix.length)),
        );
        for (const file of inside.files) assert.equal(inside.read(file), `text of ${prefix}${file}`);
      }
  });

  it("is the same below a folder that is below another one", () => {
    const folder = folderOf(["a/b/c", "a/b0", "a/b/d/e", "b/c", "a/b"]);
    assert.deepEqual([...below(below(folder, "a"), "b").files].sort(), ["c", "d/e"]);
    assert.equal(below(below(folder, "a"), "b").read("c"), "text of a/b/c");
  });
});
