/** What builds for one platform or several give to the predefined arguments, and what bases come to. The values are in the oracle's cases. */
import assert from "node:assert/strict";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { buildsFor, casesIn, retargeted } from "../../../server/src/stages/model/buildPlatforms";
import { neededBy, needing, reachableFrom, stageGraph } from "../../../server/src/stages/model/graph";
import { readStages } from "../../../server/src/stages/model/model";
import type { StageModel } from "../../../server/src/stages/model/model";
import { formatPlatform, targetPlatform } from "../../../server/src/stages/model/platform";
import { stageRoles } from "../../../server/src/stages/model/roles";
import { random } from "../../support/random";

const AMD = { os: "linux", arch: "amd64", variant: "" };
const ARM = { os: "linux", arch: "arm", variant: "v6" };

const shown = (builds: ReturnType<typeof buildsFor>): string[] =>
  builds.map(({ target, build }) => `${formatPlatform(target)} on ${formatPlatform(build)}`);

function modelFor(text: string, asked: readonly string[], machine: typeof AMD | null = AMD): StageModel {
  const platforms = buildsFor(asked, machine);
  return readStages(readDockerfile(text), { buildArgs: new Map(), contexts: [], platforms });
}

/** What the base of the last stage is on each platform. */
function lastBase(text: string, asked: readonly string[], machine: typeof AMD | null = AMD): string[] {
  const base = modelFor(text, asked, machine).stages.at(-1)?.base;
  return (base?.byPlatform ?? []).map(
    ({ platforms, expanded, to }) => `${expanded}=${to} ${platforms.join(" ")}`,
  );
}

const BASES = "FROM a AS base-amd64\nFROM b AS base-arm64\nFROM base-${TARGETARCH}\n";

describe("stages: the platforms of builds", () => {
  it("are those of the setting, else that of the machine", () => {
    assert.deepEqual(shown(buildsFor([], AMD)), ["linux/amd64 on linux/amd64"]);
    assert.deepEqual(shown(buildsFor([], ARM)), ["linux/arm/v6 on linux/arm/v6"]);
    assert.deepEqual(shown(buildsFor(["linux/arm64"], AMD)), ["linux/arm64 on linux/amd64"]);
    assert.deepEqual(shown(buildsFor([" linux/arm64 ,linux/arm64/v8", "linux"], ARM)), [
      "linux/arm64 on linux/arm/v6",
      "linux/arm/v6 on linux/arm/v6",
    ]);
  });

  it("leave out what the builder refuses", () => {
    assert.deepEqual(shown(buildsFor(["x/y/z/w", "*", "", "nope", "linux/s390x"], AMD)), [
      "linux/s390x on linux/amd64",
    ]);
    assert.deepEqual(shown(buildsFor(["nope"], AMD)), ["linux/amd64 on linux/amd64"]);
    assert.equal(targetPlatform(`linux/${"a".repeat(1e6)}`), null);
  });

  it("may be any where nothing is known of the machine", () => {
    const builds = buildsFor([], null);
    assert.ok(builds.length > 5);
    assert.ok(builds.every(({ target, build }) => target === build));
    assert.deepEqual(
      new Set(buildsFor(["linux/arm64"], null).map(({ target }) => target.arch)),
      new Set(["arm64"]),
    );
  });

  it("can be asked for anew", () => {
    assert.deepEqual(shown(retargeted(buildsFor(["linux/arm64", "linux/386"], ARM), ["linux"])), [
      "linux/arm/v6 on linux/arm/v6",
    ]);
  });

  it("are told apart only as far as a text names them", () => {
    const builds = buildsFor(["linux/amd64", "linux/arm64", "linux/arm64/v9", "windows/amd64"], AMD);
    const labels = (text: string) => casesIn(text, builds).map(one => one.labels.join(" "));
    assert.deepEqual(labels("FROM a"), ["linux/amd64 linux/arm64 linux/arm64/v9 windows/amd64"]);
    assert.deepEqual(labels("FROM a-$BUILDARCH"), ["linux/amd64 linux/arm64 linux/arm64/v9 windows/amd64"]);
    assert.deepEqual(labels("FROM a-$TARGETOS"), ["linux/amd64 linux/arm64 linux/arm64/v9", "windows/amd64"]);
    assert.deepEqual(labels("ARG X=$TARGETARCH"), [
      "linux/amd64 windows/amd64",
      "linux/arm64 linux/arm64/v9",
    ]);
    assert.equal(labels("FROM a-$TARGETPLATFORM").length, 4);
  });
});

