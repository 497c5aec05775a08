/** What the builder itself finds, in a build and when it is asked: shown where our own rules do not say it. */
import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commands, ConfigurationTarget, languages, Position, workspace } from "vscode";
import { ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { writeCheckingEngine } from "../noisyEngine";
import { buildUpTo, imageOf, removeImages } from "./buildTasks";
import { openMarked, type MarkedFile } from "./markedFile";
import { catchMessages, type Messages } from "./messages";

const BASE = "alpine:latest";
/** Two findings of the builder, at lines 1 and 3. */
const TEXT = `FROM ${BASE} as files\nRUN true\nMAINTAINER nobody\n`;
const RULES = ["FromAsCasing", "MaintainerDeprecated"];
const NOBODY = "tcp://127.0.0.1:1";
const FOUND_WITHIN = 60_000;
/** Longer than what a check takes that has an answer. */
const A_WHILE = 3_000;

describe("the findings of the builder itself", function () {
  this.timeout(90_000);
  let messages: Messages;
  const set = (key: string, value: boolean | undefined) =>
    workspace.getConfiguration("dockerfileStages").update(key, value, ConfigurationTarget.Workspace);

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
  });

  beforeEach(() => {
    messages = catchMessages();
  });

  afterEach(async () => {
    messages.stop();
    for (const key of ["diagnostics.enabled", "check.onSave"]) await set(key, undefined);
  });

  it("are not said again after a build when our rules say them", async () => {
    const file = await openMarked(TEXT);
    await findings(
      file,
      RULES.map(rule => [rule, "dockerfile-stages"]),
    );
    await build(file);
    await sleep(A_WHILE);
    await findings(
      file,
      RULES.map(rule => [rule, "dockerfile-stages"]),
    );
  });

  it("come from the build when our rules are off", async () => {
    await set("diagnostics.enabled", false);
    const file = await openMarked(TEXT);
    await build(file);
    await findings(
      file,
      RULES.map(rule => [rule, "Dockerfile Stages build"]),
    );
  });

  it("come from the check of a saved file when our rules are off, and go with their cause", async () => {
    await set("diagnostics.enabled", false);
    await set("check.onSave", true);
    const file = await openMarked(TEXT);
    await save(file);
    await findings(
      file,
      RULES.map(rule => [rule, "BuildKit check"]),
    );
    await file.editor.edit(builder => {
      builder.delete(file.document.lineAt(3).rangeIncludingLineBreak);
    });
    await file.document.save();
    await findings(file, [["FromAsCasing", "BuildKit check"]]);
  });

  it("are not said again by the check of a saved file when our rules say them", async () => {
    await set("check.onSave", true);
    const file = await openMarked(TEXT);
    await save(file);
    await sleep(A_WHILE);
    await findings(
      file,
      RULES.map(rule => [rule, "dockerfile-stages"]),
    );
  });

  it("are not asked for when a file is saved, unless a setting says so", async () => {
    await set("diagnostics.enabled", false);
    const file = await openMarked(TEXT);
    await save(file);
    await sleep(A_WHILE);
    await findings(file, []);
  });

  it("an engine that does not answer is no matter for a message when a file is saved", async () => {
    await withHost(NOBODY, async () => {
      await set("diagnostics.enabled", false);
      await set("check.onSave", true);
      const file = await openMarked(TEXT);
      await save(file);
      await sleep(A_WHILE);
      await findings(file, []);
      assert.deepEqual(messages.shown, []);
      // Whoever asks gets an answer.
      await commands.executeCommand("dockerfileStages.checkWithBuildKit");
      const texts = messages.shown.map(({ text }) => text);
      assert.equal(texts.length, 1);
      assert.match(texts.join(), /^BuildKit could not check Dockerfile: .*127\.0\.0\.1:1/);
    });
  });
});

describe("checks that overtake one another", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "checking-"));
  const set = (key: string, value: unknown) =>
    workspace.getConfiguration("dockerfileStages").update(key, value, ConfigurationTarget.Global);

  before(async function () {
    if (process.platform === "win32") skipBecause(this, "the engine that stands in is a script with #!");
    await set("build.dockerPath", writeCheckingEngine(folder).program);
    await set("check.onSave", true);
  });

  after(async () => {
    for (const key of ["build.dockerPath", "check.onSave"]) await set(key, undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  const older = [
    ["slow", "answers late"],
    ["hang", "never answers"],
  ];
  for (const [word = "", how] of older)
    it(`show what the newest one has found, where an older one ${how}`, async () => {
      const file = await openMarked(`# ${word}\nFROM scratch\n`);
      await save(file);
      await sleep(500);
      await file.editor.edit(builder => {
        builder.replace(file.document.lineAt(0).range, "# newest");
      });
      await file.document.save();
      const found = () =>
        languages
          .getDiagnostics(file.uri)
          .filter(({ source }) => source === "BuildKit check")
          .map(({ message }) => message);
      await eventually("the newest finding", found, messages => messages.join() === "# newest", FOUND_WITHIN);
      await sleep(A_WHILE);
      assert.deepEqual(found(), ["# newest"]);
    });
});

async function withHost(host: string, act: () => Promise<void>): Promise<void> {
  const before = process.env["DOCKER_HOST"];
  process.env["DOCKER_HOST"] = host;
  try {
    await act();
  } finally {
    if (before === undefined) delete process.env["DOCKER_HOST"];
    else process.env["DOCKER_HOST"] = before;
  }
}

async function build(file: MarkedFile): Promise<void> {
  try {
    assert.equal(await buildUpTo(file, 0), 0);
  } finally {
    await removeImages(imageOf(file, "files"));
  }
}

/** Saves the file with a change that no rule is about. */
async function save(file: MarkedFile): Promise<void> {
  await file.editor.edit(builder => {
    builder.insert(new Position(1, 0), "RUN true\n");
  });
  await file.document.save();
}

async function findings(file: MarkedFile, expected: readonly string[][]): Promise<void> {
  await eventually(
    `these findings: ${JSON.stringify(expected)}`,
    () =>
      languages
        .getDiagnostics(file.uri)
        .map(({ code, source, range }) => ({
          found: [String(typeof code === "object" ? code.value : code), source ?? ""],
          line: range.start.line,
        }))
        .sort((a, b) => a.line - b.line)
        .map(({ found }) => found),
    found => JSON.stringify(found) === JSON.stringify(expected),
    FOUND_WITHIN,
  );
}
