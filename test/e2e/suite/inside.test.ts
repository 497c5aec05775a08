import { strict as assert } from "node:assert";
import { basename, dirname } from "node:path";
import {
  commands,
  ConfigurationTarget,
  FileType,
  languages,
  ProcessExecution,
  tasks,
  Uri,
  workspace,
} from "vscode";
import type { CompletionList, Position, TaskExecution } from "vscode";
import { docker, ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { openMarked, type MarkedFile } from "./markedFile";

const BASE = "alpine:latest";
const WITHIN = 60_000;
const TEXT = `FROM scratch AS files
COPY Dockerfile /app/main.js
COPY ["Dockerfile", "/app/a b; $(id)"]

FROM ${BASE} AS service
RUN ln -s /etc/passwd /users
EXPOSE 18080
CMD ["true"]

FROM scratch
COPY --from=files <|>/app/main.js /
`;

describe("inside of a stage", function () {
  this.timeout(120_000);
  let file: MarkedFile;
  const built: string[] = [];
  const image = (stage: string) => `${basename(dirname(file.uri.fsPath))}:${stage}`;
  const run = (command: string, stage: number) =>
    commands.executeCommand(`dockerfileStages.${command}`, { uri: file.uri.toString(), stage });

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
    file = await openMarked(TEXT);
    built.push(image("files"), image("service"));
  });

  after(async () => {
    if (built.length === 0) return;
    await docker(["image", "rm", "--force", ...built], { timeout: WITHIN });
  });

  const inImage = async (stage: string, path: string): Promise<Uri> => {
    const { stdout, stderr } = await docker(["image", "inspect", "--format", "{{.Id}}", image(stage)], {
      timeout: WITHIN,
    });
    assert.match(stdout, /^sha256:/, stderr);
    return Uri.from({ scheme: "dockerfile-stage", authority: stdout.trim().slice("sha256:".length), path });
  };

  it("are its files, which open as others do and cannot be changed", async () => {
    await run("browseFiles", 0);
    const { fs } = workspace;
    assert.deepEqual(await fs.readDirectory(await inImage("files", "/")), [["app", FileType.Directory]]);
    const script = await inImage("files", "/app/main.js");
    assert.equal(Buffer.from(await fs.readFile(script)).toString("utf8"), TEXT.replace("<|>", ""));
    const strange = await inImage("files", "/app/a b; $(id)");
    assert.equal((await fs.readFile(strange)).length, (await fs.stat(strange)).size);
    const document = await workspace.openTextDocument(script);
    assert.equal(document.languageId, "javascript");
    await assert.rejects(async () => fs.writeFile(script, Buffer.from("x")));
    await assert.rejects(async () => fs.delete(script));
    await assert.rejects(async () => fs.readFile(await inImage("files", "/app")));
    await assert.rejects(async () => fs.readFile(await inImage("files", "/nowhere")));
    assert.deepEqual(languages.getDiagnostics(script), []);
  });

  it("are links, which lead where they lead in the image", async () => {
    await run("browseFiles", 1);
    const { fs } = workspace;
    const users = await inImage("service", "/users");
    assert.equal((await fs.stat(users)).type, FileType.SymbolicLink | FileType.File);
    assert.match(Buffer.from(await fs.readFile(users)).toString("utf8"), /^root:/);
  });

  it("are the paths that are completed, marked as built, and as built before when the stage has changed", async () => {
    const [mark] = file.marks;
    assert.ok(mark);
    const behind = mark.translate(0, "/app/".length);
    // The other one needs quotes, which a proposal has none of.
    assert.deepEqual(await notes(file, behind), [["/app/main.js", "from the built image"]]);
    await file.editor.edit(builder => {
      builder.insert(file.document.lineAt(2).range.end, "\nCOPY Dockerfile /more");
    });
    const below = behind.translate(1);
    await eventually(
      "the mark of an older build",
      () => notes(file, below),
      found => found[0]?.[1] === "from a build before the last change",
    );
    await commands.executeCommand("undo");
    await file.document.save();
  });

  it("is its program, run with the ports that it exposes, at this machine alone", async () => {
    const configuration = workspace.getConfiguration("dockerfileStages.run", file.uri);
    await configuration.update("publish", "always", ConfigurationTarget.Workspace);
    try {
      const { args, exitCode } = await runTask(() => run("runStage", 1));
      assert.equal(exitCode, 0);
      const options = args.join(" ");
      assert.match(
        options,
        /^run --rm --interactive --tty .*--publish 127\.0\.0\.1:18080:18080\/tcp \S+:service$/,
      );
    } finally {
      await configuration.update("publish", undefined, ConfigurationTarget.Workspace);
    }
  });
});

async function notes(file: MarkedFile, at: Position): Promise<[string, string | undefined][]> {
  const { items } = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    file.uri,
    at,
  );
  return items.flatMap(({ label }): [string, string | undefined][] =>
    typeof label === "object" && /\bbuil[dt]\b/.test(label.description ?? "")
      ? [[label.label, label.description]]
      : [],
  );
}

/** The arguments of the engine that a command starts in a terminal, behind what starts it there, and how it ends. */
async function runTask(
  start: () => PromiseLike<unknown>,
): Promise<{ args: string[]; exitCode: number | undefined }> {
  let begun: TaskExecution | undefined;
  const ended = new Promise<number | undefined>(resolve => {
    const listener = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (!(execution.task.execution instanceof ProcessExecution)) return;
      begun = execution;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await start();
  const exitCode = await ended;
  const execution = begun?.task.execution;
  const [, , ...args] = execution instanceof ProcessExecution ? execution.args : [];
  return { args, exitCode };
}
