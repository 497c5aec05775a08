/** The rules about the files around a Dockerfile: files in, what is reported of them and what their fixes write. */
import assert from "node:assert/strict";
import { findingsIn } from "../../around/findings";
import { ROOT, textFiles } from "../../around/read";

const STAGES = "FROM alpine AS Build\nARG VERSION\nFROM alpine AS dev\nFROM alpine\n";

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** `file: text, Rule -> what the fixes write`. */
  readonly found: readonly string[];
}

const compose = (build: string) => `services:\n  web:\n    build: ${build}\n`;

const CASES: readonly Case[] = [
  {
    title: "a target that is no stage",
    files: { "compose.yaml": compose("{context: ., target: buld}"), Dockerfile: STAGES },
    found: ["compose.yaml: buld, UnknownTarget -> build"],
  },
  {
    title: "a target in another case",
    files: { "compose.yaml": compose("{context: ., target: BUILD}"), Dockerfile: STAGES },
    found: [],
  },
  {
    title: "an index, which BuildKit does not take",
    files: { "compose.yaml": compose("{context: ., target: '2'}"), Dockerfile: STAGES },
    found: ["compose.yaml: 2, UnknownTarget"],
  },
  {
    title: "an index in scripts, which Podman takes",
    files: {
      "a.sh":
        "podman build --target 2 .\nbuildah bud --target 2 .\npodman build --target 3 .\ndocker build --target 2 .\n",
      Dockerfile: STAGES,
    },
    found: ["a.sh: 3, UnknownTarget", "a.sh: 2, UnknownTarget"],
  },
  {
    title: "targets that are open, and what is not known of them",
    files: {
      "compose.yaml":
        "services:\n  a: {build: {context: ., target: '$T'}}\n  b: {build: {context: 'https://github.com/o/r.git', target: x}}\n" +
        "  c: {extends: {file: gone.yaml, service: s}, build: {target: x}}\n  d: {build: {context: ., target: ''}}\n",
      "docker-bake.hcl":
        'target "a" {\n  inherits = ["gone"]\n  target = "x"\n}\ntarget "b" {\n  target = "deb"\n}\n',
      Dockerfile: STAGES,
    },
    found: ["docker-bake.hcl: deb, UnknownTarget -> dev"],
  },
  {
    title: "a default that is no stage, which has no fix",
    files: { "compose.yaml": compose("{context: ., target: '${T:-deb}'}"), Dockerfile: STAGES },
    found: ["compose.yaml: ${T:-deb}, UnknownTarget"],
  },
  {
    title: "stages without the cache that are none",
    files: {
      "docker-bake.hcl":
        'variable "F" { default = "bulid" }\ntarget "a" {\n  no-cache-filter = ["BUILD", "buld", "0", "", F, "stage-2"]\n}\n',
      "docker-bake.json": '{"target": {"a": {"no-cache-filter": ["dev", "deb"]}}}',
      ".github/workflows/ci.yml":
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          no-cache-filters: build,buildd\n" +
        "      - run: docker build --no-cache-filter deev,dev --no-cache-filter $OPEN .\n",
      Dockerfile: STAGES,
    },
    found: [
      "docker-bake.hcl: buld, UnknownNoCacheFilter -> build",
      "docker-bake.hcl: 0, UnknownNoCacheFilter",
      "docker-bake.hcl: F, UnknownNoCacheFilter",
      "docker-bake.hcl: stage-2, UnknownNoCacheFilter",
      "docker-bake.json: deb, UnknownNoCacheFilter -> dev",
      ".github/workflows/ci.yml: buildd, UnknownNoCacheFilter -> build",
      ".github/workflows/ci.yml: deev, UnknownNoCacheFilter -> dev",
    ],
  },
  {
    title:
      "stages without the cache that one of the builds has that share them, and of which nothing is known",
    files: {
      "docker-bake.hcl":
        'target "_base" {\n  no-cache-filter = ["prod"]\n}\ntarget "a" {\n  inherits = ["_base"]\n  context = "a"\n}\n' +
        'target "b" {\n  inherits = ["gone"]\n  no-cache-filter = ["x"]\n}\n',
      Dockerfile: STAGES,
      "a/Dockerfile": "FROM alpine AS prod\n",
    },
    found: [],
  },
  {
    title: "a target that fits one of the builds that share it",
    files: {
      "docker-bake.hcl":
        'target "_base" {\n  target = "prod"\n}\ntarget "a" {\n  inherits = ["_base"]\n  context = "a"\n}\n',
      Dockerfile: STAGES,
      "a/Dockerfile": "FROM alpine AS prod\n",
    },
    found: [],
  },
  {
    title: "one value of a matrix",
    files: {
      "docker-bake.hcl":
        'target "m" {\n  name = "m-${v}"\n  matrix = { v = ["dev", "prod"] }\n  target = v\n}\n',
      Dockerfile: STAGES,
    },
    found: ["docker-bake.hcl: v, UnknownTarget"],
  },
  {
    title: "a Dockerfile that is in the Compose file",
    files: {
      "compose.yaml":
        "services:\n  a:\n    build:\n      target: y\n      args: {A: 1, B: 1}\n      dockerfile_inline: |\n        FROM alpine AS x\n        ARG A\n",
    },
    found: ["compose.yaml: y, UnknownTarget -> x", "compose.yaml: B, UndeclaredBuildArgument"],
  },
  {
    title: "a frontend of somebody else, a template, and no stage at all",
    files: {
      "compose.yaml":
        "services:\n  a: {build: {dockerfile: a.Dockerfile, target: x, args: {A: 1}}}\n  b: {build: {dockerfile: b.Dockerfile, target: x}}\n" +
        "  c: {build: {dockerfile: c.Dockerfile, target: x}}\n",
      "a.Dockerfile": "# syntax=example.com/own\nFROM alpine\n",
      "b.Dockerfile": "FROM {{ image }} AS {{ name }}\n",
      "c.Dockerfile": "",
    },
    found: [],
  },
  {
    title: "a Dockerfile that is not there",
    files: {
      "compose.yaml": compose("{context: api, dockerfile: Dockerfle.dev}"),
      "api/Dockerfile.dev": STAGES,
      "api/Dockerfile": STAGES,
    },
    found: ["compose.yaml: Dockerfle.dev, DockerfileNotFound -> Dockerfile.dev"],
  },
  {
    title: "a context that is misspelled",
    files: { "compose.yaml": compose("./apo"), "api/Dockerfile": STAGES },
    found: ["compose.yaml: ./apo, DockerfileNotFound -> ./api"],
  },
  {
    title: "a Dockerfile that may be fetched or made, that is known by a folder above, and none at all",
    files: {
      "compose.yaml": compose("vendored"),
      "ci/compose.yaml": compose("app"),
      "docker-bake.hcl": 'target "a" {\n  tags = ["x"]\n}\n',
      "a.sh": "docker build -f made.Dockerfile .\n",
      "app/Dockerfile": STAGES,
    },
    found: [],
  },
  {
    title: "a Dockerfile that is nearly named in a script",
    files: { "a.sh": "docker build -f api.Dockrfile .\n", "api.Dockerfile": STAGES },
    found: ["a.sh: api.Dockrfile, DockerfileNotFound -> api.Dockerfile"],
  },
  {
    title: "arguments that no ARG takes, and those that the builder knows",
    files: {
      "compose.yaml":
        "services:\n  web:\n    build:\n      context: .\n      args:\n        VERSON: 1\n        OTHER: 1\n        HTTP_PROXY: x\n        BUILDKIT_INLINE_CACHE: 1\n",
      Dockerfile: STAGES,
    },
    found: [
      "compose.yaml: VERSON, UndeclaredBuildArgument -> VERSION",
      "compose.yaml: OTHER, UndeclaredBuildArgument",
    ],
  },
  {
    title: "an argument that one of the builds takes that share it",
    files: {
      "compose.yaml":
        "x-args: &a {VERSION: 1, NONE: 1}\nservices:\n  a: {build: {context: ., args: *a}}\n  b: {build: {context: b, args: *a}}\n",
      Dockerfile: STAGES,
      "b/Dockerfile": "FROM alpine\n",
    },
    found: ["compose.yaml: NONE, UndeclaredBuildArgument"],
  },
  {
    title: "named contexts",
    files: {
      "docker-bake.hcl":
        'target "a" {\n  contexts = {\n    build = "x"\n    src = "../src"\n    alpine = "target:b"\n    Dev = "y"\n    sorce = "z"\n  }\n}\ntarget "b" {}\n',
      Dockerfile: `${STAGES}COPY --from=src / /\nRUN --mount=from=source true\n`,
    },
    found: [
      "docker-bake.hcl: Dev, UnusedNamedContext -> dev",
      "docker-bake.hcl: sorce, UnusedNamedContext -> source",
    ],
  },
  {
    title: "named contexts that a variable may name",
    files: {
      "compose.yaml": compose("{context: ., additional_contexts: {x: a}, args: {BASE: '$B'}}"),
      Dockerfile: "ARG BASE=alpine\nFROM $BASE\n",
    },
    found: [],
  },
];

describe("the rules about files around a Dockerfile", () => {
  for (const { title, files, found } of CASES)
    it(title, async () => {
      const paths = Object.keys(files).map(path => `${ROOT}/${path}`);
      const reported: string[] = [];
      for (const [path, findings] of await findingsIn(paths, textFiles(files)))
        for (const { rule, place, fixes } of findings) {
          const file = path.slice(ROOT.length + 1);
          const written = files[file]?.slice(place.span.start, place.span.end) ?? "";
          const fix = fixes.length > 0 ? ` -> ${fixes.map(({ text }) => text).join(" ")}` : "";
          reported.push(`${file}: ${written}, ${rule.id}${fix}`);
        }
      assert.deepEqual(reported, found);
    });
});
