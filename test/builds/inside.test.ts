// Looking into images with a real engine: which shell there is, what runs, which files there are and what is in them; and
// that nothing is left behind.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../client/src/engine/engine";
import type { BuildRequest } from "../../client/src/engine/engineCommand";
import { exportCommand } from "../../client/src/inside/exportCommand";
import { listFolder, nodeAt, resolvePath, type FileIndex } from "../../client/src/inside/fileIndex";
import { canRun, inspectImage, type ImageFacts } from "../../client/src/engine/image";
import { indexImage, readImageFile, READING_LABEL } from "../../client/src/inside/imageFiles";
import {
  copiedSidecarCommand,
  mountsImages,
  SIDECAR_DOCKERFILE,
  sidecarBuild,
  sidecarCommand,
  versionCommand,
} from "../../client/src/inside/runCommands";
import { runTool } from "../../client/src/engine/runTool";
import { probeShell } from "../../client/src/inside/shells";
import { docker, ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const ENGINE: Engine = { builder: "buildx", program: "docker", progress: "plain" };
const NAME = "dockerfile-stages-tests/inside";
const BASE = "alpine:latest";
const TEST_WITHIN = 120_000;
const RUN_WITHIN = 60_000;
const LIMIT = { timeoutMs: RUN_WITHIN };

const DOCKERFILE = `FROM scratch AS files
COPY Dockerfile /a/b
COPY ["Dockerfile", "/-x; $(id), y"]
VOLUME /kept

FROM ${BASE} AS shell
EXPOSE 8080 53/udp
RUN mkdir /links && ln -s /etc /links/etc && ln -s ../../etc/passwd /links/up && ln -s nowhere /links/gone \\
 && head -c 3000000 /dev/zero > /large && printf '\\000\\377' > /binary && chmod 640 /binary
CMD ["true"]

FROM shell AS bare
RUN rm -f /bin/sh /bin/ash
`;

describe("inside of a stage", function () {
  this.timeout(TEST_WITHIN);
  this.slow(10_000);
  const folder = mkdtempSync(join(tmpdir(), "inside, a stage-"));
  const image = (stage: string) => `${NAME}:${stage}`;
  const facts = async (stage: string): Promise<ImageFacts> => {
    const { answer, problem } = await inspectImage(ENGINE, image(stage));
    assert.ok(answer, problem);
    return answer;
  };
  const index = async (stage: string): Promise<FileIndex> => {
    const { answer, problem } = await indexImage(ENGINE, (await facts(stage)).id);
    assert.ok(answer, problem);
    return answer;
  };

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
    writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
    for (const stage of ["files", "shell", "bare"]) {
      const args = ["buildx", "build", "--quiet", "--load", "--target", stage, "--tag", image(stage), folder];
      const { status, stderr } = await docker(args, { timeout: TEST_WITHIN });
      assert.equal(status, 0, stderr);
    }
  });

  afterEach("no container is left", async () => {
    const { stdout } = await docker(["ps", "--all", "--quiet", "--filter", `label=${READING_LABEL}`], {
      timeout: RUN_WITHIN,
    });
    const images = await Promise.all(["files", "shell"].map(async stage => (await facts(stage)).id));
    for (const id of stdout.split("\n").filter(line => line !== "")) {
      const { stdout: label } = await docker(
        ["inspect", "--format", `{{index .Config.Labels "${READING_LABEL}"}}`, id],
        { timeout: RUN_WITHIN },
      );
      assert.ok(!images.includes(label.trim()), `${id} is still there`);
    }
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    const images = ["files", "shell", "bare", "side"].map(image);
    await docker(["image", "rm", "--force", ...images], { timeout: RUN_WITHIN });
  });

  it("is known by what the engine says of the image", async () => {
    const files = await facts("files");
    assert.ok(!canRun(files));
    assert.deepEqual(files.ports, []);
    const shell = await facts("shell");
    assert.ok(canRun(shell));
    assert.deepEqual(shell.ports, [
      { number: 53, protocol: "udp" },
      { number: 8080, protocol: "tcp" },
    ]);
    const none = await inspectImage(ENGINE, image("nobody"));
    assert.match(none.problem ?? "", /no such image/i);
  });

  it("has exactly the files of the image, nothing of the container", async () => {
    const found = await index("files");
    assert.deepEqual(
      listFolder(found, "/")?.map(([name]) => name),
      ["a", "-x; $(id), y"],
    );
    assert.equal(found.count, 3);
  });

  it("has files that are read byte for byte, whatever they are called", async () => {
    const { id } = await facts("files");
    for (const path of ["/a/b", "/-x; $(id), y"]) {
      const { answer, problem } = await readImageFile(ENGINE, id, path);
      assert.ok(answer, problem);
      assert.equal(Buffer.from(answer).toString("utf8"), DOCKERFILE);
    }
    const shell = await facts("shell");
    const { answer } = await readImageFile(ENGINE, shell.id, "/binary");
    assert.deepEqual([...(answer ?? [])], [0, 255]);
    assert.equal(nodeAt(await index("shell"), "/binary")?.mode, 0o640);
  });

  it("has links that lead where they lead in the image", async () => {
    const found = await index("shell");
    assert.equal(resolvePath(found, "/links/etc/passwd")?.path, "/etc/passwd");
    assert.equal(resolvePath(found, "/links/up")?.path, "/etc/passwd");
    assert.equal(resolvePath(found, "/links/gone"), undefined);
  });

  it("has files that are too large to be read, and folders and what is not there", async () => {
    const { id } = await facts("shell");
    const large = await readImageFile(ENGINE, id, "/large", undefined, 1_000_000);
    assert.match(large.problem ?? "", /3000000 bytes/);
    const whole = await readImageFile(ENGINE, id, "/large");
    assert.equal(whole.answer?.length, 3_000_000);
    assert.match((await readImageFile(ENGINE, id, "/links")).problem ?? "", /not a file/);
    assert.match((await readImageFile(ENGINE, id, "/nowhere")).problem ?? "", /could not find/i);
    assert.match((await indexImage(ENGINE, "ab".repeat(32))).problem ?? "", /no such image/i);
  });

  it("is left when somebody cancels", async () => {
    const { id } = await facts("shell");
    const ending = new AbortController();
    setTimeout(() => {
      ending.abort();
    }, 150);
    const cancelled = await indexImage(ENGINE, id, ending.signal);
    assert.ok(cancelled.problem !== undefined || cancelled.answer.count > 0);
    const before = await indexImage(ENGINE, id, AbortSignal.abort());
    assert.equal(before.problem, "cancelled");
  });

  it("has the shell that works, or none with the reason", async () => {
    assert.deepEqual(await probeShell(ENGINE, image("shell")), { shell: ["sh"] });
    assert.deepEqual(await probeShell(ENGINE, image("bare")), { shell: ["busybox", "sh"] });
    const none = await probeShell(ENGINE, image("files"));
    assert.ok("none" in none);
    assert.match(none.none, /scratch/);
    const nobody = await probeShell(ENGINE, "ab".repeat(32));
    assert.ok("problem" in nobody);
    assert.match(nobody.problem, /no such image|unable to find/i);
  });

  it("is seen by a sidecar, mounted where the engine can", async function () {
    const versions = await runTool(versionCommand(ENGINE), LIMIT);
    if (!mountsImages(versions.out)) skipBecause(this, `this engine mounts no images: ${versions.out}`);
    const { id } = await facts("files");
    const { args } = sidecarCommand(ENGINE, id, BASE);
    assert.equal(await output([...withoutTerminal(args), "-c", "cat /stage/a/b"]), DOCKERFILE);
  });

  it("is seen by a sidecar, copied where the engine mounts none", async () => {
    const build = sidecarBuild(ENGINE, image("files"), BASE, image("side"));
    const { status, err } = await runTool(build, { ...LIMIT, input: SIDECAR_DOCKERFILE });
    assert.equal(status, 0, err);
    const { args } = copiedSidecarCommand(ENGINE, image("side"));
    assert.equal(await output([...withoutTerminal(args), "-c", "cat a/b"]), DOCKERFILE);
  });

  it("is exported to a folder, whatever that is called", async () => {
    const request: BuildRequest = {
      engine: ENGINE,
      dockerfile: join(folder, "Dockerfile"),
      context: folder,
      target: "files",
      image: image("exported"),
      buildArgs: {},
      buildContexts: {},
    };
    const out = join(folder, 'out "of", it');
    const command = exportCommand(request, out);
    assert.ok("args" in command);
    const { status, err } = await runTool(command, LIMIT);
    assert.equal(status, 0, err);
    assert.equal(readFileSync(join(out, "a/b"), "utf8"), DOCKERFILE);
    assert.equal((await docker(["image", "inspect", image("exported")], { timeout: RUN_WITHIN })).status, 1);
  });
});

/** A test has no terminal to give. */
function withoutTerminal(args: readonly string[]): string[] {
  return args.filter(arg => arg !== "--tty");
}

async function output(args: string[]): Promise<string> {
  const { status, stdout, stderr } = await docker(args, { timeout: RUN_WITHIN });
  assert.equal(status, 0, stderr);
  return stdout;
}
