import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { rename } from "../../server/src/features/rename";
import { URI, contextOf } from "../support/feature";
import { ROOT, readTexts } from "../support/usesAround";

const DOCKERFILE = "FROM alpine AS dev\nFROM dev AS test\nFROM test\n";

type Texts = Readonly<Record<string, string>>;

/** The files after the first stage was given another name, and what is said of it; or why it was not. */
async function renamed(
  files: Texts,
  newName: string,
  dockerfile = DOCKERFILE,
  lost: readonly string[] = [],
): Promise<{ files: Texts; said: string | undefined } | { refused: string }> {
  const read = await readTexts({ ...files, Dockerfile: dockerfile });
  const documentOf = (path: string) =>
    lost.some(each => path === `${ROOT}/${each}`) ? null : read.documentOf(path);
  const context = contextOf(dockerfile);
  const at = context.document.positionAt(dockerfile.search(/(?<=AS )/));
  const edit = rename(context, at, newName, true, true, {
    usesOf: uri => (uri === URI ? read.uses.filter(use => use.dockerfile.path === `${ROOT}/Dockerfile`) : []),
    allUses: () => read.uses,
    documentOf,
    uriOf: path => `file://${path}`,
    shownPath: path => path.slice(ROOT.length + 1),
  });
  if ("refused" in edit) return edit;
  const after: Record<string, string> = { ...files, Dockerfile: dockerfile };
  for (const change of edit.documentChanges ?? []) {
    assert.ok("edits" in change);
    const { uri, version } = change.textDocument;
    assert.equal(version, uri === URI ? 1 : null);
    const path = uri.slice(`file://${ROOT}/`.length);
    const edits = change.edits.map(each => {
      assert.ok("newText" in each);
      return each;
    });
    after[path] = TextDocument.applyEdits(TextDocument.create(uri, "", 0, after[path] ?? ""), edits);
  }
  const [annotation] = Object.values(edit.changeAnnotations ?? {});
  assert.equal(annotation?.needsConfirmation, annotation && true);
  return { files: after, said: annotation?.description };
}

/** Files with `%` where the name of the stage is written. */
const WRITTEN: Record<string, Texts> = {
  "compose, plain, in quotes and in a map on one line": {
    "compose.yaml":
      "services:\n  a: {build: {context: ., target: %}}\n  b:\n    build:\n      context: .\n      target: \"%\"\n  c:\n    build:\n      context: .\n      target: '%' # dev\n",
  },
  "compose, once for all that merge it": {
    "compose.yaml":
      "x-b: &b\n  context: .\n  target: %\nservices:\n  a:\n    build: *b\n  b:\n    build:\n      <<: *b\n      args: {A: dev}\n",
  },
  "bake, with what is built without the cache, of one target and of those that inherit it": {
    "docker-bake.hcl":
      'target "dev" {\n  target = "%"\n  no-cache-filter = ["test", "%"]\n}\ntarget "b" {\n  inherits = ["dev"]\n}\n',
  },
  "bake in JSON": { "docker-bake.json": '{"target": {"dev": {"target": "%"}}}\n' },
  "a dev container": {
    ".devcontainer/devcontainer.json":
      '{\n  // dev\n  "build": {"dockerfile": "../Dockerfile", "target": "%"},\n}\n',
  },
  "a workflow: a step of an action, and a script": {
    ".github/workflows/ci.yml":
      "on: push\njobs:\n  dev:\n    runs-on: x\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          target: %\n          tags: a:dev\n      - run: |\n          docker build --target % .\n          docker build --target=% -t dev .\n",
  },
  "a Makefile and a script": {
    Makefile: 'dev:\n\tdocker build --target % -t dev .\n\tdocker build --target="%" .\n',
    "build.sh": "#!/bin/sh\ndocker buildx build --no-cache-filter=test,% --target '%' . # dev\n",
  },
  "a Tiltfile": { Tiltfile: "docker_build('dev', '.', target='%')\n" },
};

