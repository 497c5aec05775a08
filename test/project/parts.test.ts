import assert from "node:assert/strict";
import { ignoreText } from "../../server/src/project/newIgnoreFile";
import { freeNames } from "../../server/src/shared/newFileNames";
import type { Plan } from "../../server/src/project/plan";
import { literal } from "../../server/src/project/plan";
import { changed, snippetBodies } from "../../server/src/project/template";
import * as tame from "../../server/src/shared/sanitize";
import { exactVersion, satisfies, versionFor } from "../../server/src/ecosystems/versions";
import { isWanted } from "../../server/src/project/wanted";
import { expandSnippet, readSnippetText } from "../../server/src/features/completion/snippetText";
import { snippetFile } from "../support/snippets";
import { projectsOf } from "./newFileOf";

describe("versions", () => {
  it("are in ranges as each tool writes them", () => {
    for (const [range, within, without] of [
      [">=20", "24 22 20", "18"],
      ["^20.10.0", "20", "21 18"],
      ["~3.12", "3.12", "3.13 3.11"],
      ["20.x", "20", "22"],
      ["*", "24", ""],
      ["18 || >=20.5", "18 20 24", "19"],
      ["16 - 18", "16 18", "20"],
      [">=3.11,<3.13", "3.11 3.12", "3.13 3.10"],
      ["~> 1.15", "1.15 1.19", "2.0 1.14"],
      [">= 1.14.0 and < 1.17.0", "1.14 1.16", "1.17 1.13"],
      ["~8.1.0", "8.1", "8.2"],
      ["^8.0|^9.0", "8.4 9.0", "7.4"],
      ["^0.5", "0.5", "0.6"],
      ["!=3.12,>=3.10", "3.11 3.13", "3.12"],
      ["==3.11.*", "3.11", "3.12"],
      ["<22", "20", "22 24"],
      ["> 18", "20", "18"],
      ["none", "", "20"],
      ["", "", "20"],
    ] as const) {
      for (const version of within.split(" ").filter(Boolean))
        assert.ok(satisfies(version, range), `${version} in ${range}`);
      for (const version of without.split(" ").filter(Boolean))
        assert.ok(!satisfies(version, range), `${version} not in ${range}`);
    }
  });

  it("are the preferred ones of a range, and none of what is no range", () => {
    assert.equal(versionFor(">=18", ["24", "22"]), "24");
    assert.equal(versionFor("<=22", ["24", "22"]), "22");
    assert.equal(versionFor("<4", ["24"]), null);
    assert.equal(versionFor(null, ["24"]), null);
    assert.equal(versionFor(`${"9".repeat(100_000)} - 1`, ["24"]), null);
  });

  it("are read by themselves, as many numbers as are wanted", () => {
    for (const [text, most, version] of [
      ["v20.11.1\n", 3, "20.11.1"],
      ["3.12.4", 2, "3.12"],
      ["ruby-3.2.2", 2, "3.2"],
      ["1.17.2-otp-27", 2, "1.17"],
      ["lts/iron", 3, null],
      ["20; RUN x", 3, null],
      ["99999", 3, null],
      [null, 3, null],
    ] as const)
      assert.equal(exactVersion(text, most), version, String(text));
  });
});

describe("texts that get into a Dockerfile", () => {
  it("are names, paths, ports and words that no shell changes, and nothing else", () => {
    const bad = ["", " ", "a b", "a;b", "$x", "a\nb", "`a`", "'a'", '"a"', "\\", "a|b", "a&b", "-a", "\0"];
    for (const text of bad) {
      assert.equal(tame.name(text), null, JSON.stringify(text));
      assert.equal(tame.path(text), null, JSON.stringify(text));
      assert.equal(tame.port(text), null, JSON.stringify(text));
    }
    for (const text of ["..", "../a", "a/../b", "/etc/passwd"]) assert.equal(tame.path(text), null, text);
    assert.equal(tame.path("./dist//src/"), "dist/src");
    assert.equal(tame.name("größe-1.0"), "größe-1.0");
    for (const [text, port] of [
      ["08080", "8080"],
      ["65536", null],
      ["0", null],
      [3000, "3000"],
      [-1, null],
    ] as const)
      assert.equal(tame.port(text), port, String(text));
    assert.deepEqual(tame.plainWords(" node  server.js --port=80 "), ["node", "server.js", "--port=80"]);
    for (const text of ["a && b", "X=1 node", "a > b", "node $X", "a 'b'", "a\nRUN b", ""])
      assert.equal(tame.plainWords(text), null, text);
    assert.equal(tame.execForm(["a", 'b"c']), '["a", "b\\"c"]');
  });

  it("are no tab stops of a snippet", () => {
    for (const text of ["${1:x}", "$0", "a}b", "\\", "${", "$1\\$2"])
      assert.equal(expandSnippet(readSnippetText(literal(text))).text, text);
  });
});

