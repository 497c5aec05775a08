/** What rules ask of the build context is answered from folders that are read beside the work. */
import assert from "node:assert/strict";
import { readIgnoreFile } from "../../server/src/shared/ignorePatterns";
import { createBuildContexts } from "../../server/src/workspace/buildContexts";

const URI = "file:///work/Dockerfile";

/** A store over folders that a test changes; `settled` waits until nothing is read any more. */
function store(
  folders: Record<string, string[]>,
  texts: Record<string, string> = {},
  { root = "file:///work", isCertain = true } = {},
) {
  const changes: string[] = [];
  const listed: string[] = [];
  const contexts = createBuildContexts(
    {
      entriesOf: (address, folder) => {
        const path = address === root ? folder : address;
        listed.push(path);
        const names = folders[path];
        if (!names) return Promise.resolve(null);
        return Promise.resolve(
          names.map(name => ({ name: name.replace(/\/$/, ""), isFolder: name.endsWith("/") })),
        );
      },
    },
    {
      contextOf: uri => Promise.resolve(uri.startsWith("untitled:") ? null : root),
      isCertainContext: () => Promise.resolve(isCertain),
      workspaceFolderOf: () => Promise.resolve("file:///work"),
      of: () => Promise.resolve(readIgnoreFile("secret.txt\n")),
      textOf: uri => Promise.resolve(texts[uri] ?? null),
    },
    uri => changes.push(uri),
  );
  const settled = (uri = URI) => contexts.settled(uri);
  return { contexts, changes, listed, settled };
}

describe("the build contexts of documents", () => {
  it("are read behind the first question, and say so where something is missing", async () => {
    const { contexts, changes, settled } = store({ "/": ["a.txt", "src/"], "/src": ["b.txt"] });
    const first = contexts.known(URI);
    assert.equal(first.find("c.txt"), undefined);
    assert.equal(first.find("src/b.txt"), undefined);
    await settled();
    assert.deepEqual(changes, [URI]);
    const second = contexts.known(URI);
    assert.notEqual(second, first);
    assert.deepEqual(second.find("c.txt"), { kind: "missing", near: null, isSlip: false });
    assert.deepEqual(second.find("src/b.txt"), { kind: "there" });
    assert.equal(second.isCertain, true);
  });

  it("say which folder above has what is missing: the nearest one, up to the workspace folder", async () => {
    const { contexts, listed, settled } = store(
      {
        "/": ["Dockerfile"],
        "file:///work/services": ["go.mod", "api/", "web/"],
        "file:///work": ["go.mod", "services/", "top.txt"],
        "file:///work/services/web": ["main.go"],
        "file:///": ["outside.txt"],
      },
      {},
      { root: "file:///work/services/api" },
    );
    const paths = ["go.mod", "top.txt", "services/web/main.go", "outside.txt", "Dockerfil"];
    const known = () => paths.map(path => contexts.known("file:///work/services/api/Dockerfile").find(path));
    known();
    await settled("file:///work/services/api/Dockerfile");
    const above = (levels: number) =>
      levels === 1
        ? { address: "file:///work/services", path: ".." }
        : { address: "file:///work", path: "../.." };
    const missing = { kind: "missing", near: null, isSlip: false };
    assert.deepEqual(known(), [
      { ...missing, above: above(1) },
      { ...missing, above: above(2) },
      { ...missing, above: above(2) },
      missing,
      { kind: "missing", near: "Dockerfile", isSlip: true },
    ]);
    assert.ok(!listed.includes("file:///"), "nobody looks outside of the workspace");
  });

  it("are the same where all is there, or nobody knows", async () => {
    const { contexts, changes, settled } = store({ "/": ["a.txt", "big/"] });
    const first = contexts.known(URI);
    for (const path of ["a.txt", "big/x", "dist/x.js"]) first.find(path);
    await settled();
    assert.deepEqual(changes, []);
    assert.equal(contexts.known(URI), first);
  });

  it("list each folder once for all that is asked, and none for what nobody asks", async () => {
    const { contexts, listed, settled } = store({ "/": ["a.txt"] });
    const context = contexts.known(URI);
    await settled();
    assert.deepEqual(listed, []);
    for (let count = 0; count < 50; count++) context.find(`a${count}.txt`);
    await settled();
    assert.deepEqual(listed, ["/"]);
  });

  it("are read again when something has changed", async () => {
    const folders: Record<string, string[]> = { "/": ["a.txt"] };
    const { contexts, changes, settled } = store(folders);
    contexts.known(URI).find("b.txt");
    await settled();
    folders["/"] = ["a.txt", "b.txt"];
    contexts.changed();
    await settled();
    assert.deepEqual(changes, [URI, URI]);
    assert.deepEqual(contexts.known(URI).find("b.txt"), { kind: "there" });
  });

  it("heed the ignore file and what version control leaves out, also that of folders around", async () => {
    const { contexts, settled } = store(
      { "/": ["secret.txt", "src/"] },
      { "file:///work/.gitignore": "/made.txt\n", "file:///.gitignore": "*.gen.txt\n/src\n" },
    );
    const ask = (path: string) => contexts.known(URI).find(path);
    for (const path of ["secret.txt", "made.txt", "a.gen.txt", "other.txt"]) ask(path);
    await settled();
    assert.deepEqual(
      ["secret.txt", "made.txt", "a.gen.txt", "other.txt"].map(path => ask(path)?.kind),
      ["ignored", "unknown", "missing", "missing"],
    );
  });

  it("are none of a document in no folder, and forget one that is closed", async () => {
    const { contexts, changes, listed } = store({ "/": [] });
    contexts.known("untitled:a").find("a.txt");
    contexts.known(URI).find("a.txt");
    contexts.forget(URI);
    await contexts.settled("untitled:a");
    // Nobody can wait for what is forgotten.
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();
    assert.deepEqual([changes, listed.length <= 1], [[], true]);
  });
});
