/** What `.dockerfile-stages.yaml` and `.json` say, and what is said of what they say in vain. */
import assert from "node:assert/strict";
import { readProjectFile } from "../../server/src/workspace/projectFile";
import { createProjectFiles } from "../../server/src/workspace/projectFiles";
import { DEFAULT_SETTINGS, parseSettings } from "../../server/src/workspace/settings";

const YAML = ".dockerfile-stages.yaml";
const JSON_FILE = ".dockerfile-stages.json";

describe("a project file", () => {
  const SAME: readonly (readonly [string, string])[] = [
    [
      "rules:\n  UnusedStage: warning\n  StageOrder: off\ntargets: [test, dev]\nignore: [old/]\nfailOn: error\n",
      '{ "rules": { "UnusedStage": "warning", "StageOrder": "off" }, "targets": ["test", "dev"],\n // why\n "ignore": ["old/"], "failOn": "error", }',
    ],
  ];
  for (const [yaml, json] of SAME)
    it("says the same in YAML and in JSON", () => {
      for (const [name, text] of [
        [YAML, yaml],
        [JSON_FILE, json],
      ] as const) {
        const { levels, targets, failOn, ignores, faults } = readProjectFile(name, text);
        assert.deepEqual(levels, { UnusedStage: "warning", StageOrder: "off" });
        assert.deepEqual(targets, ["test", "dev"]);
        assert.equal(failOn, "error");
        assert.deepEqual(faults, []);
        assert.deepEqual(["/old/a/Dockerfile", "/a/old/Dockerfile", "/a/Dockerfile"].map(ignores), [
          true,
          true,
          false,
        ]);
      }
    });

  it("may begin with a byte order mark, as editors of Windows write it, and have its ends of lines", () => {
    for (const [name, text] of [
      [YAML, "\uFEFFrules:\r\n  UnusedStage: off\r\nrule: 1\r\n"],
      [JSON_FILE, '\uFEFF{\r\n"rules": { "UnusedStage": "off" },\r\n"rule": 1 }\r\n'],
    ] as const) {
      const { levels, faults } = readProjectFile(name, text);
      assert.deepEqual(levels, { UnusedStage: "off" });
      assert.deepEqual(faults, [
        { line: 3, message: '"rule" is not a key of this file. Did you mean "rules"?' },
      ]);
    }
  });

  const WRONG: readonly (readonly [string, string, readonly string[]])[] = [
    [YAML, "rules:\n  UnusedStge: off\n", ['2: "UnusedStge" is not a rule. Did you mean "UnusedStage"?']],
    [
      YAML,
      "rules:\n  UnusedStage: loud\n",
      ['2: "loud" is not a severity. Write error, warning, information, hint or off.'],
    ],
    [
      YAML,
      "rules:\n  UnusedStage: [off]\n",
      ['2: "" is not a severity. Write error, warning, information, hint or off.'],
    ],
    [YAML, "rules: [UnusedStage]\n", ['1: "rules" must be a map from rules to severities.']],
    [YAML, "\nrule:\n  UnusedStage: off\n", ['2: "rule" is not a key of this file. Did you mean "rules"?']],
    [YAML, "targets: { a: b }\n", ['1: "targets" must be a list of texts.']],
    [YAML, "targets:\n  - a\n  - [b]\n", ['3: "targets" must be a list of texts.']],
    [YAML, "failOn: always\n", ['1: "failOn" must be error, warning, information, hint or never.']],
    [YAML, "- a\n", ["1: The file must be a map with rules, targets, ignore, failOn or $schema."]],
    [YAML, "a: [\n", ['1: "a" is not a key of this file.', "2: The file is not valid YAML."]],
    [
      YAML,
      "rules:\n\tUnusedStage: off\n",
      ["2: The file is not valid YAML.", '2: "UnusedStage" is not a key of this file.'],
    ],
    [YAML, "targets: [a]\n---\ntargets: [b]\n", ["3: The file is not valid YAML."]],
    [JSON_FILE, '{\n  "targets": ["a"]\n  "failOn": "error"\n}', ["3: The file is not valid JSON."]],
    [JSON_FILE, "{", ["1: The file is not valid JSON."]],
    [JSON_FILE, "3", ["1: The file must be a map with rules, targets, ignore, failOn or $schema."]],
    ["x.json", "not json", ["1: The file is not valid JSON."]],
  ];
  for (const [name, text, expected] of WRONG)
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      const { faults } = readProjectFile(name, text);
      assert.deepEqual(
        faults.map(({ line, message }) => `${line}: ${message}`),
        expected,
      );
    });

  it("says nothing where it is empty", () => {
    for (const text of ["", "\n", "# nothing\n", "---\n", "rules:\ntargets:\nfailOn:\nignore:\n"])
      assert.deepEqual(readProjectFile(YAML, text).faults, [], text);
    assert.deepEqual(readProjectFile(JSON_FILE, " ").faults, []);
  });

  it("is read whatever it holds", () => {
    const shapes = ["null", "[]", "[[[]]]", "3", "true", '"a"', "{}", '{"a":null}', "[".repeat(9_000)];
    const keys = ["rules", "targets", "ignore", "failOn", "$schema", "__proto__", ""];
    for (const shape of shapes)
      for (const key of keys)
        for (const name of [YAML, JSON_FILE]) {
          const { levels, targets } = readProjectFile(name, `{ ${JSON.stringify(key)}: ${shape} }`);
          const one = { "3": "3", true: "true", '"a"': "a" }[shape];
          const expected = key === "targets" && one !== undefined ? [one] : [];
          assert.deepEqual(
            [levels, targets.slice(0, 1)],
            [{}, expected],
            `${name} ${key} ${shape.slice(0, 9)}`,
          );
        }
  });
});