describe("changes of a snippet", () => {
  const node = snippetBodies(snippetFile("files")).get("ms-node") ?? "";

  it("leave out a stage with its comment, replace text as it is, and say what they missed", () => {
    const { text, missed } = changed(node, [
      { without: "test" },
      { replace: "npm ci", by: "npm $& install" },
    ]);
    assert.deepEqual(missed, []);
    assert.ok(!text.includes("AS ${5:test}") && !text.includes("--target"));
    assert.equal(text.split("npm $& install").length, 3);
    const wrong = [{ without: "tests" }, { replace: "nowhere", by: "" }];
    assert.deepEqual(changed(node, wrong), { text: node, missed: wrong });
  });
});

describe("the ignore file", () => {
  const plan = (ignored: string[], needed: string[]): Plan => ({
    ...{ snippet: "", values: {}, changes: [] },
    ignored,
    needed,
  });

  it("leaves out nothing that is copied or needed", () => {
    for (const [pattern, path, isKept] of [
      ["dist", "dist", true],
      ["dist", "dist/main.js", true],
      ["dist", "./dist/", true],
      ["dist", "src/dist", false],
      ["**/bin", "src/bin/tool.cs", true],
      ["*.out", "a.out", true],
      ["*.out", "a/b.out", false],
      ["log/*", "log/keep", true],
      ["build", "builder", false],
      ["Dockerfile*", "Dockerfile.d", true],
      ["dist", ".", false],
    ] as const) {
      const lines = [ignoreText(plan([pattern], []), [path]), ignoreText(plan([pattern], [path]), [])];
      for (const text of lines)
        assert.equal(!text.split("\n").includes(pattern), isKept, `${pattern} and ${path}`);
    }
  });
});

describe("names of new files", () => {
  it("are free, and the builder finds the ignore file by that of the Dockerfile", () => {
    for (const [taken, dockerfile, ignore] of [
      ["", "Dockerfile", ".dockerignore"],
      [".dockerignore", "Dockerfile", "Dockerfile.dockerignore"],
      ["Dockerfile", "Dockerfile.new", ".dockerignore"],
      ["Dockerfile .dockerignore", "Dockerfile.new", "Dockerfile.new.dockerignore"],
      ["Dockerfile Dockerfile.new .dockerignore", "Dockerfile.new-2", "Dockerfile.new-2.dockerignore"],
      [".dockerignore Dockerfile.dockerignore", "Dockerfile.new", "Dockerfile.new.dockerignore"],
    ] as const)
      assert.deepEqual(
        freeNames(name => taken.split(" ").includes(name)),
        { dockerfile, ignore },
        taken,
      );
  });
});

describe("the projects of a folder", () => {
  const found = (...paths: string[]) =>
    projectsOf(
      Object.fromEntries(
        paths.map(path => [path, path.endsWith(".go") ? "package main\n\nfunc main() {}\n" : ""]),
      ),
    ).map(({ folder, what }) => `${folder}: ${what}`);

  it("are the nearest first; parts of a project are none, and neither are fixtures and documents", () => {
    assert.deepEqual(
      found("web/package.json", "web/index.js", "go.mod", "main.go", "api/go.mod", "api/main.go"),
      [": Go", "api: Go", "web: Node.js with npm"],
    );
    assert.deepEqual(found("pom.xml", "core/pom.xml"), [": Java with Maven"]);
    assert.deepEqual(found("docs/requirements.txt", "test/fixtures/a/go.mod", "requirements.txt"), [
      ": Python with pip",
    ]);
    // A package without a server beside a program in another language is there for its pages.
    assert.deepEqual(found("Gemfile", "package.json", "server.js"), [": Ruby with Bundler"]);
  });

  it("are not looked for among thousands for ever", () => {
    const paths = Array.from({ length: 500 }, (_, index) => `p${index}/go.mod`);
    assert.equal(found(...paths).length, 50);
  });

  it("are told by files that are read, and by no others", () => {
    for (const path of [
      "a/b/package.json",
      "My App.csproj",
      "cmd/api/run.go",
      "x/src/bin/a.rs",
      ".nvmrc",
      "src/index.ts",
    ])
      assert.ok(isWanted(path), path);
    for (const path of ["package-lock.json", ".env", "main_test.go", "id_rsa", "src/deep.ts"])
      assert.ok(!isWanted(path), path);
  });
});
