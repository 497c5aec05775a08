// The same file, built up to its first stage and as a whole by every engine that this project knows how to ask and this
// machine can have: the builds end as they should, and their images are where they should be and nowhere else.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toolCommand, type Engine } from "../../client/src/engine/engine";
import { engineCommand } from "../../client/src/engine/engineCommand";
import { askImageHistory } from "../../client/src/engine/imageHistory";
import { probeEngine } from "../../client/src/engine/probeEngine";
import { createHistory } from "../../client/src/history/history";
import type { StageCost } from "../../client/src/history/stageCost";
import { stepOutcomes } from "../../client/src/results/stepOutcomes";
import { stepInputsAnswer } from "../../server/src/features/stepInputs";
import { runProcess } from "../../client/src/engine/runProcess";
import { readSavedImage } from "../../client/src/inside/savedImage";
import { stageContent } from "../../client/src/report/content";
import { instructionSizes } from "../../client/src/progress/instructionSizes";
import type { BuiltFile } from "../../client/src/progress/stepPlaces";
import { failurePlaces } from "../../client/src/progress/failurePlaces";
import { createProgressReader } from "../../client/src/progress/progressReader";
import { instructionsOf, modelOf } from "../client/modelOf";
import { contextOf } from "../support/feature";
import { docker, hasImage, runProgram } from "../support/engine";
import { runningEngine, startDocker20, startSecondEngine } from "../support/engines/dockerEngines";
import type { OtherEngine, Started } from "../support/engines/otherEngine";
import { startPodman } from "../support/engines/podman";
import { startRemoteBuilder } from "../support/engines/remoteBuilder";
import { skipBecause } from "../support/suiteResult";

const TEST_WITHIN = 2 * 60_000;
const REMOVE_WITHIN = 60_000;
const ASK_WITHIN = 60_000;
const SLOW = 10_000;
const IMAGE = "dockerfile-stages-tests/other-engines";
const BASE = "stages-tests-base:latest";

const DOCKERFILE = `FROM ${BASE} AS tools
RUN echo "made by tools" > /made

FROM ${BASE} AS app
COPY --from=tools /made /taken
COPY own.txt /
CMD ["cat", "/taken", "/own.txt"]
`;

const FAILING = `FROM ${BASE} AS tools
RUN echo fine
FROM tools AS broken
RUN echo "to stdout" && \\
    echo "to stderr" >&2 && \\
    exit 42
RUN echo never
`;

/** One way to have a stage built, and what is particular about it. */
interface Way<E extends OtherEngine = OtherEngine> {
  title: string;
  start: () => Promise<Started<E>>;
  /** What a person has chosen, from the engine that our probe found. */
  choose?: (found: Engine, started: E) => Engine;
  /** The variables by which a person has chosen. */
  env?: (started: E) => Record<string, string>;
  builder: Engine["builder"];
  /** Which engine has the image when it is built: the one that was asked, or the one that runs here. */
  imageIs: "there" | "here";
  /** The status that a RUN which ends with 42 leaves. */
  failed: number;
  /** The lines, from 1, that the reader of the output blames for it. */
  blamed: [first: number, last: number][];
}

const WHOLE_RUN: Way["blamed"] = [[4, 6]];

const BUILDX = { builder: "buildx", failed: 1, blamed: WHOLE_RUN } as const;

compare({ title: "buildx", start: runningEngine, ...BUILDX, imageIs: "here" });

compare({
  title: "Docker 20.10",
  start: startDocker20,
  builder: "embedded",
  imageIs: "there",
  failed: 1,
  blamed: WHOLE_RUN,
});

compare({
  title: "Docker 20.10 without BuildKit",
  start: startDocker20,
  choose: found => ({ ...found, builder: "legacy", progress: "none" }),
  builder: "legacy",
  imageIs: "there",
  failed: 42,
  blamed: WHOLE_RUN,
});

compare({
  title: "a second engine, chosen by its Docker context",
  start: startSecondEngine,
  choose: (found, { dockerContext }) => ({ ...found, dockerContext }),
  ...BUILDX,
  imageIs: "there",
});

compare({
  title: "a remote builder, chosen by its name",
  start: startRemoteBuilder,
  env: ({ builder }) => ({ BUILDX_BUILDER: builder }),
  ...BUILDX,
  imageIs: "here",
});

compare({
  title: "podman",
  start: startPodman,
  builder: "podman",
  imageIs: "there",
  failed: 42,
  // It shows no line; the number of the step says it.
  blamed: WHOLE_RUN,
});

