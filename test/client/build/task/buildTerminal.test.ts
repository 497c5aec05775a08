import { editor } from "../../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBuildTerminal, type TerminalHost } from "../../../../client/src/build/task/buildTerminal";
import { TASK_TYPE } from "../../../../client/src/build/task/taskDefinition";

describe("the terminal of a build", () => {
  it("begins no build that was cancelled while its Dockerfile was written", async () => {
    const folder = mkdtempSync(join(tmpdir(), "terminal-"));
    const file = join(folder, "Dockerfile");
    const temporary = join(folder, "temporary");
    writeFileSync(file, "FROM scratch\n");
    editor.open(file, "FROM scratch\n");
    const ends: number[] = [];
    let begun = 0;
    const host = {
      builds: { start: () => assert.fail(`build ${++begun} begins`), latest: () => undefined },
      diagnostics: {
        // The last thing before anything is written.
        clear: () => {
          queueMicrotask(() => {
            terminal.close();
          });
        },
      },
      prepare: () =>
        Promise.resolve({
          ...{ snapshot: { text: "FROM scratch" }, first: [], notes: [], temporary: [temporary] },
          ...{ request: { dockerfile: join(temporary, "Dockerfile") }, partOf: file },
        }),
      onEnd: ({ status }: { status: number }) => ends.push(status),
    } as unknown as TerminalHost;
    const terminal = createBuildTerminal(host, { type: TASK_TYPE, dockerfile: file }, undefined);
    await terminal.begin();
    assert.deepEqual([begun, ends, existsSync(temporary)], [0, [130], false]);
    rmSync(folder, { recursive: true });
  });
});
