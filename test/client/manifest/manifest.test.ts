import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { readBuildSettings } from "../../../client/src/build/request/buildSettings";
import type { BuildTaskDefinition } from "../../../client/src/build/task/taskDefinition";
import { grammarFiles, withGrammars } from "../../../scripts/grammar";
import { readRunSettings } from "../../../client/src/build/request/runSettings";
import { settingsTable } from "../../../scripts/settingsTable";
import { withRuleSettings, withRuleTexts } from "../../../scripts/rules";
import { RULES } from "../../../server/src/rules/registry";
import { BUILD_COMMAND } from "../../../server/src/protocol";
import { DOCKERFILE_PATTERN } from "../../../server/src/shared/filePatterns";
import { DEFAULT_SETTINGS, SECTION, parseSettings } from "../../../server/src/workspace/settings";

const ROOT = path.resolve(__dirname, "../../..");

interface Manifest {
  contributes: {
    commands: { command: string }[];
    menus: Record<string, { command: string; when?: string }[]>;
    configuration: {
      properties: Record<string, { default: unknown; scope: string; markdownDescription: string }>;
    }[];
    grammars: { path: string }[];
    snippets: { path: string }[];
    debuggers: { when: string }[];
    breakpoints: { when: string }[];
    taskDefinitions: { type: string; required: string[]; properties: Record<string, unknown> }[];
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  activationEvents: string[];
  icon: string;
  l10n?: string;
}

const text = readFileSync(path.join(ROOT, "package.json"), "utf8");
const { activationEvents, contributes, capabilities, icon } = JSON.parse(text) as Manifest;
const settings = Object.assign(
  {},
  ...contributes.configuration.map(({ properties }) => properties),
) as Record<string, { default: unknown; scope: string; markdownDescription: string }>;

/** The commands that start nothing: all others are for a workspace that is trusted, on a machine that has an engine. */
const STARTS_NOTHING = [
  "acceptProposal",
  "dismissProposal",
  "chooseUse",
  "setBuildContext",
  "closeFiles",
  "convertToMultiStage",
  "copyBuildCommand",
  "newDockerfile",
  "openExample",
  "filterStages",
  "insertStageGraph",
  "refreshStages",
  "restartServer",
  "revealInStages",
  "showOutput",
  "showReferences",
  "showStageGraph",
].map(name => `dockerfileStages.${name}`);
/** Those that need no Dockerfile and no machine: files are read, wherever they are. */
const ANYWHERE = ["newDockerfile", "acceptProposal", "dismissProposal"].map(
  name => `dockerfileStages.${name}`,
);
/** Commands that need no machine: they are in the browser, too. */
const EVERYWHERE = [
  "convertToMultiStage",
  "filterStages",
  "insertStageGraph",
  "refreshStages",
  "revealInStages",
  "showReferences",
  "showStageGraph",
].map(name => `dockerfileStages.${name}`);

describe("the manifest", () => {
  it("has a text for every %key%, and no text that nobody uses", () => {
    const texts = JSON.parse(readFileSync(path.join(ROOT, "package.nls.json"), "utf8")) as Record<
      string,
      string
    >;
    const used = [...text.matchAll(/"%([^"%]+)%"/g)].map(match => match[1] ?? "");
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
    for (const [key, value] of Object.entries(texts)) assert.notEqual(value.trim(), "", key);
  });

  it("has every text that people read in package.nls.json, whatever the place where it stands", () => {
    // What VS Code shows of it, by the keys of all contributions; elsewhere, whatever are words beside one another.
    const shown =
      /^(?:(?:markdown)?(?:enum)?descriptions?|markdownEnumDescriptions|enumItemLabels|title|shortTitle|label|contents|altText|placeholder|(?:markdownD|d)eprecationMessage|(?:patternE|e)rrorMessage)$/i;
    const names = new Set(["Dockerfile Stages", "docker build"]);
    const notRead = new Set(["when", "enablement", "regexp", "pattern", "match", "include", "exclude"]);
    // What language models read.
    for (const key of ["modelDescription", "inputSchema"]) notRead.add(key);
    const walk = (value: unknown, key: string, path: string): void => {
      if (typeof value === "string") {
        const isText = shown.test(key) || /\p{L}{2,} \p{L}{2,}/u.test(value);
        if (isText && !names.has(value)) assert.match(value, /^%[^%]+%$/, path);
      } else if (Array.isArray(value)) {
        for (const [index, item] of value.entries()) walk(item, key, `${path}[${index}]`);
      } else if (typeof value === "object" && value !== null) {
        for (const [name, item] of Object.entries(value))
          if (!notRead.has(name)) walk(item, name, `${path}.${name}`);
      }
    };
    const { description, capabilities: own, contributes: all } = JSON.parse(text) as Record<string, unknown>;
    walk(description, "description", "description");
    walk(own, "", "capabilities");
    walk(all, "", "contributes");
  });

  it("has the texts of the rules as `npm run rules` writes them", () => {
    const texts = readFileSync(path.join(ROOT, "package.nls.json"), "utf8");
    assert.equal(withRuleTexts(texts), texts);
  });

  it("names files that are there", () => {
    for (const { path: file } of [...contributes.grammars, ...contributes.snippets, { path: icon }]) {
      assert.ok(existsSync(path.join(ROOT, file)), file);
    }
  });

  it("has the grammars as `npm run grammar` writes them", async () => {
    assert.equal(withGrammars(text), text);
    for (const [file, grammar] of await grammarFiles())
      assert.equal(readFileSync(path.join(ROOT, file), "utf8"), grammar, file);
  });

  it("starts the extension where there is a Dockerfile, or one may be inside of a file, and nowhere else", () => {
    assert.deepEqual(activationEvents, [
      "onLanguage:dockerfile",
      "onLanguage:dockercompose",
      "onLanguage:dockerbake",
      `workspaceContains:${DOCKERFILE_PATTERN}`,
      "onFileSystem:dockerfile-stage",
      ...["graph", "buildReport", "buildHistory", "buildContext", "imageContent", "stageSizes"].map(
        page => `onWebviewPanel:dockerfileStages.${page}`,
      ),
    ]);
  });

  it("has the command that the server's lenses carry", () => {
    assert.ok(contributes.commands.some(({ command }) => command === BUILD_COMMAND));
  });

  it("hides what builds where nothing can be built, and menus know no other commands", () => {
    const known = new Set(contributes.commands.map(({ command }) => command));
    for (const items of Object.values(contributes.menus)) {
      for (const { command, when = "" } of items) {
        assert.ok(known.has(command), command);
        if (ANYWHERE.includes(command)) continue;
        if (when === "false") continue; // Known to its view alone.
        if (EVERYWHERE.includes(command)) {
          assert.match(
            // Files that may have a Dockerfile inside.
            when.replace(/ \|\| resourceFilename =~ \/[^/]+\/$/, ""),
            /^(?:resourceLangId == dockerfile|editorLangId == dockerfile(?: \|\| editorLangId == markdown)?|webviewId == 'dockerfileStages\.graph' && webviewSection == 'stage'|view == dockerfileStages\.stages(?: && viewItem =~ \/.*\/)?)$/,
          );
          continue;
        }
        assert.match(
          when,
          /dockerfileStages\.hasMachine && .*(?:(?:editor|resource)LangId == dockerfile|view == dockerfileStages\.(?:files|stages)|webviewId == 'dockerfileStages\.graph'|debugType == dockerfileStages)/,
        );
        if (!STARTS_NOTHING.includes(command)) assert.match(when, /isWorkspaceTrusted/, command);
      }
    }
  });

  it("offers every command that may start an engine in the palette of a trusted workspace alone", () => {
    const { commandPalette = [] } = contributes.menus;
    for (const { command } of contributes.commands) {
      if (STARTS_NOTHING.includes(command)) continue;
      const conditions = commandPalette.filter(item => item.command === command).map(({ when = "" }) => when);
      assert.equal(conditions.length, 1, command);
      // Known to its view alone.
      if (conditions.join() === "false") continue;
      assert.match(conditions.join(), /^dockerfileStages\.hasMachine && isWorkspaceTrusted && /, command);
    }
  });

  it("offers the debugger on a machine of one's own alone, and where no other extension has it", () => {
    const { debuggers, breakpoints, menus } = contributes;
    for (const { when } of [...debuggers, ...breakpoints])
      assert.equal(when, "isWorkspaceTrusted && dockerfileStages.debugs");
    const places = Object.entries(menus).flatMap(([menu, items]) =>
      items
        .filter(({ command }) => command === "dockerfileStages.debugStage")
        .map(({ when = "" }) => {
          assert.match(when, /dockerfileStages\.debugs\b/);
          return [menu, when.includes("!dockerfileStages.engineCannotDebug")];
        }),
    );
    // The palette has it with an engine that is too old, too: there it says so.
    assert.deepEqual(places, [
      ["commandPalette", false],
      ["editor/context", true],
      ["view/item/context", true],
      ["webview/context", true],
    ]);
  });

  it("offers a new Dockerfile wherever a file can be made", () => {
    const [command = ""] = ANYWHERE;
    const places = Object.entries(contributes.menus).flatMap(([place, items]) =>
      items.filter(item => item.command === command).map(({ when }) => [place, when ?? ""]),
    );
    assert.deepEqual(places, [
      ["explorer/context", "explorerResourceIsFolder || resourceLangId == dockerfile"],
      ["file/newFile", ""],
      ["view/title", "view == dockerfileStages.stages"],
    ]);
  });

  it("has a setting for every rule, as `npm run rules` writes them", () => {
    assert.equal(withRuleSettings(text), text);
    const id = RULES[0]?.id ?? "";
    const of = (level: string) =>
      parseSettings({ rules: { [id]: level, Nobody: "of no level" } }).rules.levels;
    assert.deepEqual(of("hint"), { [id]: "hint" });
    assert.deepEqual(of("loud"), {});
  });

  it("gives the settings the defaults that the code has", () => {
    const nested: Record<string, unknown> = {};
    const flat = new Map<string, unknown>();
    for (const [id, { default: value }] of Object.entries(settings)) {
      const [section, group = "", key] = id.split(".");
      assert.equal(section, SECTION);
      if (group === "rules") assert.equal(value, "default");
      nested[group] = key === undefined ? value : { ...(nested[group] ?? {}), [key]: value };
      flat.set(id.slice(SECTION.length + 1), value);
    }
    assert.deepEqual(parseSettings(nested), DEFAULT_SETTINGS);
    assert.deepEqual(
      readBuildSettings(key => flat.get(key)),
      readBuildSettings(() => undefined),
    );
    const read = new Set<string>();
    readBuildSettings(key => {
      read.add(key);
      return undefined;
    });
    for (const key of read) assert.ok(flat.has(key), key);
    const keys = ["run.publish", "run.debugImage", "build.indexFiles"];
    assert.deepEqual(
      readRunSettings(key => flat.get(key)),
      readRunSettings(() => undefined),
    );
    for (const key of keys) assert.ok(flat.has(key), key);
  });

  it("keeps a workspace that is not trusted from naming a program", () => {
    const restricted = new Set(capabilities.untrustedWorkspaces.restrictedConfigurations);
    for (const name of ["engine", "dockerPath", "podmanPath", "nerdctlPath"]) {
      assert.equal(settings[`dockerfileStages.build.${name}`]?.scope, "machine-overridable");
      assert.ok(restricted.delete(`dockerfileStages.build.${name}`), name);
    }
    // Nor from reaching for files of this machine, or writing some, with a line that a person copies.
    const reaching = ["cacheFrom", "cacheTo", "output", "secrets", "ssh"];
    assert.deepEqual([...restricted].sort(), [
      ...reaching.map(name => `dockerfileStages.build.${name}`),
      "dockerfileStages.run.debugImage",
    ]);
  });

  it("describes the tasks that the code reads", () => {
    const [{ type, required, properties }] = contributes.taskDefinitions as [
      Manifest["contributes"]["taskDefinitions"][0],
    ];
    assert.equal(type, "dockerfileStages");
    assert.deepEqual(required, ["dockerfile"]);
    const definition: Required<BuildTaskDefinition> = {
      ...{
        type: "dockerfileStages",
        dockerfile: "",
        stage: "",
        line: 1,
        use: "",
        context: "",
        args: {},
        platform: "",
      },
      ...{ noCache: true, tag: "", output: "" },
    };
    assert.deepEqual(["type", ...Object.keys(properties)], Object.keys(definition));
  });

  it("has its settings in the README, as `npm run settings` writes them", () => {
    const file = (name: string) => readFileSync(path.join(ROOT, name), "utf8");
    assert.ok(file("README.md").includes(settingsTable(text, file("package.nls.json"))));
  });
});
