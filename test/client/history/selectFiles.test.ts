import assert from "node:assert/strict";
import { selectFiles } from "../../../client/src/history/selectFiles";
import type { ContextRead } from "../../../server/src/protocol";

/** The context; a folder ends with a slash, a link has where it leads behind an arrow. */
const PATHS = [
  "a.txt",
  "b.md",
  "dir/",
  "dir/a.txt",
  "dir/sub/",
  "dir/sub/b.md",
  "dir/sub/c.txt",
  "e/",
  "link -> dir/sub",
  "to.txt -> a.txt",
];

interface Entry {
  kind: "file" | "folder" | "link";
  target?: string;
}

const ENTRIES = new Map(
  PATHS.map((path): [string, Entry] => {
    const [name = "", target] = path.split(" -> ");
    if (target !== undefined) return [name, { kind: "link", target }];
    return [name.replace(/\/$/, ""), { kind: name.endsWith("/") ? "folder" : "file" }];
  }),
);

const DIR = ["dir", "dir/a.txt", "dir/sub", "dir/sub/b.md", "dir/sub/c.txt"];

const SELECTED: [read: Partial<ContextRead> & { sources: string[] }, expected: string[]][] = [
  [{ sources: ["a.txt"] }, ["a.txt"]],
  [{ sources: ["./a.txt", "/b.md"] }, ["a.txt", "b.md"]],
  [{ sources: ["gone"] }, []],
  [{ sources: ["."] }, [...ENTRIES.keys()]],
  [{ sources: ["/"] }, [...ENTRIES.keys()]],
  [{ sources: ["dir"] }, DIR],
  [{ sources: ["dir/"] }, DIR],
  [{ sources: ["x/../dir/sub"] }, DIR.slice(2)],
  [{ sources: ["*.txt"] }, ["a.txt", "to.txt"]],
  [{ sources: ["*"] }, [...ENTRIES.keys()]],
  [{ sources: ["dir/*"] }, DIR.slice(1)],
  [{ sources: ["*/*.txt"] }, ["dir/a.txt"]],
  [{ sources: ["d[hi]r/s?b"] }, DIR.slice(2)],
  [{ sources: ["*.txt"], arePatterns: false }, []],
  [{ sources: ["dir"], exclude: ["*.txt"] }, ["dir", "dir/sub", "dir/sub/b.md", "dir/sub/c.txt"]],
  [{ sources: ["dir"], exclude: ["**/*.txt"] }, ["dir", "dir/sub", "dir/sub/b.md"]],
  [{ sources: ["dir"], exclude: ["sub"] }, ["dir", "dir/a.txt"]],
  [{ sources: ["a.txt", "b.md"], exclude: ["*.md"] }, ["a.txt"]],
  [{ sources: ["dir/sub/c.txt"], parents: true }, ["dir", "dir/sub", "dir/sub/c.txt"]],
  [{ sources: ["link"] }, [...DIR.slice(2), "link"]],
  [{ sources: ["link/b.md"] }, ["dir/sub/b.md", "link"]],
  [{ sources: ["to.txt"] }, ["a.txt", "to.txt"]],
  [{ sources: ["e"] }, ["e"]],
];

describe("the files that an instruction reads", () => {
  for (const [read, expected] of SELECTED)
    it(JSON.stringify(read), () => {
      const whole = { context: null, arePatterns: true, exclude: [], parents: false, ...read };
      assert.deepEqual(
        selectFiles(whole, ENTRIES),
        expected.length === 0 ? [] : [...ENTRIES.keys()].filter(path => expected.includes(path)),
      );
    });

  it("are found among links that lead in a circle", () => {
    const circle = new Map([
      ["a", { kind: "link" as const, target: "b" }],
      ["b", { kind: "link" as const, target: "a" }],
    ]);
    assert.deepEqual(
      selectFiles({ context: null, sources: ["a"], arePatterns: true, exclude: [], parents: false }, circle),
      ["a", "b"],
    );
  });
});
