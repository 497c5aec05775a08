import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProbeCache } from "../../../client/src/engine/probeCache";
import {
  builderWithoutBuildx,
  probeEngine,
  progressOf,
  type Ask,
  type EngineChoice,
  type Programs,
} from "../../../client/src/engine/probeEngine";

const PROGRAMS: Programs = { docker: "docker", podman: "podman", nerdctl: "nerdctl" };

/** A machine, by what its programs print; others cannot be started, and what stands for nothing fails. */
function machine(answers: Record<string, string | undefined>): Ask {
  return (program, args) => {
    const started = Object.keys(answers).some(key => key.split(" ")[0] === program);
    const out = answers[[program, ...args].join(" ")];
    return Promise.resolve({
      ...{ status: out === undefined ? 1 : 0, out: out ?? "", err: "" },
      ...(!started && { notStarted: `spawn ${program} ENOENT` }),
    });
  };
}

const BUILDX = { "docker buildx version": "github.com/docker/buildx v0.29.1 461836ba" };
const DOCKER28 = { "docker --version": "Docker version 28.5.2, build 9cc6dea" };
const DOCKER20 = { "docker --version": "Docker version 20.10.24+dfsg1, build 297e128" };
const PODMAN = { "podman --version": "podman version 4.3.1" };
const NERDCTL = { "nerdctl --version": "nerdctl version 2.1.0" };
/** The package podman-docker; newer versions answer to `buildx version`, too. */
const ALIAS = { "docker --version": "podman version 5.4.1", "docker buildx version": "buildah 1.39.3" };
const OLD_ALIAS = { "docker --version": "podman version 4.3.1" };

describe("the engine of a machine", () => {
  const cases: [what: string, Record<string, string>, EngineChoice, found: string][] = [
    ["docker with buildx", { ...DOCKER28, ...BUILDX, ...PODMAN }, "auto", "buildx docker 0.29.1"],
    ["docker with buildx", { ...DOCKER28, ...BUILDX }, "docker", "docker docker 0.29.1"],
    ["docker with buildx", { ...DOCKER28, ...BUILDX }, "buildx", "buildx docker 0.29.1"],
    ["an old docker with buildx", { ...DOCKER20, ...BUILDX }, "docker", "embedded docker 20.10.24"],
    ["an old docker with buildx", { ...DOCKER20, ...BUILDX }, "auto", "buildx docker 0.29.1"],
    ["an old docker", { ...DOCKER20, ...PODMAN }, "auto", "embedded docker 20.10.24"],
    ["docker alone", DOCKER28, "auto", "legacy docker 28.5.2"],
    ["docker alone", DOCKER28, "buildx", "no buildx"],
    ["docker alone", DOCKER28, "podman", "no program: spawn podman ENOENT"],
    ["podman alone", { ...PODMAN, ...NERDCTL }, "auto", "podman podman 4.3.1"],
    ["podman beside docker", { ...DOCKER28, ...BUILDX, ...PODMAN }, "podman", "podman podman 4.3.1"],
    ["podman called docker", ALIAS, "auto", "podman docker 5.4.1"],
    ["podman called docker", OLD_ALIAS, "auto", "podman docker 4.3.1"],
    ["podman called docker", ALIAS, "docker", "podman docker 5.4.1"],
    ["podman called docker", ALIAS, "buildx", "no buildx"],
    ["nerdctl alone", NERDCTL, "auto", "nerdctl nerdctl 2.1.0"],
    ["nerdctl alone", NERDCTL, "docker", "no program: spawn docker ENOENT"],
    ["nothing", {}, "auto", "no program: spawn docker ENOENT"],
  ];
  for (const [what, answers, choice, found] of cases) {
    it(`${what}, set to ${choice}: ${found}`, async () => {
      const probe = await probeEngine(PROGRAMS, choice, machine(answers));
      const text =
        "engine" in probe
          ? `${probe.engine.builder} ${probe.engine.program} ${probe.engine.version ?? ""}`
          : probe.missing === "buildx"
            ? "no buildx"
            : `no program: ${probe.reason}`;
      assert.equal(text, found);
    });
  }

  it("is missing where no program can be started", async () => {
    const none = { docker: "no-such-docker-here", podman: "no\0podman", nerdctl: "no-such-nerdctl" };
    const probe = await probeEngine(none, "auto");
    assert.ok("missing" in probe && probe.missing === "program");
    assert.match(probe.reason, /ENOENT/);
    assert.ok("missing" in (await probeEngine(none, "podman")));
  });

  it("has no buildx where the program does not know it", async () => {
    const probe = await probeEngine({ ...PROGRAMS, docker: process.execPath }, "buildx");
    assert.deepEqual(probe, { missing: "buildx" });
  });

  it("prints rawjson since buildx 0.13, and what can be read everywhere else", () => {
    for (const builder of ["buildx", "docker"] as const) {
      assert.equal(progressOf(builder, "0.12.1"), "plain");
      assert.equal(progressOf(builder, "0.13.0"), "rawjson");
      assert.equal(progressOf(builder, "1.0"), "rawjson");
      assert.equal(progressOf(builder, undefined), "plain");
    }
    assert.equal(progressOf("nerdctl", "2.1.0"), "plain");
    assert.equal(progressOf("podman", "5.0"), "none");
    assert.equal(progressOf("legacy", "28.5"), "none");
  });

  const versions: [text: string, builder: string][] = [
    ["Docker version 28.5.2+dfsg4, build 9cc6dea", "legacy"],
    ["Docker version 23.0.0, build e92dd87", "legacy"],
    ["Docker version 20.10.24+dfsg1, build 297e128", "embedded"],
    ["Docker version 19.03.15, build 99e3ed8919", "embedded"],
    ["Docker version 18.09.1, build 4c52b90", "embedded"],
    ["Docker version 18.06.3-ce, build d7080c1", "legacy"],
    ["something else", "legacy"],
  ];
  for (const [text, builder] of versions) {
    it(`builds without buildx as ${builder}: ${text}`, () => {
      assert.equal(builderWithoutBuildx(text), builder);
    });
  }
});

