/** What an editor tells of kept builds becomes a problem of the document, with a fix that is made of the files on disk. */
import assert from "node:assert/strict";
import type { CodeAction, Diagnostic } from "vscode-languageserver-protocol";
import type { BuildCostsAnswer } from "../../server/src/protocol";
import { PULLS } from "../support/languageServer";
import { openWorkspace, type WorkspaceEditor } from "../support/workspace";

const DOCKERFILE = "FROM node AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\n";
const REPEAT = {
  stage: "build",
  index: 0,
  copy: "COPY . .",
  run: "RUN npm ci",
  ran: 4,
  builds: 5,
  lost: 90_000,
};
const COMMAND = "dockerfileStages.turnOffRule";
const RANGE = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } };

describe("kept builds that an editor tells of", () => {
  let workspace: WorkspaceEditor;
  const open = async (files: Record<string, string>) => {
    workspace = await openWorkspace({ "app/Dockerfile": DOCKERFILE, ...files }, "app/Dockerfile", {
      capabilities: {
        workspace: { workspaceFolders: true },
        textDocument: {
          ...PULLS.textDocument,
          synchronization: { dynamicRegistration: true },
          codeAction: {
            codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
            disabledSupport: true,
          },
        },
      },
      initializationOptions: { commands: [COMMAND] },
    });
  };
  const tell = (repeats: unknown) =>
    workspace.editor.ask<BuildCostsAnswer>("dockerfileStages/buildCosts", { repeats }, uri());
  const uri = () => workspace.uriOf("app/Dockerfile");
  const problems = async () =>
    (await workspace.editor.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", {}, uri())).items.filter(
      ({ code }) => code === "InstructionOrder",
    );
  const actions = () =>
    workspace.editor.ask<CodeAction[]>(
      "textDocument/codeAction",
      { range: RANGE, context: { diagnostics: [], only: ["quickfix"] } },
      uri(),
    );
  afterEach(() => workspace.stop());

  it("are a problem, a hint for the report, a fix and a way to turn it off", async () => {
    await open({ "app/package.json": "{}", "app/package-lock.json": "{}", "app/src/a.ts": "" });
    assert.deepEqual(await problems(), []);
    const { hints } = await tell([REPEAT]);
    const message = "COPY . . made RUN npm ci run 4 of 5 times (1 min 30 s this week)";
    assert.deepEqual(
      hints.map(hint => [hint.message, hint.range.start.line, hint.fix]),
      [
        [
          `${message}.`,
          2,
          "Copy package.json, package-lock.json first, and the other files after RUN npm ci",
        ],
      ],
    );
    const [problem] = await problems();
    assert.equal(
      problem?.message,
      `${message}. Copy only the files that it needs before it, and the others after it.`,
    );
    assert.equal(problem.severity, 3);
    const offered = await actions();
    const off = offered.find(({ title }) => title === "Turn off InstructionOrder");
    assert.deepEqual(off?.command?.arguments, [{ uri: uri(), rule: "InstructionOrder" }]);
    assert.equal(off.command.command, COMMAND);
    assert.ok(JSON.stringify(offered[0]?.edit).includes("COPY package.json package-lock.json ./"));
    // Told that there is nothing any more, there is nothing.
    assert.deepEqual((await tell([])).hints, []);
    assert.deepEqual(await problems(), []);
  });

  it("have no fix where the files on disk speak against it", async () => {
    await open({ "app/package.json": '{"scripts":{"prepare":"husky"}}', "app/src/a.ts": "" });
    assert.deepEqual(
      (await tell([REPEAT])).hints.map(({ fix }) => fix),
      [null],
    );
    const reason = (await actions())[0]?.disabled?.reason;
    assert.equal(reason, 'The script "prepare" of package.json may read other files.');
  });

  it("may be anything, and then are nothing", async () => {
    await open({});
    for (const repeats of [
      undefined,
      null,
      1,
      "x",
      {},
      [null],
      [{}],
      [{ ...REPEAT, ran: "4" }],
      [{ ...REPEAT, copy: null }],
    ])
      assert.deepEqual((await tell(repeats)).hints, [], JSON.stringify(repeats));
    const elsewhere = { ...REPEAT, stage: "other" };
    assert.deepEqual((await tell([elsewhere, { ...REPEAT, run: "RUN \u0000" }])).hints, []);
  });
});
