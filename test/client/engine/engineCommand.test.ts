import { strict as assert } from "node:assert";
import type { Builder } from "../../../client/src/engine/engine";
import {
  builderProblem,
  debugCommand,
  debugProblem,
  engineCommand,
  resultOf,
  valueProblem,
  type BuildRequest,
} from "../../../client/src/engine/engineCommand";

const REQUEST: BuildRequest = {
  engine: { builder: "buildx", program: "docker", progress: "plain" },
  dockerfile: "/my app/Dockerfile",
  context: "/my app",
  target: "build",
  image: "my-app:build",
  buildArgs: {},
  buildContexts: {},
};

describe("the command of a build", () => {
  it("is buildx with target, file, image and context", () => {
    assert.deepEqual(engineCommand(REQUEST, "shown"), {
      file: "docker",
      args: [
        "buildx",
        "build",
        "--target",
        "build",
        "-f",
        "/my app/Dockerfile",
        "-t",
        "my-app:build",
        "/my app",
      ],
      env: {},
    });
  });

  it("has no target for the last stage", () => {
    const { args } = engineCommand({ ...REQUEST, target: undefined, image: "my-app" }, "shown");
    assert.deepEqual(args, ["buildx", "build", "-f", "/my app/Dockerfile", "-t", "my-app", "/my app"]);
  });

  it("hands on build arguments and contexts as they are, one argument each", () => {
    const { args } = engineCommand(
      {
        ...REQUEST,
        buildArgs: { A: "1 && rm -rf /", B: "" },
        buildContexts: { lib: "/l ib", img: "docker-image://a" },
      },
      "shown",
    );
    assert.deepEqual(args.slice(8, -1), [
      "--build-arg",
      "A=1 && rm -rf /",
      "--build-arg",
      "B=",
      "--build-context",
      "lib=/l ib",
      "--build-context",
      "img=docker-image://a",
    ]);
  });

  const builders = [
    { builder: "buildx", first: ["buildx", "build", "--progress=plain"], env: {} },
    { builder: "docker", first: ["build", "--progress=plain"], env: {} },
    { builder: "embedded", first: ["build", "--progress=plain"], env: { DOCKER_BUILDKIT: "1" } },
    { builder: "legacy", first: ["build"], env: {} },
  ] as const;
  for (const { builder, first, env } of builders) {
    it(`of ${builder} asks for an output that can be read, as far as it can`, () => {
      const progress = builder === "legacy" ? "none" : "plain";
      const command = engineCommand({ ...REQUEST, engine: { builder, program: "docker", progress } }, "read");
      const rest = engineCommand(REQUEST, "shown").args.slice(2);
      const loads = builder === "buildx" ? ["--load"] : [];
      assert.deepEqual(command.args, [...first, ...rest.slice(0, -1), ...loads, ...rest.slice(-1)]);
      assert.deepEqual(command.env, env);
    });
  }
});

/** What each ability is asked for with, and how the command says it. */
const OPTIONS: Record<string, { request: Partial<BuildRequest>; args: string[]; setting: string }> = {
  buildContexts: {
    request: { buildContexts: { lib: "/lib" } },
    args: ["--build-context", "lib=/lib"],
    setting: "build.contexts",
  },
  remoteContext: {
    request: { context: "https://x/y.git" },
    args: ["https://x/y.git"],
    setting: "build.context",
  },
  platforms: {
    request: { platforms: ["linux/arm64"] },
    args: ["--platform", "linux/arm64"],
    setting: "build.platforms",
  },
  severalPlatforms: {
    request: { platforms: ["linux/arm64", "linux/amd64"] },
    args: ["--platform", "linux/arm64,linux/amd64"],
    setting: "build.platforms",
  },
  secrets: {
    request: { secrets: [{ id: "npm", file: "/h/.npmrc" }] },
    args: ["--secret", "id=npm,src=/h/.npmrc"],
    setting: "build.secrets",
  },
  environmentSecrets: {
    request: { secrets: [{ id: "npm", variable: "TOKEN" }] },
    args: ["--secret", "id=npm,env=TOKEN"],
    setting: "build.secrets",
  },
  ssh: {
    request: { ssh: [{ id: "default" }, { id: "key", path: "/h/id" }] },
    args: ["--ssh", "default", "--ssh", "key=/h/id"],
    setting: "build.ssh",
  },
  cacheFrom: { request: { cacheFrom: ["a/b"] }, args: ["--cache-from", "a/b"], setting: "build.cacheFrom" },
  severalCaches: {
    request: { cacheFrom: ["a/b", "a/c"] },
    args: ["--cache-from", "a/b", "--cache-from", "a/c"],
    setting: "build.cacheFrom",
  },
  typedCaches: {
    request: { cacheFrom: ["type=local,src=/c"] },
    args: ["--cache-from", "type=local,src=/c"],
    setting: "build.cacheFrom",
  },
  cacheTo: { request: { cacheTo: ["a/b"] }, args: ["--cache-to", "a/b"], setting: "build.cacheTo" },
  noCacheFilter: {
    request: { noCache: ["deps", "build"] },
    args: ["--no-cache-filter", "deps", "--no-cache-filter", "build"],
    setting: "build.noCache",
  },
  push: { request: { output: "push" }, args: ["--push"], setting: "build.output" },
  folder: {
    request: { output: { folder: "/out" } },
    args: ["--output", "type=local,dest=/out"],
    setting: "build.output",
  },
  builder: { request: { builderName: "kube" }, args: ["--builder", "kube"], setting: "build.engine" },
  dockerContext: {
    request: { engine: { ...REQUEST.engine, dockerContext: "far" } },
    args: ["--context", "far"],
    setting: "build.engine",
  },
};