const UNCERTAIN = ': The build names the stage "dev" through a variable or a default value.';

/** Files, and the reason against another name for the stage "dev". */
const REFUSED: Record<string, [files: Texts, reason: string]> = {
  "a variable of Compose with a default": [
    { "compose.yaml": "services:\n  a:\n    build:\n      context: .\n      target: ${T:-dev}\n" },
    `compose.yaml:5${UNCERTAIN}`,
  ],
  "a variable of Compose that a file gives": [
    { "compose.yaml": "services:\n  a:\n    build: {context: ., target: $T}\n", ".env": "T=dev\n" },
    `compose.yaml:3${UNCERTAIN}`,
  ],
  "a variable of bake of the same name": [
    {
      "docker-bake.hcl": 'variable "dev" {\n  default = "dev"\n}\ntarget "a" {\n  target = dev\n}\n',
    },
    `docker-bake.hcl:5${UNCERTAIN}`,
  ],
  "a template of bake": [
    { "docker-bake.hcl": 'variable "T" {\n  default = "dev"\n}\ntarget "a" {\n  target = "${T}"\n}\n' },
    `docker-bake.hcl:5${UNCERTAIN}`,
  ],
  "a row of a matrix": [
    {
      ".github/workflows/ci.yml":
        "on: push\njobs:\n  a:\n    runs-on: x\n    strategy:\n      matrix:\n        t: [dev, test]\n    steps:\n      - run: docker build --target ${{ matrix.t }} .\n",
    },
    `.github/workflows/ci.yml:9${UNCERTAIN}`,
  ],
  "a variable of a script, and one of its name": [
    { "build.sh": "#!/bin/sh\ndev=dev\ndocker build --target $dev .\n" },
    `build.sh:3${UNCERTAIN}`,
  ],
  "a default of a script": [
    { "build.sh": '#!/bin/sh\nT=\ndocker build --target "${T:-dev}" .\n' },
    `build.sh:3${UNCERTAIN}`,
  ],
  "a variable of make": [
    { Makefile: "T = dev\na:\n\tdocker build --target $(T) .\n" },
    `Makefile:3${UNCERTAIN}`,
  ],
  "a variable that a call of make sets": [
    { Makefile: "a:\n\t$(MAKE) b T=dev\nb:\n\tdocker build --target $(T) -t a:$(T) .\n" },
    `Makefile:2${UNCERTAIN}`,
  ],
  "an escape sequence": [
    { "compose.yaml": 'services:\n  a:\n    build: {context: ., target: "\\x64ev"}\n' },
    `compose.yaml:3${UNCERTAIN}`,
  ],
  "a variable of a Tiltfile": [
    { Tiltfile: "dev = 'dev'\ndocker_build('a', '.', target=dev)\n" },
    `Tiltfile:2${UNCERTAIN}`,
  ],
  "what two Dockerfiles share": [
    {
      "compose.yaml":
        "services:\n  a:\n    build: &b\n      context: .\n      target: dev\n  b:\n    build:\n      <<: *b\n      context: other\n",
      "other/Dockerfile": DOCKERFILE,
    },
    'compose.yaml:5: The same text names the stage "dev" of another Dockerfile.',
  ],
  "a named context of the old name": [
    {
      "compose.yaml":
        "services:\n  a:\n    build:\n      context: .\n      additional_contexts:\n        dev: docker-image://alpine\n",
    },
    'compose.yaml:6: A named context replaces the stage "dev" by this name.',
  ],
  "a named context of the new name": [
    { "docker-bake.hcl": 'target "a" {\n  contexts = {\n    New = "other"\n  }\n}\n' },
    'docker-bake.hcl:3: A named context replaces the stage "New" by this name.',
  ],
};