describe("the project files of documents", () => {
  function store(texts: Record<string, string>) {
    const asked: string[] = [];
    const faults: string[] = [];
    const files = createProjectFiles({
      textOf: uri => {
        asked.push(uri);
        return Promise.resolve(texts[uri] ?? null);
      },
      load: () => Promise.resolve({ readProjectFile }),
      onFaults: (uri, found) => faults.push(...found.map(({ line }) => `${uri}:${line}`)),
    });
    return { files, asked, faults };
  }
  const levels = (files: ReturnType<typeof store>["files"], uri: string) =>
    files.settingsFor(uri, DEFAULT_SETTINGS).then(({ rules }) => rules.levels);

  it("are the nearest ones above them, and the first of several in a folder", async () => {
    const { files } = store({
      "file:///.dockerfile-stages.yaml": "rules: { UnusedStage: error }",
      "file:///a/.dockerfile-stages.json": '{"rules":{"StageOrder":"off"}}',
      "file:///a/b/.dockerfile-stages.yml": "rules: { StageOrder: hint }",
      "file:///a/b/.dockerfile-stages.json": '{"rules":{"StageOrder":"error"}}',
    });
    assert.deepEqual(await levels(files, "file:///Dockerfile"), { UnusedStage: "error" });
    assert.deepEqual(await levels(files, "file:///x/y/Dockerfile"), { UnusedStage: "error" });
    assert.deepEqual(await levels(files, "file:///a/Dockerfile"), { StageOrder: "off" });
    assert.deepEqual(await levels(files, "file:///a/b/c/Dockerfile"), { StageOrder: "hint" });
    assert.deepEqual(await levels(files, "untitled:Untitled-1"), {});
  });

  it("are read once, and again when one has changed", async () => {
    const texts: Record<string, string> = {};
    const { files, asked } = store(texts);
    await levels(files, "file:///a/b/Dockerfile");
    await levels(files, "file:///a/b/other.Dockerfile");
    assert.equal(asked.length, 9);
    texts["file:///a/.dockerfile-stages.yaml"] = "rules: { StageOrder: hint }";
    assert.deepEqual(await levels(files, "file:///a/b/Dockerfile"), {});
    files.changed();
    assert.deepEqual(await levels(files, "file:///a/b/Dockerfile"), { StageOrder: "hint" });
  });

  it("fill in what a person has not set, and give the same settings for the same", async () => {
    const { files } = store({
      "file:///a/.dockerfile-stages.yaml":
        "rules: { StageOrder: hint, UnusedStage: error }\ntargets: [dev]\nignore: ['old/', 'b c']\n",
    });
    const own = parseSettings({ rules: { StageOrder: "off", UnusedStage: "default" } });
    const settings = await files.settingsFor("file:///a/Dockerfile", own);
    assert.deepEqual(settings.rules.levels, { StageOrder: "off", UnusedStage: "error" });
    assert.deepEqual(settings.targets, ["dev"]);
    assert.equal(await files.settingsFor("file:///a/x/Dockerfile", own), settings);
    const ignored = await files.settingsFor("file:///a/b%20c/Dockerfile", own);
    assert.equal(ignored.diagnostics.enabled, false);
    assert.equal((await files.settingsFor("file:///a/old/Dockerfile", own)).diagnostics.enabled, false);
    const targets = parseSettings({ targets: ["mine"] });
    assert.deepEqual((await files.settingsFor("file:///a/Dockerfile", targets)).targets, ["mine"]);
  });

  it("say once what is wrong with them", async () => {
    const { files, faults } = store({ "file:///a/.dockerfile-stages.yaml": "x: 1\n" });
    await Promise.all([levels(files, "file:///a/Dockerfile"), levels(files, "file:///a/b/Dockerfile")]);
    assert.deepEqual(faults, ["file:///a/.dockerfile-stages.yaml:1"]);
  });
});
