import assert from "node:assert/strict";
import { ignoringLine } from "../../../server/src/stages/files/ignoringLine";
import { nearPaths } from "../../../server/src/stages/files/nearPaths";

/** What folders hold; a name with a slash at its end is a folder. */
const FOLDERS: Record<string, string[]> = {
  "/": ["package.json", "src/", "out/", "ab", "node_modules/", "Readme.md"],
  "/src": ["Main.js", "lib/", "index.ts"],
  "/src/lib": ["deep.js", "util.ts"],
  "/out": ["app"],
  "/node_modules": ["deep.js"],
};

describe("what is near a path that is not there", () => {
  let asked = 0;
  const list = (folder: string) => {
    asked++;
    const names = FOLDERS[folder];
    return Promise.resolve(
      names?.map(name => ({ name: name.replace("/", ""), isFolder: name.endsWith("/") })) ?? null,
    );
  };
  for (const [path, expected] of [
    ["package.jsn", ["package.json"]],
    ["README.md", ["Readme.md"]],
    ["out/ap", ["out/app"]],
    ["Src/index.ts", ["src/index.ts"]],
    ["src/main.js", ["src/Main.js"]],
    // Under the same name elsewhere, but not where nobody means it.
    ["deep.js", ["src/lib/deep.js"]],
    ["lib/util.ts", ["src/lib/util.ts"]],
    ["out/app/x", []],
    // Another short name is another name.
    ["cd", []],
    ["nothing-like-it", []],
    ["", []],
    ["/", []],
  ] as const)
    it(`of "${path}" is ${expected.join(", ") || "nothing"}`, async () => {
      assert.deepEqual(await nearPaths(path, list), expected);
    });

  it("is looked for in a bounded number of folders, however many there are", async () => {
    asked = 0;
    const many = () => {
      asked++;
      return Promise.resolve(
        Array.from({ length: 100 }, (_, index) => ({ name: `d${index}x`, isFolder: true })),
      );
    };
    assert.deepEqual(await nearPaths("file.txt", many), []);
    assert.ok(asked < 60, String(asked));
  });
});

describe("the line of an ignore file that leaves a path out", () => {
  const FILE = "# *.txt\n\n*.log\nsecret.txt\r\n**/tmp\n*.md\n!README.md\nREADME.*\n!README.md\n";
  for (const [path, expected] of [
    ["a.log", [2, "*.log"]],
    ["secret.txt", [3, "secret.txt"]],
    ["a/b/tmp/x", [4, "**/tmp"]],
    ["NEWS.md", [5, "*.md"]],
    ["README.md", null],
    ["README.txt", [7, "README.*"]],
    ["a.txt", null],
  ] as const)
    it(`is ${JSON.stringify(expected)} for ${path}`, () => {
      const found = ignoringLine(FILE, path);
      assert.deepEqual(found && [found.line, found.pattern], expected);
    });
});
