/** What the command line is given that nobody means to give it: each is a clear line, the rest is checked, and the code says so. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceText } from "../../server/src/cli/textFile";
import { folderWith, leaveNothing, run } from "./commandLine";

const CASING = "FROM alpine:3.20 as build\nRUN a\n";
const FOUND = /^Dockerfile:1:18: warning: .*\[FromAsCasing\]/;
const COMPOSE = "services:\n  web:\n    build: .\n";
/** Somebody who may not read what root may. */
const NOBODY = 65_534;

/** Calls as somebody with few rights: root may read everything. */
async function asNobody<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  if (process.geteuid?.() !== 0) return call();
  process.seteuid?.(NOBODY);
  try {
    return await call();
  } finally {
    process.seteuid?.(0);
  }
}

describe("bad input of the command line", () => {
  leaveNothing();

  describe("files and folders that may not be read", () => {
    // Windows has no such rights.
    if (process.platform === "win32") return;
    const FILES = {
      Dockerfile: CASING,
      "closed/Dockerfile": CASING,
      "compose/compose.yaml": COMPOSE,
      "folder/Dockerfile": CASING,
    };
    const closed = () => {
      const folder = folderWith(FILES);
      chmodSync(folder, 0o755);
      for (const path of ["closed/Dockerfile", "compose/compose.yaml", "folder"])
        chmodSync(join(folder, path), 0);
      return folder;
    };

    it("are named, and all else is checked", async () => {
      const folder = closed();
      const { code, out, said } = await asNobody(() => run("check"));
      chmodSync(join(folder, "folder"), 0o755);
      assert.equal(code, 2);
      assert.match(out, FOUND);
      assert.match(out, /3 files could not be checked\.\n$/);
      assert.deepEqual([...said].sort(), [
        "closed/Dockerfile: Permission denied.",
        "compose/compose.yaml: Permission denied.",
        "folder: This folder cannot be read.",
      ]);
    });

    it("are notes where they lie beside what is asked for", async () => {
      const folder = closed();
      const { code, said } = await asNobody(() => run("check", "--fail-on", "never", "Dockerfile"));
      chmodSync(join(folder, "folder"), 0o755);
      assert.equal(code, 0);
      assert.ok(said.includes("folder: This folder cannot be read."));
    });

    it("are named when they are asked for", async () => {
      for (const [path, line] of [
        ["closed/Dockerfile", "closed/Dockerfile: Permission denied."],
        ["compose/compose.yaml", "compose/compose.yaml: Permission denied."],
        ["folder", "folder: This folder cannot be read."],
      ] as const) {
        const folder = closed();
        const { code, said } = await asNobody(() => run("check", path));
        chmodSync(join(folder, "folder"), 0o755);
        assert.deepEqual([code, said.filter(each => each.startsWith(path))], [2, [line]]);
      }
    });

    it("say so of a project file, which then says nothing", async () => {
      const folder = folderWith({ Dockerfile: CASING, ".dockerfile-stages.yaml": "failOn: never\n" });
      chmodSync(folder, 0o755);
      chmodSync(join(folder, ".dockerfile-stages.yaml"), 0);
      const { code, out, said } = await asNobody(() => run("check"));
      assert.equal(code, 2);
      assert.match(out, FOUND);
      assert.deepEqual(said, [".dockerfile-stages.yaml:1: Permission denied."]);
    });
  });

  it("checks the rest beside what is no file, no text, too large, or linked to nothing", async () => {
    const folder = folderWith({
      Dockerfile: CASING,
      "binary.Dockerfile": new Uint8Array([70, 0, 82]),
      "large.Dockerfile": new Uint8Array(17 * 1024 * 1024).fill(35),
      "x.Dockerfile/keep": "",
      "good/Dockerfile": "FROM alpine:3.20\n",
    });
    const expected = [
      "binary.Dockerfile: This is a binary file.",
      "large.Dockerfile: The file is larger than 16 MB.",
    ];
    if (process.platform !== "win32") {
      symlinkSync("nowhere", join(folder, "dangling.Dockerfile"));
      symlinkSync("circle.Dockerfile", join(folder, "circle.Dockerfile"));
      symlinkSync(".", join(folder, "again"));
      spawnSync("mkfifo", [join(folder, "pipe.Dockerfile")]);
      expected.push(
        "circle.Dockerfile: The symbolic links lead in a circle.",
        "dangling.Dockerfile: No such file or folder.",
        "pipe.Dockerfile: This is not a regular file. Pass its text to standard input (-).",
      );
    }
    const { code, out, said } = await run("check");
    assert.equal(code, 2);
    assert.deepEqual([...said].sort(), expected.sort());
    assert.match(out, FOUND);
    assert.match(
      out,
      new RegExp(
        `\n1 problem in 1 file of 2 \\(1 warning\\)\\. ${expected.length} files could not be checked`,
      ),
    );
  });

  it("takes the words of a project file of any shape, and checks", async () => {
    const deep = "[".repeat(9_000);
    for (const text of [
      "[[[",
      "rules: 3",
      '"x"',
      "- a",
      "\u0000",
      "a: ".repeat(900),
      `rules: ${deep}`,
      deep,
      "&a [*a]",
    ])
      for (const name of [".dockerfile-stages.yaml", ".dockerfile-stages.json"]) {
        folderWith({ Dockerfile: CASING, [name]: text });
        const { code, out, said } = await run("check");
        assert.equal(code, 2, text.slice(0, 9));
        assert.match(out, FOUND);
        for (const line of said)
          assert.match(line, new RegExp(`^\\${name}:\\d+: [^\\n]*\\.$|^\\${name}:\\d+: .*\\?$`));
        assert.ok(said.length > 0);
      }
  });

  it("heeds what a named project file leaves out, from the folder of that file", async () => {
    folderWith({
      Dockerfile: CASING,
      "old/Dockerfile": CASING,
      "rules/all.yaml": "ignore: [Dockerfile]\n",
      "all.yaml": "ignore: [old/]\n",
    });
    const files = async (config: string) => {
      const { out } = await run("check", "--format", "json", "--config", config);
      const { files } = JSON.parse(out) as { files: { path: string; problems: unknown[] }[] };
      return files.filter(({ problems }) => problems.length > 0).map(({ path }) => path);
    };
    assert.deepEqual(await files("all.yaml"), ["Dockerfile"]);
    assert.deepEqual(await files("rules/all.yaml"), ["Dockerfile", "old/Dockerfile"]);
  });

  it("checks a file that has vanished, or was never there, as little as it can", async () => {
    const folder = folderWith({ Dockerfile: CASING, "gone/Dockerfile": CASING });
    rmSync(join(folder, "gone"), { recursive: true });
    const { code, out, said } = await run("check", "gone/Dockerfile", "Dockerfile", "Dockerfile/below");
    assert.equal(code, 2);
    assert.match(out, FOUND);
    assert.deepEqual(said, [
      "gone/Dockerfile: No such file or folder.",
      "Dockerfile/below: No such file or folder.",
    ]);
  });

  it("checks more files and folders than an editor looks at", async function () {
    this.timeout(120_000);
    const folder = folderWith({});
    for (let at = 0; at < 10_050; at++) mkdirSync(join(folder, `f${at}`));
    writeFileSync(join(folder, "f9999", "Dockerfile"), CASING);
    const { code, said } = await run("check");
    assert.deepEqual([code, said], [1, []]);
  });

  it("writes over no text but the one that it has read", () => {
    const folder = folderWith({ Dockerfile: "old\n" });
    const path = join(folder, "Dockerfile");
    const before = { text: "old\n", hasMark: false };
    assert.equal(
      replaceText(path, { text: "other\n", hasMark: false }, "new\n"),
      "The file has changed meanwhile.",
    );
    assert.equal(readFileSync(path, "utf8"), "old\n");
    assert.equal(replaceText(path, before, "a longer text\n"), null);
    assert.equal(replaceText(path, { text: "a longer text\n", hasMark: false }, "x"), null);
    assert.equal(readFileSync(path, "utf8"), "x");
    assert.equal(replaceText(join(folder, "nowhere"), before, "new"), "No such file or folder.");
  });
});