describe("stages: bases on several platforms", () => {
  const both = ["linux/amd64", "linux/arm64"];
  it("are each on its own", () => {
    assert.deepEqual(lastBase(BASES, []), []);
    assert.deepEqual(lastBase(BASES, ["linux/arm64"]), []);
    assert.equal(modelFor(BASES, ["linux/arm64"]).stages[2]?.base.to, 1);
    assert.deepEqual(lastBase(BASES, both), ["base-amd64=0 linux/amd64", "base-arm64=1 linux/arm64"]);
    assert.deepEqual(lastBase(BASES, [...both, "linux/s390x", "windows/amd64"]), [
      "base-amd64=0 linux/amd64 windows/amd64",
      "base-arm64=1 linux/arm64",
      "base-s390x=image linux/s390x",
    ]);
  });

  const forms: Record<string, string> = {
    "a default": "FROM a AS base-amd64\nFROM b AS base-arm64\nFROM base-${TARGETARCH:-amd64}\n",
    "an argument before": "ARG A=$TARGETARCH\nFROM a AS base-amd64\nFROM b AS base-arm64\nFROM base-$A\n",
    "the whole platform": "FROM a AS base-amd64\nFROM b AS base-arm64\nFROM base-${TARGETPLATFORM#linux/}\n",
  };
  for (const [form, text] of Object.entries(forms))
    it(`through ${form}`, () => {
      assert.deepEqual(lastBase(text, both), ["base-amd64=0 linux/amd64", "base-arm64=1 linux/arm64"]);
    });

  it("are any of them where nothing is known of the machine", () => {
    const build = BASES.replace("TARGET", "BUILD");
    for (const text of [BASES, build])
      assert.deepEqual(
        lastBase(text, [], null).filter(base => !base.includes("image")),
        ["base-amd64=0 linux/amd64 windows/amd64", "base-arm64=1 linux/arm64"],
      );
    assert.ok(
      lastBase(build, ["linux/arm64"], null)[0]?.startsWith("base-amd64=0 linux/arm64 (linux/amd64)"),
    );
  });

  it("are all needed, and none is unused", () => {
    const model = modelFor(`${BASES}FROM base-\${TARGETARCH} AS other\nFROM scratch AS lone\n`, both);
    const graph = stageGraph(model);
    assert.deepEqual(reachableFrom(graph, 2), [0, 1, 2]);
    assert.deepEqual(neededBy(graph, 2), [0, 1]);
    assert.deepEqual(needing(graph, 1), [false, true, true, true, false]);
    assert.deepEqual(stageRoles(modelFor(BASES, both), stageGraph(modelFor(BASES, both))), [
      "needed",
      "needed",
      "default",
    ]);
  });

  it("mean in the next version what they mean in a new model", () => {
    const dice = random(15);
    const pieces = [
      "FROM a AS base-amd64\n",
      "FROM b AS base-arm64\n",
      "FROM base-${TARGETARCH} AS x\n",
      "FROM x-$BUILDOS\n",
      "ARG V=$TARGETVARIANT\n",
      "RUN x\n",
      "COPY --from=base-arm64 /a /b\n",
    ];
    const options = {
      buildArgs: new Map<string, string>(),
      contexts: [],
      platforms: buildsFor(["linux/arm", ...both], AMD),
    };
    let texts = [...pieces];
    let model = readStages(readDockerfile(texts.join("")), options);
    for (let round = 0; round < 200; round++) {
      texts = texts.map(text => (dice.below(6) === 0 ? (pieces[dice.below(pieces.length)] ?? "") : text));
      const text = texts.join("");
      model = readStages(readDockerfile(text, model.file), options, model);
      const facts = ({ stages }: StageModel) =>
        stages.map(({ base }) => [base.to, base.expanded, base.byPlatform]);
      assert.deepEqual(facts(model), facts(readStages(readDockerfile(text), options)), text);
    }
  });
});
