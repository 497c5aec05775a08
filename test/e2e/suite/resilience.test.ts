import { strict as assert } from "node:assert";
import { unlink } from "node:fs/promises";
import {
  commands,
  CompletionItemKind,
  languages,
  Position,
  window,
  type CodeLens,
  type CompletionList,
  type Location,
} from "vscode";
import { eventually } from "../eventually";
import { openMarked, type MarkedFile } from "./markedFile";

const TEXT = "FROM alpine AS build\nFROM scratch\nCOPY --from=build /a /b\nCOPY --from= /a /b\n";
const AT_FROM = new Position(3, "COPY --from=".length);

describe("a language server that is killed while a person types", () => {
  it("is started again, and the next answer is right", async () => {
    const file = await openMarked(TEXT);
    await eventually(
      "a first answer",
      () => offered(file),
      names => names.includes("build"),
    );
    const killed = serverProcess();
    assert.ok(killed, "no process of the language server was found");
    process.kill(killed, "SIGKILL");
    await insert(file, 1, "FROM busybox AS fresh\n");
    await eventually(
      "the new stage, newest first",
      () => offered(file, 4),
      names => names.join() === "fresh,build",
    );
    assert.notEqual(serverProcess(), killed);
    // The text that the new server has is the one on the screen: a mistake is found on the right line.
    await insert(file, 5, "COPY --from=9 /a /b\n");
    const found = await eventually(
      "a finding",
      () => languages.getDiagnostics(file.uri),
      all => all.length > 0,
    );
    assert.deepEqual(
      found.map(({ message, range }) => [message, range.start.line]),
      [
        [
          "invalid stage index 9. Use the name of a stage above this one. A name stays correct when you add stages.",
          5,
        ],
      ],
    );
  });

  it("is started again by the command", async () => {
    const file = await openMarked(TEXT);
    await eventually(
      "a first answer",
      () => offered(file),
      names => names.includes("build"),
    );
    const before = serverProcess();
    await commands.executeCommand("dockerfileStages.restartServer");
    await eventually(
      "the same answer",
      () => offered(file),
      names => names.includes("build"),
    );
    assert.ok(before);
    assert.notEqual(serverProcess(), before);
  });
});

describe("a file that is deleted while it is open", () => {
  it("can still be worked on, and takes its findings with it when it is closed", async () => {
    const file = await openMarked(`${TEXT}COPY --from=9 /a /b\n`);
    await insert(file, 0, "# edited, so that VS Code keeps it open\n");
    await eventually(
      "a finding",
      () => languages.getDiagnostics(file.uri),
      found => found.length > 0,
    );
    await unlink(file.uri.fsPath);
    await insert(file, 2, "FROM busybox AS fresh\n");
    await eventually(
      "an answer",
      () => offered(file, 5),
      names => names.join() === "fresh,build",
    );
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await eventually(
      "no finding",
      () => languages.getDiagnostics(file.uri),
      found => found.length === 0,
    );
    const other = await openMarked(TEXT);
    assert.ok((await offered(other)).includes("build"));
  });
});

describe("a file that is no sensible Dockerfile", () => {
  const files: Record<string, string> = {
    "is empty": "",
    "is full of control characters": "\u0001\ufffd\u0007FROM\u0002 AS \u001b\u0003\r\u2028\ufeff",
    "is one line of a million characters": `RUN ${"x".repeat(1_000_000)}`,
    "has stages in a circle": "FROM b AS a\nCOPY --from=b / /\nFROM a AS b\nCOPY --from=a / /\n",
    "has five thousand stages": Array.from({ length: 5000 }, (_, n) => `FROM alpine AS s${n}\n`).join(""),
  };
  for (const [title, text] of Object.entries(files)) {
    it(`that ${title} stops nothing`, async () => {
      const strange = await openMarked(text);
      const definition = await commands.executeCommand<Location[]>(
        "vscode.executeDefinitionProvider",
        strange.uri,
        new Position(0, 0),
      );
      assert.deepEqual(definition, []);
      await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", strange.uri);
      await window.showTextDocument(strange.document);
      await insert(strange, 0, "FROM scratch\n");
      const good = await openMarked(TEXT);
      assert.ok((await offered(good)).includes("build"));
    });
  }
});

/** The stages offered after `--from=`, newest first. */
async function offered(file: MarkedFile, line = AT_FROM.line): Promise<string[]> {
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    file.uri,
    AT_FROM.with({ line }),
  );
  return list.items
    .filter(item => item.kind !== CompletionItemKind.Text) // The words of the file, which VS Code adds itself.
    .map(item => ({ name: typeof item.label === "string" ? item.label : item.label.label, item }))
    .sort((one, other) => ((one.item.sortText ?? one.name) < (other.item.sortText ?? other.name) ? -1 : 1))
    .map(({ name }) => name)
    .filter(name => name === "build" || name === "fresh");
}

async function insert(file: MarkedFile, line: number, text: string): Promise<void> {
  assert.ok(
    await file.editor.edit(builder => {
      builder.insert(new Position(line, 0), text);
    }),
  );
}

/** The process id of the language server, which is a child of this very extension host. */
function serverProcess(): number | undefined {
  const { _getActiveHandles } = process as unknown as { _getActiveHandles: () => object[] };
  for (const handle of _getActiveHandles.call(process)) {
    const { pid, spawnargs, exitCode } = handle as {
      pid?: number;
      spawnargs?: string[];
      exitCode?: number | null;
    };
    if (exitCode === null && spawnargs?.some(word => /dist[\\/]server[\\/]node\.js$/.test(word))) return pid;
  }
  return undefined;
}
