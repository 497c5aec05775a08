import "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventEmitter, Uri, type TextDocument } from "vscode";
import type { Build, BuildEnd } from "../../../client/src/build/build";
import { createToolBuilds, type ToolBuildParts } from "../../../client/src/tools/toolBuilds";
import type { BuildOutcome } from "../../../server/src/shared/tools/host";
import { builtFileOf, recordOf } from "../progress/builtRecord";
import { modelOf } from "../modelOf";

const OWN = "FROM base AS app\nRUN one\n";
const BASE = "# a comment\nFROM alpine\nRUN two\n";
const OWN_URI = Uri.file("/w/Dockerfile");

/** A build as a session tells of it: of its own Dockerfile, or of the one that has to come before. */
function madeOf(isOwn: boolean, state: Build["state"]): Build {
  const [text, uri] = isOwn ? [OWN, OWN_URI] : [BASE, Uri.file("/w/base.Dockerfile")];
  const file = builtFileOf(text);
  const record = recordOf([
    [isOwn ? "[app 2/2] RUN one" : "[stage-0 2/2] RUN two", state === "done" ? "done" : "failed"],
  ]);
  const step = [...record.steps.values()].at(-1);
  const request = {
    engine: { builder: "podman", program: "/nowhere", progress: "plain" },
    image: "x",
    buildArgs: {},
    buildContexts: {},
  };
  const failure =
    state === "failed"
      ? { record, step, message: "exit code: 1", log: ["no"], kind: "build", places: [] }
      : undefined;
  const useBuilt = { id: "1", label: isOwn ? "" : "compose.yaml › base" };
  return { uri, file, record, request, failure, useBuilt, state, started: 0, ended: 1 } as unknown as Build;
}

async function outcomeOf(end: Partial<BuildEnd>): Promise<BuildOutcome> {
  const closed = new EventEmitter<number>();
  const session = {
    terminal: (_definition: unknown, _isQuiet: boolean, onEnd: (end: unknown) => void) => ({
      onDidWrite: new EventEmitter<string>().event,
      onDidClose: closed.event,
      open: () => {
        setImmediate(() => {
          onEnd(end);
          closed.fire(end.status ?? 1);
        });
      },
    }),
    explain: (_: Build, { message }: { message: string }) => Promise.resolve({ words: message }),
  };
  const server = { snapshot: () => Promise.resolve(modelOf(OWN)) };
  const builds = createToolBuilds({ server, session } as unknown as ToolBuildParts);
  const document = { uri: OWN_URI, isDirty: false } as TextDocument;
  const { signal } = new AbortController();
  return builds.build(document)({ stage: 0, cache: "use" }, signal);
}

describe("a build that a tool asks for", () => {
  it("hides what builds before it were given, and what stands in the files of secrets", async () => {
    const folder = mkdtempSync(join(tmpdir(), "secrets-"));
    const file = join(folder, "token");
    writeFileSync(file, "in-a-file\n");
    const build = madeOf(true, "failed");
    const before = { ...madeOf(false, "done") };
    Object.assign(build.request, { secrets: [{ id: "a", file }] });
    Object.assign(before.request, {
      buildArgs: { DB_PASSWORD: "of-the-base" },
      secrets: [
        { id: "b", file: join(folder, "missing") },
        { id: "c", file: folder },
      ],
    });
    const { secrets } = await outcomeOf({ status: 1, build, before: [before] });
    rmSync(folder, { recursive: true });
    assert.ok(secrets.includes("in-a-file") && secrets.includes("of-the-base"), JSON.stringify(secrets));
  });

  it("fails at a line of its Dockerfile", async () => {
    const { result, failure, steps } = await outcomeOf({ status: 1, build: madeOf(true, "failed") });
    assert.deepEqual([result, failure?.message, failure?.line], ["failed", "exit code: 1", 2]);
    assert.deepEqual(
      steps.map(({ line }) => line),
      [2],
    );
  });

  it("has no line of another Dockerfile, of which a build before it failed", async () => {
    const { result, failure, steps } = await outcomeOf({ status: 1, build: madeOf(false, "failed") });
    assert.equal(result, "failed");
    assert.equal(
      failure?.message,
      "compose.yaml › base has to be built first, and its build failed: exit code: 1",
    );
    assert.deepEqual([failure.line, failure.log, steps], [null, ["no"], []]);
  });

  it("is not said to be built where only one before it was", async () => {
    const { result, image } = await outcomeOf({ status: 130, build: madeOf(false, "done") });
    assert.deepEqual([result, image], ["notStarted", null]);
  });
});