/** Everything is taken by the newest of each; here is what is not. */
const LACKS: Record<Builder, string[]> = {
  buildx: [],
  docker: [],
  embedded: [
    ...["buildContexts", "severalPlatforms", "typedCaches", "cacheTo", "noCacheFilter", "push", "builder"],
  ],
  legacy: [
    ...[
      "buildContexts",
      "severalPlatforms",
      "secrets",
      "environmentSecrets",
      "ssh",
      "typedCaches",
      "cacheTo",
    ],
    ...["noCacheFilter", "push", "folder", "builder"],
  ],
  podman: ["severalPlatforms", "typedCaches", "noCacheFilter", "push", "builder", "dockerContext"],
  nerdctl: ["remoteContext", "noCacheFilter", "push", "builder", "dockerContext"],
};
const NEWEST: Record<Builder, string> = {
  ...{ buildx: "0.29.1", docker: "0.29.1", embedded: "20.10.24", legacy: "28.5.2", podman: "5.4.1" },
  nerdctl: "2.1.0",
};

describe("the debug adapter of a build", () => {
  it("is buildx with all that the steps are given, and nothing of what becomes of the result", () => {
    const request: BuildRequest = {
      ...REQUEST,
      engine: { ...REQUEST.engine, dockerContext: "far" },
      ...{ moreTags: ["registry/x"], cacheTo: ["type=registry,ref=x"], output: "push" },
      ...{ labels: { a: "b" }, builderName: "big", platforms: ["linux/amd64", "linux/arm64"] },
      ...{ buildArgs: { A: "1 && rm -rf /" }, environmentArgs: ["B"], buildContexts: { lib: "/l ib" } },
      secrets: [
        { id: "token", variable: "TOKEN" },
        { id: "key", file: "/a,b" },
      ],
      ...{ ssh: [{ id: "default" }, { id: "k", path: "/key" }], cacheFrom: ["x"], noCache: ["build"] },
    };
    assert.deepEqual(debugCommand(request), {
      file: "docker",
      args: [
        ...["--context", "far", "buildx", "dap", "build", "--builder", "big", "--target", "build"],
        ...["-f", "/my app/Dockerfile", "--platform", "linux/amd64,linux/arm64"],
        ...["--build-arg", "A=1 && rm -rf /", "--build-arg", "B", "--build-context", "lib=/l ib"],
        ...["--secret", "id=token,env=TOKEN", "--secret", 'id=key,"src=/a,b"'],
        ...["--ssh", "default", "--ssh", "k=/key", "--cache-from", "x", "--no-cache-filter", "build"],
        ...["--output", "type=cacheonly", "/my app"],
      ],
      env: { BUILDX_EXPERIMENTAL: "1" },
    });
  });

  const engines: [builder: Builder, version: string, problem: RegExp | undefined][] = [
    ["buildx", "0.29.1", undefined],
    ["buildx", "0.28.0", undefined],
    ["docker", "0.28.0", undefined],
    [
      "buildx",
      "0.27.0",
      /debugging a build only in version 0\.28 or later\. This is version 0\.27\.0\. Update buildx\.$/,
    ],
    ["embedded", "20.10.24", /does not support debugging a build\. Install the buildx component/],
    ["legacy", "28.0.0", /does not support debugging a build\. Install the buildx component/],
    ["podman", "5.0.0", /^podman does not support debugging a build\. Debug with buildx/],
    ["nerdctl", "2.0.0", /^nerdctl does not support debugging a build\. Debug with buildx/],
  ];
  for (const [builder, version, problem] of engines) {
    it(`${problem === undefined ? "is there" : "is missing, in one line"}: ${builder} ${version}`, () => {
      const engine = { builder, program: "x", progress: "none" as const, version };
      const said = debugProblem(engine);
      if (problem === undefined) assert.equal(said, undefined);
      else assert.match(said ?? "", problem);
      assert.doesNotMatch(said ?? "", /\n/);
    });
  }
});

