// The lenses beside those of Container Tools and Docker DX, in the real server: nothing that one of them does is offered twice. What
// theirs are, is said by the sources of the two (see the table in README.md).
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeLens } from "vscode-languageserver-protocol";
import { PULLS } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";

const BAKE = `group "default" { targets = ["web"] }
target "web" {
  target = "dev"
}
target "inside" {
  dockerfile-inline = <<EOT
FROM alpine AS build
FROM build AS last
EOT
}
`;
const FILES: Readonly<Record<string, string>> = {
  Dockerfile: "FROM alpine AS dev\nFROM dev AS last\n",
  "compose.yaml": `services:
  web:
    build: .
  other:
    extends: web
  inside:
    build:
      dockerfile_inline: |
        FROM alpine AS build
        FROM build AS last
`,
  "docker-bake.hcl": BAKE,
  "docker-bake.override.hcl": 'target "web" {\n  target = "last"\n}\n',
  // Files that Docker DX does not take for bake files.
  "bake.hcl": BAKE,
  "bake.json": JSON.stringify({
    target: { web: {}, inside: { "dockerfile-inline": "FROM alpine AS build\nFROM build AS last" } },
  }),
};

/** What they do, as `program: action name`. */
function theirs(path: string, isDockerDx: boolean): string[] {
  const text = FILES[path] ?? "";
  // `ServiceStartupCodeLensProvider.ts`: what is there is run, at the keys of the services.
  if (path === "compose.yaml")
    return [...text.matchAll(/^(?:services|[ ]{2}(\w+)):/gm)].map(([, name = ""]) => `compose: up ${name}`);
  // `internal/bake/hcl/codeLens.go`, for the language `dockerbake`, which has two file names.
  if (!isDockerDx || !/^docker-bake(?:\.override)?\.hcl$/.test(path)) return [];
  return [...text.matchAll(/^(?:target|group) "(\w+)"/gm)].flatMap(([, name = ""]) =>
    ["build", "check", "print"].map(action => `bake: ${action} ${name}`),
  );
}

interface Argument {
  readonly id?: string;
  readonly stage?: string | null;
  readonly builds?: readonly { readonly tool: string; readonly name: string }[];
}

/** What ours do, with where they stand. */
function ours(path: string, { range, command }: CodeLens): { action: string; line: string }[] {
  const document = TextDocument.create(path, "", 0, FILES[path] ?? "");
  const line = document.getText().split("\n")[range.start.line]?.trim() ?? "";
  const [{ id = "", stage = null, builds = [] } = {}] = (command?.arguments ?? []) as Argument[];
  const [, tool, name] = /^(\w+) .*#(\w*)$/.exec(id) ?? [];
  const upTo = stage === null ? "" : ` up to ${stage}`;
  return [
    ...(tool === undefined ? [] : [`${tool}: build ${name ?? ""}`]),
    ...builds.map(build => `${build.tool}: build ${build.name}${upTo}`),
  ].map(action => ({ action, line }));
}

describe("lenses beside those of others", function () {
  this.timeout(60_000);

  async function all(isDockerDx: boolean): Promise<Map<string, { action: string; line: string }[]>> {
    const dynamic = { dynamicRegistration: true };
    const workspace = await openWorkspace(FILES, null, {
      capabilities: {
        textDocument: { ...PULLS.textDocument, synchronization: dynamic, codeLens: dynamic },
        workspace: { workspaceFolders: true, configuration: true },
      },
      configuration: items => items.map(() => (isDockerDx ? { isBesideDockerDx: true } : {})),
    });
    const found = new Map<string, { action: string; line: string }[]>();
    for (const path of Object.keys(FILES).filter(each => each !== "Dockerfile")) {
      const uri = workspace.uriOf(path);
      const textDocument = { uri, languageId: "yaml", version: 1, text: FILES[path] };
      await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
      const lenses = await workspace.editor.ask<CodeLens[]>("textDocument/codeLens", {}, uri);
      found.set(
        path,
        lenses.flatMap(lens => ours(path, lens)),
      );
    }
    await workspace.stop();
    return found;
  }

  for (const isDockerDx of [false, true])
    it(`do nothing that theirs do, ${isDockerDx ? "with" : "without"} Docker DX`, async () => {
      const actions = await all(isDockerDx);
      for (const [path, own] of actions) {
        const known = theirs(path, isDockerDx);
        assert.deepEqual(
          own.filter(({ action }) => known.includes(action)),
          [],
          path,
        );
        // Each action has one lens.
        assert.equal(new Set(own.map(({ action }) => action)).size, own.length, path);
      }
      const said = (path: string) =>
        (actions.get(path) ?? []).map(({ action, line }) => `${line}: ${action}`);
      const upTo = "FROM alpine AS build: bake: build inside up to build";
      const bake = ['target "web" {: bake: build web', upTo, "FROM build AS last: bake: build inside"];
      assert.deepEqual(said("bake.hcl"), bake);
      // What an override file says is built from there.
      assert.deepEqual(said("docker-bake.hcl"), isDockerDx ? [upTo] : bake.slice(1));
      assert.deepEqual(said("docker-bake.override.hcl"), isDockerDx ? [] : bake.slice(0, 1));
      assert.deepEqual(said("compose.yaml"), [
        "build: .: compose: build web",
        "other:: compose: build other",
        "FROM alpine AS build: compose: build inside up to build",
        "FROM build AS last: compose: build inside",
      ]);
    });
});