describe("the rename of a stage in the files around its Dockerfile", () => {
  for (const [title, files] of Object.entries(WRITTEN)) {
    const named = (name: string) =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll("%", name)]));
    it(`changes the name alone in ${title}`, async () => {
      const there = await renamed(named("dev"), "compile");
      assert.ok("files" in there, JSON.stringify(there));
      const dockerfile = DOCKERFILE.replaceAll("dev", "compile");
      assert.deepEqual(there.files, { ...named("compile"), Dockerfile: dockerfile });
      assert.equal(there.said, "Builds in other files name this stage.");
      const back = await renamed(named("compile"), "dev", dockerfile);
      assert.ok("files" in back);
      assert.deepEqual(back.files, { ...named("dev"), Dockerfile: DOCKERFILE }, "and back");
      const inOtherCase = await renamed(named("DEV"), "compile");
      assert.ok("files" in inOtherCase);
      assert.deepEqual(inOtherCase.files, there.files, "from another case");
    });
  }

  for (const [title, [files, reason]] of Object.entries(REFUSED))
    it(`is refused for ${title}`, async () => {
      assert.deepEqual(await renamed(files, "new"), { refused: reason });
    });

  it("is refused where an argument makes a base of it", async () => {
    const files = {
      "compose.yaml": "services:\n  a:\n    build:\n      context: .\n      args:\n        B: dev\n",
    };
    const dockerfile = "ARG B=alpine\nFROM alpine AS dev\nFROM $B\n";
    assert.deepEqual(await renamed(files, "new", dockerfile), {
      refused: 'compose.yaml:6: "FROM $B" refers to the stage "dev" through a variable.',
    });
    assert.ok("files" in (await renamed(files, "new", dockerfile.replace("FROM $B", "FROM a:$B"))));
  });

  it("is refused for a name that is no text there", async () => {
    const files = (target: string) => ({
      "compose.yaml": `services:\n  a:\n    build:\n      context: .\n      target: ${target}\n`,
    });
    assert.deepEqual(await renamed(files("dev"), "null"), {
      refused: 'compose.yaml:5: "null" needs quotes here.',
    });
    assert.ok("files" in (await renamed(files("'dev'"), "null")));
  });

  it("is refused where a file that names it cannot be read any more", async () => {
    const files = { "compose.yaml": "services:\n  a:\n    build: {context: ., target: dev}\n" };
    assert.deepEqual(await renamed(files, "new", DOCKERFILE, ["compose.yaml"]), {
      refused: 'compose.yaml: This file names the stage "dev", but cannot be read.',
    });
  });

  it("says which builds may need the new name, and leaves them", async () => {
    const files = {
      Makefile: "a:\n\tdocker build --target $(T) .\n",
      "compose.yaml": "services:\n  a:\n    build: {context: ., target: test}\n",
    };
    assert.deepEqual(await renamed(files, "new"), {
      files: { ...files, Dockerfile: DOCKERFILE.replaceAll("dev", "new") },
      said: "Builds whose target depends on variables may need the new name: Makefile:2.",
    });
  });

  it("to another case leaves what means it in any case", async () => {
    const files = {
      "compose.yaml":
        'services:\n  a:\n    build: {context: ., target: "${T:-dev}"}\n  b:\n    build: {context: ., target: DEV}\n',
    };
    const after = await renamed(files, "dev", "FROM alpine AS DEV\nFROM alpine\n");
    assert.ok("files" in after);
    assert.equal(after.files["compose.yaml"], files["compose.yaml"].replace("target: DEV", "target: dev"));
  });

  it("leaves targets that mean a later stage of the name", async () => {
    const files = { "compose.yaml": "services:\n  a:\n    build: {context: ., target: dev}\n" };
    const after = await renamed(files, "new", "FROM alpine AS dev\nFROM alpine AS dev\nFROM alpine\n");
    assert.ok("files" in after);
    assert.equal(after.files["compose.yaml"], files["compose.yaml"]);
    assert.equal(after.said, undefined);
  });
});
