import { editor, type FakeDocument } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SNAPSHOT_REQUEST } from "../../../server/src/protocol";
import { fakeDocker } from "../../support/fakeDocker";
import { startClient, type StartedClient } from "../startedClient";

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

describe("the requests of a click", function () {
  this.timeout(30_000);
  const docker = fakeDocker(["[base 1/2] FROM alpine"]);
  let files = 0;
  let client: StartedClient;
  let document: FakeDocument;

  before(() => {
    client = startClient(docker, () => document);
  });

  beforeEach(() => {
    // Nothing has been built of it.
    const file = join(docker.folder, `${++files}.Dockerfile`);
    writeFileSync(file, TEXT);
    document = editor.open(file, TEXT);
    client.requests = [];
    client.usesAsked = 0;
  });

  after(() => {
    client.stop();
  });

  for (const [command, expected, answers, stage = 0] of CLICKS) {
    it(`${command}${answers.map(answer => ` (${answer})`).join("")} are ${expected}`, async () => {
      await client.click(document, command, stage, answers);
      assert.deepEqual(editor.answers, [], "the click asked for less");
      assert.deepEqual(
        client.requests,
        Array.from({ length: expected }, () => SNAPSHOT_REQUEST),
      );
    });
  }

  it("are none for the second click on a file that nobody has changed", async () => {
    await client.click(document, "buildUpToStage", 0);
    await client.click(document, "buildUpToStage", 0);
    await client.click(document, "copyBuildCommand", 2);
    assert.equal(client.requests.length, 1);
    assert.equal(client.usesAsked, 1);
  });

  it("are one more where settings change that stages hang on", async () => {
    await client.click(document, "copyBuildCommand", 0);
    editor.settings["dockerfileStages.buildArgs"] = { VERSION: "1" };
    await client.click(document, "copyBuildCommand", 0);
    assert.equal(client.requests.length, 2);
    editor.settings["dockerfileStages.codeLens.run"] = false;
    await client.click(document, "copyBuildCommand", 0);
    assert.equal(client.requests.length, 2);
  });
});