function compare<E extends OtherEngine>(way: Way<E>): void {
  describe(`a stage built by ${way.title}`, function () {
    this.timeout(TEST_WITHIN);
    this.slow(SLOW);
    let folder: string;
    let started: E;
    let engine: Engine;

    before(async function () {
      const answer = await way.start();
      if ("missing" in answer) skipBecause(this, answer.missing);
      started = answer.engine;
      folder = mkdtempSync(join(tmpdir(), "other-engines-"));
      await started.load({ standIn: BASE });
      const { program } = started;
      const programs = { docker: program, podman: program, nerdctl: program };
      const probe = await within(environment(), () => probeEngine(programs, "auto"));
      assert.ok("engine" in probe, JSON.stringify(probe));
      engine = way.choose?.(probe.engine, started) ?? probe.engine;
      writeFileSync(join(folder, "own.txt"), "of the build context\n");
    });

    after(async () => {
      const wasStarted = started as E | undefined;
      if (wasStarted === undefined) return;
      rmSync(folder, { recursive: true });
      await wasStarted.ask(["image", "rm", "--force", IMAGE, BASE]);
      await wasStarted.stop();
      await docker(["image", "rm", "--force", IMAGE], { timeout: REMOVE_WITHIN });
    });

    it("is asked of the builder that is there", () => {
      assert.equal(engine.builder, way.builder);
    });

    it("is its first stage, and nothing of the others", async () => {
      const { status, printed } = await build(DOCKERFILE, "tools");
      assert.equal(status, 0, printed);
      assert.equal(
        await runImage(["sh", "-c", "cat /made; ls /taken /own.txt 2>/dev/null"]),
        "made by tools\n",
      );
    });

    it("is the whole file, with what it copies from the first stage and from the context", async () => {
      const { status, printed } = await build(DOCKERFILE, undefined);
      assert.equal(status, 0, printed);
      assert.equal(await runImage([]), "made by tools\nof the build context\n");
    });

    it("has a history that says what each instruction added", async () => {
      const { status, printed } = await build(DOCKERFILE, undefined);
      assert.equal(status, 0, printed);
      const { answer, problem } = await within(environment(), () => askImageHistory(engine, IMAGE));
      assert.ok(answer, problem);
      const file = fileOf(DOCKERFILE);
      const sizes = instructionSizes(file, answer);
      assert.ok(sizes, JSON.stringify(answer));
      const added = file.instructions.map((_, index) => sizes.byInstruction.get(index));
      // Buildah counts the archive of a layer, whose files take up whole blocks.
      const most = engine.builder === "podman" ? 10_000 : 21;
      const [, , base = 0, taken = 0, own = 0, cmd] = added;
      assert.deepEqual(added.slice(0, 2), [undefined, undefined]);
      assert.equal(cmd, 0);
      assert.ok(taken >= 14 && taken <= most, String(taken));
      assert.ok(own >= 21 && own <= most, String(own));
      assert.equal(base + taken + own, sizes.total);
    });

    it("is saved with the files of each layer, whatever the engine calls them", async () => {
      const { answer, problem } = await within(environment(), () => readSavedImage(engine, IMAGE));
      assert.ok(answer, problem);
      const content = stageContent(fileOf(DOCKERFILE), IMAGE, answer);
      assert.ok(content);
      assert.deepEqual(
        content.root.children?.map(({ name, bytes, layer }) => [
          name,
          bytes,
          content.culprits[layer ?? -1]?.line,
        ]),
        [
          ["own.txt", 21, 6],
          ["taken", 14, 5],
        ],
      );
    });

    it("was built there, and its image is where it should be alone", async () => {
      const isHere = await hasImage(IMAGE);
      const isThere = (await started.ask(["image", "inspect", IMAGE])).status === 0;
      const there = way.start === runningEngine ? "here" : "there";
      assert.deepEqual(
        { here: isHere, there: isThere },
        { here: way.imageIs === "here", there: way.imageIs === there },
      );
      // The engine that runs here has no such base image, and could not have built it.
      assert.equal(await hasImage(BASE), way.start === runningEngine);
    });

    it("says how its RUN failed, and where", async () => {
      const { status, failure } = await build(FAILING, undefined);
      assert.equal(status, way.failed);
      assert.equal(failure.kind, "build");
      assert.match(failure.message, /\b42$/);
      const ranges = failurePlaces(failure, fileOf(FAILING));
      assert.deepEqual(
        ranges.map(({ start, end }) => [start.line + 1, end.line + 1]),
        way.blamed,
      );
    });

    it("tells which steps ran, and why, as it was forecast", async () => {
      const history = createHistory(join(folder, "history"), "salt");
      let text = DOCKERFILE.replace("made by tools", `${process.pid}-${Date.now()}`);
      const would: string[][] = [];
      const ran: string[][] = [];
      const next = async () => {
        const context = contextOf(text);
        const file = fileOf(text);
        const stages = stepInputsAnswer(context, {}).stages.map((stage, index) => ({
          ...stage,
          name: file.model.stages[index]?.name ?? "",
        }));
        const asked = {
          ...{ dockerfile: `file://${folder}/Dockerfile`, path: join(folder, "Dockerfile"), stages },
          ...{ builder: engine.builder, platform: "", noCache: [], contexts: { "": folder }, images: {} },
        };
        const shown = (cost: StageCost | undefined) =>
          (cost?.running ?? []).map(step => `${step.text.slice(0, 10)} ${step.reasons[0]?.kind ?? ""}`);
        would.push(shown(history.forecast(asked, [1])[0]));
        history.begin("build", { ...asked, target: 1 });
        const { status, printed, record } = await build(text, undefined);
        assert.equal(status, 0, printed);
        const outcomes = stepOutcomes(record, file, stages, Date.now());
        ran.push(shown(history.end("build", Date.now(), outcomes, {}).find(({ stage }) => stage === 1)));
      };
      await next();
      await next();
      writeFileSync(join(folder, "own.txt"), "changed\n");
      await next();
      text = text.replace("> /made", "> /made && date >> /made");
      await next();
      const [all, none, file, instruction] = [
        ['RUN echo "', "COPY --fro", "COPY own.t"].map(step => `${step} first`),
        [],
        ["COPY own.t files"],
        ['RUN echo " instruction', "COPY --fro source", "COPY own.t before"],
      ];
      assert.deepEqual(
        { ran, would },
        { ran: [all, none, file, instruction], would: [[], none, file, instruction] },
      );
    });

    /** Builds as the client does, in the environment that leads to the engine. */
    async function build(dockerfile: string, target: string | undefined) {
      const file = join(folder, "Dockerfile");
      writeFileSync(file, dockerfile);
      const request = {
        dockerfile: file,
        context: folder,
        target,
        image: IMAGE,
        buildArgs: {},
        buildContexts: {},
      };
      return run(engineCommand({ engine, ...request }, "read"));
    }

    async function runImage(command: string[]): Promise<string> {
      const args = ["run", "--rm", "--network", "none", IMAGE, ...command];
      const { status, printed, out } = await run(toolCommand(engine, args));
      assert.ok(status === 0 || out !== "", printed);
      return out;
    }

    async function run(command: ReturnType<typeof toolCommand>) {
      const reader = createProgressReader(engine);
      const texts = { out: "", err: "" };
      const end = await within(
        environment(),
        () =>
          runProcess(command, (stream, text) => {
            texts[stream] += text;
            reader.write(stream, text);
          }).ended,
      );
      assert.ok("status" in end, JSON.stringify(end));
      reader.end(end.status !== 0);
      return {
        status: end.status,
        printed: texts.out + texts.err,
        out: texts.out,
        failure: reader.failure(),
        record: reader.record,
      };
    }

    function environment(): Record<string, string> {
      return { ...started.env, ...way.env?.(started) };
    }
  });
}

