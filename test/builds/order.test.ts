// A source that changes makes an install run again and again: what is said of it, and what BuildKit does once it is mended.
import { strict as assert } from "node:assert";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { READ_FILES } from "../../server/src/ecosystems/installs/installNeeds";
import { applyChanges } from "../../server/src/edits/edit";
import type { RepeatedRun } from "../../server/src/protocol";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";
import { openComparison } from "./forecast/compare";
import { textOf, write, type TestProject } from "./forecast/project";

const BASE = "alpine:latest";
const CHANGES = 5;

describe("the order of instructions, with a real builder", function () {
  this.timeout(180_000);
  this.slow(60_000);
  let folder = "";

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
    folder = mkdtempSync(join(tmpdir(), "order-"));
  });
  after(() => {
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  });

  it("is told with what it cost, and once it is mended the install stays cached", async () => {
    const nonce = `${process.pid}-${Date.now()}`;
    const project: TestProject = {
      folder: join(folder, "project"),
      head: [],
      stages: [
        {
          name: "build",
          from: `FROM ${BASE} AS build`,
          lines: [
            "WORKDIR /app",
            // It takes its time, reads the manifest, and writes where the real one does.
            `RUN printf '#!/bin/sh\\nsleep 2.6; mkdir -p node_modules; cp package.json node_modules/${nonce}\\n' > /usr/bin/npm && chmod +x /usr/bin/npm`,
            "COPY . .",
            "RUN npm ci",
            "RUN cat src/a.js node_modules/* > out",
          ],
        },
      ],
      files: new Map([
        ["package.json", "{}\n"],
        ["package-lock.json", "{}\n"],
        ["src/a.js", "0\n"],
      ]),
      ...{ ignore: ["node_modules"], buildArgs: {}, target: "build", number: 0, nonce, noCache: [] },
    };
    write(project);
    const comparison = openComparison(join(folder, "history"));
    const dockerfile = `file://${project.folder}/Dockerfile`;
    const buildChanged = async (number: number) => {
      project.files.set("src/a.js", `${number} of ${nonce}\n`);
      write(project);
      const { log, steps } = await comparison.build({ ...project, text: textOf(project) });
      assert.equal(log, "");
      return steps.find(({ text }) => text === "RUN npm ci")?.ran;
    };
    for (let number = 0; number < CHANGES; number++) {
      assert.deepEqual(comparison.history.repeats(dockerfile, Date.now()), []);
      assert.equal(await buildChanged(number), true);
    }
    const repeats = comparison.history.repeats(dockerfile, Date.now());
    const install = repeats.find(({ run }) => run === "RUN npm ci");
    assert.ok(install && install.lost >= 4 * 2_600, JSON.stringify(repeats));
    assert.deepEqual([install.ran, install.builds], [CHANGES - 1, CHANGES]);

    const [finding] = findingsOf(project, repeats);
    assert.match(finding?.message ?? "", /^COPY \. \. made RUN npm ci run 4 of 5 times \(1\d s this week\)$/);
    const [fix] = finding?.fixes?.() ?? [];
    assert.equal(fix?.refused, undefined);
    const mended = applyChanges(textOf(project), fix?.changes ?? []);
    assert.deepEqual(mended.trim().split("\n").slice(3), [
      "COPY package.json package-lock.json ./",
      "RUN npm ci",
      "COPY . .",
      "RUN cat src/a.js node_modules/* > out",
    ]);
    const [stage] = project.stages;
    if (stage) stage.lines = mended.trim().split("\n").slice(1);
    // The first build of the new order runs it once more, and then never again for a source.
    assert.equal(await buildChanged(CHANGES), true);
    assert.equal(await buildChanged(CHANGES + 1), false);
    assert.deepEqual(findingsOf(project, comparison.history.repeats(dockerfile, Date.now())), []);
  });
});

function findingsOf(project: TestProject, repeats: readonly RepeatedRun[]) {
  const entries = readdirSync(project.folder, { withFileTypes: true });
  const texts = entries.flatMap(entry =>
    READ_FILES.test(entry.name)
      ? [[entry.name, readFileSync(join(project.folder, entry.name), "utf8")] as const]
      : [],
  );
  const names = new Set(entries.map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name)));
  const costs = { repeats, folders: new Map([["", { names, texts: new Map(texts) }]]) };
  const analysis = analyze(readDockerfile(textOf(project)), { ...NO_OPTIONS, costs });
  return checkModel(analysis, (rule, error) => {
    throw new Error(`${rule.id} threw: ${String(error)}`);
  }).filter(({ rule }) => rule.id === "InstructionOrder");
}
