/** `check`: which files are meant, which rules count, and how the command ends. */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith, leaveNothing, run } from "./commandLine";

const GOOD = "FROM alpine:3.20\n";
/** A hint, a warning and an error. */
const HINT = "FROM example.com/go AS build\nFROM alpine:3.20\n";
const WARNING = "FROM alpine:3.20 as build\nRUN a\n";
const ERROR = "FROM alpine:3.20\nCOPPY a b\n";

interface JsonReport {
  files: { path: string; problems: { rule: string; severity: string; line: number }[] }[];
  failed: { path: string; message: string }[];
}

/** The rules that are reported of each file, as `path: Rule Rule`. */
async function rulesOf(...args: readonly string[]): Promise<string[]> {
  const { out } = await run("check", "--format=json", ...args);
  const { files } = JSON.parse(out) as JsonReport;
  return files.map(({ path, problems }) => `${path}: ${problems.map(({ rule }) => rule).join(" ")}`.trim());
}

describe("check", () => {
  leaveNothing();

  describe("takes the files that are meant", () => {
    const FILES = {
      Dockerfile: GOOD,
      "a/app.Dockerfile": GOOD,
      "a/recipe.txt": GOOD,
      "b/Containerfile": GOOD,
      "b/[x]/Dockerfile": GOOD,
      "out/Dockerfile": GOOD,
      "generated/Dockerfile": GOOD,
      ".gitignore": "generated/\n",
      "compose.yaml": "services: { web: { build: . } }\n",
    };
    const ALL = ["Dockerfile", "a/app.Dockerfile", "b/Containerfile", "b/[x]/Dockerfile", "compose.yaml"];
    const CASES: readonly (readonly [readonly string[], readonly string[]])[] = [
      [[], ALL],
      [["."], ALL],
      [["b"], ["b/Containerfile", "b/[x]/Dockerfile"]],
      [["a/recipe.txt"], ["a/recipe.txt"]],
      [["./Dockerfile", "Dockerfile"], ["Dockerfile"]],
      [["compose.yaml"], ["compose.yaml"]],
      [["generated/Dockerfile"], ["generated/Dockerfile"]],
      [["out/Dockerfile"], ["out/Dockerfile"]],
      [["**/*.Dockerfile"], ["a/app.Dockerfile"]],
      [
        ["*/*.txt", "b/{Contain,x}*"],
        ["a/recipe.txt", "b/Containerfile"],
      ],
      [["b/[x]/Dockerfile"], ["b/[x]/Dockerfile"]],
      [
        ["--", "b"],
        ["b/Containerfile", "b/[x]/Dockerfile"],
      ],
    ];
    for (const [args, expected] of CASES)
      it(args.join(" ") || "without a path", async () => {
        folderWith(FILES);
        assert.deepEqual(
          (await rulesOf(...args)).map(line => line.replace(/:.*/, "")),
          expected,
        );
      });

    it("and says what is not there", async () => {
      folderWith({ Dockerfile: GOOD, "docs/a.md": "" });
      const { code, said, out } = await run("check", "Dockerfile", "nowhere/Dockerfile", "docs", "x/*.y");
      assert.deepEqual(said, [
        "docs: There is no Dockerfile here.",
        "nowhere/Dockerfile: No such file or folder.",
        "x/*.y: No file matches this pattern.",
      ]);
      assert.equal(out, "No problems in 1 file. 2 files could not be checked.\n");
      assert.equal(code, 2);
    });
  });

  describe("ends with 1 where a problem is severe enough", () => {
    const TEXTS = { GOOD, HINT, WARNING, ERROR };
    const CASES: readonly (readonly [keyof typeof TEXTS, string, number])[] = [
      ["GOOD", "hint", 0],
      ["HINT", "", 0],
      ["HINT", "hint", 1],
      ["HINT", "information", 0],
      ["WARNING", "", 1],
      ["WARNING", "warning", 1],
      ["WARNING", "error", 0],
      ["ERROR", "error", 1],
      ["ERROR", "", 1],
      ["ERROR", "never", 0],
    ];
    for (const [name, failOn, code] of CASES)
      it(`${name} --fail-on=${failOn} → ${code}`, async () => {
        folderWith({ Dockerfile: TEXTS[name] });
        const args = failOn === "" ? [] : ["--fail-on", failOn];
        assert.equal((await run("check", ...args)).code, code);
        folderWith({
          Dockerfile: TEXTS[name],
          ".dockerfile-stages.yaml": failOn === "" ? "" : `failOn: ${failOn}\n`,
        });
        assert.equal((await run("check")).code, code, "by the project file");
      });
  });

  describe("runs the rules that are asked for", () => {
    const FILES = { Dockerfile: "FROM alpine:3.20 as Build\nMAINTAINER me\n" };
    const CASES: readonly (readonly [readonly string[], string])[] = [
      [[], "FromAsCasing StageNameCasing MaintainerDeprecated"],
      [["--skip", "FromAsCasing,StageNameCasing"], "MaintainerDeprecated"],
      [["--skip=FromAsCasing", "--skip=StageNameCasing"], "MaintainerDeprecated"],
      [["--only", "FromAsCasing"], "FromAsCasing"],
      [["--only", "FromAsCasing", "--rule", "StageNameCasing=error"], "FromAsCasing"],
      [["--rule", "FromAsCasing=off"], "StageNameCasing MaintainerDeprecated"],
    ];
    for (const [args, rules] of CASES)
      it(args.join(" ") || "all", async () => {
        folderWith(FILES);
        assert.deepEqual(await rulesOf(...args), [`Dockerfile: ${rules}`]);
      });

    it("with the severity that is asked for", async () => {
      folderWith(FILES);
      const args = ["--only", "FromAsCasing", "--rule", "FromAsCasing=hint", "--fail-on=information"];
      assert.equal((await run("check", ...args)).code, 0);
    });
  });

  describe("says what is written wrongly", () => {
    const CASES: readonly (readonly [readonly string[], string])[] = [
      [["--skip", "FromAsCaseing"], '"FromAsCaseing" is not a rule. Did you mean "FromAsCasing"?'],
      [["--only", "fromascasing"], '"fromascasing" is not a rule. Did you mean "FromAsCasing"?'],
      [
        ["--rule", "FromAsCasing=loud"],
        '"loud" is not a severity. Write error, warning, information, hint or off.',
      ],
      [
        ["--format", "xml"],
        '--format takes text, json, sarif, github, gitlab, checkstyle, junit, not "xml".',
      ],
      [["--fail-on", "all"], '--fail-on takes error, warning, information, hint, never, not "all".'],
      [["--fxi"], "Unknown option '--fxi'. See \"dockerfile-stages check --help\"."],
      [["--threads", "0"], '--threads takes a number from 1 to 999, not "0".'],
      [["--threads", "1000"], '--threads takes a number from 1 to 999, not "1000".'],
      [
        ["--threads", "-1"],
        'A value that begins with a dash is written as --threads=-VALUE. See "dockerfile-stages check --help".',
      ],
      [
        ["-f", "-x"],
        'A value that begins with a dash is written as --NAME=-VALUE. See "dockerfile-stages check --help".',
      ],
      [["--output", "."], "--output .: This is a folder."],
      [["-", "--stdin-filename", "."], "--stdin-filename .: This is a folder."],
      // A variable of the shell that is not set means nothing, and not the whole folder.
      [[""], "An argument of check is empty."],
      [["Dockerfile", ""], "An argument of check is empty."],
      ...["config", "context", "output", "platform", "stdin-filename", "target", "workspace"].map(
        (option): [string[], string] => [[`--${option}`, ""], `The value of --${option} is empty.`],
      ),
      [
        ["--platform", "foo"],
        '--platform foo: "foo": unknown operating system or architecture: invalid argument.',
      ],
      [
        ["--platform", "linux/amd64,linux/*"],
        '--platform linux/amd64,linux/*: "linux/*": wildcards not yet supported: invalid argument.',
      ],
      [["--build-arg", "A"], '--build-arg takes NAME=VALUE, not "A".'],
      [["--update-baseline"], "--update-baseline needs --baseline FILE."],
      [
        ["--baseline", "none.json"],
        "--baseline none.json: No such file or folder. Write it with --update-baseline.",
      ],
      [["--config", "none.yaml"], "--config none.yaml: No such file or folder."],
      [["--stdin-filename", "x"], "--stdin-filename is the path of standard input: add the argument -."],
      [["--output", "no/such/file"], "--output no/such/file: No such file or folder."],
    ];
    for (const [args, message] of CASES)
      it(JSON.stringify(args), async () => {
        folderWith({ Dockerfile: GOOD });
        const { code, said, out } = await run("check", ...args);
        assert.deepEqual([code, said, out], [2, [`dockerfile-stages: ${message}`], ""]);
      });
  });

  it("takes the platforms that the builder takes", async () => {
    folderWith({ Dockerfile: GOOD });
    for (const platform of ["linux/amd64", "arm64", "linux/amd64, linux/arm/v7", "local", "windows/amd64"])
      assert.deepEqual((await run("check", "--platform", platform)).said, [], platform);
  });

  it("reads what the files around a Dockerfile say, unless that is not wanted", async () => {
    folderWith({
      Dockerfile: "FROM example.com/go AS build\nFROM example.com/go AS other\nFROM alpine:3.20\n",
      "compose.yaml": "services: { web: { build: { context: ., target: build } } }\n",
    });
    assert.deepEqual(await rulesOf("Dockerfile"), ["Dockerfile: UnusedStage"]);
    assert.deepEqual(await rulesOf("Dockerfile", "--no-workspace"), ["Dockerfile: UnusedStage"]);
    const { out } = await run("check", "Dockerfile");
    assert.match(out, /Dockerfile:2:1: hint/);
    assert.match((await run("check", "--no-workspace", "Dockerfile")).out, /Dockerfile:1:1: hint/);
  });

  it("takes no file for a Dockerfile that is another one by its name", async () => {
    folderWith({ "compose.yaml": "services: {}\n", Dockerfile: GOOD });
    for (const args of [["compose.yaml"], ["compose.yaml", "--no-workspace"]]) {
      const { code, out } = await run("check", ...args);
      assert.deepEqual([code, /No problems/.test(out)], [0, true], args.join(" "));
    }
  });

  it("looks into the build context, and heeds its ignore file", async () => {
    folderWith({
      Dockerfile: "FROM alpine:3.20\nCOPY secret.txt app.js mising.js /\n",
      "app.js": "",
      "missing.js": "",
      "secret.txt": "",
      ".dockerignore": "secret.txt\n",
    });
    assert.deepEqual(await rulesOf(), ["Dockerfile: CopyIgnoredFile SourceNotInContext"]);
  });

  it("checks Dockerfiles inside of other files", async () => {
    folderWith({
      "compose.yaml":
        "services:\n  web:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM alpine:3.20 as x\n        RUN a\n",
    });
    assert.deepEqual(await rulesOf(), ["compose.yaml: FromAsCasing"]);
  });

  it("writes the report to a file", async () => {
    folderWith({ Dockerfile: WARNING });
    const { code, out } = await run("check", "--output", "report.txt", "--color=always");
    assert.deepEqual([code, out], [1, ""]);
    assert.match(readFileSync("report.txt", "utf8"), /^Dockerfile:1:18: warning: 'as'/);
  });

  it("goes on behind files that cannot be read", async () => {
    const folder = folderWith({ Dockerfile: WARNING, "b/Dockerfile": GOOD, "c/Dockerfile": GOOD });
    writeFileSync("a.Dockerfile", Buffer.from([0x46, 0x52, 0x4f, 0x4d, 0]));
    writeFileSync("huge.Dockerfile", Buffer.alloc(17 * 1024 * 1024, "#"));
    symlinkSync("nowhere", "broken.Dockerfile");
    symlinkSync("circle.Dockerfile", "circle.Dockerfile");
    symlinkSync(join(folder, "b", "Dockerfile"), "linked.Dockerfile");
    mkdirSync("folder.Dockerfile");
    symlinkSync("folder.Dockerfile", "linkedFolder.Dockerfile");
    chmodSync("c/Dockerfile", 0);
    const { code, said, out } = await run("check");
    const isRoot = process.getuid?.() === 0;
    assert.deepEqual(
      [...said].sort(),
      [
        "a.Dockerfile: This is a binary file.",
        "broken.Dockerfile: No such file or folder.",
        ...(isRoot ? [] : ["c/Dockerfile: Permission denied."]),
        "circle.Dockerfile: The symbolic links lead in a circle.",
        "huge.Dockerfile: The file is larger than 16 MB.",
        "linkedFolder.Dockerfile: This is a folder.",
      ].sort(),
    );
    assert.match(out, /^Dockerfile:1:18: warning/);
    assert.match(out, isRoot ? /in 1 file of 4/ : /in 1 file of 3/);
    assert.equal(code, 2);
  });

  it("leaves out the problems of a baseline, also where lines have moved", async () => {
    folderWith({ Dockerfile: WARNING, "b/Dockerfile": WARNING });
    const update = await run("check", "--baseline", "known.json", "--update-baseline");
    assert.deepEqual([update.code, update.out], [0, ""]);
    assert.equal((await run("check", "--baseline", "known.json")).code, 0);
    writeFileSync("Dockerfile", `# syntax=docker/dockerfile:1\n\n${WARNING}MAINTAINER me\n`);
    assert.deepEqual(await rulesOf("--baseline", "known.json"), [
      "Dockerfile: MaintainerDeprecated",
      "b/Dockerfile:",
    ]);
    // The same problem once more is a new one.
    writeFileSync("b/Dockerfile", `${WARNING}${WARNING}`);
    assert.match((await rulesOf("--baseline", "known.json", "b"))[0] ?? "", /FromAsCasing/);
    for (const text of ["[]", "{}", '{"files":3}', "{", ""]) {
      writeFileSync("known.json", text);
      const { code, said } = await run("check", "--baseline", "known.json");
      assert.equal(code, 2);
      assert.match(said[0] ?? "", /--baseline known\.json: .* Write it with --update-baseline\./);
    }
  });
});
