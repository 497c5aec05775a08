// Stages of Dockerfiles inside of Compose and bake files, built by Compose and bake: the client as it is, in a fake editor, is asked for
// what the lenses of the real server have.
import { editor } from "../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { CodeLens } from "vscode-languageserver-protocol";
import type { UsesAnswer } from "../../server/src/protocol";
import { startClient, type StartedClient } from "../client/startedClient";
import { eventually } from "../e2e/eventually";
import { docker, ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";
import { openWorkspace, type WorkspaceEditor } from "../support/workspace";

const TEST_WITHIN = 2 * 60_000;
const SLOW = 10_000;
const RUN_WITHIN = 60_000;
const RUN = `${process.pid}${Date.now() % 1e6}`;
const IMAGE = `dockerfile-stages-tests/inline-${RUN}`;

const STAGES = (indent: string) =>
  [
    "FROM alpine:latest AS build",
    "ARG WORD",
    `RUN echo "$WORD ${RUN}" > /made`,
    "FROM alpine:latest AS release",
    "COPY --from=build /made /released",
  ]
    .map(line => `${indent}${line}\n`)
    .join("");
/** Its last instruction fails. */
const FAILS = (indent: string) =>
  ["FROM alpine:latest AS one", `RUN echo ${RUN}`, "RUN exit 3"].map(line => `${indent}${line}\n`).join("");
const FILES: Record<string, string> = {
  "compose.yaml": `name: inline-${RUN}
services:
  web:
    image: ${IMAGE}:compose
    build:
      tags: ["${IMAGE}:more"]
      args: {WORD: of Compose}
      dockerfile_inline: |
${STAGES("        ").replaceAll("$WORD", "$$$$WORD")}  broken:
    build:
      dockerfile_inline: |
        FROM alpine:latest AS broken
        RUN exit 3
`,
  // Each fails, in a text that is written in another way.
  "fails/compose.yaml": `name: inline-fails-${RUN}
x-text: &text |2-
${FAILS("    ")}
services:
  folded:
    build:
      dockerfile_inline: >
${FAILS("        ").replaceAll("\n", "\n\n")}  quoted:
    build:
      dockerfile_inline: "FROM alpine:latest AS one\\nRUN echo ${RUN}\\nRUN \\
        exit 3\\n"
  alias:
    build: {dockerfile_inline: *text}
  given:
    build:
      dockerfile_inline: |
        FROM alpine:latest AS one

        RUN echo ${RUN}
        RUN exit \${CODE:-3}
  missing:
    build:
      dockerfile_inline: |
        FROM alpine:latest
        COPY compose.yml /
`.replaceAll("\n", "\r\n"),
  "fails/docker-bake.hcl": `variable "code" { default = 3 }
target "heredoc" {
  dockerfile-inline = <<EOT
${FAILS("").replace("exit 3", "exit ${code}")}EOT
}
target "quoted" {
  dockerfile-inline = "FROM alpine:latest AS one\\nRUN echo ${RUN}\\nRUN exit 3\\n"
}
`,
  "docker-bake.hcl": `target "web" {
  tags = ["${IMAGE}:bake"]
  args = { WORD = "of bake" }
  output = ["type=local,dest=written"]
  dockerfile-inline = <<-EOT
${STAGES("    ")}  EOT
}
`,
};

describe("builds of stages inside of other files", function () {
  this.timeout(TEST_WITHIN);
  this.slow(SLOW);
  let workspace: WorkspaceEditor;
  let client: StartedClient;
  /** Images that the project does not name. */
  let own: string[] = [];
  /** Temporary folders are made here: other tests beside these have theirs elsewhere. */
  const temporary = mkdtempSync(join(tmpdir(), "inline-"));
  const outer = process.env["TMPDIR"];

  before(async function () {
    process.env["TMPDIR"] = temporary;
    const missing = await ensureImages(["alpine:latest"]);
    if (missing) skipBecause(this, missing);
    workspace = await openWorkspace(FILES, null, {
      capabilities: {
        textDocument: { synchronization: { dynamicRegistration: true } },
        workspace: { workspaceFolders: true },
      },
    });
    const folder = basename(workspace.folder).toLowerCase().replaceAll(" ", "-");
    own = [`dockerfile-stages/${folder}-web:build`];
    editor.folder = workspace.folder;
    for (const [path, text] of Object.entries(FILES)) {
      const textDocument = { uri: workspace.uriOf(path), languageId: "yaml", version: 1, text };
      await workspace.editor.connection.sendNotification("textDocument/didOpen", { textDocument });
    }
    client = startClient(
      { folder: mkdtempSync(join(tmpdir(), "inline-")), program: "docker" },
      uri => editor.document(uri) ?? assert.fail(`${uri} is not open`),
      (method, { textDocument, ...params }) =>
        workspace.editor.ask<UsesAnswer>(method, params, textDocument.uri),
      (method, params) => workspace.editor.connection.sendRequest(method, params),
    );
  });

  after(async () => {
    const tags = ["compose", "more", "bake"].map(tag => `${IMAGE}:${tag}`);
    await docker(["image", "rm", "--force", ...tags, ...own], { timeout: RUN_WITHIN });
    client.stop();
    await workspace.stop();
    editor.folder = undefined;
    if (outer === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = outer;
  });

  /** Clicks the lens with a title. */
  async function click(path: string, title: string): Promise<void> {
    editor.written = "";
    editor.said = [];
    editor.open(join(workspace.folder, path), FILES[path] ?? "");
    const lenses = await workspace.editor.ask<CodeLens[]>("textDocument/codeLens", {}, workspace.uriOf(path));
    const command = lenses.find(each => each.command?.title === title)?.command;
    assert.ok(command, title);
    await editor.run(command.command, command.arguments?.[0]);
  }
  const has = async (image: string) =>
    (await docker(["image", "ls", "--quiet", image], { timeout: RUN_WITHIN })).stdout.trim() !== "";
  const fileOf = async (image: string, file: string) => {
    const { stdout, stderr } = await docker(["run", "--rm", "--network", "none", image, "cat", file], {
      timeout: RUN_WITHIN,
    });
    return stdout + stderr;
  };
  const leftovers = () => readdirSync(temporary).filter(name => name.startsWith("dockerfile-stages-"));

  for (const [path, word] of [
    ["compose.yaml", "of Compose"],
    ["docker-bake.hcl", "of bake"],
  ] as const)
    it(`end at another stage, with all that the build gives, and replace no image of the project: ${path}`, async () => {
      const before = leftovers();
      await docker(["image", "rm", "--force", ...own], { timeout: RUN_WITHIN });
      await click(path, "▶ Build up to build");
      assert.deepEqual(editor.said, [], editor.written);
      assert.match(editor.written, /Built in /);
      assert.equal(await fileOf(own[0] ?? "", "/made"), `${word} ${RUN}\n`);
      for (const tag of ["compose", "more", "bake"]) assert.equal(await has(`${IMAGE}:${tag}`), false, tag);
      assert.equal(readdirSync(workspace.folder).includes("written"), false);
      assert.deepEqual(leftovers(), before);
    });

  it("are those of the service as it is, with its own images", async () => {
    await click("compose.yaml", "▶ Build release");
    assert.deepEqual(editor.said, [], editor.written);
    assert.equal(await fileOf(`${IMAGE}:compose`, "/released"), `of Compose ${RUN}\n`);
    assert.ok(await has(`${IMAGE}:more`));
  });

  const toldFailure = () =>
    eventually(
      "the failure is told",
      () => editor.said.join(),
      words => words !== "",
    );
  /** `the line: message` of the problems in a file. */
  const problemsIn = (path: string) => {
    const document = editor.document(workspace.uriOf(path));
    assert.ok(document);
    const lines = document.getText().split(/\r?\n/);
    return editor
      .diagnostics(document)
      .map(({ range, message }) => `${lines[range.start.line]?.trim() ?? ""}: ${message}`);
  };

  it("fail with the words of the builder, at the line of the file", async () => {
    await click("compose.yaml", "▶ Build broken");
    assert.match(await toldFailure(), /^compose\.yaml, line 18: .*exit code: 3/);
    const [problem, ...others] = problemsIn("compose.yaml");
    assert.match(problem ?? "", /^RUN exit 3: .*exit code: 3/);
    assert.deepEqual(others, []);
    // The mark of the step that failed is the only one with neither a time nor "cached" behind it.
    assert.ok(editor.decorations().some(({ range }) => range.start.line === 17));
  });

  for (const [path, name, line] of [
    ["fails/compose.yaml", "folded", "RUN exit 3"],
    ["fails/compose.yaml", "quoted", 'dockerfile_inline: "FROM alpine:latest AS one'],
    ["fails/compose.yaml", "alias", "RUN exit 3"],
    ["fails/compose.yaml", "given", "RUN exit ${CODE:-3}"],
    ["fails/compose.yaml", "missing", "COPY compose.yml /"],
    ["fails/docker-bake.hcl", "heredoc", "RUN exit ${code}"],
    ["fails/docker-bake.hcl", "quoted", "dockerfile-inline ="],
  ] as const)
    it(`mark the line that fails, however it is written: ${name} in ${path}`, async () => {
      editor.written = "";
      editor.said = [];
      editor.open(join(workspace.folder, path), FILES[path] ?? "");
      const tool = path.endsWith("hcl") ? "bake" : "compose";
      const folder = workspace.uriOf(path).replace(/\/[^/]*$/, "");
      const builds = [
        { label: name, tool, name, files: [workspace.uriOf(path)], folder, isMultiPlatform: false },
      ];
      await editor.run("dockerfileStages.buildInlineStage", {
        ...{ uri: workspace.uriOf(path), stage: null, builds },
      });
      const said = await toldFailure();
      const [problem = "", ...others] = problemsIn(path);
      assert.ok(problem.startsWith(line), `${problem} (${editor.written})`);
      assert.deepEqual(others, []);
      if (name !== "missing") assert.match(problem, /exit code: 3/);
      else {
        assert.match(said, /"compose\.yml" is not in the build context/);
        assert.match(said, /The build context has "compose\.yaml"/);
      }
    });

  it("keep the mark at its line while the file is edited, and the problem", async () => {
    const path = "compose.yaml";
    await click(path, "▶ Build broken");
    await toldFailure();
    const document = editor.document(workspace.uriOf(path));
    assert.ok(document);
    editor.type(document, 0, "# one\n# two\n");
    assert.match(problemsIn(path).join(), /^RUN exit 3: /);
    assert.ok(editor.decorations().some(({ range }) => range.start.line === 19));
  });
});
