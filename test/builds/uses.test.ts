// Builds of Dockerfiles as Compose and bake files describe them, with the engine, Compose and bake themselves: the client as it is, in
// a fake editor, is told of the uses by the real server.
import { editor } from "../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UsesAnswer } from "../../server/src/protocol";
import { startClient, type StartedClient } from "../client/startedClient";
import { eventually } from "../e2e/eventually";
import { docker, ensureImages, runProgram } from "../support/engine";
import { skipBecause } from "../support/suiteResult";
import { openWorkspace, type WorkspaceEditor } from "../support/workspace";

const TEST_WITHIN = 5 * 60_000;
const SLOW = 20_000;
const RUN_WITHIN = 60_000;
/** No image is called so otherwise, and no step was ever done. */
const RUN = `${process.pid}${Date.now() % 1e6}`;
const IMAGE = `dockerfile-stages-tests/uses-${RUN}`;

const FILES: Record<string, string> = {
  "compose.yaml": `name: uses-${RUN}
services:
  web:
    image: ${IMAGE}:web
    build:
      context: .
      dockerfile: services/web/Dockerfile
      target: runtime
      args: {GREETING: "a 'b' $\${c} \`d\`"}
      additional_contexts: {shared: "service:shared"}
  api:
    image: ${IMAGE}:api
    build: {context: ., dockerfile: services/api/Dockerfile}
  shared:
    image: ${IMAGE}:shared
    build: shared
`,
  "docker-bake.hcl": `group "default" { targets = ["release"] }
group "release" { targets = ["web", "api"] }
target "web" {
  dockerfile = "services/web/Dockerfile"
  target = "runtime"
  contexts = { shared = "target:shared" }
  args = { GREETING = "of bake" }
  tags = ["${IMAGE}:web"]
}
target "api" {
  dockerfile = "services/api/Dockerfile"
  tags = ["${IMAGE}:api"]
}
target "shared" {
  context = "shared"
}
`,
  "services/web/Dockerfile": `FROM alpine:latest AS build
ARG GREETING
RUN echo "$GREETING ${RUN}" > /greeting

FROM alpine:latest AS runtime
COPY --from=build /greeting /greeting
COPY --from=shared /of-shared /of-shared
COPY services/web/page /page

FROM scratch AS unused
COPY --from=build /greeting /greeting
`,
  "services/web/page": "the page\n",
  "services/api/Dockerfile": `FROM alpine:latest
COPY services/api/program /program
RUN cat /program && echo ${RUN}
`,
  "services/api/program": "the program\n",
  "shared/Dockerfile": `FROM alpine:latest\nRUN echo "shared ${RUN}" > /of-shared\n`,
};
const WEB = "services/web/Dockerfile";
const API = "services/api/Dockerfile";

