import { strict as assert } from "node:assert";
import type { Engine } from "../../../client/src/engine/engine";
import {
  hasDockerDebug,
  isImageName,
  mountsImages,
  publishOptions,
  readAddresses,
  runCommand,
  shellCommand,
  sidecarBuild,
  sidecarCommand,
  SIDECAR_DOCKERFILE,
} from "../../../client/src/inside/runCommands";
import { readTry } from "../../../client/src/inside/shells";

const ENGINE: Engine = { builder: "buildx", program: "docker", progress: "plain" };
const ID = "ab".repeat(32);

describe("what runs of a stage", () => {
  it("is its image, with its own command, and nothing that is left behind", () => {
    assert.deepEqual(runCommand(ENGINE, "app:web", ["--publish", "127.0.0.1::80/tcp"], "r-1"), {
      file: "docker",
      args: [
        ..."run --rm --interactive --tty --label dev.dockerfile-stages.run=r-1".split(" "),
        ..."--publish 127.0.0.1::80/tcp app:web".split(" "),
      ],
      env: {},
    });
  });

  it("is at the engine of the build", () => {
    const { args } = runCommand({ ...ENGINE, dockerContext: "far" }, "app", [], "r");
    assert.deepEqual(args.slice(0, 3), ["--context", "far", "run"]);
  });

  it("is a shell with its arguments behind the image", () => {
    const words = (shell: readonly [string, ...string[]]) => shellCommand(ENGINE, "a:b", shell).args.slice(4);
    assert.deepEqual(words(["bash"]), ["--entrypoint", "bash", "a:b"]);
    assert.deepEqual(words(["busybox", "sh"]), ["--entrypoint", "busybox", "a:b", "sh"]);
  });

  it("is a shell of another image that sees the stage, mounted or copied", () => {
    const { args } = sidecarCommand(ENGINE, ID, "busybox");
    assert.deepEqual(args.slice(4, 6), ["--mount", `type=image,source=${ID},target=/stage`]);
    assert.equal(args.at(-1), "busybox");
    assert.deepEqual(sidecarBuild(ENGINE, "a:b", "busybox", "side:1").args, [
      ..."build --quiet --build-arg STAGE=a:b --build-arg DEBUG=busybox --tag side:1 -".split(" "),
    ]);
    assert.match(SIDECAR_DOCKERFILE, /^FROM \$\{STAGE\} AS \S+\nFROM \$\{DEBUG\}$/m);
  });

  const ports = [
    { number: 80, protocol: "tcp" },
    { number: 53, protocol: "udp" },
  ] as const;
  const publishings = [
    ["same", ["--publish", "127.0.0.1:80:80/tcp", "--publish", "127.0.0.1:53:53/udp"]],
    ["random", ["--publish", "127.0.0.1::80/tcp", "--publish", "127.0.0.1::53/udp"]],
    ["none", []],
  ] as const;
  for (const [publishing, options] of publishings) {
    it(`has its ports at this machine alone: ${publishing}`, () => {
      assert.deepEqual(publishOptions(ports, publishing), options);
    });
  }

  it("says where its ports are", () => {
    const text = "80/tcp -> 127.0.0.1:49153\n53/udp -> 127.0.0.1:49154\n8080/tcp -> 0.0.0.0:8080\n";
    assert.deepEqual(readAddresses(text), [
      { port: "80", address: "localhost:49153" },
      { port: "8080", address: "localhost:8080" },
    ]);
    assert.deepEqual(readAddresses("Error: no public port"), []);
  });
});

describe("the name of an image", () => {
  const names = ["busybox", "app:build", "registry.example.com:5000/a/b_c:1.0", ID, `a@sha256:${ID}`, "A"];
  for (const name of names)
    it(`may be ${name}`, () => {
      assert.ok(isImageName(name));
    });

  const others = [
    "",
    "-v/:/host",
    "--privileged",
    "a b",
    "a;b",
    "$(id)",
    "${env:HOME}",
    "a\nb",
    "`id`",
    "a|b",
    "a&b",
    "../a",
    "a//b",
    "a:",
    "a".repeat(600),
  ];
  for (const text of others)
    it(`is not ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.ok(!isImageName(text));
    });
});

describe("what an engine can do", () => {
  const versions: [text: string, mounts: boolean][] = [
    ["1.48 1.48\n", true],
    ["1.51 1.51\n", true],
    ["2.0 1.50\n", true],
    ["1.51 1.47\n", false],
    ["1.47 1.51\n", false],
    ["1.51 \n", false],
    ["", false],
    ["5.4.0 5.4.0\n", false],
  ];
  for (const [text, mounts] of versions)
    it(`to mount an image: ${JSON.stringify(text)}`, () => {
      assert.equal(mountsImages(text), mounts);
    });

  it("is docker debug where its help is that of docker debug", () => {
    assert.ok(hasDockerDebug("Usage:  docker debug [OPTIONS] {CONTAINER|IMAGE}\n"));
    assert.ok(!hasDockerDebug("Usage:  docker [OPTIONS] COMMAND\n\nA runtime\n"));
  });
});

describe("the try of a shell", () => {
  const missing = 'docker: Error response from daemon: exec: "bash": executable file not found in $PATH\n';
  const tries: [status: number | null, err: string, verdict: unknown][] = [
    [0, "", "works"],
    [127, missing, "missing"],
    [126, "permission denied", "missing"],
    [
      255,
      "exec /bin/sh: exec format error\n",
      { none: "it is built for a platform that this engine cannot run." },
    ],
    [125, "docker: Error response from daemon: no space left\n", { problem: "no space left" }],
    [null, "spawn docker ENOENT", { problem: "spawn docker ENOENT" }],
    [3, "", { problem: "The shell ended with 3: no error message" }],
  ];
  for (const [status, err, verdict] of tries)
    it(`that ends with ${status ?? "nothing"}: ${err.trim()}`, () => {
      assert.deepEqual(readTry({ status, out: "", err }), verdict);
    });
});
