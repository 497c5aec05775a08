// Dockerfiles made from projects, given to a real builder: all of them to its check, and those whose tools this machine has
// to a build with their own ignore files.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { Answers } from "../../server/src/project/plan";
import { LARGEST_TEXT } from "../../server/src/project/wanted";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import { filesOf, projectsOf } from "../project/newFileOf";
import type { Files } from "../project/newFileOf";
import { PROJECTS } from "../project/projects";
import { build } from "../support/builder";
import { docker } from "../support/engine";
import { imagesOf } from "../support/exampleProjects";
import { skipBecause } from "../support/suiteResult";
import { DOTNET_ENV, builderCheck } from "./builderCheck";
import { madeImages } from "./madeImages";

const WITHIN = 5 * 60_000;
const RUN_WITHIN = 60_000;
const IMAGE = "dockerfile-stages-tests/new-dockerfile";
const SNIPPET_PROJECTS = join(__dirname, "snippetProjects");

describe("a Dockerfile for a project, in the builder's own check", function () {
  this.timeout(WITHIN);
  const ask = builderCheck(DOTNET_ENV);
  const asked = new Set<string>();

  for (const [title, { files, answers }] of Object.entries(PROJECTS)) {
    if (Object.values(files).some(text => text.length > LARGEST_TEXT)) continue;
    const proposals = projectsOf(files).flatMap(project => project.proposals);
    if (proposals.length === 0) continue;
    it(`has no warning: ${title}`, async () => {
      for (const proposal of proposals) {
        const { dockerfile } = filesOf(proposal, answers);
        if (asked.has(dockerfile)) continue;
        asked.add(dockerfile);
        const answer = await ask(dockerfile);
        assert.deepEqual(answer, { kind: "says", says: { error: null, warnings: [] } }, dockerfile);
      }
    });
  }
});

