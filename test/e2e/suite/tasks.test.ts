import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { ConfigurationTarget, debug, tasks, workspace, type Task } from "vscode";
import { docker, findEngine, hasImage } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { openMarked, workspaceFolder } from "./markedFile";

const TYPE = "dockerfileStages";
const TEXT =
  "FROM scratch AS Files\nCOPY Dockerfile /\n\nFROM files AS more\nARG V=1\nCOPY Dockerfile /copy${V}\n\nFROM more\nCOPY nowhere /\n";
/** Written below one folder, and read without being opened. */
const MANY = 200;

describe("tasks", function () {
  this.timeout(90_000);

  it("are there for every named stage of every Dockerfile, and for its last one, opened or not", async () => {
    const file = await openMarked(TEXT);
    const unopened = join(dirname(file.uri.fsPath), "api.Dockerfile");
    await writeFile(unopened, "FROM scratch AS one\nFROM scratch AS two\n");
    await writeFile(join(dirname(file.uri.fsPath), "Dockerfile.md"), "FROM scratch AS none\n");
    const found = await eventually(
      "tasks of both files",
      async () => stagesByFile(await tasks.fetchTasks({ type: TYPE })),
      stages => stages.has(pathOf(file.uri.fsPath)) && stages.has(pathOf(unopened)),
    );
    assert.deepEqual(found.get(pathOf(file.uri.fsPath)), ["files", "more", undefined]);
    assert.deepEqual(found.get(pathOf(unopened)), ["one", "two", undefined]);
  });

  it("are found in a workspace with many files, at the latest when they are asked for again", async () => {
    const folder = join(workspaceFolder(), `many-${process.pid}`);
    await mkdir(folder);
    try {
      for (let i = 0; i < MANY; i++) {
        await writeFile(join(folder, `${i}.Dockerfile`), `FROM scratch AS a${i}\nFROM scratch AS b${i}\n`);
      }
      // The list does not wait for all files of a busy machine: what was read for it is there the next time.
      await eventually(
        `tasks of ${MANY} files`,
        async () => tasks.fetchTasks({ type: TYPE }),
        found => found.length > MANY,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  describe("with an engine", () => {
    before(async function () {
      const engine = await findEngine();
      if (!engine.answers) skipBecause(this, engine.reason);
    });

    it("run before a debug session that names one, which does not begin where the build fails", async () => {
      const file = await openMarked(TEXT);
      const folder = dirname(file.uri.fsPath);
      const name = basename(folder);
      const dockerfile = pathOf(file.uri.fsPath);
      const program = join(folder, "program.js");
      const began = join(folder, "began");
      const image = `${name}:before`;
      await writeFile(program, `require("fs").writeFileSync(${JSON.stringify(began)}, "")`);
      const tasks = [
        { label: "good", type: TYPE, dockerfile, stage: "more", tag: [image] },
        { label: "bad", type: TYPE, dockerfile },
      ];
      const settings = workspace.getConfiguration("debug");
      await settings.update("onTaskErrors", "abort", ConfigurationTarget.Global);
      try {
        await withTasks(tasks, async () => {
          await launch("bad", program);
          assert.ok(!existsSync(began), "the program ran after a build that failed");
          assert.ok(await launch("good", program));
          await eventually("the program has run", () => existsSync(began), Boolean);
          assert.ok(await hasImage(image), "the program ran before the build had ended");
        });
      } finally {
        await settings.update("onTaskErrors", undefined, ConfigurationTarget.Global);
        await docker(["image", "rm", "--force", image], { timeout: 60_000 });
      }
    });

    it("of tasks.json run by their label, with what they say in place of the settings", async () => {
      const file = await openMarked(TEXT);
      const name = basename(dirname(file.uri.fsPath));
      const out = join(dirname(file.uri.fsPath), "out, of it");
      const dockerfile = pathOf(file.uri.fsPath);
      const task = { type: TYPE, dockerfile, stage: "more" };
      await withTasks(
        [
          {
            label: "image",
            ...task,
            tag: [`${name}:of-a-task`, `${name}:too`],
            args: { V: 7 },
            noCache: "stage",
          },
          { label: "folder", ...task, output: out, args: { V: 8 }, noCache: true },
          { label: "fails", type: TYPE, dockerfile },
          { label: "wrong", ...task, noCache: "yes" },
        ],
        async () => {
          try {
            assert.equal(await runTask("image"), 0);
            for (const tag of ["of-a-task", "too"]) assert.ok(await hasImage(`${name}:${tag}`), tag);
            assert.ok(!(await hasImage(`${name}:more`)));
            assert.equal(
              await labelOf(`${name}:too`, "dev.dockerfile-stages.dockerfile"),
              `${file.uri.fsPath} more`,
            );
            assert.equal(await runTask("folder"), 0);
            const written = await workspace.fs.readDirectory(file.uri.with({ path: out }));
            assert.deepEqual(written.map(([entry]) => entry).sort(), ["Dockerfile", "copy8"]);
            assert.notEqual(await runTask("fails"), 0);
            assert.notEqual(await runTask("wrong"), 0);
          } finally {
            await docker(["image", "rm", "--force", `${name}:of-a-task`, `${name}:too`], { timeout: 60_000 });
          }
        },
      );
    });
  });
});

/** Starts a program as a debug session that names the task; answers whether it began. */
async function launch(task: string, program: string): Promise<boolean> {
  const [folder] = workspace.workspaceFolders ?? [];
  return debug.startDebugging(
    folder,
    { type: "node", request: "launch", name: task, program, preLaunchTask: task },
    { noDebug: true },
  );
}

/** Relative to the workspace, as tasks name it. */
function pathOf(file: string): string {
  return relative(workspaceFolder(), file).replaceAll("\\", "/");
}

function stagesByFile(found: readonly Task[]): Map<string, (string | undefined)[]> {
  const stages = new Map<string, (string | undefined)[]>();
  for (const { definition } of found) {
    const { dockerfile, stage } = definition as { dockerfile?: string; stage?: string };
    if (dockerfile !== undefined) stages.set(dockerfile, [...(stages.get(dockerfile) ?? []), stage]);
  }
  return stages;
}

async function withTasks(definitions: object[], run: () => Promise<void>): Promise<void> {
  const folder = join(workspaceFolder(), ".vscode");
  const file = join(folder, "tasks.json");
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify({ version: "2.0.0", tasks: definitions }));
  try {
    await run();
  } finally {
    await rm(file);
  }
}

/** The exit code of the task of that label, which VS Code reads from tasks.json. */
async function runTask(label: string): Promise<number | undefined> {
  const found = await eventually(
    `the task ${label}`,
    async () => (await tasks.fetchTasks()).find(({ name }) => name === label),
    task => task !== undefined,
  );
  assert.ok(found);
  const end = new Promise<number | undefined>(resolve => {
    const listener = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== label) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await tasks.executeTask(found);
  return end;
}

async function labelOf(image: string, label: string): Promise<string> {
  const format = `{{index .Config.Labels "${label}"}} {{index .Config.Labels "dev.dockerfile-stages.stage"}}`;
  const { stdout } = await docker(["image", "inspect", "--format", format, image], { timeout: 60_000 });
  return stdout.trim();
}
