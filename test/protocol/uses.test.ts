import assert from "node:assert/strict";
import type { CallHierarchyItem, Location } from "vscode-languageserver-protocol";
import type { DockerfilesAnswer, UseInfo, UsesAnswer } from "../../server/src/protocol";
import { eventually } from "../e2e/eventually";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const DOCKERFILE = "ARG V=1\nFROM base AS build\nRUN true\nFROM alpine AS dev\nRUN true\nFROM alpine\n";
const COMPOSE = `services:
  web:
    build:
      context: .
      dockerfile: app/Dockerfile
      target: dev
      additional_contexts:
        base: service:base
        data: ./data
      args: [V=2, "OPEN=\${OPEN}", FROM_HERE]
      platforms: [linux/arm64]
      secrets: [token]
      ssh: [default]
      tags: [web:1]
  base:
    build: base
`;
const BAKE = 'target "web" {\n  context = "app"\n  no-cache-filter = ["build"]\n}\n';

const CAPABILITIES = {
  textDocument: { ...PULLS.textDocument, synchronization: { dynamicRegistration: true } },
  workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
};

describe("the uses of a Dockerfile", () => {
  let workspace: WorkspaceEditor;
  const open = async (files: Readonly<Record<string, string>>, settings: object = {}) => {
    workspace = await openWorkspace({ "app/Dockerfile": DOCKERFILE, ...files }, "app/Dockerfile", {
      capabilities: CAPABILITIES,
      initializationOptions: { choosesUses: true },
      configuration: items => items.map(() => settings),
    });
  };
  const uses = () =>
    workspace.editor.ask<UsesAnswer>("dockerfileStages/uses", {}, workspace.uriOf("app/Dockerfile"));
  const choose = (id: string | null) =>
    workspace.editor.ask<UsesAnswer>("dockerfileStages/chooseUse", { id }, workspace.uriOf("app/Dockerfile"));
  afterEach(() => workspace.stop());

  it("stand beside all Dockerfiles of the workspace, opened or not, once it has been searched", async () => {
    await open({
      "compose.yaml": COMPOSE,
      "base/Dockerfile": "FROM alpine\n",
      "dev.Dockerfile": "",
      "node_modules/x/Dockerfile": "",
      ".gitignore": "out\n",
      "out/Dockerfile": "",
    });
    const { dockerfiles } = await workspace.editor.ask<DockerfilesAnswer>(
      "dockerfileStages/dockerfiles",
      {},
      "",
    );
    assert.deepEqual(dockerfiles, [
      ...["app/Dockerfile", "base/Dockerfile", "dev.Dockerfile"].map(path => ({
        uri: workspace.uriOf(path),
        path,
      })),
    ]);
  });

  it("are told with all that they give the build", async () => {
    await open({ "compose.yaml": COMPOSE, "base/Dockerfile": "FROM alpine\n" });
    const answer = await uses();
    const [web] = answer.uses;
    const [base] = answer.needed;
    assert.ok(web && base);
    const { uri, dockerfile, context, canBuildWith, contexts, ...rest } = web;
    assert.deepEqual(rest, {
      id: "compose compose.yaml#web",
      kind: "compose",
      name: "web",
      label: "compose.yaml › web",
      range: { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } },
      target: { text: "dev", isOpen: false },
      args: { V: { text: "2", isOpen: false }, OPEN: { text: "${OPEN}", isOpen: true }, FROM_HERE: null },
      platforms: [{ text: "linux/arm64", isOpen: false }],
      secrets: [{ text: "token", isOpen: false }],
      ssh: [{ text: "default", isOpen: false }],
      tags: [{ text: "web:1", isOpen: false }],
      noCacheFilters: [],
      isPartial: false,
    });
    assert.equal(workspace.pathOf(uri), "compose.yaml");
    assert.equal(workspace.pathOf(dockerfile.uri ?? ""), "app/Dockerfile");
    assert.deepEqual(context, { text: ".", isOpen: false, folder: workspace.uriOf(""), build: null });
    assert.deepEqual(contexts, {
      base: { text: "service:base", isOpen: false, folder: null, build: "compose compose.yaml#base" },
      data: { text: "./data", isOpen: false, folder: workspace.uriOf("data"), build: null },
    });
    assert.deepEqual(canBuildWith, {
      tool: "compose",
      name: "web",
      groups: [],
      files: [workspace.uriOf("compose.yaml")],
      folder: workspace.uriOf(""),
    });
    assert.equal(workspace.pathOf(base.dockerfile.uri ?? ""), "base/Dockerfile");
    assert.deepEqual(
      [answer.isKnown, answer.chosen, answer.inForce, base.id],
      [true, null, web.id, "compose compose.yaml#base"],
    );
  });

  it("have the build context that was chosen in place of theirs, which diagnostics follow", async () => {
    const text = "FROM alpine\nCOPY app/here app/gone /\n";
    await open({ "app/Dockerfile": text, "app/here": "" });
    const found = async () => {
      const { items } = await workspace.editor.ask<{ items: { code?: string; message: string }[] }>(
        "textDocument/diagnostic",
        {},
        workspace.uriOf("app/Dockerfile"),
      );
      return items.filter(({ code }) => code === "SourceNotInContext").map(({ message }) => message);
    };
    // The Dockerfile's own folder may not be the context: what is nowhere is not reported, what the folder above has is.
    const isAbove = (messages: string[]) =>
      messages.length === 1 &&
      /"app\/here" is not in the build context, but in "\.\."/.test(messages[0] ?? "");
    await eventually("the folder above has one", found, isAbove);
    const chooseContext = (context: string | null) =>
      workspace.editor.ask<UsesAnswer>(
        "dockerfileStages/chooseUse",
        { id: null, context },
        workspace.uriOf("app/Dockerfile"),
      );
    await chooseContext(workspace.uriOf(""));
    const isGone = (messages: string[]) => messages.length === 1 && (messages[0] ?? "").includes("app/gone");
    await eventually("what is not in it", found, isGone);
    await chooseContext(null);
    await eventually("nothing is certain any more", found, isAbove);
  });

  const shown = ({ uses: all, inForce, chosen }: UsesAnswer) => ({
    labels: all.map(({ label }) => label),
    inForce: all.find(({ id }) => id === inForce)?.label ?? null,
    chosen,
  });

  it("are in force by choice, or where there is but one", async () => {
    await open({ "compose.yaml": COMPOSE, "docker-bake.hcl": BAKE });
    const labels = ["compose.yaml › web", "docker-bake.hcl › web"];
    assert.deepEqual(shown(await uses()), { labels, inForce: null, chosen: null });
    const bake = "bake docker-bake.hcl#web";
    const before = workspace.told.length;
    assert.deepEqual(shown(await choose(bake)), { labels, inForce: labels[1], chosen: bake });
    assert.deepEqual(workspace.told.slice(before), [["app/Dockerfile"]]);
    assert.deepEqual(shown(await choose("none")), { labels, inForce: null, chosen: "none" });
    assert.deepEqual(shown(await choose("gone")), { labels, inForce: null, chosen: "gone" });
    await workspace.change({ "compose.yaml": "services: {}\n" });
    await eventually("the other use is gone", uses, ({ uses: { length } }) => length === 1);
    assert.deepEqual(shown(await uses()), { labels: [labels[1]], inForce: labels[1], chosen: "gone" });
    assert.deepEqual(shown(await choose("none")), { labels: [labels[1]], inForce: null, chosen: "none" });
    assert.deepEqual(shown(await choose(null)), { labels: [labels[1]], inForce: labels[1], chosen: null });
    assert.deepEqual(workspace.told.at(-1), ["app/Dockerfile"]);
  });

  it("are told apart, each once, and as the files on top say", async () => {
    await open({
      "compose.yaml": "services: {web: {build: {context: app, target: dev}}}\n",
      "compose.override.yaml": "services: {web: {build: {target: build}}}\n",
      "docker-bake.hcl": 'target "x" { context = "app" }\n',
      "docker-bake.override.hcl": 'target "x" { target = "dev" }\n',
      "ci/docker-bake.hcl": 'target "x" { context = "../app" }\n',
      "run.sh": "docker build app\ndocker build --pull app\n",
      Makefile: "a:\n\tdocker build app\n\tdocker build --target dev app\n",
      ".github/workflows/t.yml": [
        "jobs:",
        "  a:",
        "    strategy: {matrix: {t: [dev, build]}}",
        "    steps:",
        "      - uses: docker/build-push-action@v6",
        "        with:",
        "          context: app",
        "          target: ${{ matrix.t }}",
        "",
      ].join("\n"),
    });
    const { uses: all } = await uses();
    const table = all.map(({ label, target: stage }) => `${label} = ${stage?.text ?? ""}`).sort();
    assert.deepEqual(table, [
      "Makefile › a (dev) = dev",
      "Makefile › a = ",
      "compose.override.yaml › web = build",
      "docker-bake.hcl › x = ",
      "docker-bake.override.hcl › x = dev",
      "run.sh:1 = ",
      "run.sh:2 = ",
      "t.yml › a (build) = build",
      "t.yml › a (dev) = dev",
    ]);
    const toolOf = ({ canBuildWith }: UseInfo) => canBuildWith?.files.map(workspace.pathOf);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.deepEqual(
      all.flatMap(use => (use.canBuildWith ? [[use.kind, toolOf(use)]] : [])),
      [
        ["compose", ["compose.yaml", "compose.override.yaml"]],
        ["bake", ["docker-bake.hcl", "docker-bake.override.hcl"]],
        ["bake", ["ci/docker-bake.hcl"]],
      ],
    );
  });

  it("lead from a base to the stage of another Dockerfile, and back", async () => {
    await open({ "compose.yaml": COMPOSE, "base/Dockerfile": "FROM alpine AS a\nFROM a AS b\n" });
    const ask = async (method: string, path: string, position: object) => {
      const found = await workspace.editor.ask<Location[]>(
        method,
        { position, context: { includeDeclaration: false } },
        workspace.uriOf(path),
      );
      return found.map(({ uri, range }) => `${workspace.pathOf(uri)}:${range.start.line}`);
    };
    const base = { line: 1, character: 6 };
    assert.deepEqual(await ask("textDocument/definition", "app/Dockerfile", base), ["base/Dockerfile:1"]);
    assert.deepEqual(await ask("textDocument/references", "app/Dockerfile", base), ["app/Dockerfile:1"]);
    const typed = "FROM alpine AS first\nFROM alpine AS a\nFROM a AS b\n";
    workspace.editor.open(typed, workspace.uriOf("base/Dockerfile"));
    const back = () =>
      ask("textDocument/references", "base/Dockerfile", { line: 2, character: "FROM a AS ".length });
    assert.deepEqual(await back(), ["app/Dockerfile:1"]);
    assert.deepEqual(await ask("textDocument/definition", "app/Dockerfile", base), ["base/Dockerfile:2"]);
    await workspace.change({ "compose.yaml": COMPOSE.replace("base: service:base", "base: ./x") });
    await eventually("the base is another one", back, found => found.length === 0);
    assert.deepEqual(await ask("textDocument/definition", "app/Dockerfile", base), ["compose.yaml:7"]);
  });

  it("bring what a stage has from one of another Dockerfile, as that is typed and on disk", async () => {
    await open({
      "app/Dockerfile": "FROM base AS app\nRUN echo $SET $GONE\nFROM scratch\nCOPY --from=base /kit/ /\n",
      "base/Dockerfile": "FROM scratch\nENV SET=one\nCOPY . /kit/\n",
      "base/tool": "",
      "docker-bake.hcl":
        'target "base" { context = "base" }\ntarget "app" {\n  context = "app"\n  contexts = { base = "target:base" }\n}\n',
    });
    const uri = workspace.uriOf("app/Dockerfile");
    const hovered = async () => {
      const position = { line: 1, character: 11 };
      const { contents } = await workspace.editor.ask<{ contents: { value: string } }>(
        "textDocument/hover",
        { position },
        uri,
      );
      return contents.value.split("\n")[0] ?? "";
    };
    assert.equal(await hovered(), "SET = one");
    assert.deepEqual(await workspace.editor.codes(uri), ["ShellNotInImage"]);
    const items = await workspace.editor.ask<{ label: string }[]>(
      "textDocument/completion",
      { position: { line: 3, character: 22 } },
      uri,
    );
    assert.ok(items.some(({ label }) => label === "/kit/tool"));
    const refreshed = workspace.refreshed();
    await workspace.change({ "base/Dockerfile": "FROM alpine\nENV SET=two\n" });
    await eventually("what is on disk counts", hovered, first => first === "SET = two");
    assert.deepEqual(await workspace.editor.codes(uri), []);
    await eventually("problems are asked for again", workspace.refreshed, count => count > refreshed);
    workspace.editor.open("FROM alpine\nENV SET=typed\n", workspace.uriOf("base/Dockerfile"));
    await eventually("what is typed counts", hovered, first => first === "SET = typed");
  });

  it("are in the call hierarchy, also of Dockerfiles that are not open", async () => {
    await open({ "compose.yaml": COMPOSE, "base/Dockerfile": "FROM alpine AS a\nFROM a AS b\n" });
    const { ask } = workspace.editor;
    const [build] = await ask<CallHierarchyItem[]>(
      "textDocument/prepareCallHierarchy",
      { position: { line: 1, character: 16 } },
      workspace.uriOf("app/Dockerfile"),
    );
    const calls = async (direction: "incoming" | "outgoing", item: CallHierarchyItem | undefined) => {
      const found = await workspace.editor.connection.sendRequest<
        { from?: CallHierarchyItem; to?: CallHierarchyItem }[]
      >(`callHierarchy/${direction}Calls`, { item });
      return found.flatMap(({ from, to }) => from ?? to ?? []);
    };
    const names = (items: readonly CallHierarchyItem[]) =>
      items.map(({ name, uri }) => `${name} ${workspace.pathOf(uri)}`);
    const down = await calls("outgoing", build);
    assert.deepEqual(names(down), ["b base/Dockerfile"]);
    const [base] = down;
    assert.deepEqual(names(await calls("outgoing", base)), ["a base/Dockerfile"]);
    const up = await calls("incoming", base);
    assert.deepEqual(names(up), ["build app/Dockerfile", "compose.yaml › base compose.yaml"]);
    assert.deepEqual(names(await calls("incoming", up[1])), ["compose.yaml › web compose.yaml"]);
    assert.deepEqual(names(await calls("outgoing", up[1])), ["b base/Dockerfile"]);
    const [prepared] = await ask<CallHierarchyItem[]>(
      "textDocument/prepareCallHierarchy",
      { position: { line: 5, character: 15 } },
      workspace.uriOf("compose.yaml"),
    );
    assert.deepEqual(names(prepared ? [prepared] : []), ["dev app/Dockerfile"]);
  });

  it("give the build context, its ignore file and its paths", async () => {
    const text =
      "FROM alpine AS build\nCOPY lib/a.txt gone.txt secret.txt /y/\nCOPY . /x/\nFROM alpine\nCOPY --from=build /x/ /\n";
    await open({
      "app/Dockerfile": text,
      "app/gone.txt": "",
      "lib/a.txt": "",
      "secret.txt": "",
      ".dockerignore": "secret.txt\n",
      "compose.yaml": "services: {web: {build: {context: ., dockerfile: app/Dockerfile}}}\n",
    });
    const uri = workspace.uriOf("app/Dockerfile");
    const codes = () => workspace.editor.codes(uri);
    const wait = (what: string, wanted: readonly string[]) =>
      eventually(what, codes, found => JSON.stringify(found) === JSON.stringify(wanted));
    const completed = async () => {
      const position = { line: 4, character: 21 };
      const items = await workspace.editor.ask<{ label: string }[]>(
        "textDocument/completion",
        { position },
        uri,
      );
      return items
        .map(({ label }) => label)
        .filter(label => /lib|app|gone/.test(label))
        .sort();
    };
    await wait("the context of the use counts", ["SourceNotInContext", "CopyIgnoredFile"]);
    assert.deepEqual(await completed(), ["/x/app", "/x/lib"]);
    await choose("none");
    await wait("the Dockerfile's own folder counts", []);
    assert.deepEqual(await completed(), ["/x/gone.txt"]);
    await choose(null);
    await wait("the context of the use counts again", ["SourceNotInContext", "CopyIgnoredFile"]);
  });

  it("are told apart in what is said of the files of their build contexts, until one is chosen", async () => {
    const service = (context: string, dockerfile: string) =>
      `    build: {context: ${context}, dockerfile: ${dockerfile}}\n`;
    await open({
      "app/Dockerfile": "FROM alpine\nCOPY package.json secret.txt ./\n",
      "compose.yaml": `services:\n  web:\n${service(".", "app/Dockerfile")}  api:\n${service("other", "../app/Dockerfile")}`,
      ".dockerignore": "secret.txt\n",
      "package.json": "{}",
      "secret.txt": "",
      "other/secret.txt": "",
    });
    const said = async () => {
      const { items } = await workspace.editor.ask<{ items: { code: string; message: string }[] }>(
        "textDocument/diagnostic",
        {},
        workspace.uriOf("app/Dockerfile"),
      );
      return items.map(({ code, message }) =>
        `${code} ${/Only in .*?yaml › \w+/.exec(message)?.[0] ?? ""}`.trim(),
      );
    };
    const of = async (wanted: readonly string[]) => {
      await eventually("it is said", said, found => found.join() === wanted.join());
    };
    await of(["SourceNotInContext Only in compose.yaml › api", "CopyIgnoredFile Only in compose.yaml › web"]);
    await choose("compose compose.yaml#web");
    await of(["CopyIgnoredFile"]);
    await choose(null);
    await workspace.change({ ".dockerignore": "" });
    await of(["SourceNotInContext Only in compose.yaml › api"]);
  });
});
