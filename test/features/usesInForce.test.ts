/** What is said of a Dockerfile follows the use that is in force, and names all of them. */
import assert from "node:assert/strict";
import { codeLenses } from "../../server/src/features/codeLens";
import { findingsOf } from "../../server/src/features/diagnostics";
import { linkedEditing } from "../../server/src/features/linkedEditing";
import { modelAnswer } from "../../server/src/features/model";
import { refactorings } from "../../server/src/features/refactorings";
import type { FeatureContext } from "../../server/src/features/context";
import { rename } from "../../server/src/features/rename";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { hoverAt } from "./hoverAt";
import { workspaceOf } from "../support/usesAround";
import type { AroundWorkspace } from "../support/usesAround";

const DOCKERFILE = `ARG BASE=alpine
ARG GOOS
FROM \${BASE} AS base
FROM tools AS build
RUN true
FROM base AS dev
COPY --from=build /a /b
FROM base AS prod
CMD a
`;
const FILES = {
  Dockerfile: DOCKERFILE,
  "tools/Dockerfile": "FROM alpine AS tools\n",
  "compose.yaml": [
    "services:",
    "  web:",
    "    build:",
    "      context: app",
    "      dockerfile: ../Dockerfile",
    "      target: dev",
    "      args: {BASE: debian, GOOS: }",
    "      additional_contexts: {tools: ./tools}",
    "      platforms: [linux/arm64, linux/amd64]",
    "  api: {build: {context: ., target: Dev, ssh: [default]}}",
    "",
  ].join("\n"),
  "docker-bake.hcl": [
    'target "release" {',
    '  contexts = { tools = "target:tools" }',
    '  args = { BASE = "busybox" }',
    "}",
    'target "tools" { context = "tools" }',
    "",
  ].join("\n"),
};

const WEB = "compose.yaml › web";
const RELEASE = "docker-bake.hcl › release";

function findings(context: FeatureContext): string[] {
  return findingsOf(context, (_, error) => {
    throw error;
  })
    .map(({ rule, message }) => `${rule.id} ${message}`)
    .sort();
}

/** Of a Dockerfile with the stages `base`, `lint` (based on it), `run` (with a start command), and a last one: those that are unused. */
const UNUSED: Record<string, { files: Readonly<Record<string, string>>; unused: readonly string[] }> = {
  "without a file, whose stages anybody may build": { files: {}, unused: [] },
  "a build that names no target": {
    files: { "compose.yaml": "services: {web: {build: .}}\n" },
    unused: [],
  },
  "builds that name their targets": {
    files: {
      "compose.yaml": "services: {web: {build: {context: ., target: last}}}\n",
      Makefile: "a:\n\tdocker build .\n",
    },
    unused: ["base (compose: web · scripts: Makefile)", "lint (compose: web · scripts: Makefile)"],
  },
  "one that needs another stage": {
    files: { "compose.yaml": "services: {web: {build: {context: ., target: LINT}}}\n" },
    unused: [],
  },
  "one whose target is open": {
    files: {
      "compose.yaml":
        "services: {web: {build: {context: ., target: last}}, api: {build: {context: ., target: $T}}}\n",
    },
    unused: [],
  },
  "one of a Dockerfile that no file tells": {
    files: {
      "compose.yaml": "services: {web: {build: {context: ., target: last}}}\n",
      "run.sh": 'docker build -f "$1" --target base .\n',
    },
    unused: ["lint (compose: web)"],
  },
  "one that names a stage of another name: the stage may be renamed a moment ago": {
    files: {
      "compose.yaml": "services: {web: {build: {context: ., target: last}}}\n",
      "docker-bake.hcl": 'target "a" { target = "linter" }\n',
    },
    unused: [],
  },
  "one of which nothing is told": {
    files: {
      "compose.yaml": "services: {web: {build: {context: ., target: last}}}\n",
      "run.sh": 'docker build -f "$1" --target "$2" .\n',
    },
    unused: [],
  },
};

describe("stages that no build found needs", () => {
  for (const [title, { files, unused }] of Object.entries(UNUSED))
    it(title, async () => {
      const Dockerfile =
        'FROM alpine AS base\nFROM base AS lint\nRUN true\nFROM alpine AS run\nCMD ["a"]\nFROM alpine AS last\n';
      const workspace = await workspaceOf({ Dockerfile, ...files });
      const prefix = "UnusedStage No build found in the workspace needs the stage ";
      assert.deepEqual(
        findings(workspace.contextOf("Dockerfile")),
        unused.map(each => `${prefix}"${each.replace(" ", '" ')}`),
      );
    });
});

