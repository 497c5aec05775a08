import assert from "node:assert/strict";
import type {
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  Hover,
  Location,
  Range,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { PULLS } from "../support/languageServer";
import type { Editor } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const LATER = { dynamicRegistration: true };
const CAPABILITIES = {
  textDocument: {
    ...PULLS.textDocument,
    synchronization: LATER,
    definition: LATER,
    references: LATER,
    hover: { ...LATER, contentFormat: ["markdown"] },
    documentHighlight: LATER,
    documentLink: { ...LATER, tooltipSupport: true },
    rename: { ...LATER, prepareSupport: true },
    codeLens: LATER,
  },
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
};

const DOCKERFILE = [
  "# build compiles it.",
  "FROM alpine AS Build",
  "ARG VERSION=1",
  "COPY --from=assets / /a",
  "FROM base AS dev",
  "COPY --from=build / /",
  "",
].join("\n");

const FILES = {
  "app/Dockerfile": DOCKERFILE,
  "base/Dockerfile": "FROM alpine\n",
  "compose.yaml": [
    "services:",
    "  web:",
    "    build:",
    "      context: app",
    "      target: build",
    "      args:",
    "        VERSION: 2",
    "      additional_contexts:",
    "        assets: ./a",
    "        base: service:base",
    "  base:",
    "    build: base",
    "  other:",
    "    build: {context: app, dockerfile: ../app/Dockerfile, target: BUILD}",
    "  open:",
    "    build: {context: app, target: '${T:-dev}'}",
    "",
  ].join("\n"),
  "docker-bake.hcl": [
    'target "base" {',
    '  context = "base"',
    "}",
    'target "web" {',
    '  inherits = ["base"]',
    '  context = "app"',
    '  target = "build"',
    '  args = { VERSION = "3" }',
    '  contexts = { base = "target:base" }',
    '  no-cache-filter = ["build"]',
    "}",
    "",
  ].join("\n"),
  "build.sh": "docker build --target build app\n",
  "more/Dockerfile": "FROM alpine AS dev\n",
  "more/make-image": "#!/bin/sh\ndocker build --target dev .\n",
  "more/compose.yaml": [
    "services:",
    "  one:",
    "    build: .",
    "  two:",
    "    extends: one",
    "  three:",
    "    extends: {service: two}",
    "  four:",
    "    extends:",
    "      file: common.yaml",
    "      service: far",
    "",
  ].join("\n"),
  "more/common.yaml": "services:\n  far:\n    build: .\n",
} as const;

type Name = keyof typeof FILES;

describe("in a file around a Dockerfile", () => {
  let workspace: WorkspaceEditor;
  let editor: Editor;

  before(async () => {
    workspace = await openWorkspace(FILES, null, { capabilities: CAPABILITIES });
    ({ editor } = workspace);
  });
  after(() => workspace.stop());

  /** The position of the first place of a text behind another one. */
  const positionOf = (file: Name, text: string) => {
    const [ahead = "", found = ""] = /^(.*<)?(.*)$/s.exec(text)?.slice(1) ?? [];
    const before = ahead.slice(0, -1);
    const start = FILES[file].indexOf(before + found);
    assert.notEqual(start, -1, text);
    return TextDocument.create("", "", 0, FILES[file]).positionAt(start + before.length);
  };
  const ask = <Answer>(method: string, file: Name, text: string, more: object = {}) =>
    editor.ask<Answer>(
      `textDocument/${method}`,
      { position: positionOf(file, text), context: { includeDeclaration: true }, ...more },
      workspace.uriOf(file),
    );
  const pathOf = (uri: string) => decodeURIComponent(uri.slice(workspace.uriOf("").length + 1));
  const shown = ({ uri, range: { start } }: Location) =>
    `${pathOf(uri)}:${start.line + 1}:${start.character + 1}`;
  const textIn = (file: Name, range: Range) => TextDocument.create("", "", 0, FILES[file]).getText(range);

  it("everything is registered", () => {
    for (const method of [
      "hover",
      "definition",
      "references",
      "documentHighlight",
      "documentLink",
      "rename",
      "codeLens",
    ])
      assert.ok(workspace.registered.has(`textDocument/${method}`), method);
  });

  const DEFINITIONS: readonly (readonly [file: Name, text: string, ...places: string[]])[] = [
    ["compose.yaml", "target: <build", "app/Dockerfile:2:16"],
    ["compose.yaml", "target: <BUILD", "app/Dockerfile:2:16"],
    ["compose.yaml", "<${T:-dev}", "app/Dockerfile:5:14"],
    ["compose.yaml", "<VERSION", "app/Dockerfile:3:5"],
    ["compose.yaml", "<assets", "app/Dockerfile:4:13"],
    ["compose.yaml", "<base: service", "app/Dockerfile:5:6"],
    ["compose.yaml", "<service:base", "compose.yaml:12:5"],
    ["compose.yaml", "build: <base", "base/Dockerfile:1:1"],
    ["compose.yaml", "<../app/Dockerfile", "app/Dockerfile:1:1"],
    ["compose.yaml", "<services:"],
    ["docker-bake.hcl", 'inherits = ["<base', "docker-bake.hcl:1:9"],
    ["docker-bake.hcl", "<target:base", "docker-bake.hcl:1:9"],
    ["docker-bake.hcl", "{ <VERSION", "app/Dockerfile:3:5"],
    ["docker-bake.hcl", 'filter = ["<build', "app/Dockerfile:2:16"],
    ["build.sh", "target <build", "app/Dockerfile:2:16"],
    ["more/make-image", "target <dev", "more/Dockerfile:1:16"],
    ["more/compose.yaml", "extends: <one", "more/compose.yaml:2:3"],
    ["more/compose.yaml", "service: <two", "more/compose.yaml:4:3"],
    ["more/compose.yaml", "service: <far", "more/common.yaml:2:3"],
  ];
  for (const [file, text, ...places] of DEFINITIONS)
    it(`${file}: ${text} leads to ${places.join() || "nothing"}`, async () => {
      assert.deepEqual((await ask<Location[]>("definition", file, text)).map(shown), places);
    });

  it("a target has the references of its stage, in its Dockerfile and around it", async () => {
    const found = (await ask<Location[]>("references", "build.sh", "target <build")).map(shown);
    assert.deepEqual(found, [
      "app/Dockerfile:2:16",
      "app/Dockerfile:6:13",
      "compose.yaml:5:15",
      "compose.yaml:14:66",
      "docker-bake.hcl:7:13",
      "docker-bake.hcl:10:23",
      "build.sh:1:23",
    ]);
  });

  it("a target is marked wherever its file names the stage", async () => {
    const marks = await ask<DocumentHighlight[]>("documentHighlight", "compose.yaml", "target: <build");
    assert.deepEqual(
      marks.map(({ range }) => textIn("compose.yaml", range)),
      ["build", "BUILD"],
    );
    assert.equal(await ask("documentHighlight", "compose.yaml", "<services"), null);
  });

  it("a target has the card of its stage, an argument that of its ARG", async () => {
    const value = async (file: Name, text: string) => {
      const answer = await ask<Hover | null>("hover", file, text);
      return (
        answer && [(answer.contents as { value: string }).value, answer.range && textIn(file, answer.range)]
      );
    };
    const [card = "", range] = (await value("compose.yaml", "target: <build")) ?? [];
    assert.match(card, /Build[^]*compiles it\.[^]*Based on image `alpine`[^]*Used by \*\*dev\*\*/);
    assert.equal(range, "build");
    // As the file has it built, with the image of the other service.
    assert.match(card, /docker compose -f .* build web/);
    const [scripted = ""] = (await value("build.sh", "target <build")) ?? [];
    assert.match(scripted, /docker build --target build -f /);
    const [argument = "", name] = (await value("compose.yaml", "<VERSION")) ?? [];
    assert.match(argument, /VERSION[^]*2/);
    assert.equal(name, "VERSION");
    assert.equal(await value("compose.yaml", "<services"), null);
    assert.equal(await value("compose.yaml", "<../app/Dockerfile"), null);
  });

  it("the path of a Dockerfile is a link", async () => {
    const links = await editor.ask<DocumentLink[]>(
      "textDocument/documentLink",
      {},
      workspace.uriOf("compose.yaml"),
    );
    assert.deepEqual(
      links.map(({ range, target = "", tooltip }) => [
        textIn("compose.yaml", range),
        pathOf(target),
        tooltip,
      ]),
      [["../app/Dockerfile", "app/Dockerfile", "Open app/Dockerfile"]],
    );
  });

  const renameFrom = (file: Name, text: string) =>
    ask<WorkspaceEdit>("rename", file, text, { newName: "compile" });
  /** Each file that an edit changes, as it is then, and the version that it is of. */
  const applied = ({ documentChanges = [] }: WorkspaceEdit) =>
    documentChanges.map(change => {
      assert.ok("textDocument" in change && "edits" in change);
      const path = pathOf(change.textDocument.uri) as Name;
      const edits = change.edits as { range: Range; newText: string }[];
      return [path, TextDocument.applyEdits(TextDocument.create("", "", 0, FILES[path]), edits)] as const;
    });

  it("a stage gets another name in all files, whether its Dockerfile is open or not", async () => {
    const place = await ask<{ range: Range; placeholder: string }>("prepareRename", "build.sh", "<build app");
    assert.deepEqual([textIn("build.sh", place.range), place.placeholder], ["build", "build"]);
    const expected = new Map<Name, string>([
      [
        "app/Dockerfile",
        DOCKERFILE.replace("# build", "# compile")
          .replace("Build", "compile")
          .replace("from=build", "from=compile"),
      ],
      [
        "compose.yaml",
        FILES["compose.yaml"].replace("target: build", "target: compile").replace("BUILD", "compile"),
      ],
      ["docker-bake.hcl", FILES["docker-bake.hcl"].replaceAll('"build"', '"compile"')],
      ["build.sh", "docker build --target compile app\n"],
    ]);
    const closed = await renameFrom("build.sh", "<build app");
    assert.deepEqual(new Map(applied(closed)), expected);
    const versions = (edit: WorkspaceEdit) =>
      edit.documentChanges?.map(change => "textDocument" in change && change.textDocument.version);
    assert.deepEqual(versions(closed), [null, null, null, null]);
    editor.open(DOCKERFILE, workspace.uriOf("app/Dockerfile"), 7);
    const open = await renameFrom("compose.yaml", "target: <build");
    assert.deepEqual(new Map(applied(open)), expected);
    assert.deepEqual(versions(open), [7, null, null, null]);
    editor.close(workspace.uriOf("app/Dockerfile"));
  });

  it("what is not the name of a stage is not renamed", async () => {
    await assert.rejects(ask("prepareRename", "compose.yaml", "<${T:-dev}"), {
      message: "This build names its stage through a variable or a default value.",
    });
    for (const text of ["<VERSION", "<services"])
      await assert.rejects(ask("prepareRename", "compose.yaml", text), {
        message: "You can rename only stages and variables.",
      });
  });

  /** The lenses of a file: the line, the title, and what it runs with which use. */
  const lensesIn = async (file: Name, of = workspace) =>
    (await of.editor.ask<CodeLens[]>("textDocument/codeLens", {}, of.uriOf(file))).map(
      ({ range: { start }, command }) => {
        const [argument] = (command?.arguments ?? []) as { uri: string; id?: string }[];
        const path = argument && decodeURIComponent(argument.uri.slice(of.uriOf("").length + 1));
        return [start.line + 1, command?.title, command?.command.split(".").at(-1), path, argument?.id];
      },
    );

  it("a build has a lens that builds its stage, and one that counts the stages", async () => {
    const stages = ["showDockerfile", "app/Dockerfile", undefined] as const;
    assert.deepEqual(await lensesIn("compose.yaml"), [
      [3, "▶ Build Build", "buildUse", "app/Dockerfile", "compose compose.yaml#web"],
      [3, "2 stages", ...stages],
      [12, "▶ Build", "buildUse", "base/Dockerfile", "compose compose.yaml#base"],
      [12, "1 stage", "showDockerfile", "base/Dockerfile", undefined],
      [14, "▶ Build Build", "buildUse", "app/Dockerfile", "compose compose.yaml#other"],
      [14, "2 stages", ...stages],
      [16, "▶ Build dev", "buildUse", "app/Dockerfile", "compose compose.yaml#open"],
      [16, "2 stages", ...stages],
    ]);
    assert.deepEqual(await lensesIn("build.sh"), [
      [1, "▶ Build Build", "buildUse", "app/Dockerfile", "shell build.sh#"],
      [1, "2 stages", ...stages],
    ]);
  });

  it("a build of nothing that is there has none", async () => {
    const text =
      "services:\n  a: {build: {context: app, target: gone}}\n  b: {build: gone}\n  c: {build: {context: app, target: $T}}\n";
    const uri = workspace.uriOf("compose.yaml");
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    assert.deepEqual(
      (await lensesIn("compose.yaml")).map(([line, title]) => [line, title]),
      [
        [2, "2 stages"],
        [4, "2 stages"],
      ],
    );
    editor.close(uri);
  });

  it("serves a script without an ending as it is typed", async () => {
    const uri = workspace.uriOf("more/make-image");
    const text = "#!/bin/sh\nset -e\ndocker build --target dev .\n";
    const textDocument = { uri, languageId: "shellscript", version: 1, text };
    await editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    const position = { line: 2, character: 24 };
    const found = await editor.ask<Location[]>("textDocument/definition", { position }, uri);
    assert.deepEqual(found.map(shown), ["more/Dockerfile:1:16"]);
    editor.close(uri);
  });

  it("leaves to Docker DX what that leads to", async () => {
    const beside = await openWorkspace(FILES, null, {
      capabilities: { ...CAPABILITIES, workspace: { ...CAPABILITIES.workspace, configuration: true } },
      configuration: items => items.map(() => ({ isBesideDockerDx: true })),
    });
    const ours = async (file: Name, text: string) =>
      beside.editor.ask<Location[]>(
        "textDocument/definition",
        { position: positionOf(file, text) },
        beside.uriOf(file),
      );
    try {
      for (const text of ['inherits = ["<base', "{ <VERSION"])
        assert.deepEqual(await ours("docker-bake.hcl", text), [], text);
      assert.deepEqual(await ours("more/compose.yaml", "extends: <one"), []);
      assert.equal((await ours("more/compose.yaml", "service: <far")).length, 1);
      // It compares names to the letter.
      for (const text of ['target = "<build', "<target:base", 'filter = ["<build'])
        assert.equal((await ours("docker-bake.hcl", text)).length, 1, text);
      assert.equal((await ours("compose.yaml", "target: <build")).length, 1);
      const titles = async (file: Name) => (await lensesIn(file, beside)).map(([, title]) => title);
      assert.deepEqual(await titles("docker-bake.hcl"), ["1 stage", "2 stages"]);
      assert.deepEqual((await titles("compose.yaml")).slice(0, 2), ["▶ Build Build", "2 stages"]);
    } finally {
      await beside.stop();
    }
  });
});
