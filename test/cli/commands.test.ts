/** The commands beside `check`: what they tell of Dockerfiles, and what they change. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { RULES } from "../../server/src/rules/registry";
import { COMMANDS } from "../../server/src/cli/commandFacts";
import { manualPage } from "../../server/src/cli/manual";
import { folderWith, leaveNothing, run } from "./commandLine";

const DOCKERFILE = [
  "ARG GO=1.24",
  "FROM golang:$GO AS build",
  "FROM build AS test",
  "FROM alpine:3.20",
  "COPY --from=build /app /app",
  "",
].join("\n");
const COMPOSE =
  "services:\n  web:\n    build:\n      context: .\n      target: test\n      args: { GO: 1.25 }\n";
const FILES = { Dockerfile: DOCKERFILE, "compose.yaml": COMPOSE };

interface Stages {
  files: { path: string; target: number; reachable: number[]; stages: object[]; uses: { label: string }[] }[];
}

describe("the commands that tell", () => {
  leaveNothing();

  it("stages: a table, with what builds each stage", async () => {
    folderWith(FILES);
    const { code, out } = await run("stages");
    assert.equal(
      out,
      [
        "Dockerfile",
        "INDEX  STAGE    BASE         NEEDS  TARGET  BUILT BY",
        "0      build    golang:1.25         needed",
        "1      test     build        build  target  compose.yaml › web",
        "2      stage-2  alpine:3.20  build",
        "",
      ].join("\n"),
    );
    assert.equal(code, 0);
  });

  it("stages: for another target, with other arguments, without the files around", async () => {
    folderWith(FILES);
    const args = ["--stage", "BUILD", "--build-arg", "GO=1.20", "--no-workspace", "--format=json"];
    const { files } = JSON.parse((await run("stages", ...args)).out) as Stages;
    assert.deepEqual(
      files.map(({ path, target, reachable, uses }) => ({ path, target, reachable, uses })),
      [{ path: "Dockerfile", target: 0, reachable: [0], uses: [] }],
    );
    assert.match(JSON.stringify(files[0]?.stages[0]), /golang:1\.20/);
    const unknown = await run("stages", "--stage", "nothing");
    assert.deepEqual([unknown.code, unknown.said], [2, ['Dockerfile: There is no stage "nothing".']]);
  });

  it("graph: in each format, of one file or of several", async () => {
    folderWith({ ...FILES, "b_c/Dockerfile": "FROM scratch AS only\n" });
    const graphOf = async (...args: string[]) => (await run("graph", ...args)).out;
    assert.match(await graphOf("Dockerfile"), /^(?:%%.*\n|---[^]*---\n)?(?:flowchart|graph) /);
    assert.match(await graphOf("Dockerfile", "--format=dot"), /digraph[^]*build[^]*\}\n$/);
    assert.match(await graphOf("Dockerfile", "--format=svg"), /<svg[^]*<\/svg>\n$/);
    const data = JSON.parse(await graphOf("--format=json")) as { files: { path: string; nodes: object[] }[] };
    assert.deepEqual(
      data.files.map(({ path, nodes }) => [path, nodes.length > 0]),
      [
        ["Dockerfile", true],
        ["b_c/Dockerfile", true],
      ],
    );
    const several = await graphOf();
    assert.deepEqual(several.match(/^## .*$/gm), ["## Dockerfile", "## b\\_c/Dockerfile"]);
    assert.equal(several.match(/^```mermaid$/gm)?.length, 2);
    assert.equal((await run("graph", "--format=svg")).code, 2);
    assert.equal((await run("graph", "--stage", "x", "Dockerfile")).code, 2);
  });

  it("uses: a table and JSON", async () => {
    folderWith(FILES);
    assert.equal(
      (await run("uses")).out,
      [
        "DOCKERFILE  BUILT BY            AT              TARGET  CONTEXT  ARGUMENTS",
        "Dockerfile  compose.yaml › web  compose.yaml:3  test    .        GO=1.25",
        "",
      ].join("\n"),
    );
    assert.match((await run("uses", "--format=json")).out, /"label": "compose.yaml › web"/);
    assert.equal(
      (await run("uses", "--no-workspace")).out,
      "No file says how these Dockerfiles are built.\n",
    );
  });

  it("unused: the stages that nobody builds, and the files that were looked at", async () => {
    folderWith({
      ...FILES,
      Dockerfile: `FROM example.com/go AS other\n${DOCKERFILE.replace("ARG GO=1.24\n", "").replace("$GO", "1")}`,
    });
    const { code, out } = await run("unused");
    assert.match(out, /^Dockerfile:1: .*\nLooked at compose\.yaml\.\n$/);
    assert.equal(code, 1);
    assert.equal((await run("unused", "--target", "other")).code, 0);
    const data = JSON.parse((await run("unused", "-f", "json")).out) as { unused: { stage: string }[] };
    assert.deepEqual(
      data.unused.map(({ stage }) => stage),
      ["other"],
    );
  });

  it("explain: the list has every rule, and a slip of the pen is understood", async () => {
    const { out } = await run("explain");
    assert.equal(out.split("\n").length, RULES.length + 2);
    assert.deepEqual((await run("explain", "UnusedStge")).said, [
      'dockerfile-stages: "UnusedStge" is not a rule. Did you mean "UnusedStage"? "dockerfile-stages explain" lists the rules.',
    ]);
  });

  it("completion: is read by the shells that there are, and knows every command and option", async function () {
    for (const shell of ["bash", "zsh", "fish"]) {
      const { code, out } = await run("completion", shell);
      assert.equal(code, 0);
      for (const { name, options } of COMMANDS) {
        assert.ok(out.includes(name));
        for (const option of options)
          assert.ok(
            out.includes(shell === "fish" ? `-l ${option.name} ` : `--${option.name}`) || shell === "fish",
          );
      }
      writeFileSync(`${folderWith({})}/script`, out);
      const checked = spawnSync(shell, ["-n", "script"], { encoding: "utf8" });
      if (!checked.error) assert.deepEqual([checked.status, checked.stderr], [0, ""], shell);
    }
    const { out } = await run("completion", "bash");
    const complete = (...words: string[]) =>
      spawnSync(
        "bash",
        [
          "--norc",
          "-c",
          `${out}\nCOMP_WORDS=(dockerfile-stages "$@"); COMP_CWORD=$#; _dockerfile_stages; echo "\${COMPREPLY[*]}"`,
          "_",
          ...words,
        ],
        { encoding: "utf8" },
      ).stdout.trim();
    if (process.platform !== "win32") {
      assert.equal(complete("ch"), "check");
      assert.equal(complete("check", "--form"), "--format");
      assert.equal(complete("check", "--format", "sa"), "sarif");
      assert.equal(complete("explain", "UnusedS"), "UnusedStage");
    }
    assert.equal((await run("completion", "tcsh")).code, 2);
  });

  it("the manual has every command and option, and no line that roff takes for a request", () => {
    const page = manualPage("1.2.3");
    for (const { name, options } of COMMANDS) {
      assert.ok(page.includes(`.SS dockerfile\\-stages ${name}`), name);
      for (const option of options)
        assert.ok(page.includes(`\\-\\-${option.name.replaceAll("-", "\\-")}`), option.name);
    }
    const known = /^\.(?:TH|SH|SS|TP|B|PP|RS|RE|nf|fi)(?: |$)/;
    for (const line of page.split("\n")) if (/^[.']/.test(line)) assert.match(line, known);
    assert.doesNotMatch(page, /(?<!\\)-(?=-)/);
  });
});

describe("the commands that change", () => {
  leaveNothing();

  it("rename: in the Dockerfile and in the files around it, or nowhere", async () => {
    folderWith(FILES);
    const shown = await run("rename", "TEST", "check", "--dry-run");
    assert.equal(shown.code, 0);
    assert.match(shown.out, /^-FROM build AS test\n\+FROM build AS check$/m);
    assert.match(shown.out, /^- {6}target: test\n\+ {6}target: check$/m);
    assert.equal(readFileSync("Dockerfile", "utf8"), DOCKERFILE);
    const { code, out } = await run("rename", "test", "check", "Dockerfile");
    assert.deepEqual([code, out], [0, "2 files changed: Dockerfile, compose.yaml.\n"]);
    assert.equal(readFileSync("Dockerfile", "utf8"), DOCKERFILE.replace("AS test", "AS check"));
    assert.equal(readFileSync("compose.yaml", "utf8"), COMPOSE.replace("target: test", "target: check"));
  });

  it("rename: says why not", async () => {
    const CASES: readonly (readonly [Record<string, string>, readonly string[], number, RegExp])[] = [
      [FILES, ["test", "build"], 1, /^Dockerfile: ./],
      [FILES, ["test", "1x"], 1, /^Dockerfile: ./],
      [FILES, ["nothing", "a"], 2, /There is no stage "nothing"\.$/],
      [FILES, ["test"], 2, /rename takes two names/],
      [
        { ...FILES, "b/Dockerfile": DOCKERFILE },
        ["test", "a"],
        2,
        /Name one Dockerfile: Dockerfile, b\/Dockerfile\.$/,
      ],
      [{}, ["test", "a"], 2, /There is no Dockerfile/],
      [
        { ...FILES, "compose.yaml": COMPOSE.replace("target: test", "target: ${T:-test}") },
        ["test", "a"],
        1,
        /^Dockerfile: ./,
      ],
    ];
    for (const [files, args, code, message] of CASES) {
      folderWith(files);
      const ran = await run("rename", ...args);
      assert.equal(ran.code, code, args.join(" "));
      assert.match(ran.said.at(-1) ?? "", message);
      if (files["Dockerfile"]) assert.equal(readFileSync("Dockerfile", "utf8"), DOCKERFILE);
    }
  });

  it("convert: to standard output, as a patch, or in place; or says why not", async () => {
    const single = 'FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n';
    folderWith({ Dockerfile: single, "go.mod": "module a\n\ngo 1.24\n", "main.go": "package main\n" });
    const { code, out, said } = await run("convert");
    assert.equal(code, 0);
    assert.ok((out.match(/^FROM /gm)?.length ?? 0) >= 2);
    assert.ok(said.length > 0);
    assert.equal(readFileSync("Dockerfile", "utf8"), single);
    assert.match((await run("convert", "--diff")).out, /^--- a\/Dockerfile/m);
    assert.doesNotMatch((await run("convert", "--no-comments")).out, /^#/m);
    assert.equal((await run("convert", "--write")).out, "");
    assert.equal(readFileSync("Dockerfile", "utf8"), out);
    const again = await run("convert");
    assert.deepEqual([again.code, again.out], [1, ""]);
    assert.match(again.said[0] ?? "", /^Dockerfile: ./);
  });

  it("convert: reads the script that the image starts", async () => {
    folderWith({
      Dockerfile:
        'FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nENTRYPOINT ["deploy/my start.sh"]\nCMD ["/app"]\n',
      "go.mod": "module a\n\ngo 1.24\n",
      "deploy/my start.sh": '#!/bin/sh\ncurl -f http://config\nexec "$@"\n',
    });
    const { code, out } = await run("convert");
    assert.equal(code, 0);
    assert.match(out, /COPY --from=build \/app \/app/);
    assert.match(out, /install .*curl/);
    assert.ok(out.includes('COPY --from=build ["/src/deploy/my start.sh","/src/deploy/my start.sh"]'), out);
  });
});
