import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextEdit } from "vscode-languageserver-textdocument";
import { eventually } from "../e2e/eventually";
import { PULLS, startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

interface Location {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

interface Renaming {
  readonly documentChanges: readonly {
    readonly textDocument: { readonly uri: string; readonly version: number | null };
    readonly edits: (TextEdit & { readonly annotationId?: string })[];
  }[];
  readonly changeAnnotations?: { readonly change?: { description: string; needsConfirmation: boolean } };
}

const DOCKERFILE = "FROM alpine AS build\nRUN true\nFROM alpine AS Dev\nRUN true\nFROM alpine\n";
const COMPOSE = "services:\n  web:\n    build:\n      context: app\n      target: dev\n";
const CAPABILITIES = {
  textDocument: {
    ...PULLS.textDocument,
    synchronization: { dynamicRegistration: true },
    definition: { dynamicRegistration: true },
    references: { dynamicRegistration: true },
  },
  workspace: {
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

describe("the files around a Dockerfile", () => {
  let workspace: WorkspaceEditor;
  let editor: Editor;
  const write = (path: string, text: string) => {
    workspace.write(path, text);
  };
  const uriOf = (path: string) => workspace.uriOf(path);
  const shown = (locations: readonly Location[]) =>
    locations.map(
      ({ uri, range: { start } }) =>
        `${decodeURIComponent(uri.slice(uriOf("").length + 1))}:${start.line + 1}:${start.character + 1}`,
    );
  const ask = async (method: string, path: string, line: number, character: number) =>
    shown(
      await editor.ask<Location[]>(
        method,
        { position: { line, character }, context: { includeDeclaration: true } },
        uriOf(path),
      ),
    );
  const wait = (what: string, check: () => Promise<string[]>, wanted: readonly string[]) =>
    eventually(what, check, found => JSON.stringify(found) === JSON.stringify(wanted));

  beforeEach(async () => {
    workspace = await openWorkspace(
      {
        "app/Dockerfile": DOCKERFILE,
        "compose.yaml": COMPOSE,
        "docker-bake.hcl":
          'variable "S" { default = "DEV" }\ntarget "x" {\n  context = "app"\n  target = S\n  no-cache-filter = ["build"]\n}\n',
        "node_modules/a/compose.yaml": "services: {z: {build: {context: ../../app, target: build}}}\n",
      },
      "app/Dockerfile",
      { capabilities: CAPABILITIES },
    );
    ({ editor } = workspace);
  });
  afterEach(() => workspace.stop());

  it("name stages, which are references of them", async () => {
    assert.deepEqual(await ask("textDocument/references", "app/Dockerfile", 2, 16), [
      "app/Dockerfile:3:16",
      "compose.yaml:5:15",
      "docker-bake.hcl:4:12",
    ]);
    assert.deepEqual(await ask("textDocument/references", "app/Dockerfile", 0, 16), [
      "app/Dockerfile:1:16",
      "docker-bake.hcl:5:23",
    ]);
    assert.deepEqual(await ask("textDocument/references", "compose.yaml", 4, 15), [
      "app/Dockerfile:3:16",
      "compose.yaml:5:15",
      "docker-bake.hcl:4:12",
    ]);
  });

  it("lead to the stages that they name", async () => {
    assert.deepEqual(await ask("textDocument/definition", "compose.yaml", 4, 15), ["app/Dockerfile:3:16"]);
    assert.deepEqual(await ask("textDocument/definition", "docker-bake.hcl", 4, 24), ["app/Dockerfile:1:16"]);
    assert.deepEqual(await ask("textDocument/definition", "compose.yaml", 0, 2), []);
  });

  it("count as they are typed, and as they change on disk", async () => {
    const references = () => ask("textDocument/references", "app/Dockerfile", 2, 16);
    const rest = ["app/Dockerfile:3:16", "docker-bake.hcl:4:12"];
    await editor.connection.sendNotification("textDocument/didOpen", {
      textDocument: {
        uri: uriOf("compose.yaml"),
        languageId: "yaml",
        version: 1,
        text: COMPOSE.replace("dev", "other"),
      },
    });
    await wait("what is typed counts", references, rest);
    editor.change(2, [{ text: COMPOSE.replace("dev", "DEV") }], uriOf("compose.yaml"));
    await wait("it counts again", references, [
      "app/Dockerfile:3:16",
      "compose.yaml:5:15",
      "docker-bake.hcl:4:12",
    ]);
    editor.close(uriOf("compose.yaml"));
    write("compose.yaml", "services: {}\n");
    write("Makefile", "b:\n\tdocker build --target dev app\n");
    const changes = ["compose.yaml", "Makefile"].map(path => ({ uri: uriOf(path), type: 2 }));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await wait("what is on disk counts", references, [
      "app/Dockerfile:3:16",
      "docker-bake.hcl:4:12",
      "Makefile:2:24",
    ]);
  });

  it("count as they are typed where an editor tells ranges, each of what those before it left", async () => {
    const references = () => ask("textDocument/references", "app/Dockerfile", 2, 16);
    const uri = uriOf("compose.yaml");
    await editor.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text: COMPOSE },
    });
    const line = COMPOSE.split("\n").findIndex(text => text.includes("target: dev"));
    const at = (from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    const start = COMPOSE.split("\n")[line]?.indexOf("dev") ?? 0;
    const rest = ["app/Dockerfile:3:16", "docker-bake.hcl:4:12"];
    editor.change(2, [{ range: at(start, start + 3), text: "some" }], uri);
    await wait("the range counts", references, rest);
    const changes = [
      { range: at(start, start + 4), text: "ev" },
      { range: at(start, start), text: "d" },
    ];
    editor.change(3, changes, uri);
    await wait("both ranges count", references, [
      "app/Dockerfile:3:16",
      "compose.yaml:5:15",
      "docker-bake.hcl:4:12",
    ]);
  });

  it("come and go with a folder, of which an editor tells nothing else", async () => {
    const references = () => ask("textDocument/references", "app/Dockerfile", 2, 16);
    const before = await references();
    const tell = (path: string, type: number) =>
      editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: uriOf(path), type }],
      });
    write(".github/workflows/test.yml", "jobs: {a: {steps: [{run: docker build --target dev app}]}}\n");
    write("deep/er/docker-bake.hcl", 'target "x" {\n  context = "../../app"\n  target = "dev"\n}\n');
    write(".gitignore", "copies\n");
    write("copies/compose.yaml", "services: {z: {build: {context: ../app, target: dev}}}\n");
    await tell("copies", 1);
    write("node_modules/b/compose.yaml", "services: {z: {build: {context: ../../app, target: dev}}}\n");
    await tell("node_modules", 1);
    await tell(".github", 1);
    await tell("deep/er", 1);
    await wait(
      "what is in the folders counts",
      async () => (await references()).sort(),
      [".github/workflows/test.yml:1:48", ...before, "deep/er/docker-bake.hcl:3:13"].sort(),
    );
    rmSync(join(workspace.folder, ".github"), { recursive: true });
    rmSync(join(workspace.folder, "deep"), { recursive: true });
    await tell(".github", 3);
    await tell("deep", 3);
    await wait("it counts no more", references, before);
  });

  for (const scheme of ["git", "vscode-bulkeditpreview-editor"])
    it(`are not what another version of them says that is open beside it: ${scheme}`, async () => {
      const copy = uriOf("compose.yaml").replace(/^file/, scheme);
      await editor.connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: copy, languageId: "yaml", version: 1, text: COMPOSE.replace("dev", "build") },
      });
      await change({ Makefile: "b:\n\tdocker build --target dev app\n" });
      await wait("what came later counts", () => ask("textDocument/references", "app/Dockerfile", 2, 16), [
        "app/Dockerfile:3:16",
        "compose.yaml:5:15",
        "docker-bake.hcl:4:12",
        "Makefile:2:24",
      ]);
      const position = { line: 4, character: 15 };
      assert.deepEqual(await editor.ask("textDocument/definition", { position }, copy), []);
      editor.close(copy);
    });

  it("are known where no Dockerfile is open, and served as soon as they are opened", async () => {
    await workspace.stop();
    workspace = await openWorkspace({ "app/Dockerfile": DOCKERFILE, "compose.yaml": COMPOSE }, null, {
      capabilities: CAPABILITIES,
    });
    ({ editor } = workspace);
    await editor.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: uriOf("compose.yaml"), languageId: "yaml", version: 1, text: COMPOSE },
    });
    assert.deepEqual(await ask("textDocument/definition", "compose.yaml", 4, 15), ["app/Dockerfile:3:16"]);
  });

  it("are no Dockerfiles, whatever is opened, and however early", async () => {
    const early = await startEditor({ capabilities: CAPABILITIES });
    for (const open of [early, editor])
      for (const path of ["compose.yaml", "values.yaml", "package.json", "Makefile"]) {
        const textDocument = { uri: uriOf(path), languageId: "yaml", version: 1, text: "FROM a b\n" };
        await open.connection.sendNotification("textDocument/didOpen", { textDocument });
        assert.deepEqual(await open.codes(uriOf(path)), [], path);
        open.close(uriOf(path));
      }
    await early.stop();
  });

  it("say which stages are used", async () => {
    const codes = async () =>
      (await editor.codes(uriOf("app/Dockerfile"))).filter(code => code === "UnusedStage");
    await wait("the closed files are what they are on disk", codes, ["UnusedStage"]);
    const before = workspace.refreshed();
    write("compose.yaml", COMPOSE.replace("dev", "build"));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("compose.yaml"), type: 2 }],
    });
    await eventually("diagnostics are refreshed", workspace.refreshed, count => count > before);
    assert.deepEqual(await codes(), []);
    write("compose.yaml", COMPOSE.replace("dev", "${ANY}"));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("compose.yaml"), type: 2 }],
    });
    await eventually("diagnostics are refreshed again", workspace.refreshed, count => count > before + 1);
    assert.deepEqual(await codes(), []);
  });

  const change = async (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) write(path, text);
    const changes = Object.keys(files).map(path => ({ uri: uriOf(path), type: 2 }));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  };
  const rename = (line: number, newName: string) =>
    editor.ask<Renaming>(
      "textDocument/rename",
      { position: { line, character: 16 }, newName },
      uriOf("app/Dockerfile"),
    );
  /** Applies an edit; answers the files that it changes, as they are then. */
  const applied = ({ documentChanges, changeAnnotations }: Renaming): Record<string, string> => {
    assert.equal(changeAnnotations?.change?.needsConfirmation, true);
    return Object.fromEntries(
      documentChanges.map(({ textDocument: { uri, version }, edits }) => {
        const file = fileURLToPath(uri);
        const path = file.slice(workspace.folder.length + 1);
        assert.equal(version === null, path !== "app/Dockerfile", path);
        for (const { annotationId } of edits) assert.equal(annotationId, "change");
        const text = readFileSync(file, "utf8");
        return [path, TextDocument.applyEdits(TextDocument.create(uri, "", 0, text), edits)];
      }),
    );
  };

  it("get the new name of a stage in one edit, and the old one back", async () => {
    const named = (name: string): Record<string, string> => ({
      "app/Dockerfile": DOCKERFILE.replace("Dev", name),
      "compose.yaml": COMPOSE.replace("dev", `"${name}" # dev`),
      "docker-bake.hcl": `target "dev" {\n  context = "app"\n  target = "${name}"\n  no-cache-filter = ["build", "${name}"]\n}\n`,
      ".github/workflows/ci.yml": `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: app\n          target: ${name}\n`,
      Makefile: `dev:\n\tdocker build --target ${name} -t dev app\n`,
      "build.sh": `docker build --target='${name}' app\n`,
    });
    const typeDockerfile = (version: number, name: string) => {
      editor.change(version, [{ text: named(name)["app/Dockerfile"] ?? "" }], uriOf("app/Dockerfile"));
    };
    await change(named("dev"));
    typeDockerfile(2, "dev");
    const there = applied(await rename(2, "watch"));
    assert.deepEqual(there, named("watch"));
    await change(there);
    typeDockerfile(3, "watch");
    const back = applied(await rename(2, "dev"));
    assert.deepEqual(back, named("dev"));
    await change(named("DEV"));
    typeDockerfile(4, "DEV");
    assert.deepEqual(applied(await rename(2, "watch")), named("watch"), "from another case");
  });

  it("refuse a new name that they would not have, with the place", async () => {
    await assert.rejects(rename(2, "watch"), {
      message: 'docker-bake.hcl:4: The build names the stage "dev" through a variable or a default value.',
    });
    await change({ "docker-bake.hcl": "", "compose.yaml": COMPOSE.replace("dev", "${T:-dev}") });
    await assert.rejects(rename(2, "watch"), {
      message: 'compose.yaml:5: The build names the stage "dev" through a variable or a default value.',
    });
  });

  it("are told of where they may need the new name", async () => {
    await change({ "docker-bake.hcl": "", Makefile: "b:\n\tdocker build --target $(ANY) app\n" });
    const { changeAnnotations } = await rename(2, "watch");
    assert.equal(
      changeAnnotations?.change?.description,
      "Builds in other files name this stage. Builds whose target depends on variables may need the new name: Makefile:2.",
    );
  });

  it("get the new name as they are typed", async () => {
    const text = `# a line more\n${COMPOSE}`;
    await change({ "docker-bake.hcl": "" });
    await editor.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: uriOf("compose.yaml"), languageId: "yaml", version: 1, text },
    });
    const { documentChanges } = await rename(2, "watch");
    const edit = documentChanges.find(({ textDocument }) => textDocument.uri === uriOf("compose.yaml"));
    assert.deepEqual(edit?.edits, [
      {
        range: { start: { line: 5, character: 14 }, end: { line: 5, character: 17 } },
        newText: "watch",
        annotationId: "change",
      },
    ]);
  });
});