/** The file as its client knows it, built up to its second stage. */
function fileOf(text: string): BuiltFile {
  return {
    name: "Dockerfile",
    lines: text.split("\n"),
    model: modelOf(text),
    instructions: instructionsOf(text),
    target: 1,
  };
}

describe("the Docker context of another engine", function () {
  this.timeout(TEST_WITHIN);

  it("is listed among the builders, and is none that can be chosen by --builder", async function () {
    const answer = await startSecondEngine();
    if ("missing" in answer) skipBecause(this, answer.missing);
    const { env, program, dockerContext, stop } = answer.engine;
    try {
      const ask = (args: string[]) => runProgram(program, ["buildx", ...args], { timeout: ASK_WITHIN, env });
      assert.match((await ask(["ls"])).stdout, new RegExp(`^${dockerContext} +docker`, "m"));
      const chosen = await ask(["build", "--builder", dockerContext, tmpdir()]);
      assert.equal(chosen.status, 1);
      assert.match(chosen.stderr, new RegExp(`use \`docker --context=${dockerContext} buildx\` to switch`));
    } finally {
      await stop();
    }
  });
});

/** Does something with other variables in the environment of this process, which the programs that it starts inherit. */
async function within<T>(variables: Record<string, string>, act: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await act();
  } finally {
    for (const name of Object.keys(variables)) {
      const value = before[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}
