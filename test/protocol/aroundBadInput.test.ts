// A workspace that nobody has: what is too large, goes in circles, leads elsewhere or cannot be read, beside what is right.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PULLS, startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";
import { eventually } from "../e2e/eventually";
import { pathToFileURL } from "node:url";
import { FIND_FILES_REQUEST, USES_REQUEST } from "../../server/src/protocol";
import type { FindFilesAnswer, FindFilesParams, UsesAnswer } from "../../server/src/protocol";

const DOCKERFILE = "FROM scratch AS one\n\nFROM one AS two\n";
const compose = (context: string, target: string) =>
  `services:\n  ${target}: {build: {context: ${context}, target: ${target}}}\n`;

describe("a workspace that nobody has", function () {
  this.timeout(60_000);
  let outside: string;
  let folder: string;
  let editor: Editor;
  let isOpen = false;
  const logged: string[] = [];
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;

  /** Opens the workspace, and answers the uses of its Dockerfile once they are known. */
  async function open(find?: (params: FindFilesParams) => FindFilesAnswer): Promise<UsesAnswer["uses"]> {
    const capabilities = { ...PULLS, workspace: { workspaceFolders: true } };
    isOpen = true;
    editor = await startEditor({ capabilities, initializationOptions: { findsFiles: find !== undefined } });
    if (find) editor.connection.onRequest(FIND_FILES_REQUEST, find);
    editor.connection.onRequest("workspace/workspaceFolders", () => [
      { uri: pathToFileURL(folder).href, name: "w" },
    ]);
    editor.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      logged.push(message);
    });
    editor.open(DOCKERFILE, uriOf("Dockerfile"));
    const { uses } = await eventually(
      "the uses are known",
      () => editor.ask<UsesAnswer>(USES_REQUEST, {}, uriOf("Dockerfile")),
      ({ isKnown }) => isKnown,
    );
    return uses;
  }

  beforeEach(() => {
    logged.length = 0;
    outside = mkdtempSync(join(tmpdir(), "outside "));
    folder = mkdtempSync(join(tmpdir(), "nobody has "));
    for (const each of ["api", "closed", "hosts"]) mkdirSync(join(folder, each));
    const write = (path: string, text: string) => {
      writeFileSync(join(folder, path), text);
    };
    write("Dockerfile", DOCKERFILE);
    write("compose.yaml", compose(".", "one"));
  });

  afterEach(async () => {
    chmodSync(join(folder, "closed"), 0o700);
    if (isOpen) assert.equal(await editor.stop(), 0, "the server has survived it");
    isOpen = false;
    for (const each of [folder, outside]) rmSync(each, { recursive: true });
  });

  it("is known but for what is too large, which is said once", async () => {
    const services = Array.from(
      { length: 10_000 },
      (_, at) => `  s${at}: {build: {context: ., target: two}}`,
    );
    writeFileSync(join(folder, "compose.many.yaml"), `services:\n${services.join("\n")}\n`);
    writeFileSync(join(folder, "compose.large.yaml"), compose(".", "two") + "#".repeat(5_000_000));
    const uses = await open();
    assert.equal(uses.length, 10_001);
    const told = logged.filter(message => message.includes("compose.large.yaml"));
    assert.equal(told.length, 1);
  });

  it("is left at none of its links: neither in circles, nor where they lead elsewhere", async function () {
    if (process.platform === "win32") this.skip();
    writeFileSync(join(outside, "compose.yaml"), compose(folder, "two"));
    symlinkSync(folder, join(folder, "api", "circle"));
    symlinkSync(outside, join(folder, "elsewhere"));
    symlinkSync(join(outside, "compose.yaml"), join(folder, "docker-compose.yml"));
    symlinkSync(join(folder, "gone"), join(folder, "Makefile"));
    assert.deepEqual(
      (await open()).map(({ label }) => label),
      ["compose.yaml › one"],
    );
    assert.equal(logged.filter(message => /cannot be searched/.test(message)).length, 0);
  });

  // Nothing is closed to root, nor by these bits on Windows: there, the test of the walk alone has such a folder.
  if (process.platform !== "win32" && process.getuid?.() !== 0)
    it("is searched but for a folder that cannot be read, which is said once", async () => {
      chmodSync(join(folder, "closed"), 0);
      assert.equal((await open()).length, 1);
      assert.equal(logged.filter(message => /cannot be searched.*closed/.test(message)).length, 1);
    });

  it("asks no other host, and reads nothing outside that its files name", async () => {
    writeFileSync(join(outside, "base.yaml"), compose(folder, "two"));
    const texts = {
      "compose.a.yaml": `services:\n  a: {extends: {file: ${join(outside, "base.yaml")}, service: two}}\n`,
      "compose.b.yaml": `include: [${join(outside, "base.yaml")}, //host.invalid/share/compose.yaml]\n`,
      "compose.c.yaml": compose("https://host.invalid/r.git", "c") + compose("//host.invalid/share", "d"),
      Makefile: `include ${join(outside, "base.yaml")} //host.invalid/vars.mk\n`,
    };
    for (const [path, text] of Object.entries(texts)) writeFileSync(join(folder, path), text);
    assert.deepEqual(
      (await open()).map(({ label }) => label),
      ["compose.yaml › one"],
    );
  });

  it("is what the client finds, whatever it says", async () => {
    writeFileSync(join(outside, "compose.yaml"), compose(folder, "two"));
    writeFileSync(join(folder, "api", "compose.yaml"), compose("..", "two"));
    const paths = [
      "/Dockerfile",
      "/compose.yaml",
      `/../${outside.split("/").at(-1)}/compose.yaml`,
      "/gone/Makefile",
    ];
    const asked: string[] = [];
    const uses = await open(({ uri }) => {
      asked.push(uri);
      return { paths, isComplete: true };
    });
    assert.deepEqual(asked, [pathToFileURL(folder).href]);
    assert.deepEqual(
      uses.map(({ label }) => label),
      ["compose.yaml › one"],
    );
  });

  it("is gone through where the client finds nothing or refuses", async () => {
    const uses = await open(() => {
      throw new Error("It cannot search.");
    });
    assert.equal(uses.length, 1);
  });
});
