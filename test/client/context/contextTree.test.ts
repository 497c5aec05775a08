import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readContextTree, type ContextNode } from "../../../client/src/context/contextTree";
import { contextUse } from "../../../client/src/context/unreadFiles";
import { stepInputsAnswer } from "../../../server/src/features/stepInputs";
import { contextOf } from "../../support/feature";

const FILES: Record<string, number> = {
  "src/main.ts": 100,
  "src/deep/a.ts": 20,
  "src/deep/a.test.ts": 30,
  "docs/guide.md": 4000,
  "docs/images/x.png": 9000,
  ".git/objects/pack": 50_000,
  "node_modules/a/index.js": 700,
  "node_modules/keep.js": 7,
  "package.json": 50,
  "README.md": 60,
};

describe("the files of a build context", () => {
  const folder = mkdtempSync(join(tmpdir(), "context-"));

  before(() => {
    for (const [file, size] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), "x".repeat(size));
    }
    symlinkSync("src", join(folder, "linked"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const flat = ({ children = [] }: ContextNode): ContextNode[] =>
    children.flatMap(child => [child, ...flat(child)]);
  const IGNORE = "node_modules\n!node_modules/keep.js\n# no\n**/*.test.ts\n";

  it("are a tree with sizes, the largest first, and what each pattern leaves out", async () => {
    const { root, isCut } = await readContextTree(folder, IGNORE, { withIgnored: false });
    assert.deepEqual([root.files, isCut], [9, false]);
    assert.equal(root.children?.[0]?.name, ".git");
    const ignored = flat(root).filter(({ ignoredBy }) => ignoredBy !== undefined);
    assert.deepEqual(ignored.map(({ path, ignoredBy }) => [path, ignoredBy?.text, ignoredBy?.line]).sort(), [
      ["node_modules", "node_modules", 0],
      ["node_modules/a", "node_modules", 0],
      ["src/deep/a.test.ts", "**/*.test.ts", 3],
    ]);
    const kept = flat(root).find(({ path }) => path === "node_modules/keep.js");
    assert.equal(kept?.bytes, 7);
  });

  it("have the sizes of what is left out on demand", async () => {
    const { root } = await readContextTree(folder, "node_modules\n", { withIgnored: true });
    assert.equal(root.ignoredBytes, 707);
    const { root: closed } = await readContextTree(folder, "node_modules\n", { withIgnored: false });
    assert.equal(closed.ignoredBytes, 0);
    assert.equal(closed.bytes, root.bytes);
  });

  it("are cut where there are too many, and stop when somebody cancels", async () => {
    assert.equal((await readContextTree(folder, "", { withIgnored: false, most: 3 })).isCut, true);
    const signal = AbortSignal.abort();
    assert.deepEqual((await readContextTree(folder, "", { withIgnored: false, signal })).root.children, []);
    assert.deepEqual((await readContextTree("/nowhere/at/all", "", { withIgnored: false })).root.files, 0);
  });

  const USES: [about: string, dockerfile: string, unread: string[], read: number][] = [
    [
      "a folder and a file",
      "FROM a\nCOPY src package.json /\n",
      [".git", "docs", "README.md", "linked"],
      200,
    ],
    ["all of it", "FROM a\nCOPY . .\n", [], 63_263],
    ["a pattern", "FROM a\nCOPY *.md /\n", [".git", "docs", "src", "package.json", "linked"], 60],
    [
      "a mount",
      "FROM a\nRUN --mount=type=bind,source=docs,target=/d ls\n",
      [".git", "src", "README.md", "package.json", "linked"],
      13_000,
    ],
    ["all but an excluded folder", "FROM a\nCOPY --exclude=docs . .\n", ["docs"], 50_263],
    ["through a link", "FROM a\nCOPY linked /\n", [".git", "docs", "README.md", "package.json"], 153],
    [
      "nothing",
      "FROM a\nCOPY --from=b / /\n",
      [".git", "docs", "src", "README.md", "package.json", "linked"],
      0,
    ],
  ];
  for (const [about, dockerfile, unread, read] of USES) {
    it(`are read, or not: ${about}`, async () => {
      const { root } = await readContextTree(folder, "node_modules\n", { withIgnored: false });
      const use = contextUse(root, stepInputsAnswer(contextOf(dockerfile), {}));
      assert.ok(use !== "isOpen");
      assert.deepEqual(
        use.unread.map(({ path }) => path),
        unread,
      );
      assert.equal(use.readBytes, read);
    });
  }

  const NAMED: [about: string, dockerfile: string, read: number][] = [
    ["a copy of a folder", "FROM a\nCOPY --from=lib src /\nCOPY package.json /\n", 150],
    ["a pattern", "FROM a\nCOPY --from=lib *.md /\nCOPY . .\n", 60],
    ["a mount", "FROM a\nRUN --mount=from=lib,source=docs,target=/d ls\n", 13_000],
    ["a stage that is based on it", "FROM lib\nCOPY src /\n", 63_263],
    ["another context", "FROM a\nCOPY --from=other src /\nCOPY . .\n", 0],
  ];
  for (const [about, dockerfile, read] of NAMED) {
    it(`are read of a named context, and not of the main one: ${about}`, async () => {
      const { root } = await readContextTree(folder, "node_modules\n", { withIgnored: false });
      const inputs = stepInputsAnswer(contextOf(dockerfile), { contexts: ["lib", "other"] });
      const use = contextUse(root, inputs, "lib");
      assert.ok(use !== "isOpen");
      assert.equal(use.readBytes, read);
    });
  }

  it("may all be read where a value is not known before a build", async () => {
    const { root } = await readContextTree(folder, "", { withIgnored: false });
    const use = (text: string) => contextUse(root, stepInputsAnswer(contextOf(text), {}));
    assert.equal(use("FROM a\nCOPY $UNKNOWN /\n"), "isOpen");
    assert.notEqual(use("FROM a\nENV KNOWN=src\nCOPY $KNOWN /\nRUN echo $UNKNOWN\n"), "isOpen");
  });
});
