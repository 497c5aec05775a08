import { editor, type FakeDocument } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Uri, type ExtensionContext } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { startBuilding } from "../../../client/src/building";
import { createLanguageServer } from "../../../client/src/server/languageServer";
import { snapshotAnswer } from "../../../server/src/features/snapshot";
import { SNAPSHOT_REQUEST } from "../../../server/src/protocol";
import { fakeDocker } from "../../support/fakeDocker";
import { contextOf } from "../../support/feature";

const TEXT = "FROM alpine AS base\nRUN one\nFROM base\nRUN two\nFROM base AS api\nRUN three\n";

/** What a click does: its answers to what it is asked, and how many snapshots it costs. The file changes where a stage is named. */
const CLICKS: [command: string, requests: number, answers: string[], stage?: number][] = [
  ["buildUpToStage", 1, []],
  ["buildUpToStage", 2, ["middle"], 1],
  ["buildStage", 1, ["api"]],
  ["copyBuildCommand", 1, []],
  ["showBuildReport", 1, ["Build base"]],
  ["runStage", 1, []],
  ["openShell", 1, []],
  ["browseFiles", 1, []],
  ["copyFileOut", 1, []],
  ["exportStage", 1, []],
  ["compareStageSizes", 1, []],
  ["checkWithBuildKit", 1, []],
];

describe("the requests of a click", () => {
  const { folder, program } = fakeDocker();
  let files = 0;
  const subscriptions: { dispose(): unknown }[] = [];
  let document: FakeDocument;
  let requests: string[] = [];

  before(() => {
    editor.settings = { "dockerfileStages.build.dockerPath": program };
    const client = {
      start: () => Promise.resolve(),
      sendRequest: (method: string) => {
        requests.push(method);
        const { version } = document;
        return Promise.resolve({ ...snapshotAnswer(contextOf(document.getText()), {}), version });
      },
      onRequest: () => ({ dispose: () => undefined }),
      code2ProtocolConverter: { asUri: String },
    };
    const state = new Map<string, unknown>();
    const workspaceState = {
      get: (key: string) => state.get(key),
      update: (key: string, value: unknown) => Promise.resolve(state.set(key, value)),
    };
    const extensionUri = Uri.file(folder);
    const context = { subscriptions, workspaceState, extensionUri } as unknown as ExtensionContext;
    startBuilding(context, createLanguageServer(context, client as unknown as BaseLanguageClient));
  });

  beforeEach(() => {
    // Nothing has been built of it.
    const file = join(folder, `${++files}.Dockerfile`);
    writeFileSync(file, TEXT);
    document = editor.open(file, TEXT);
    requests = [];
    editor.said = [];
  });

  after(() => {
    for (const subscription of subscriptions) subscription.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function click(command: string, stage: number, answers: string[]): Promise<void> {
    editor.answers = [...answers];
    await editor.run(`dockerfileStages.${command}`, { uri: document.uri.toString(), stage });
    await Promise.all(editor.ended.splice(0));
    assert.deepEqual(editor.answers, [], "the click was asked for less");
  }

  for (const [command, expected, answers, stage = 0] of CLICKS) {
    it(`${command}${answers.map(answer => ` (${answer})`).join("")} costs ${expected}`, async () => {
      await click(command, stage, answers);
      assert.deepEqual(
        requests,
        Array.from({ length: expected }, () => SNAPSHOT_REQUEST),
      );
    });
  }

  it("is none for the second click on a file that nobody has changed", async () => {
    await click("buildUpToStage", 0, []);
    await click("buildUpToStage", 0, []);
    await click("copyBuildCommand", 2, []);
    assert.equal(requests.length, 1);
  });

  it("is one more where settings change that stages hang on", async () => {
    await click("copyBuildCommand", 0, []);
    editor.settings["dockerfileStages.buildArgs"] = { VERSION: "1" };
    await click("copyBuildCommand", 0, []);
    assert.equal(requests.length, 2);
    editor.settings["dockerfileStages.codeLens.run"] = false;
    await click("copyBuildCommand", 0, []);
    assert.equal(requests.length, 2);
  });
});