describe("an engine that was found", () => {
  let folder = "";
  let asked = 0;
  let time = 0;
  const engine = { builder: "buildx", program: "docker", progress: "plain" } as const;
  let programs: Programs = PROGRAMS;
  let found = true;
  const create = () => {
    asked = 0;
    time = 0;
    found = true;
    return createProbeCache(
      () => {
        asked += 1;
        return Promise.resolve(found ? { engine } : { missing: "program", reason: "ENOENT" });
      },
      () => time,
    );
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "probe-"));
    writeFileSync(join(folder, "docker"), "");
    programs = { ...PROGRAMS, docker: join(folder, "docker") };
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is remembered for a while, for these settings", async () => {
    const cache = create();
    assert.deepEqual(await cache.probe(programs, "auto"), { engine });
    await cache.probe(programs, "auto");
    assert.equal(asked, 1);
    await cache.probe(programs, "docker");
    assert.equal(asked, 2);
  });

  it("is looked for again after a while, beside the one who asks", async () => {
    const cache = create();
    await cache.probe(programs, "auto");
    time += 10 * 60_000;
    found = false;
    assert.deepEqual(await cache.probe(programs, "auto"), { engine });
    assert.equal(asked, 2);
    assert.ok("missing" in (await cache.probe(programs, "auto")));
    assert.equal(asked, 3);
  });

  it("is asked for once, however many wait for it", async () => {
    const cache = create();
    const answers = await Promise.all(["auto", "auto", "auto"].map(() => cache.probe(programs, "auto")));
    assert.deepEqual(answers, [{ engine }, { engine }, { engine }]);
    assert.equal(asked, 1);
  });

  it("is not remembered where it was forgotten while it was asked for", async () => {
    const cache = create();
    const first = cache.probe(programs, "auto");
    while (asked === 0) await new Promise(resolve => setImmediate(resolve));
    cache.forget();
    await first;
    await cache.probe(programs, "auto");
    assert.equal(asked, 2);
  });

  it("is looked for again when its program is another file, or could not be started", async () => {
    const cache = create();
    await cache.probe(programs, "auto");
    utimesSync(programs.docker, 1, 1);
    await cache.probe(programs, "auto");
    assert.equal(asked, 2);
    cache.forget();
    await cache.probe(programs, "auto");
    assert.equal(asked, 3);
  });

  it("is looked for each time as long as it is missing", async () => {
    const cache = create();
    found = false;
    await cache.probe(programs, "auto");
    found = true;
    assert.deepEqual(await cache.probe(programs, "auto"), { engine });
    assert.equal(asked, 2);
  });
});