/** Dockerfiles with builds, and the errors with the advice that names the builds. */
const WRONG: Record<string, { dockerfile: string; compose: string; errors: readonly string[] }> = {
  "a base that builds of another stage do not have": {
    dockerfile: "ARG BASE=alpine\nFROM ${BASE} AS web\nFROM alpine AS api\n",
    compose:
      "{a: {build: {context: ., target: web, args: {BASE: debian}}}, b: {build: {context: ., target: web, args: {BASE: A B}}}, c: {build: {context: ., target: api, args: {BASE: A B}}}}",
    errors: ["Only in compose.yaml › b."],
  },
  "a base that the argument of one build makes invalid": {
    dockerfile: "ARG BASE=alpine\nFROM ${BASE}\n",
    compose: "{a: {build: {context: ., args: {BASE: 'A B'}}}, b: {build: .}}",
    errors: ["Only in compose.yaml › a."],
  },
  "a base that many builds make invalid": {
    dockerfile: "ARG BASE\nFROM ${BASE}:1\n",
    compose:
      "{a: {build: &b {context: ., args: {BASE: Debian}}}, b: {build: *b}, c: {build: *b}, d: {build: *b}}",
    errors: ["Only in compose.yaml › a, compose.yaml › b, compose.yaml › c, …."],
  },
  "a base that builds leave to the command": {
    dockerfile: "ARG BASE\nFROM ${BASE}\n",
    compose: "{a: {build: .}, b: {build: {context: ., args: {BASE: ''}}}}",
    errors: [],
  },
  "a value that nobody knows": {
    dockerfile: "ARG BASE\nARG OTHER\nFROM ${BASE}${OTHER}\n",
    compose: "{a: {build: {context: ., args: {BASE: $X}}}, b: {build: {context: ., args: [BASE]}}}",
    errors: [],
  },
  "a value that all builds give": {
    dockerfile: "ARG BASE\nFROM ${BASE}\n",
    compose:
      "{a: {build: {context: ., args: {BASE: debian}}}, b: {build: {context: ., args: {BASE: alpine}}}}",
    errors: [],
  },
};

describe("what is wrong in some builds alone", () => {
  for (const [title, { dockerfile, compose, errors }] of Object.entries(WRONG))
    it(title, async () => {
      const workspace = await workspaceOf({
        Dockerfile: dockerfile,
        "compose.yaml": `services: ${compose}\n`,
      });
      const found = findingsOf(workspace.contextOf("Dockerfile"), (_, error) => {
        throw error;
      });
      assert.deepEqual(
        found
          .filter(({ rule }) => rule.origin === "error")
          .map(({ advice = "" }) => advice.slice(0, advice.search(/(?<=\.) /))),
        errors,
      );
    });
});

