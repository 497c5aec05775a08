import assert from "node:assert/strict";
import { filesBelow } from "../../server/src/workspace/folderWalk";

/** Nothing is left out by an ignore file. */
const ALL = [() => Promise.resolve(), () => false] as const;

describe("the folders of a workspace", () => {
  const tree: Record<string, readonly string[]> = {
    "": ["a/", "node_modules/", ".git/", ".github/", "compose.yaml"],
    "/a": ["Dockerfile", "unreadable/"],
    "/node_modules": ["compose.yaml"],
    "/.git": ["compose.yaml"],
    "/.github": ["workflows/"],
    "/.github/workflows": ["ci.yml"],
  };
  const list = (path: string) => {
    const names = tree[path];
    if (!names) return Promise.reject(new Error("It cannot be read."));
    return Promise.resolve(
      names.map(name => ({ name: name.replace("/", ""), isFolder: name.endsWith("/") })),
    );
  };

  it("are gone through, but for what others wrote and what cannot be read", async () => {
    const { paths, isComplete } = await filesBelow(list, ...ALL);
    assert.deepEqual(paths.sort(), ["/.github/workflows/ci.yml", "/a/Dockerfile", "/compose.yaml"]);
    assert.ok(isComplete);
  });

  it("end, however they are linked", async () => {
    let asked = 0;
    const circle = () => {
      asked++;
      return Promise.resolve([{ name: "again", isFolder: true }]);
    };
    assert.equal((await filesBelow(circle, ...ALL)).isComplete, false);
    assert.ok(asked < 100);
    const wide = () =>
      Promise.resolve(Array.from({ length: 20 }, (_, at) => ({ name: `f${at}`, isFolder: true })));
    assert.equal((await filesBelow(wide, ...ALL)).isComplete, false);
  });

  it("are gone through as far as is wanted", async () => {
    const wide = (path: string) =>
      Promise.resolve(
        path === "" ? Array.from({ length: 30 }, (_, at) => ({ name: `f${at}`, isFolder: true })) : [],
      );
    assert.equal((await filesBelow(wide, ...ALL, "", { folders: 30, depth: 2 })).isComplete, false);
    assert.equal((await filesBelow(wide, ...ALL, "", { folders: 40, depth: 2 })).isComplete, true);
    assert.equal((await filesBelow(wide, ...ALL, "", { folders: 40, depth: 1 })).isComplete, false);
  });
});
