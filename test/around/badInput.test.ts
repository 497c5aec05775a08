// What nobody writes, and what somebody is typing: read in bounded time, without an error, and without anything from elsewhere.
import assert from "node:assert/strict";
import { EXAMPLES } from "./examples";
import { ROOT, factsOf, readFile, textFiles } from "./read";
import { random } from "../support/random";

const usesIn = async (path: string, text: string, others: Record<string, string> = {}) =>
  (await readFile(`${ROOT}/${path}`, textFiles({ [path]: text, ...others }))).uses;

/** `a` refers ten times to `b`, which refers ten times to `c` …: 10^15 values, if somebody counts them. */
function billionLaughs(): string {
  const levels = Array.from({ length: 15 }, (_, at) =>
    at === 0
      ? "a0: &a0 {x: y}"
      : `a${at}: &a${at} [${Array.from({ length: 10 }, () => `*a${at - 1}`).join(", ")}]`,
  );
  return `${levels.join("\n")}\nservices:\n  w: {build: {context: ., args: *a14, target: t}}\n`;
}

describe("files around a Dockerfile that nobody writes", function () {
  this.timeout(180_000);

  it("do not grow by anchors", async () => {
    const uses = await usesIn("compose.yaml", billionLaughs());
    assert.deepEqual(uses.map(factsOf), ["w, Dockerfile, in ., target t"]);
    const merged =
      "x: &x {a: 1}\n" +
      Array.from(
        { length: 30 },
        (_, at) => `m${at}: &m${at} {<<: [${at === 0 ? "*x, *x" : `*m${at - 1}, *m${at - 1}`}]}`,
      ).join("\n");
    assert.equal((await usesIn("compose.yaml", `${merged}\nservices: {w: {build: {args: *m29}}}`)).length, 1);
  });

  it("do not grow by variables", async () => {
    const levels = Array.from({ length: 12 }, (_, at) => `  A${at}: "${`$A${at + 1}`.repeat(50)}"`);
    const variables = `variables:\n${levels.join("\n")}\n  A12: x\n`;
    const uses = await usesIn(".gitlab-ci.yml", `${variables}a: {script: ["docker build --target $A0 ."]}\n`);
    assert.deepEqual(
      uses.map(use => use.target?.isOpen),
      [true],
    );
  });

  it("do not grow by variables of just", async () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) =>
        `a${at} := ${Array(50)
          .fill(`a${at + 1}`)
          .join(" + ")}`,
    );
    const uses = await usesIn(
      "justfile",
      `${levels.join("\n")}\na12 := "x"\nb:\n  docker build --target {{a0}} .\n`,
    );
    assert.deepEqual(
      uses.map(use => use.target?.isOpen),
      [true],
    );
  });

  describe("are known in part where there is more than anybody writes, which is told once, and what is left out is open", () => {
    const items = (count: number, item: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => item(at)).join(", ");
    const lines = (count: number, line: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => line(at)).join("\n");
    const CUT: Readonly<Record<string, readonly [path: string, text: string, told: string]>> = {
      "items of a list of bake": [
        "docker-bake.hcl",
        `target "t" {\n target = [${items(2001, at => `"${at}"`)}][3]\n}`,
        "a list or a map has more than 2000 items",
      ],
      "rounds of a loop of bake": [
        "docker-bake.hcl",
        `target "t" {\n target = [for x in concat(range(1024), range(1000)) : x][3]\n}`,
        "a list or a map has more than 2000 items",
      ],
      "rows of a matrix of bake": [
        "docker-bake.hcl",
        `target "t" {\n name = "t\${a}-\${b}"\n matrix = { a = range(20), b = range(20) }\n target = "s\${a}"\n}`,
        "a matrix has more than 256 rows",
      ],
      "values of bake": [
        "docker-bake.hcl",
        `target "t" {\n target = length([for x in range(1000) : [for y in range(1000) : x]])\n}`,
        "its values take too much to compute",
      ],
      "rows of a matrix of GitHub": [
        ".github/workflows/a.yml",
        `jobs: {a: {strategy: {matrix: {t: [${items(257, String)}]}}, steps: [{run: "docker build --target \${{ matrix.t }} ."}]}}`,
        "a matrix has more than 256 rows",
      ],
      "words of a loop": [
        "b.sh",
        `for i in ${items(200, at => `a${at}`).replaceAll(",", "")}; do docker build --target $i .; done`,
        "a command may come out in more than 128 ways",
      ],
      "variables of a script": [
        "b.sh",
        `X=1\n${lines(25_000, () => "Y=$X; docker build --target $Y .")}`,
        "a script's variables name one another too often",
      ],
      "variables of a Makefile": [
        "Makefile",
        `${lines(20, at => `V${at} = $(V${at + 1})$(V${at + 1})`)}\nt:\n\tdocker build --target $(V0) .`,
        "its variables name one another too often",
      ],
      "values of a Makefile": [
        "Makefile",
        `V = ${"x".repeat(5000)}\nt:\n\tdocker build --target $(V) .`,
        "a value is longer than 4096 characters",
      ],
      "a list that a function of bake makes": [
        "docker-bake.hcl",
        'target "t" {\n target = join("", range(2000))\n}',
        "a function makes a list of more than 1024 items",
      ],
      "an expression of just": [
        "justfile",
        `${lines(300, at => `v${at} := v${at + 1} + "x"`)}\nt:\n    docker build --target {{v0}} .`,
        "an expression takes too much to compute",
      ],
      "services that extend": [
        "compose.yaml",
        `services:\n${lines(600, at => `  s${at}: {extends: s${at + 1}, build: {context: .}}`)}\n  s600: {build: .}`,
        "services extend one another in more than 500 steps",
      ],
      "arguments that are merged": [
        "compose.yaml",
        `x-a: &a\n${lines(2000, at => `  A${at}: ${at}`)}\nservices:\n${lines(2000, at => `  s${at}: {build: {args: {<<: *a, B: 1}}}`)}`,
        "merges (<<) copy more than 500000 entries",
      ],
    };
    for (const [what, [path, text, told]] of Object.entries(CUT))
      it(what, async () => {
        const heard = new Set<string>();
        const files = {
          ...textFiles({ [path]: text }),
          onLimit: (_: string, each: string) => heard.add(each),
        };
        const { uses } = await readFile(`${ROOT}/${path}`, files);
        assert.deepEqual([...heard], [told]);
        assert.ok(uses.some(use => use.target?.isOpen === true || use.isPartial));
      });
  });

  it("do not go round in circles", async () => {
    const compose =
      "services:\n  a: {extends: b, build: {target: x}}\n  b: {extends: a}\n  c: {extends: {file: compose.yaml, service: c}}\n";
    assert.equal((await usesIn("compose.yaml", compose)).length, 1);
    const bake =
      'variable "A" { default = B }\nvariable "B" { default = A }\nfunction "f" {\n params = [x]\n result = f(x)\n}\n' +
      'target "a" {\n inherits = ["b"]\n target = A\n tags = [f("x")]\n}\ntarget "b" { inherits = ["a"] }\n';
    assert.ok((await usesIn("docker-bake.hcl", bake)).every(use => use.isPartial));
    assert.deepEqual(
      (await usesIn("Makefile", "A = $(B)\nB = $(A)\nx:\n\tdocker build --target $(A) .\n")).map(
        use => use.target?.isOpen,
      ),
      [true],
    );
    const workflow =
      "jobs:\n  a: {uses: ./.github/workflows/ci.yml}\n  b: {steps: [{run: docker build .}]}\n";
    assert.ok((await usesIn(".github/workflows/ci.yml", workflow)).length < 10);
    assert.equal(
      (await usesIn("b.sh", 'f() { f "$1"; docker build --target $1 .; }\nf x\n')).length > 0,
      true,
    );
  });

  it("are read in bounded time, however large they are", async () => {
    const services = Array.from(
      { length: 10_000 },
      (_, at) => `  s${at}: {build: {context: ., target: t${at}}}`,
    ).join("\n");
    assert.equal((await usesIn("compose.yaml", `services:\n${services}\n`)).length, 10_000);
    assert.deepEqual(
      await usesIn("compose.yaml", `services:\n  a: {build: .}\n${"#".repeat(5_000_000)}`),
      [],
    );
    const lines = Array.from(
      { length: 4000 },
      (_, at) => `X=${at}\nif true; then Y=$X$Y; fi\ndocker build --target $X$Y .`,
    ).join("\n");
    await usesIn("b.sh", lines);
    await usesIn(
      "Makefile",
      Array.from(
        { length: 2000 },
        (_, at) => `V${at} += $(V${at + 1}) $(V${at + 1})\nt${at}:\n\tdocker build --target $(V${at}) .`,
      ).join("\n"),
    );
    const matrix = `target "t" {\n name = "t"\n matrix = {${"abcdefgh"
      .split("")
      .map(axis => `${axis} = range(20)`)
      .join("\n")}}\n}`;
    assert.ok((await usesIn("docker-bake.hcl", matrix)).length <= 256);
    await usesIn(
      "docker-bake.hcl",
      `target "t" { tags = ${"[for x in range(1000) : ".repeat(6)}x${"]".repeat(6)} }`,
    );
    await usesIn("docker-bake.hcl", `target "t" { target = ${"(".repeat(5000)}1${")".repeat(5000)} }`);
    await usesIn("compose.yaml", `services: ${"[".repeat(50_000)}`);
    await usesIn("docker-bake.json", "[".repeat(50_000));
    await usesIn("Tiltfile", `docker_build(${"(".repeat(5000)}`);
    await usesIn(
      ".github/workflows/a.yml",
      `jobs: {a: {steps: [{run: "docker build --target \${{ ${"(".repeat(5000)} }} ."}]}}`,
    );
  });

  describe("cost as much more as there is more of them", () => {
    const many = (count: number, line: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => line(at)).join("\n");
    const words = (count: number, word: (at: number) => string) => many(count, word).replaceAll("\n", " ");
    /** Quadratic time would take minutes for each: a path, and a text of so many units. */
    const GROWING: Readonly<Record<string, readonly [path: string, text: (count: number) => string]>> = {
      "calls of make": [
        "Makefile",
        count =>
          many(count, at => `t${at}:\n\t$(MAKE) u${at} X=${at}\nu${at}:\n\tdocker build --target $(X) .`),
      ],
      "calls of one target": [
        "Makefile",
        count =>
          `x:\n${many(count / 10, at => `\t$(MAKE) y A=${at}`)}\ny:\n${many(count, () => "\tdocker build .")}`,
      ],
      "variables in a call of make": [
        "Makefile",
        count => `x:\n\t$(MAKE) y ${words(count, at => `A${at}=${at}`)}\ny:\n\tdocker build .`,
      ],
      "targets of a rule": [
        "Makefile",
        count =>
          `${words(count, at => `t${at}`)}: X=1\n${words(count, at => `t${at}`)}:\n${many(count, () => "\tdocker build --target $(X) .")}`,
      ],
      "rules of a target": [
        "Makefile",
        count =>
          `${many(count, at => `t: V${at}=${at}`)}\n${many(count, at => `t:\n\tdocker build --target $(V${at}) .`)}`,
      ],
      "values that are added": [
        "Makefile",
        count =>
          `${many(count, at => `V += x${at}`)}\nt:\n${many(count / 10, () => "\tdocker build --target $(V) .")}`,
      ],
      "commands of a script": ["b.sh", count => many(count, () => "cd a\ndocker build --target t .")],
      "words of a loop": [
        "b.sh",
        count =>
          `for i in ${words(count, at => `a${at}`)}; do\n${many(count, () => "docker build --target $i .")}\ndone`,
      ],
      "arguments of a function": [
        "b.sh",
        count => `f() {\n${many(count, () => 'docker build "$@" .')}\n}\nf ${words(count, at => `a${at}`)}`,
      ],
      "jobs and their variables": [
        ".gitlab-ci.yml",
        count =>
          `variables:\n${many(count, at => `  V${at}: a`)}\n${many(count, at => `j${at}:\n  variables: {X: "1"}\n  script: [docker build --target $V${at} .]`)}`,
      ],
    };
    for (const [what, [path, text]] of Object.entries(GROWING))
      it(what, async () => {
        assert.ok((await usesIn(path, text(6_000))).length > 0);
      });
  });

  describe("are read to their end, whatever is repeated in them", () => {
    // So long that reading them in quadratic time would take minutes.
    const many = (text: string) => text.repeat(400_000 / text.length);
    const workflow = (run: string) =>
      `jobs:\n  a:\n    steps:\n      - run: |\n          ${run}\n          docker build --target t .\n`;
    const pipeline = (run: string) =>
      `a:\n  script:\n    - |\n      ${run}\n      docker build --target t .\n`;
    const taskfile = (run: string) =>
      `tasks:\n  a:\n    cmds:\n      - |\n        ${run}\n        docker build --target t .\n`;
    const bake = (value: string) => `target "t" {\n target = "t"\n tags = [${value}]\n}\n`;
    const makefile = (text: string) => `${text}\nx:\n\tdocker build --target t .\n`;
    const justfile = (text: string) => `${text}\nx:\n  docker build --target t .\n`;
    const tiltfile = (text: string) => `${text}\ndocker_build('a', '.', target='t')\n`;
    const script = (text: string) => `#!/bin/sh\n${text}\ndocker build --target t .\n`;
    const built = (folder: string) => `Dockerfile, in ${folder}, target t`;
    /** By what is repeated: a path, a text that has one build of the target `t`. */
    const HOSTILE: Readonly<Record<string, readonly [path: string, text: string]>> = {
      "digits of a number": ["docker-bake.hcl", bake(`add("${many("1")}x", 1)`)],
      "zeros of a format": ["docker-bake.hcl", bake(`format("%${many("0")}!", "a")`)],
      "slashes of a path": ["docker-bake.hcl", bake(`basename("${many("/")}a")`)],
      "ends of lines": ["docker-bake.hcl", bake(`chomp("${many("\\r\\n")}a")`)],
      "white space in front of a rule's colon": ["Makefile", makefile(`a${many(" ")}b`)],
      "white space behind a rule's colon": ["Makefile", makefile(`a:${many(" ")}\tb\t`)],
      "white space in a variable": ["Makefile", makefile(`A = a${many(" ")}b\\\n${many(" ")}c`)],
      "lines that are joined": ["Makefile", makefile(`A = a${many(" \\\n")}`)],
      "white space behind include": ["Makefile", makefile(`include${many(" ")}\r`)],
      "white space behind a function": ["Makefile", makefile(`A = $(strip${many(" ")}`)],
      "references that are not closed": ["Makefile", makefile(`A = ${many("$(a ")}`)],
      "white space in a variable of just": ["justfile", justfile(`a :=${many(" ")}\r`)],
      "white space in a function of just": [
        "justfile",
        justfile(`a := env(${many(" ")})\nb:\n  {{a}} build`),
      ],
      "calls of just": ["justfile", justfile(`_b *args:\n  docker build {{args}}\nc:\n  ${many("just ")}_b`)],
      "brackets of Task": ["Taskfile.yml", taskfile(many("{"))],
      "expressions of Task": ["Taskfile.yml", taskfile(many("{{ a "))],
      "white space of Task": ["Taskfile.yml", taskfile(`{{${many(" ")}{`)],
      "names of Task": ["Taskfile.yml", taskfile(`{{${many("a")}`)],
      "brackets of CI": [".gitlab-ci.yml", pipeline(many("{"))],
      "expressions of CI": [".gitlab-ci.yml", pipeline(many("${{ a "))],
      "names of CI": [".gitlab-ci.yml", pipeline(`\${{${many("a")}`)],
      "brackets of a variable of CI": [
        ".gitlab-ci.yml",
        `variables: {A: "${many("{{")}${many("$(")}"}\n${pipeline("echo $A")}`,
      ],
      "lines of a function": ["Tiltfile", tiltfile(`def f():\n${many("  \n")}`)],
      "white space of a function": ["Tiltfile", tiltfile(`def f():\n${many(" ")}x`)],
      "heads that are not closed": ["Tiltfile", tiltfile(many("def f(\n"))],
      "names of parameters": ["Tiltfile", tiltfile(`def f(${many("a")} ${many(" ")}b):\n  docker_build(b)`)],
      "signs of comments": ["Tiltfile", tiltfile(`${many("#")}\n${many("#")}"`)],
      "escaped quotes": ["Tiltfile", tiltfile(`"${many('\\"')}`)],
      "brackets of a command": ["b.sh", script(`\${docker${many("{")} x`)],
      "letters of a variable": ["b.sh", script(`echo \${${many("a")}`)],
      dollars: ["b.sh", script(`echo "${many("${")}"`)],
      "quotes of an expression": [".github/workflows/a.yml", workflow(`\${{ ${many("'")}`)],
      "expressions of a workflow": [".github/workflows/a.yml", workflow(many("${{ a "))],
    };
    for (const [what, [path, text]] of Object.entries(HOSTILE))
      it(what, async () => {
        const facts = (await usesIn(path, text)).map(factsOf);
        assert.equal(
          facts.filter(fact => fact.includes(built("."))).length,
          1,
          facts.join("\n").slice(0, 500),
        );
      });
  });

  it("never throw, wherever they end, and whatever stands in them", async () => {
    for (const { files } of EXAMPLES) {
      const [[path, text] = ["", ""]] = Object.entries(files);
      const { below } = random(1);
      for (let at = 0; at < text.length; at += 7) await usesIn(path, text.slice(0, at), files);
      for (let count = 0; count < 30; count++) {
        const from = below(text.length);
        const piece = text.slice(below(text.length)).slice(0, below(20));
        await usesIn(path, text.slice(0, from) + piece + text.slice(from + below(10)), files);
      }
    }
  });
});
