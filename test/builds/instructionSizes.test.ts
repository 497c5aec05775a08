// How much each instruction added, with the real engine: the figures are those of its history, and together they are the image's size.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { targetOfName } from "../../client/src/build/request/stageTarget";
import type { Engine } from "../../client/src/engine/engine";
import { inspectImage } from "../../client/src/engine/image";
import { askImageHistory } from "../../client/src/engine/imageHistory";
import { askImageStore } from "../../client/src/engine/imageStore";
import { instructionSizes } from "../../client/src/progress/instructionSizes";
import type { BuiltFile } from "../../client/src/progress/stepPlaces";
import { sizeParts } from "../../client/src/report/sizeParts";
import { instructionsOf, modelOf } from "../client/modelOf";
import { docker, ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const ENGINE: Engine = { builder: "buildx", program: "docker", progress: "plain" };
const NAME = `dockerfile-stages-tests/sizes-${process.pid}`;
const BASE = "alpine:latest";
const WITHIN = 120_000;
const filled = (bytes: number, path: string) => `head -c ${bytes} /dev/zero > ${path}`;

/** Each instruction by its line, from 1, with what it adds; `base` is what the base image has. */
const CASES: { about: string; text: string; target?: string; added: Record<number, number | "base"> }[] = [
  {
    about: "every kind of instruction, in a stage based on a stage",
    text: `ARG BEFORE=1
FROM ${BASE} AS base
ARG V=1
ENV A=1 B=2
RUN ${filled(3000, "/large")}
FROM scratch AS other
COPY 700.txt /d
FROM base
WORKDIR /app
EXPOSE 80 81/udp
LABEL a=b
COPY --link --from=other /d /e
COPY <<ONE <<TWO /two/
12345
ONE
123
TWO
ADD 700.txt /large
SHELL ["/bin/sh", "-c"]
RUN <<EOF
${filled(1234, "/more")}
rm /large
EOF
STOPSIGNAL 9
VOLUME /v
USER nobody
HEALTHCHECK NONE
ENTRYPOINT ["x"]
CMD ["x"]
`,
    added: { 2: "base", 5: 3000, 12: 700, 13: 10, 18: 700, 20: 1234 },
  },
  {
    about: "ONBUILD, where it is triggered",
    text: `FROM ${BASE} AS base
ONBUILD RUN ${filled(500, "/triggered")}
ONBUILD ENV X=1
RUN ${filled(200, "/own")}
FROM base
RUN ${filled(100, "/last")}
`,
    added: { 1: "base", 4: 200, 5: 500, 6: 100 },
  },
  { about: "a stage of scratch", text: 'FROM scratch\nCOPY 700.txt /a\nCMD ["/a"]\n', added: { 2: 700 } },
  { about: "a base image alone", text: `FROM ${BASE}\n`, added: { 1: "base" } },
  {
    about: "an earlier stage",
    text: `FROM ${BASE} AS a\nRUN ${filled(10, "/a")}\nFROM a AS b\nRUN ${filled(20, "/b")}\nFROM b\nRUN true\n`,
    target: "b",
    added: { 1: "base", 2: 10, 4: 20 },
  },
];

describe("the sizes of instructions", function () {
  this.timeout(WITHIN);
  this.slow(10_000);
  const folder = mkdtempSync(join(tmpdir(), "sizes-"));
  let base = 0;

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
    writeFileSync(join(folder, "700.txt"), "x".repeat(700));
    const { answer } = await askImageHistory(ENGINE, BASE);
    base = answer?.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await docker(["image", "rm", "--force", ...CASES.map((_, index) => `${NAME}:${index}`)], {
      timeout: WITHIN,
    });
  });

  for (const [index, { about, text, target, added }] of CASES.entries()) {
    it(`are those of ${about}, and their sum is the size of the image`, async () => {
      const image = `${NAME}:${index}`;
      writeFileSync(join(folder, "Dockerfile"), text);
      const options = target === undefined ? [] : ["--target", target];
      const args = ["buildx", "build", "--load", "--label", "x=y", "--tag", image, ...options, folder];
      const { status, stderr } = await docker(args, { timeout: WITHIN });
      assert.equal(status, 0, stderr);
      const { answer: history, problem } = await askImageHistory(ENGINE, image);
      assert.ok(history, problem);
      const file = fileOf(text, target);
      const sizes = instructionSizes(file, history);
      assert.ok(sizes, JSON.stringify(history));
      const found = [...sizes.byInstruction].flatMap(([at, bytes]) => {
        const line = (file.instructions[at]?.range.start.line ?? -1) + 1;
        return bytes === 0 ? [] : [[line, bytes === base ? "base" : bytes]];
      });
      assert.deepEqual(Object.fromEntries(found), added);
      const sum = sizeParts(file, sizes).reduce((all, { bytes }) => all + bytes, 0);
      assert.equal(sum, sizes.total);
      const { answer: facts } = await inspectImage(ENGINE, image);
      // The containerd image store counts the packed layers of an image, and the unpacked files of an entry.
      if ((await askImageStore(ENGINE)) === "layers") assert.equal(sum, facts?.size);
    });
  }
});

function fileOf(text: string, target: string | undefined): BuiltFile {
  const model = modelOf(text);
  const found = targetOfName(model, target);
  return {
    name: "Dockerfile",
    lines: text.split("\n"),
    model,
    instructions: instructionsOf(text),
    target: found.kind === "gone" ? -1 : found.stage.index,
  };
}