describe("an option of a build", () => {
  for (const builder of Object.keys(LACKS) as Builder[]) {
    for (const [name, { request: asked, args, setting }] of Object.entries(OPTIONS)) {
      const lacks = LACKS[builder].includes(name);
      it(`${name} is ${lacks ? "refused by name" : "passed on"}: ${builder}`, () => {
        const engine = { ...REQUEST.engine, ...asked.engine, builder, version: NEWEST[builder] };
        const request = { ...REQUEST, ...asked, engine };
        assert.equal(valueProblem(request), undefined);
        const problem = builderProblem(request);
        if (lacks) {
          assert.equal(problem?.setting, `dockerfileStages.${setting}`);
          assert.match(
            problem.message,
            /(?:does not support|supports) .*\. (?:Install|Update|Build|Select) /,
          );
        } else {
          assert.equal(problem, undefined);
          const all = engineCommand(request, "shown").args.join("\n");
          const wanted = args.join("\n");
          const podman = builder === "podman" && name === "secrets";
          assert.ok(`${all}\n`.includes(`${wanted}${podman ? ",type=file" : ""}\n`), all);
        }
      });
    }
  }

  const since: [Builder, version: string, since: string, option: keyof typeof OPTIONS][] = [
    ["buildx", "0.7.1", "0.8.0", "buildContexts"],
    ["docker", "0.7.1", "0.8.2", "noCacheFilter"],
    ["embedded", "19.03.15", "20.10.0", "environmentSecrets"],
    ["embedded", "18.09.1", "19.03.0", "folder"],
    ["legacy", "18.06.3", "19.03", "dockerContext"],
    ["podman", "4.1.1", "4.2.0", "buildContexts"],
    ["podman", "3.2.9", "3.3", "secrets"],
    ["podman", "4.3.1", "4.4.0", "severalCaches"],
    ["nerdctl", "1.7.7", "2.0.0-beta", "buildContexts"],
  ];
  for (const [builder, before, from, option] of since) {
    it(`${option} is refused by a ${builder} that is too old, and it says so`, () => {
      const of = (version: string | undefined) => {
        const asked = OPTIONS[option]?.request ?? {};
        const engine = { ...REQUEST.engine, ...asked.engine, builder, ...(version && { version }) };
        return builderProblem({ ...REQUEST, ...asked, engine })?.message;
      };
      assert.ok(of(before)?.includes(` This is version ${before}. `), of(before));
      assert.equal(of(from), undefined);
      assert.equal(of(undefined), undefined, "of an unknown version the program itself decides");
    });
  }

  it("names what needs it, and how to get on", () => {
    const engine = { ...REQUEST.engine, builder: "legacy" as const };
    const buildContexts = { lib: "/lib", "my-base": "docker-image://alpine" };
    const { message = "" } = builderProblem({ ...REQUEST, engine, buildContexts }) ?? {};
    assert.match(message, /named contexts \("lib", "my-base"\).*buildx.*dockerfileStages\.build\.contexts/);
  });

  it("leaves the whole cache out everywhere", () => {
    for (const builder of Object.keys(LACKS) as Builder[]) {
      const request: BuildRequest = { ...REQUEST, engine: { ...REQUEST.engine, builder }, noCache: "all" };
      assert.equal(builderProblem(request), undefined);
      assert.ok(engineCommand(request, "shown").args.includes("--no-cache"));
    }
  });

  it("gives an image several names", () => {
    const { args } = engineCommand({ ...REQUEST, moreTags: ["r/app:1", "r/app"] }, "shown");
    assert.deepEqual(args.slice(6, -1), ["-t", "my-app:build", "-t", "r/app:1", "-t", "r/app"]);
  });

  it("loads the image and labels it in a build, and leaves both out of a line to copy", () => {
    const request = { ...REQUEST, labels: { "a.b": "/my app/Dockerfile" } };
    const [shown, read] = [engineCommand(request, "shown"), engineCommand(request, "read")];
    assert.ok(!/--load|--label/.test(shown.args.join(" ")));
    assert.deepEqual(read.args.slice(-4), ["--load", "--label", "a.b=/my app/Dockerfile", "/my app"]);
    const { args } = engineCommand({ ...request, output: "load" }, "shown");
    assert.ok(args.includes("--load"));
    for (const builder of ["embedded", "legacy", "podman", "nerdctl"] as const) {
      const command = engineCommand(
        { ...request, engine: { ...REQUEST.engine, builder }, output: "load" },
        "read",
      );
      assert.ok(!command.args.includes("--load"), builder);
    }
  });

  it("quotes paths where the builder reads CSV", () => {
    const folder = '/a,b "c"';
    const { args } = engineCommand(
      { ...REQUEST, secrets: [{ id: "s", file: folder }], output: { folder } },
      "shown",
    );
    assert.ok(args.includes('id=s,"src=/a,b ""c"""'));
    assert.ok(args.includes('type=local,"dest=/a,b ""c"""'));
  });

  it("says what a build has left behind", () => {
    const results = [{}, { moreTags: ["b"] }, { output: "push" as const }, { output: { folder: "/o" } }];
    assert.deepEqual(
      results.map(result => resultOf({ ...REQUEST, ...result })),
      ["Built my-app:build", "Built my-app:build, b", "Pushed my-app:build", "Wrote the files to /o"],
    );
  });
});
