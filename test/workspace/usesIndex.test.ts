// The index of a workspace: what it says in the log of what it leaves out.
import assert from "node:assert/strict";
import { LONGEST_FILE } from "../../server/src/around/files";
import { createIndex } from "../../server/src/workspace/usesIndex";

/** An index of files given as texts, and what it says in the log. */
async function indexOf(texts: Readonly<Record<string, string>>) {
  const files = new Map(Object.entries(texts));
  const logged: string[] = [];
  const index = await createIndex({
    roots: ["/w"],
    paths: [...files.keys()],
    read: path => Promise.resolve(files.get(path) ?? null),
    log: message => logged.push(message),
  });
  return { index, files, logged };
}

const COMPOSE = "services:\n  web: {build: {context: ., target: t}}\n";
const LONG = COMPOSE + "#".repeat(LONGEST_FILE);

describe("the index of a workspace", () => {
  it("says once of each file that is too large that it is not read, and reads it when it is not", async () => {
    const paths = [
      "/w/compose.yaml",
      "/w/Makefile",
      "/w/b.sh",
      "/w/Tiltfile",
      "/w/justfile",
      "/w/package.json",
    ];
    const { index, files, logged } = await indexOf({
      ...Object.fromEntries(paths.map(path => [path, LONG])),
      "/w/api/compose.yaml": COMPOSE,
      "/w/Dockerfile": "FROM scratch AS t\n",
    });
    const expected = paths.map(path => `${path} is not read: it is longer than ${LONGEST_FILE} characters.`);
    assert.deepEqual([...logged].sort(), [...expected].sort());
    await index.update(new Map(paths.map(path => [path, {}])));
    await index.update(new Map([["/w/compose.yaml", { typed: `${LONG}#` }]]));
    assert.equal(logged.length, paths.length);
    assert.deepEqual(index.usesIn("/w/compose.yaml"), []);
    files.set("/w/compose.yaml", COMPOSE);
    await index.update(new Map([["/w/compose.yaml", { typed: null }]]));
    assert.deepEqual(
      index.usesIn("/w/compose.yaml").map(use => use.target?.text),
      ["t"],
    );
    assert.equal(index.usesIn("/w/api/compose.yaml").length, 1);
  });
});
