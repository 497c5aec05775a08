// The files of a folder of the workspace: as a client finds them, or by going through it, without those that Git leaves out.
import assert from "node:assert/strict";
import { createGitIgnore } from "../../server/src/workspace/gitIgnore";
import { findFiles } from "../../server/src/workspace/workspaceFiles";

const FILES: Readonly<Record<string, string>> = {
  "/.gitignore": "build/\n*.log\n/Dockerfile.local\n!keep.log\n",
  "/Dockerfile": "",
  "/Dockerfile.local": "",
  "/a.log": "",
  "/keep.log": "",
  "/build/Dockerfile": "",
  "/.docker/Dockerfile": "",
  "/.git/config": "",
  "/node_modules/a/Dockerfile": "",
  "/api/.gitignore": "gen\n!a.log\n",
  "/api/a.log": "",
  "/api/Dockerfile": "",
  "/api/Dockerfile.local": "",
  "/api/gen/Dockerfile": "",
  "/api/build/x/Dockerfile": "",
};
const KEPT = [
  ...["/.docker/Dockerfile", "/.gitignore", "/Dockerfile", "/api/.gitignore", "/api/Dockerfile"],
  ...["/api/Dockerfile.local", "/api/a.log", "/keep.log"],
];

const read = (path: string) => Promise.resolve(FILES[path] ?? null);
const list = (folder: string) => {
  const below = Object.keys(FILES).filter(path => path.startsWith(`${folder}/`));
  const names = new Map(
    below.map(path => {
      const [name = "", ...rest] = path.slice(folder.length + 1).split("/");
      return [name, rest.length > 0];
    }),
  );
  return Promise.resolve([...names].map(([name, isFolder]) => ({ name, isFolder })));
};

describe("the files of a workspace", () => {
  it("are gone through, but for what Git leaves out and what others wrote", async () => {
    const { paths, isComplete } = await findFiles({ find: null, list, read });
    assert.deepEqual(paths.sort(), KEPT);
    assert.ok(isComplete);
  });

  it("are those that the client finds, but for what Git leaves out", async () => {
    const all = Object.keys(FILES).filter(path => !path.startsWith("/.git/"));
    const find = () => Promise.resolve({ paths: all, isComplete: false });
    const found = await findFiles({ find, list: () => Promise.reject(new Error()), read });
    assert.deepEqual(found.paths.sort(), [...KEPT, "/node_modules/a/Dockerfile"].sort());
    assert.equal(found.isComplete, false);
  });

  it("are gone through where the client cannot search", async () => {
    const find = () => Promise.resolve({ paths: null, isComplete: false });
    assert.deepEqual((await findFiles({ find, list, read })).paths.sort(), KEPT);
  });

  it("are left out as Git does it: what is in a folder that is left out stays there", () => {
    const ignored = createGitIgnore();
    ignored.add("/", "out/\n");
    ignored.add("/out", "!Dockerfile\n");
    assert.equal(ignored.ignores("/out", true), true);
    assert.equal(ignored.ignores("/out", false), false);
    assert.equal(ignored.ignores("/out/Dockerfile", false), true);
    assert.equal(ignored.ignores("/a/out/x/y", false), true);
  });
});
