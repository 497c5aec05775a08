import assert from "node:assert/strict";
import { writtenAt } from "../../server/src/around/probe";
import { readUsesIn } from "../../server/src/around/readUsesIn";
import { cursor } from "../support/marked";
import { ROOT, hclReader, textFiles } from "./read";

/** Files with a cursor, and what is written there: its kind, the Dockerfile, the text that is replaced, and what goes around the new one. */
const WRITTEN: readonly (readonly [file: string, text: string, ...expected: string[]])[] = [
  // Compose, in all stages of typing.
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: app\n      target: <|>\n",
    "target app/Dockerfile ||",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: app\n      target:<|>\n",
    "target app/Dockerfile ||",
    " ",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      context: app\n      target: de<|>v # x\n",
    "target app/Dockerfile |dev|",
  ],
  [
    "compose.yaml",
    'services:\n  a:\n    build:\n      target: "<|>"\n      context: app\n',
    "target app/Dockerfile ||",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      target: 'd<|>\n      context: app\n",
    "target app/Dockerfile |d|",
    "",
    "'",
  ],
  ["compose.yaml", "services: {a: {build: {context: app, target: <|>}}}\n", "target app/Dockerfile ||"],
  ["compose.yaml", "services: {a: {build: {context: app, target: <|>\n", "target app/Dockerfile ||"],
  ["compose.yaml", "services:\n  a:\n    build:\n      target: <|>\n", "target Dockerfile ||"],
  ["compose.yaml", "services:\n  a:\n    build:\n      target: ${T:-de<|>}\n", "target Dockerfile |de|"],
  ["compose.yaml", "services:\n  a:\n    build: ap<|>\n", "folder ap/Dockerfile |ap|"],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      dockerfile: docker/<|>\n",
    "dockerfile docker |docker/|",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      args:\n        A: 1\n        <|>\n",
    "argument Dockerfile ||",
    "",
    ": ",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      args:\n        VE<|>: 1\n",
    "argument Dockerfile |VE|",
  ],
  ["compose.yaml", "services:\n  a:\n    build:\n      args:\n        - <|>\n", "argument Dockerfile ||"],
  ["compose.yaml", "services:\n  a:\n    build:\n      args:\n        - V<|>=1\n", "argument Dockerfile |V|"],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      additional_contexts:\n        ba<|>\n",
    "context Dockerfile |ba|",
    "",
    ": ",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      additional_contexts:\n        base: <|>\n",
    "contextValue Dockerfile ||",
  ],
  [
    "compose.yaml",
    "services:\n  a:\n    build:\n      additional_contexts:\n        base: service:<|>\n",
    "contextValue Dockerfile |service:|",
  ],
  ["compose.yaml", "services:\n  a:\n    image: <|>\n"],
  ["compose.yaml", "services:\n  <|>\n"],
  // Values in another place than the build.
  [
    "compose.yaml",
    "x-b: &b {context: app, target: <|>}\nservices:\n  a:\n    build: *b\n",
    "target app/Dockerfile ||",
  ],
  // Bake.
  ["docker-bake.hcl", 'target "a" {\n  target = <|>\n}\n', "target Dockerfile ||", '"', '"'],
  ["docker-bake.hcl", 'target "a" {\n  target =<|>\n}\n', "target Dockerfile ||", '"', '"'],
  ["docker-bake.hcl", 'target "a" {\n  target = "<|>"\n}\n', "target Dockerfile ||"],
  ["docker-bake.hcl", 'target "a" {\n  target = "d<|>\n}\n', "target Dockerfile |d|", "", '"'],
  [
    "docker-bake.hcl",
    'variable "T" { default = "de<|>" }\ntarget "a" {\n  context = "app"\n  target = T\n}\n',
    "target app/Dockerfile |de|",
  ],
  ["docker-bake.hcl", 'target "a" {\n  no-cache-filter = ["a", "<|>"]\n}\n', "noCacheFilter Dockerfile ||"],
  [
    "docker-bake.hcl",
    'target "a" {\n  no-cache-filter = [<|>]\n}\n',
    "noCacheFilter Dockerfile ||",
    '"',
    '"',
  ],
  ["docker-bake.hcl", 'target "a" {\n  args = {\n    <|>\n  }\n}\n', "argument Dockerfile ||", "", ' = "$1"'],
  [
    "docker-bake.hcl",
    'target "a" {\n  args = { A = "1", B<|> }\n}\n',
    "argument Dockerfile |B|",
    "",
    ' = "$1"',
  ],
  ["docker-bake.hcl", 'target "a" {\n  contexts = { <|> = "x" }\n}\n', "context Dockerfile ||"],
  [
    "docker-bake.hcl",
    'target "a" {\n  contexts = { b = "target:<|>" }\n}\n',
    "contextValue Dockerfile |target:|",
  ],
  ["docker-bake.hcl", 'target "a" {\n  dockerfile = "<|>"\n}\n', "dockerfile . ||"],
  ["docker-bake.hcl", 'target "a" {\n  tags = ["<|>"]\n}\n'],
  ["docker-bake.json", '{"target": {"a": {"context": "app", "target": "<|>"}}}', "target app/Dockerfile ||"],
  [
    "docker-bake.json",
    '{"target": {"a": {"context": "app", "target": <|>}}}',
    "target app/Dockerfile ||",
    '"',
    '"',
  ],
  ["docker-bake.json", '{"target": {"a": {"args": {"<|>"}}}}', "argument Dockerfile ||", "", '": "$1'],
  ["docker-bake.json", '{"target": {"a": {"args": {<|>}}}}', "argument Dockerfile ||", '"', '": "$1"'],
  // Dev containers.
  [
    ".devcontainer/devcontainer.json",
    '{"build": {"dockerfile": "../Dockerfile", "target": "<|>"}}',
    "target Dockerfile ||",
  ],
  [
    ".devcontainer/devcontainer.json",
    '{"build": {"dockerfile": "../Dockerfile", "target": "<|>',
    "target Dockerfile ||",
    "",
    '"',
  ],
  [".devcontainer/devcontainer.json", '{"build": {"dockerfile": "../<|>"}}', "dockerfile . |../|"],
  // Workflows.
  [
    ".github/workflows/a.yml",
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: app\n          target: <|>\n",
    "target app/Dockerfile ||",
  ],
  [
    ".github/workflows/a.yml",
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: app\n          build-args: |\n            A=1\n            <|>\n",
    "argument app/Dockerfile ||",
  ],
  [
    ".github/workflows/a.yml",
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          no-cache-filters: a,<|>\n",
    "noCacheFilter Dockerfile ||",
  ],
  [
    ".github/workflows/a.yml",
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: docker build --target <|> app\n",
    "target app/Dockerfile ||",
  ],
  [
    ".github/workflows/a.yml",
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n          docker build \\\n            --target=<|> \\\n            app\n",
    "target app/Dockerfile ||",
  ],
  [
    ".github/workflows/a.yml",
    "on: push\njobs:\n  a:\n    strategy: {matrix: {t: [one, <|>]}}\n    runs-on: x\n    steps:\n      - run: docker build --target ${{ matrix.t }} app\n",
    "target app/Dockerfile ||",
  ],
  // Shell text.
  ["Makefile", "b:\n\tdocker build --target <|> app\n", "target app/Dockerfile ||"],
  ["Makefile", "T ?= <|>\nb:\n\tdocker build --target $(T) app\n", "target app/Dockerfile ||"],
  ["build.sh", 'docker build --target "<|>" app\n', "target app/Dockerfile ||"],
  ["build.sh", "docker build app --no-cache-filter a,b<|>\n", "noCacheFilter app/Dockerfile |b|"],
  ["build.sh", "docker build app --build-arg <|>\n", "argument app/Dockerfile ||"],
  ["build.sh", "docker build app --build-arg V<|>=1\n", "argument app/Dockerfile |V|"],
  ["build.sh", "docker build app --build-context <|>\n", "context app/Dockerfile ||", "", "=$1"],
  ["build.sh", "docker build -f <|> app\n", "dockerfile . ||"],
  ["build.sh", "docker build -f app/<|> app\n", "dockerfile app |app/|"],
  ["build.sh", "docker run <|>\n"],
  ["package.json", '{"scripts": {"b": "docker build --target <|> app"}}', "target app/Dockerfile ||"],
  [".gitlab-ci.yml", "b:\n  script:\n    - docker build --target <|> app\n", "target app/Dockerfile ||"],
  [
    ".vscode/tasks.json",
    '{"tasks": [{"type": "docker-build", "dockerBuild": {"context": "${workspaceFolder}/app", "dockerfile": "${workspaceFolder}/app/Dockerfile", "target": "<|>"}}]}',
    "target app/Dockerfile ||",
  ],
];

const OTHER = {
  "app/Dockerfile": "FROM a AS dev\n",
  Dockerfile: "FROM a\n",
  "docker/a.Dockerfile": "FROM a\n",
};

describe("what is written at a cursor in a file around a Dockerfile", () => {
  for (const [file, markedText, ...expected] of WRITTEN)
    it(`${file}: ${JSON.stringify(markedText)}`, async () => {
      const { text, offset } = cursor(markedText);
      const readHcl = await hclReader();
      const path = `${ROOT}/${file}`;
      const written = writtenAt(path, text, offset, changed => {
        const files = textFiles({ ...OTHER, [file]: changed });
        return readUsesIn(path, files, readHcl).uses;
      });
      const shown = written?.parts.map(({ kind, use: { dockerfile } }) => {
        const place = (dockerfile.path ?? "?")
          .replace(`${ROOT}/`, "")
          .replace(/\/?[^/]*zqxunused[^/]*/, kind === "folder" ? "ap" : "");
        return `${kind} ${place === "" ? "." : place} |${text.slice(written.span.start, written.span.end)}|`;
      });
      const around = written ? [written.open, written.close] : [];
      while (around.at(-1) === "") around.pop();
      assert.deepEqual([...new Set(shown ?? []), ...around], expected);
    });
});
