import "../../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { EventEmitter, Uri, type TestItem, type TestRun } from "vscode";
import type { BuildEnd } from "../../../../client/src/build/build";
import type { BuildTaskDefinition } from "../../../../client/src/build/task/taskDefinition";
import { runStages } from "../../../../client/src/views/testing/runStages";

/** How a stage ends when it is built: with a status, at the earliest when it is told to. */
type Ending = Partial<BuildEnd> & { status: number };

interface Ran {
  /** What was said of each test, in order: `started test`. */
  said: string[];
  /** What was built. */
  built: BuildTaskDefinition[];
  /** How many were built at once at most. */
  atOnce: number;
}

async function run(
  stages: readonly string[],
  endings: Readonly<Record<string, Ending>>,
  { withoutCache = false, cancelAfter = Infinity } = {},
): Promise<Ran> {
  const ran: Ran = { said: [], built: [], atOnce: 0 };
  let running = 0;
  let isCancelled = false;
  const cancelled = new EventEmitter<void>();
  const session = {
    terminal: (definition: BuildTaskDefinition, isQuiet: boolean, onEnd?: (end: BuildEnd) => void) => {
      assert.ok(isQuiet, "somebody looks at the test already");
      ran.built.push(definition);
      const written = new EventEmitter<string>();
      const closed = new EventEmitter<number>();
      const { stage = "" } = definition;
      const ending = endings[stage] ?? { status: 0 };
      const end = (status: number) => {
        running--;
        onEnd?.({ uri: undefined, stage, request: undefined, ...ending, status });
        written.fire(`${stage} ends\r\n`);
        closed.fire(status);
      };
      return {
        onDidWrite: written.event,
        onDidClose: closed.event,
        begin: () => Promise.resolve(),
        open: () => {
          ran.atOnce = Math.max(ran.atOnce, ++running);
          if (ran.built.length > cancelAfter) {
            isCancelled = true;
            cancelled.fire();
          } else setImmediate(end, ending.status);
        },
        close: () => {
          end(130);
        },
      };
    },
    explain: () => Promise.reject(new Error("Nothing failed in the Dockerfile.")),
  };
  const said =
    (what: string) =>
    ({ id }: { id: string }, message?: { message: string }) => {
      ran.said.push([what, id, ...(typeof message === "object" ? [message.message] : [])].join(" "));
    };
  await runStages(
    {
      session,
      run: {
        ...{ enqueued: said("enqueued"), started: said("started"), passed: said("passed") },
        ...{ failed: said("failed"), errored: said("errored"), skipped: said("skipped") },
        appendOutput: (text: string, _: unknown, { id }: { id: string }) => {
          ran.said.push(`output ${id} ${text.trim()}`);
        },
        end: () => ran.said.push("end"),
      } as unknown as TestRun,
      withoutCache,
      token: {
        get isCancellationRequested() {
          return isCancelled;
        },
        onCancellationRequested: cancelled.event,
      },
    },
    stages.map(id => ({ id, label: id, uri: Uri.file("/work/Dockerfile") }) as TestItem),
  );
  return ran;
}

describe("the tests of the Testing view", () => {
  it("are builds of their stages, with what they print as output", async () => {
    const { said, built } = await run(["test"], {});
    assert.deepEqual(built, [
      { type: "dockerfileStages", dockerfile: "/work/Dockerfile", stage: "test", output: "image" },
    ]);
    assert.deepEqual(said, ["enqueued test", "started test", "output test test ends", "passed test", "end"]);
  });

  it("take nothing of their stage from the cache where that is asked for", async () => {
    const { built } = await run(["a", "b"], {}, { withoutCache: true });
    assert.deepEqual(
      built.map(({ noCache }) => noCache),
      [["a"], ["b"]],
    );
  });

  it("run several at once, and not all", async () => {
    const names = Array.from({ length: 9 }, (_, index) => `test-${index}`);
    const { said, atOnce } = await run(names, {});
    assert.equal(atOnce, 4);
    assert.equal(said.filter(text => text.startsWith("passed")).length, 9);
  });

  it("have an error where the build could not begin, and the others go on", async () => {
    const problem = { message: "Docker is not running.", steps: [] };
    const { said } = await run(["a", "b"], { a: { status: 1, problem } });
    assert.ok(said.includes("errored a Docker is not running."), said.join("\n"));
    assert.ok(said.includes("passed b"));
  });

  it("are skipped when they are cancelled, those at work and those that wait", async () => {
    const names = Array.from({ length: 6 }, (_, index) => `test-${index}`);
    const { said, built } = await run(names, {}, { cancelAfter: 3 });
    assert.ok(built.length <= 5);
    assert.ok(said.filter(text => text.startsWith("skipped")).length >= 2, said.join("\n"));
    assert.equal(said.filter(text => /^(?:passed|skipped)/.test(text)).length, 6, said.join("\n"));
    assert.equal(said.at(-1), "end");
  });
});