describe("builds of what other files say", function () {
  this.timeout(TEST_WITHIN);
  this.slow(SLOW);
  let workspace: WorkspaceEditor;
  let client: StartedClient;

  before(async function () {
    const missing = await ensureImages(["alpine:latest"]);
    if (missing) skipBecause(this, missing);
    workspace = await openWorkspace(FILES, WEB, {
      capabilities: {
        textDocument: { synchronization: { dynamicRegistration: true } },
        workspace: { workspaceFolders: true },
      },
      initializationOptions: { choosesUses: true },
    });
    editor.folder = workspace.folder;
    client = startClient(
      { folder: mkdtempSync(join(tmpdir(), "uses-")), program: "docker" },
      uri => editor.document(uri) ?? assert.fail(`${uri} is not open`),
      (method, { textDocument, ...params }) =>
        workspace.editor.ask<UsesAnswer>(method, params, textDocument.uri),
    );
  });

  after(async () => {
    const tags = ["web", "api", "shared"].map(tag => `${IMAGE}:${tag}`);
    await docker(["image", "rm", "--force", ...tags], { timeout: RUN_WITHIN });
    client.stop();
    await workspace.stop();
    editor.folder = undefined;
  });

  const openFile = (path: string) => {
    editor.written = "";
    editor.said = [];
    return editor.open(join(workspace.folder, path), FILES[path] ?? "");
  };
  const choose = async (path: string, label: string) => {
    const document = openFile(path);
    editor.answers = [label];
    await editor.run("dockerfileStages.chooseUse", { uri: document.uri.toString() });
    return document;
  };
  const fileOf = async (tag: string, file: string) => {
    const shown = ["run", "--rm", "--network", "none", `${IMAGE}:${tag}`, "cat", file];
    const { stdout, stderr } = await docker(shown, { timeout: RUN_WITHIN });
    return stdout + stderr;
  };
  /**
   * The lines, from 1, that have a mark of the last build in the gutter. The engine tells a step that several builds share, as the one
   * of the same base, as a step of one of them.
   */
  const marked = () => {
    const lines = editor.decorations().map(({ range: { start } }) => start.line);
    const isFrom = (line: number) =>
      editor.active()?.getText().split("\n")[line]?.startsWith("FROM") === true;
    return [...new Set(lines)]
      .filter(line => !isFrom(line))
      .map(line => line + 1)
      .sort();
  };

  it("has the context, the arguments, the tag and the image of the other service, as Compose does", async () => {
    const document = await choose(WEB, "compose.yaml › web");
    await client.click(document, "buildUpToStage", 1);
    assert.match(editor.written, /Builds compose\.yaml › shared first/, editor.written);
    assert.deepEqual(editor.said, [], editor.written);
    assert.equal(await fileOf("web", "/greeting"), `a 'b' \${c} \`d\` ${RUN}\n`);
    assert.equal(await fileOf("web", "/of-shared"), `shared ${RUN}\n`);
    assert.equal(await fileOf("web", "/page"), "the page\n");
  });

  it("has what bake says, once that is chosen", async () => {
    const document = await choose(WEB, "docker-bake.hcl › web");
    await client.click(document, "buildUpToStage", 1);
    assert.match(editor.written, /Builds docker-bake\.hcl › shared first/, editor.written);
    assert.deepEqual(editor.said, [], editor.written);
    assert.equal(await fileOf("web", "/greeting"), `of bake ${RUN}\n`);
  });

  it("is the command that is copied, and that a shell runs as it is", async () => {
    const document = await choose(WEB, "compose.yaml › web");
    // The command makes the image of the other service, too.
    const { stdout } = await docker(["image", "ls", "--quiet", "dockerfile-stages/shared"], {
      timeout: RUN_WITHIN,
    });
    await docker(["image", "rm", "--force", ...stdout.split("\n").filter(Boolean)], { timeout: RUN_WITHIN });
    await client.click(document, "copyBuildCommand", 0);
    const { status, stderr } = await runProgram("sh", ["-c", editor.clipboard], { timeout: TEST_WITHIN });
    assert.equal(status, 0, `${editor.clipboard}\n${stderr}`);
    assert.match(stderr, new RegExp(`CACHED|a 'b' \\$\\{c\\} .d. ${RUN}`));
  });

  for (const [tool, label] of [
    ["Compose", "docker compose build"],
    ["bake", "docker buildx bake"],
    ["a group of bake", "docker buildx bake release"],
  ] as const) {
    it(`is done by ${tool} itself, with marks in each Dockerfile`, async () => {
      const document = openFile(API);
      await client.click(document, "buildWithTool", 0, [label]);
      assert.deepEqual(editor.said, [], editor.written);
      assert.match(editor.written, /Built in /);
      assert.deepEqual(marked(), [2, 3]);
      openFile(WEB);
      assert.deepEqual(marked(), [3, 6, 7, 8]);
      openFile("shared/Dockerfile");
      assert.deepEqual(marked(), [2]);
    });
  }

  it("has its marks where its use is in force, and its name where another one is", async () => {
    await choose(WEB, "compose.yaml › web");
    const document = openFile(WEB);
    await client.click(document, "buildWithTool", 0, ["docker buildx bake release"]);
    assert.deepEqual(editor.said, [], editor.written);
    const named = () =>
      editor.decorations().some(({ hoverMessage }) => /bake\.hcl › web/.test(hoverMessage?.value ?? ""));
    assert.deepEqual([marked(), named()], [[3, 6, 7, 8], true]);
    await choose(WEB, "Settings");
    assert.deepEqual(marked(), [], "the settings have not been built");
    await choose(WEB, "docker-bake.hcl › web");
    assert.deepEqual([marked(), named()], [[3, 6, 7, 8], false]);
  });

  it("is done by Compose and fails in the one Dockerfile, with a problem at its instruction", async () => {
    const text = `${FILES[API] ?? ""}RUN echo "the failure ${RUN}" && exit 3\n`;
    workspace.write(API, text);
    const document = editor.open(join(workspace.folder, API), text);
    await client.click(document, "buildWithTool", 0, ["docker compose build"]);
    const [problem, ...others] = editor.diagnostics(document);
    assert.deepEqual([problem?.range.start.line, others], [3, []], editor.written);
    assert.match(problem?.message ?? "", /exit code: 3/);
    const said = await eventually(
      "the failure is told",
      () => editor.said.join(),
      words => words !== "",
    );
    assert.match(said, /^Dockerfile, line 4: .*exit code: 3/);
    assert.deepEqual(editor.diagnostics(openFile(WEB)), []);
    workspace.write(API, FILES[API] ?? "");
  });

  it("fails for a file that the folder above has, which is offered, taken and remembered", async () => {
    const document = openFile(API);
    editor.answers = ["Settings"];
    await editor.run("dockerfileStages.chooseUse", { uri: document.uri.toString() });
    await client.click(document, "buildUpToStage", 0);
    const said = await eventually(
      "the failure is told",
      () => editor.said.join(),
      words => words !== "",
    );
    assert.match(
      said,
      /^Dockerfile, line 2: "services\/api\/program" is not in the build context "services\/api"\. The folder/,
    );
    editor.said = [];
    await client.click(document, "buildWithContext", 0);
    assert.deepEqual([editor.said, editor.diagnostics(document)], [[], []], editor.written);
    await client.click(document, "copyBuildCommand", 0);
    assert.match(editor.clipboard, /'\S*\/around a Dockerfile \w+'$/);
  });
});