describe("the use in force", () => {
  let workspace: AroundWorkspace;
  beforeEach(async () => {
    workspace = await workspaceOf(FILES);
  });
  const context = (label: string | null, settings = {}) => {
    workspace.choose("Dockerfile", label);
    return workspace.contextOf("Dockerfile", settings);
  };
  const hover = (label: string | null, cut: string, settings = {}) => {
    const offset = DOCKERFILE.indexOf(cut.replace("|", "")) + cut.indexOf("|");
    return hoverAt(context(label, settings), offset, "plaintext")?.says ?? "";
  };
  const base = (label: string | null, settings = {}) =>
    modelAnswer(context(label, settings), {}).stages.map(stage => `${stage.base.expanded} ${stage.base.to}`);

  it("gives the model its arguments, contexts, platforms and target", () => {
    assert.deepEqual(base(null), ["alpine image", "tools image", "base 0", "base 0"]);
    assert.deepEqual(base("none"), base(null));
    assert.deepEqual(base(WEB), ["debian image", "tools context", "base 0", "base 0"]);
    assert.deepEqual(base(RELEASE), ["busybox image", "tools context", "base 0", "base 0"]);
    const targets = [null, WEB, RELEASE].map(label => modelAnswer(context(label), {}).target);
    assert.deepEqual(targets, [3, 2, 3]);
    assert.equal(modelAnswer(context(WEB), { target: "base" }).target, 0);
    assert.deepEqual(
      modelAnswer(context(WEB), { buildArgs: { BASE: "x" } }).stages.map(
        ({ base: { expanded } }) => expanded,
      ),
      ["x", "tools", "base", "base"],
    );
    const platforms = (label: string | null, settings = {}) =>
      context(label, settings).analysis.model.options.platforms?.map(({ target: { arch } }) => arch);
    assert.deepEqual(platforms(WEB), ["arm64", "amd64"]);
    const build = { ...DEFAULT_SETTINGS.build, platforms: ["linux/s390x"] };
    assert.deepEqual(platforms(WEB, { build }), ["arm64", "amd64"]);
    assert.deepEqual(platforms(RELEASE, { build }), ["s390x"]);
  });

  it("counts before the settings, which add to it and fill in what is open", () => {
    const settings = {
      buildArgs: { BASE: "own", OTHER: "1", GOOS: "linux" },
      build: { ...DEFAULT_SETTINGS.build, contexts: { base: "./x" } },
    };
    assert.deepEqual(base(WEB, settings), ["debian image", "tools context", "base 0", "base 0"]);
    const { buildArgs, contexts } = context(WEB, settings).analysis.model.options;
    assert.deepEqual(
      [...buildArgs],
      [
        ["BASE", "debian"],
        ["OTHER", "1"],
        ["GOOS", "linux"],
      ],
    );
    assert.deepEqual(contexts, ["base", "tools"]);
  });

  it("leaves the options the same object as long as nothing of it changes", () => {
    const before = context(WEB).analysis.model.options;
    assert.notEqual(context(RELEASE).analysis.model.options, before);
    workspace.choose("Dockerfile", WEB);
    const settings = DEFAULT_SETTINGS;
    const first = workspace.contextOf("Dockerfile", settings).analysis.model.options.around;
    assert.equal(
      workspace.contextOf("Dockerfile", settings, `${DOCKERFILE}\n`).analysis.model.options.around,
      first,
    );
  });

  it("is in the command of a stage", () => {
    const command = (label: string | null, cut: string, settings = {}) =>
      hover(label, cut, settings).split("\n").at(-1);
    assert.equal(
      command(WEB, "AS d|ev"),
      "docker build --target dev -f /work/Dockerfile --platform linux/arm64,linux/amd64 --build-arg BASE=debian " +
        "--build-arg GOOS --build-context tools=/work/tools /work/app",
    );
    assert.equal(
      command("compose.yaml › api", "AS d|ev"),
      "docker build --target dev -f /work/Dockerfile --ssh default /work",
    );
    assert.equal(command("none", "AS d|ev"), "docker build --target dev -f /work/Dockerfile /work");
    // Its named context is another target, which bake alone builds.
    const bake = "cd /work && docker buildx bake -f /work/docker-bake.hcl";
    assert.equal(command(RELEASE, "AS p|rod"), `${bake} release`);
    assert.equal(command(RELEASE, "AS d|ev"), `${bake} --set release.target=dev release`);
    const own = {
      buildArgs: { BASE: "own", GOOS: "linux" },
      build: { ...DEFAULT_SETTINGS.build, context: "/own", contexts: { tools: "/t" } },
    };
    assert.equal(
      command("none", "AS p|rod", own),
      "docker build -f /work/Dockerfile --build-arg BASE=own --build-arg GOOS=linux --build-context tools=/t /own",
    );
    assert.equal(
      command("compose.yaml › api", "AS d|ev", own),
      "docker build --target dev -f /work/Dockerfile --build-arg BASE=own --build-arg GOOS=linux --build-context tools=/t " +
        "--ssh default /work",
    );
  });

  it("is named where it gives a value or a context", () => {
    assert.match(
      hover(WEB, "ARG B|ASE"),
      /Build argument from compose\.yaml › web, overrides the default alpine in line 1/,
    );
    assert.match(hover(WEB, "FROM t|ools"), /named context\n+- Source: \.\/tools \(compose\.yaml › web\)/);
    assert.match(hover(WEB, "AS d|ev"), /Built by compose\.yaml › web, compose\.yaml › api/);
    assert.match(hover(null, "AS p|rod"), /Built by docker-bake\.hcl › release/);
    assert.match(hover(null, "AS b|ase"), /Needed for .*dev/);
  });

  it("is not what lenses are about: they say all builds", () => {
    const support = { commands: new Set<string>(), resolves: false };
    const titles = codeLenses(context(WEB), support).map(({ command }) => command?.title ?? "");
    assert.deepEqual(
      titles.filter(title => !title.includes("reference")),
      ["compose: web, api", "default target · bake: release"],
    );
  });

  it("reports nothing of arguments and targets that its file gives, which are checked there", async () => {
    workspace = await workspaceOf({
      Dockerfile: "FROM alpine AS build\nFROM alpine\n",
      "compose.yaml": "services: {web: {build: {context: ., target: gone, args: {GIVEN: 1}}}}\n",
    });
    assert.deepEqual(findings(workspace.contextOf("Dockerfile", { buildArgs: { ANY: "1", GIVEN: "2" } })), [
      'UndeclaredBuildArgument No ARG declares the build argument "ANY", so its value is not used',
    ]);
  });

  it("keeps edits that would change what it builds from being made", () => {
    const position = (cut: string) => {
      const offset = DOCKERFILE.indexOf(cut.replace("|", "")) + cut.indexOf("|");
      return context(null).document.positionAt(offset);
    };
    assert.equal(linkedEditing(context(null), position("AS d|ev")), null);
    assert.notEqual(linkedEditing(context(null), position("AS b|uild")), null);
    const given = rename(context(null), position("ARG B|ASE"), "OTHER", true);
    assert.deepEqual(given, { refused: 'compose.yaml › web sets "BASE" by this name.' });
    const inlined = "FROM alpine AS dev\nRUN true\nFROM dev\n";
    const { analysis } = workspace.contextOf("Dockerfile", {}, inlined);
    const [inline] = refactorings(analysis, { start: 0, end: 0 }).filter(
      ({ kind }) => kind === "refactor.inline",
    );
    assert.equal(inline?.refused, 'Builds in other files name "dev".');
    const twice =
      "FROM alpine AS dev\nFROM alpine AS dev\nFROM alpine AS other\nFROM alpine AS other\nFROM dev\n";
    const fixes = findingsOf(workspace.contextOf("Dockerfile", {}, twice), (_, error) => {
      throw error;
    })
      .filter(({ rule }) => rule.id === "DuplicateStageName")
      .map(finding => finding.fixes?.().length);
    assert.deepEqual(fixes, [0, 1]);
  });
});
