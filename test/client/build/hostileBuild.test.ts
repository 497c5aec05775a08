import { editor, type FakeDocument } from "../../support/fakeEditor";
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NO_USE_BUILT } from "../../../client/src/build/build";
import { createBuilds } from "../../../client/src/build/builds";
import { createMovingDiagnostics } from "../../../client/src/build/findings/movingDiagnostics";
import { createBuildTerminal, type TerminalHost } from "../../../client/src/build/task/buildTerminal";
import type { BuildRequest } from "../../../client/src/engine/buildRequest";
import type { Snapshot } from "../../../client/src/snapshot/snapshot";
import { snapshotAnswer } from "../../../server/src/features/snapshot";
import { contextOf } from "../../support/feature";

const TEXT = "FROM alpine AS old\nRUN one\nFROM alpine AS new\nRUN two\n";
const EVIL =
  "one\x1b]52;c;ZQ==\x07 two\x1b]0;t\x1b\\ three\x1b]8;;http://e\x07 four\x1b[?1049h\x1b[2J\x9b5A five [six](command:evil)";
const WORDS = "one two three four five [six](command:evil)";

/** A `docker` that acts by the stage it is to build: it prints hostile text, cannot reach its daemon, or fails, soon or late. */
const DOCKER = `#!${process.execPath}
const EVIL = ${JSON.stringify(EVIL)};
const { argv } = process;
const stage = argv[argv.indexOf("--target") + 1];
const say = message => console.error(JSON.stringify(message));
const vertex = { digest: "a", name: "[" + stage + " 2/2] RUN " + EVIL, started: "2026-01-01T00:00:00Z" };
const fail = () => {
  say({ vertexes: [{ ...vertex, completed: "2026-01-01T00:00:01Z", error: EVIL }] });
  console.error("ERROR: " + stage + " " + EVIL);
  process.exitCode = 1;
};
if (stage === "daemon") {
  console.error("ERROR: Cannot connect to the Docker daemon at " + EVIL);
  process.exitCode = 1;
} else {
  say({ vertexes: [vertex] });
  for (const byte of Buffer.from(EVIL + "\\n"))
    say({ logs: [{ vertex: "a", stream: 1, data: Buffer.of(byte).toString("base64") }] });
  say({ warnings: [{ short: Buffer.from(EVIL).toString("base64"), url: "command:evil" }] });
  console.error(EVIL);
  console.log(EVIL);
  setTimeout(fail, stage === "old" ? 1500 : 0);
}
`;

describe("a build whose output is hostile", function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  const program = join(folder, "docker");
  const dockerfile = join(folder, "Dockerfile");
  const builds = createBuilds();
  const diagnostics = createMovingDiagnostics("hostile");
  let document: FakeDocument;

  before(() => {
    writeFileSync(program, DOCKER);
    chmodSync(program, 0o755);
    writeFileSync(dockerfile, TEXT);
    document = editor.open(dockerfile, TEXT);
    editor.said = [];
  });

  after(() => {
    builds.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Builds a stage to its end; answers what its terminal showed. */
  function build(stage: string): Promise<string> {
    const host: TerminalHost = {
      builds,
      diagnostics,
      prepare: () =>
        Promise.resolve({
          ...{ request: request(stage), snapshot: snapshot(), first: [], notes: [], temporary: [] },
          inputs: { context: "", buildArgs: {}, contexts: {}, platforms: [] },
          useBuilt: NO_USE_BUILT,
        }),
      explain: (_, { message }) => Promise.resolve({ words: message, missing: undefined, above: undefined }),
      forgetEngine: () => undefined,
      onEnd: () => undefined,
    };
    const terminal = createBuildTerminal(host, { type: "dockerfileStages", dockerfile, stage }, undefined);
    let shown = "";
    terminal.onDidWrite(text => (shown += text));
    return new Promise(resolve => {
      terminal.onDidClose?.(() => {
        resolve(shown);
      });
      terminal.open(undefined);
    });
  }

  function request(target: string): BuildRequest {
    const engine = { builder: "buildx", program, version: "0.29.1", progress: "rawjson" } as const;
    const buildArgs = { TITLE: "a\x1b]0;t\x07b" };
    return { engine, dockerfile, context: folder, target, image: "hostile:x", buildArgs, buildContexts: {} };
  }

  function snapshot(): Snapshot {
    const answer = snapshotAnswer(contextOf(TEXT), {});
    return {
      ...answer,
      version: 1,
      text: TEXT,
      lines: TEXT.split("\n"),
      at: { version: 1, next: undefined },
    };
  }

  it("leaves text, colors and line ends in its terminal, in its diagnostics and in its messages", async () => {
    const shown = await build("new");
    assertHarmless(shown);
    // The command, the step, its output, the warning, both outputs of the engine.
    assert.ok(shown.split(WORDS).length > 5, shown);
    assert.match(shown, /TITLE=ab/);
    const found = editor.diagnostics(document);
    assert.ok(
      found.some(({ message }) => message === `new ${WORDS}`),
      JSON.stringify(found),
    );
    for (const { message } of found) assertHarmless(message);
    // A page is behind a code, and nothing that runs.
    assert.doesNotMatch(JSON.stringify(found.map(diagnostic => ({ ...diagnostic, message: "" }))), /command/);
  });

  it("makes no link of the words of an engine in a message", async () => {
    assertHarmless(await build("daemon"));
    const [said = ""] = editor.said;
    assert.match(said, /Docker daemon at one two three four five \[six\] \(command:evil\)$/);
  });

  it("keeps what the newest build found, though an older one ends last", async () => {
    const old = build("old");
    await new Promise(resolve => setTimeout(resolve, 500));
    await build("new");
    await old;
    const messages = editor.diagnostics(document).map(({ message }) => message);
    assert.ok(messages.includes(`new ${WORDS}`), messages.join("\n"));
    assert.ok(!messages.includes(`old ${WORDS}`), messages.join("\n"));
  });
});

function assertHarmless(text: string): void {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  const left = text.replace(/\x1b\[[0-9;:]*m/g, "");
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  assert.doesNotMatch(left, /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/);
}
