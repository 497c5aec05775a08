// Dockerfiles inside of Compose and bake files, in the real server: their outline, their folds, and what needs what.
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeLens,
  DocumentSymbol,
  FoldingRange,
  Location,
  Range,
} from "vscode-languageserver-protocol";
import type { BuildInlineArguments } from "../../server/src/protocol";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

const dynamic = { dynamicRegistration: true };
const CAPABILITIES = {
  textDocument: {
    ...PULLS.textDocument,
    synchronization: dynamic,
    definition: dynamic,
    foldingRange: dynamic,
    callHierarchy: dynamic,
    codeLens: dynamic,
    documentSymbol: { ...dynamic, hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { workspaceFolders: true, didChangeWatchedFiles: dynamic },
};

const FILES: Readonly<Record<string, string>> = {
  "compose.yaml": `services:
  web:
    build:
      dockerfile_inline: |
        FROM alpine AS build
        RUN a && \\
          b
        FROM build
        COPY --from=build /a /b
      target: build
  api:
    build:
      additional_contexts:
        base: service:web
      dockerfile_inline: "FROM base AS one\\nRUN x\\n"
  jobs:
    build: &same
      dockerfile_inline: |
        FROM scratch AS job
  more:
    build: *same
  other:
    image: x
`,
  "docker-bake.hcl": `target "web" {
  dockerfile-inline = <<-EOT
    FROM alpine AS build
    RUN a

    FROM build
  EOT
}
`,
  "ci.yml": "on: push\njobs:\n  a:\n    steps: []\n",
  "b/compose.yaml":
    "services:\n  own:\n    build:\n      additional_contexts: {base: service:in}\n  in:\n    build:\n      dockerfile_inline: |\n        FROM alpine AS last\n",
  "b/Dockerfile": "FROM base\n",
};

describe("the structure of a Dockerfile inside of another file, in an editor", function () {
  this.timeout(60_000);
  let workspace: WorkspaceEditor;
  const documentOf = (path: string) => TextDocument.create(path, "", 0, FILES[path] ?? "");
  const ask = <Answer>(method: string, path: string, params: object = {}) =>
    workspace.editor.ask<Answer>(`textDocument/${method}`, params, workspace.uriOf(path));
  const textOf = (uri: string, range: Range) => documentOf(workspace.pathOf(uri)).getText(range);

  before(async () => {
    workspace = await openWorkspace(FILES, "b/Dockerfile", { capabilities: CAPABILITIES });
    for (const path of Object.keys(FILES).filter(path => path !== "b/Dockerfile")) {
      const textDocument = { uri: workspace.uriOf(path), languageId: "yaml", version: 1, text: FILES[path] };
      await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    }
  });
  after(() => workspace.stop());

  describe("outline", () => {
    /** Each symbol as `name (detail): first line of its range | its selection`, with what it holds. */
    function shown(path: string, symbols: readonly DocumentSymbol[], indent = ""): string[] {
      const document = documentOf(path);
      return symbols.flatMap(({ name, detail = "", range, selectionRange, children = [] }) => {
        const inside = [selectionRange, ...children.map(child => child.range)];
        for (const each of inside) {
          assert.ok(document.offsetAt(range.start) <= document.offsetAt(each.start), name);
          assert.ok(document.offsetAt(each.end) <= document.offsetAt(range.end), name);
        }
        const [first = ""] = document.getText(range).split("\n");
        return [
          `${indent}${name} (${detail}): ${first.trim()} | ${document.getText(selectionRange).trim()}`,
          ...shown(path, children, `${indent}  `),
        ];
      });
    }

    it("holds the stages of each Dockerfile below what builds it", async () => {
      assert.deepEqual(shown("compose.yaml", await ask("documentSymbol", "compose.yaml")), [
        "web (dockerfile_inline): web: | web:",
        "  build · alpine (): FROM alpine AS build | build",
        "    RUN a && b (): RUN a && \\ | RUN",
        "  stage-1 · build (alpine): FROM build | FROM",
        "    COPY /a /b (from build): COPY --from=build /a /b | COPY",
        "api (dockerfile_inline): api: | api:",
        "  one · base (): FROM base AS one\\nRUN x | one",
        "    RUN x (): RUN x | RUN",
        "jobs, more (dockerfile_inline): FROM scratch AS job | ",
        "  job · scratch (): FROM scratch AS job | job",
      ]);
      assert.deepEqual(shown("docker-bake.hcl", await ask("documentSymbol", "docker-bake.hcl")), [
        'web (dockerfile-inline): web" { | web" {',
        "  build · alpine (): FROM alpine AS build | build",
        "    RUN a (): RUN a | RUN",
        "  stage-1 · build (alpine): FROM build | FROM",
      ]);
    });

    it("is empty where a file has none", async () => {
      assert.deepEqual(await ask("documentSymbol", "ci.yml"), []);
    });
  });

  describe("folds", () => {
    const heads = async (path: string) => {
      const folds = await ask<FoldingRange[] | null>("foldingRange", path);
      const lines = documentOf(path).getText().split("\n");
      return folds?.map(
        ({ startLine, endLine }) => `${lines[startLine]?.trim() ?? ""} … ${lines[endLine]?.trim() ?? ""}`,
      );
    };

    it("come with those of the file's indents, which editors else leave out", async () => {
      assert.deepEqual(await heads("docker-bake.hcl"), [
        'target "web" { … EOT',
        "dockerfile-inline = <<-EOT … FROM build",
        "FROM alpine AS build … RUN a",
      ]);
      assert.deepEqual((await heads("compose.yaml"))?.slice(0, 6), [
        "services: … image: x",
        "web: … target: build",
        "build: … target: build",
        "dockerfile_inline: | … COPY --from=build /a /b",
        "FROM alpine AS build … b",
        "RUN a && \\ … b",
      ]);
    });

    it("are left to the editor where there is no Dockerfile", async () => {
      assert.equal(await ask("foldingRange", "ci.yml"), null);
    });
  });

  describe("lenses", () => {
    /** `the line: title`, with the stage and the builds of those that build. */
    const lenses = async (path: string) =>
      (await ask<CodeLens[]>("codeLens", path)).map(({ range, command }) => {
        const line = documentOf(path).getText().split("\n")[range.start.line]?.trim() ?? "";
        const [argument] = (command?.arguments ?? []) as Partial<BuildInlineArguments>[];
        if (argument) assert.equal(argument.uri, workspace.uriOf(path));
        const builds = argument?.builds?.map(build => `${build.tool} ${build.name}`) ?? [];
        const stage = builds.length === 0 ? "" : ` [${builds.join(", ")}: ${argument?.stage ?? "as it is"}]`;
        return `${line}: ${command?.title ?? ""}${stage}`;
      });

    it("build each stage by what builds the file, and count references", async () => {
      assert.deepEqual(await lenses("compose.yaml"), [
        "FROM alpine AS build: ▶ Build up to build [compose web: as it is]",
        "FROM alpine AS build: 4 references",
        "FROM alpine AS build: compose: web",
        // Nothing can be asked for a stage without a name before another target.
        "FROM build: default target",
        'dockerfile_inline: "FROM base AS one\\nRUN x\\n": ▶ Build one [compose api: as it is]',
        'dockerfile_inline: "FROM base AS one\\nRUN x\\n": default target · compose: api',
        "FROM scratch AS job: ▶ Build job [compose jobs, compose more: as it is]",
        "FROM scratch AS job: default target · compose: jobs, more",
      ]);
      assert.deepEqual(await lenses("docker-bake.hcl"), [
        "FROM alpine AS build: ▶ Build up to build [bake web: build]",
        "FROM alpine AS build: 1 reference",
        "FROM build: ▶ Build [bake web: as it is]",
        "FROM build: default target · bake: web",
      ]);
    });
  });

  describe("call hierarchy", () => {
    async function prepared(path: string, text: string, by = 0): Promise<CallHierarchyItem> {
      const document = documentOf(path);
      const position = document.positionAt(document.getText().indexOf(text) + by);
      const [item, ...others] =
        (await ask<CallHierarchyItem[] | null>("prepareCallHierarchy", path, { position })) ?? [];
      assert.ok(item, text);
      assert.deepEqual(others, []);
      return item;
    }
    const say = ({ name, uri, selectionRange }: CallHierarchyItem) =>
      `${name} in ${workspace.pathOf(uri)} at ${textOf(uri, selectionRange)}`;
    const incoming = async (item: CallHierarchyItem) =>
      (
        (await workspace.editor.ask<CallHierarchyIncomingCall[] | null>("callHierarchy/incomingCalls", {
          item,
        })) ?? []
      ).map(
        ({ from, fromRanges }) =>
          `${say(from)}: ${fromRanges.map(range => textOf(from.uri, range)).join(", ")}`,
      );
    const outgoing = async (item: CallHierarchyItem) =>
      (
        (await workspace.editor.ask<CallHierarchyOutgoingCall[] | null>("callHierarchy/outgoingCalls", {
          item,
        })) ?? []
      ).map(
        ({ to, fromRanges }) => `${say(to)}: ${fromRanges.map(range => textOf(item.uri, range)).join(", ")}`,
      );

    it("goes from stage to stage in place, and to the builds around", async () => {
      const stage = await prepared("compose.yaml", "AS build", 4);
      assert.equal(say(stage), "build in compose.yaml at build");
      assert.deepEqual(await incoming(stage), [
        "stage-1 in compose.yaml at FROM: build, build",
        "one in compose.yaml at one: base",
        "compose.yaml › web in compose.yaml at build: build",
      ]);
      const last = await prepared("compose.yaml", "FROM build");
      assert.deepEqual(await outgoing(last), ["build in compose.yaml at build: build, build"]);
    });

    it("begins at the target beside it, too", async () => {
      const stage = await prepared("compose.yaml", "target: build", 9);
      assert.equal(say(stage), "build in compose.yaml at build");
    });

    it("goes to a stage that another build gives", async () => {
      const stage = await prepared("compose.yaml", "base AS one", 8);
      assert.deepEqual(await outgoing(stage), ["build in compose.yaml at build: base"]);
      const build = await prepared("compose.yaml", "build:\n      additional", 1);
      assert.deepEqual(await outgoing(build), [
        "one in compose.yaml at one: build",
        "compose.yaml › web in compose.yaml at build: service:web",
      ]);
    });

    it("goes from a Dockerfile that is a file into one that is none, as definition does", async () => {
      const stage = await prepared("b/Dockerfile", "FROM base");
      assert.deepEqual(await outgoing(stage), ["last in b/compose.yaml at last: base"]);
      const places = await ask<Location[]>("definition", "b/Dockerfile", {
        position: { line: 0, character: 6 },
      });
      assert.deepEqual(
        places.map(({ uri, range }) => `${workspace.pathOf(uri)} ${textOf(uri, range)}`),
        ["b/compose.yaml last"],
      );
    });
  });
});