/** A project that this machine can build. */
interface Built {
  /** A folder of snippetProjects/ that it begins with. */
  readonly from: string;
  /** Files beside, or instead; null for one that is not there. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly snippet: string;
  readonly answers?: Answers;
  readonly run?: readonly string[];
  readonly prints: RegExp;
}

/** Images that stand in, and for which ones: of this machine's, or of the snippets' tests. */
const OTHERS: Readonly<Record<string, RegExp>> = {
  "dockerfile-stages-tests/snippets-go": /^golang:/,
  "dockerfile-stages-tests/snippets-java": /^(?:maven|gradle):/,
  "eclipse-temurin:21-jre": /^eclipse-temurin:.*-jre$/,
  "dockerfile-stages-tests/snippets-nginx": /^nginxinc\//,
  "dockerfile-stages-tests/snippets-python": /^python:/,
  "alpine:3.22": /^gcr\.io\/distroless\/static/,
  "node:24-alpine": /^node:/,
};
const TEST_NGINX = { run: ["nginx", "-t"], prints: /test is successful/ };
const program = (scripts: Readonly<Record<string, string>>, more = {}) =>
  JSON.stringify({ name: "node", version: "1.0.0", private: true, scripts, ...more });
const HELLO = "console.log(`hello from ${process.env.NODE_ENV ?? 'a test'}`)";

const PROJECTS_BUILT: Readonly<Record<string, Built>> = {
  "npm with a lock file, a build and tests": {
    from: "node",
    snippet: "ms-node",
    answers: { command: "node dist/index.js", port: "3000", output: "dist" },
    prints: /^hello from production$/m,
  },
  "npm without a lock file, a build, tests and packages": {
    from: "plain",
    files: { "package.json": program({ start: "node server.js" }), "server.js": HELLO },
    snippet: "ms-node",
    answers: { port: "" },
    prints: /^hello from production$/m,
  },
  "npm with tests and no build": {
    from: "plain",
    files: {
      "package.json": program({ start: "node --no-warnings src/main.js", test: "node src/main.js" }),
      "src/main.js": HELLO,
    },
    snippet: "ms-node",
    prints: /^hello from production$/m,
  },
  "npm with a start that is no program of Node.js": {
    from: "plain",
    files: {
      "package.json": program({ start: "echo started && node app.js", build: "mkdir dist" }),
      "app.js": HELLO,
    },
    snippet: "ms-node",
    answers: { output: "dist" },
    prints: /^started\nhello from production$/m,
  },
  "pages of Vite": {
    from: "web",
    files: {
      "package.json": program(
        { build: "mkdir out && cp page.html out/index.html" },
        { devDependencies: { vite: "file:vite" } },
      ),
      "package-lock.json": null,
      "vite/package.json": '{"name":"vite","version":"1.0.0"}',
      "vite.config.js": "outDir: 'out'",
      "out/old.html": "",
    },
    snippet: "ms-react",
    ...TEST_NGINX,
  },
  "a program of Go of two, without tests and go.sum": {
    from: "go",
    files: {
      "main.go": null,
      "main_test.go": null,
      "go.sum": null,
      "cmd/hello/main.go": 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello from two") }\n',
      "cmd/other/main.go": "package main\n\nfunc main() {}\n",
    },
    snippet: "ms-go",
    answers: { program: "cmd/hello" },
    prints: /^hello from two$/m,
  },
  "a module of Go with tests": { from: "go", snippet: "ms-go", prints: /^hello from Go$/m },
  "a package of Cargo": { from: "rust", snippet: "ms-rust", prints: /^hello from Rust$/m },
  "a package of Cargo without a lock file and with two programs": {
    from: "rust",
    files: { "Cargo.lock": null, "src/bin/other.rs": 'fn main() { println!("hello from another"); }\n' },
    snippet: "ms-rust",
    answers: { program: "other" },
    prints: /^hello from another$/m,
  },
  "Maven, whose JAR has to be told": {
    from: "java",
    snippet: "ms-java-maven",
    answers: { jar: "app.jar" },
    prints: /^hello from Java$/m,
  },
  "Gradle of a version": {
    from: "java",
    files: {
      "pom.xml": null,
      "build.gradle": "",
      "settings.gradle": "rootProject.name = 'app'\n",
      "src/test/java/T.txt": "",
    },
    snippet: "ms-java-gradle",
    prints: /^hello from Java$/m,
  },
  "pip with tests": { from: "python", snippet: "ms-python", prints: /^hello from \/venv$/m },
  "pip with sources in src, and no tests": {
    from: "python",
    files: {
      "test_app.py": null,
      "app.py": null,
      "src/shop/__main__.py": 'import shop\nprint("hello from", shop.NAME)\n',
      "src/shop/__init__.py": 'NAME = "src"\n',
    },
    snippet: "ms-python",
    prints: /^hello from src$/m,
  },
};

describe("a Dockerfile for a project, built with its ignore file", function () {
  this.timeout(WITHIN);
  this.slow(20_000);
  const scratch = mkdtempSync(join(tmpdir(), "dockerfile-stages-new-"));
  const made = madeImages(scratch);

  after(async () => {
    await made.remove();
    await docker(["image", "rm", "--force", IMAGE], { timeout: RUN_WITHIN });
    rmSync(scratch, { recursive: true, force: true });
  });

  for (const [title, project] of Object.entries(PROJECTS_BUILT))
    it(`is what the project is, in every stage: ${title}`, async function () {
      const folder = mkdtempSync(join(scratch, "project-"));
      writeProject(folder, project);
      const proposals = projectsOf(readProject(folder)).flatMap(found => found.proposals);
      const proposal = proposals.find(({ snippet }) => snippet === project.snippet);
      assert.ok(proposal, proposals.map(({ snippet }) => snippet).join());
      const { dockerfile, ignore } = filesOf(proposal, project.answers);
      writeFileSync(join(folder, "Dockerfile"), dockerfile);
      writeFileSync(join(folder, ".dockerignore"), ignore);
      const model = readStages(readDockerfile(dockerfile), NO_OPTIONS);
      const names = imagesOf(model);
      const instead = new Map(names.map(name => [name, standInOf(name)]));
      const missing = await made.provide([...new Set(instead.values())]);
      if (missing) skipBecause(this, missing);
      const contexts = [...instead]
        .filter(([name, by]) => name !== by)
        .flatMap(([name, by]) => ["--build-context", `${name}=docker-image://${by}`]);
      for (const { name } of model.stages)
        await build(folder, [...contexts, "--target", name, "--output", "type=cacheonly"]);
      await build(folder, [...contexts, "--load", "--tag", IMAGE]);
      const { status, stdout, stderr } = await docker(["run", "--rm", IMAGE, ...(project.run ?? [])], {
        timeout: RUN_WITHIN,
      });
      assert.equal(status, 0, stderr + dockerfile);
      assert.match(stdout + stderr, project.prints);
    });
});

function standInOf(image: string): string {
  return Object.entries(OTHERS).find(([, pattern]) => pattern.test(image))?.[0] ?? image;
}

function writeProject(folder: string, { from, files = {} }: Built): void {
  cpSync(join(SNIPPET_PROJECTS, from), folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    rmSync(join(folder, path), { force: true });
    if (text === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function readProject(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  );
  return Object.fromEntries(
    entries.map(entry => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), readFileSync(path, "utf8")];
    }),
  );
}
