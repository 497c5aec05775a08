/**
 * Beside Docker DX nothing is said twice: what its language server answers was recorded (docker-language-server at a8ca186), and with
 * DOCKER_LANGUAGE_SERVER, the path of the program, it is asked again.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { StreamMessageReader, StreamMessageWriter, createMessageConnection } from "vscode-jsonrpc/node";
import { besideDockerDx } from "../../../server/src/features/around/besideDockerDx";
import { findingsIn } from "../../around/findings";
import { ROOT, readFile, textFiles } from "../../around/read";

const BAKE = `variable "T" { default = "gone" }
variable "DIR" { default = "app" }
target "literal" {
  context = "app"
  target = "deb"
  args = {
    VERSION = "1"
    OTHER = "1"
    TARGETARCH = "x"
  }
}
target "variable" {
  context = "app"
  target = T
}
target "template" {
  target = "\${T}-x"
}
target "opendir" {
  context = DIR
  target = "deb"
  args = { OTHER = "1" }
}
target "child" {
  inherits = ["opendir"]
  target = "dev1"
}
target "inline" {
  dockerfile-inline = "FROM alpine AS a"
  target = "b"
}
target "matrix" {
  name = "m-\${v}"
  matrix = { v = ["dev", "prod"] }
  context = "app"
  target = "deb"
}
target "filter" {
  target = "dev"
  contexts = { nothing = "app" }
}
target "case" {
  target = "build"
}
`;
const GONE = `target "a" {
  inherits = ["gone"]
}
target "b" {
  context = "app"
  target = "deb"
  args = { OTHER = "1" }
}
`;
const DOCKERFILE = "FROM alpine AS Build\nARG VERSION\nFROM alpine AS dev\n";

/** What it reports, by the file: the line, from 1. */
const RECORDED: Readonly<Record<string, readonly number[]>> = {
  // It takes neither a predefined argument (9) nor a name in another case (43) for what it is.
  "docker-bake.hcl": [5, 8, 9, 21, 22, 43],
  "bake.gone.hcl": [],
  // It does not take a file of this name for a bake file.
  "bake.hcl": [],
};
const FILES: Readonly<Record<string, string>> = {
  "docker-bake.hcl": BAKE,
  "bake.gone.hcl": GONE,
  "bake.hcl": BAKE,
  Dockerfile: DOCKERFILE,
  "app/Dockerfile": DOCKERFILE,
};

describe("beside Docker DX", () => {
  for (const [file, said] of Object.entries(RECORDED))
    it(`what it reports in ${file} is not reported again, and everything else is`, async () => {
      const files = textFiles(FILES);
      const path = `${ROOT}/${file}`;
      const text = FILES[file] ?? "";
      const all =
        (
          await findingsIn(
            Object.keys(FILES).map(each => `${ROOT}/${each}`),
            files,
          )
        ).get(path) ?? [];
      const { uses } = await readFile(path, files);
      const linesOf = (findings: readonly (typeof all)[number][]) =>
        findings.map(({ place }) => text.slice(0, place.span.start).split("\n").length);
      const own = linesOf(all);
      assert.ok(own.length > 0);
      assert.deepEqual(
        linesOf(besideDockerDx(all, uses, path, text)),
        own.filter(line => !said.includes(line)),
      );
    });

  const program = process.env["DOCKER_LANGUAGE_SERVER"];
  if (program !== undefined)
    it("its server answers what was recorded", async function () {
      this.timeout(30_000);
      const folder = mkdtempSync(join(tmpdir(), "docker-dx-"));
      for (const [path, text] of Object.entries(FILES)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const child = spawn(program, ["start", "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
      const connection = createMessageConnection(
        new StreamMessageReader(child.stdout),
        new StreamMessageWriter(child.stdin),
      );
      try {
        connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
          items.map(() => null),
        );
        connection.listen();
        const uri = pathToFileURL(folder).href;
        await connection.sendRequest("initialize", {
          processId: process.pid,
          rootUri: uri,
          workspaceFolders: [{ uri, name: "w" }],
          capabilities: {},
          initializationOptions: { telemetry: "off" },
        });
        await connection.sendNotification("initialized", {});
        for (const [file, lines] of Object.entries(RECORDED)) {
          const told = new Promise<number[]>(resolve => {
            connection.onNotification(
              "textDocument/publishDiagnostics",
              (params: { uri: string; diagnostics: { range: { start: { line: number } } }[] }) => {
                if (params.uri.endsWith(`/${file}`))
                  resolve(params.diagnostics.map(({ range }) => range.start.line + 1));
              },
            );
          });
          await connection.sendNotification("textDocument/didOpen", {
            textDocument: { uri: `${uri}/${file}`, languageId: "dockerbake", version: 1, text: FILES[file] },
          });
          assert.deepEqual(await told, lines);
        }
      } finally {
        connection.dispose();
        child.kill();
        rmSync(folder, { recursive: true });
      }
    });
});
