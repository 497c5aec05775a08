import assert from "node:assert/strict";
import { LARGEST_TEXT } from "../../server/src/project/wanted";
import type { Project } from "../../server/src/project/plan";
import { answerProblem } from "../../server/src/shared/answers";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { readIgnoreFile } from "../../server/src/shared/ignorePatterns";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import { HOSTILE_TEXTS } from "../support/hostileTexts";
import { snippetFile } from "../support/snippets";
import { snippetBodies } from "../../server/src/project/template";
import { filesOf, folderOf, projectsOf } from "./newFileOf";
import type { Files } from "./newFileOf";
import { detectProjects } from "../../server/src/project/detect";
import { PROJECTS } from "./projects";
import type { ProjectCase } from "./projects";

const BODIES = snippetBodies(snippetFile("files"));

/** As the command reads them: a file that is too large has no text. */
function bounded(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.length > LARGEST_TEXT ? "\u0000" : text]),
  );
}

describe("a Dockerfile for a project", () => {
  for (const [title, project] of Object.entries(PROJECTS))
    it(`is what its files say: ${title}`, () => {
      checkProject(project);
    });

  it("has a case with every snippet but those for no known project", () => {
    const proposed = Object.values(PROJECTS).flatMap(({ files }) =>
      projectsOf(bounded(files)).flatMap(({ proposals }) => proposals.map(({ snippet }) => snippet)),
    );
    assert.deepEqual(
      [...BODIES.keys()].filter(name => !proposed.includes(name)),
      ["ms-two-stage"],
    );
  });
});

function checkProject(project: ProjectCase): void {
  const { what, snippets, asks = [], answers = {}, notes = [] } = project;
  const all = projectsOf(bounded(project.files));
  const [found] = all;
  assert.equal(found?.what ?? null, what);
  if (project.found)
    assert.deepEqual(
      all.map(({ folder, manifest }) => (folder === "" ? manifest : `${folder}/${manifest}`)),
      project.found,
    );
  if (found === undefined) return;
  if (project.refused) {
    assert.match(found.refused ?? "", project.refused);
    assert.deepEqual(found.proposals, []);
    return;
  }
  const [proposal] = found.proposals;
  assert.ok(proposal);
  if (snippets)
    assert.deepEqual(
      found.proposals.map(({ snippet }) => snippet),
      snippets,
    );
  assert.deepEqual(
    proposal.questions.map(({ id, value }) => `${id}=${value}`),
    asks,
  );
  for (const question of proposal.questions)
    assert.equal(answerProblem(question, question.value), null, question.id);
  assert.equal(found.notes.length, notes.length, found.notes.join());
  for (const [index, note] of notes.entries()) assert.match(found.notes[index] ?? "", note);
  const { dockerfile, ignore } = filesOf(proposal, answers);
  const lines = dockerfile.split("\n").map(line => line.trim());
  for (const line of project.has ?? []) assert.ok(lines.includes(line), `${line}\nis not in\n${dockerfile}`);
  for (const text of project.hasNot ?? [])
    assert.ok(!dockerfile.includes(text), `${text}\nis in\n${dockerfile}`);
  const patterns = ignore.split("\n");
  for (const pattern of project.ignores ?? []) assert.ok(patterns.includes(pattern), pattern);
  for (const pattern of project.keeps ?? []) assert.ok(!patterns.includes(pattern), pattern);
  checkAll(found);
}

/** What holds for every proposal of every project, with every answer that is proposed. */
function checkAll(project: Project): void {
  for (const proposal of project.proposals) {
    const { dockerfile, ignore, missed } = filesOf(proposal);
    assert.deepEqual(missed, [], "changes that found nothing to change");
    const ignoreFile = readIgnoreFile(ignore);
    assert.ok(ignoreFile.isExact);
    const analysis = analyze(readDockerfile(dockerfile), { ...NO_OPTIONS, ignoreFile });
    const { model } = analysis;
    const findings = checkModel(analysis, (_, error) => {
      throw error;
    }).filter(({ rule }) => rule.severity !== "hint");
    assert.deepEqual(
      findings.map(({ rule, message }) => `${rule.id}: ${message}`),
      [],
      dockerfile,
    );
    assert.ok(model.stages.length > 0);
    const names = model.stages.map(({ name }) => name);
    for (const { to, text } of model.references)
      assert.ok(
        to !== null && !(to === "image" && names.includes(text)),
        `${text} means nothing\n${dockerfile}`,
      );
    assert.deepEqual(unusedStages(dockerfile, names), [], dockerfile);
    assert.doesNotMatch(dockerfile, /\$\{\d|\$0|\|\}|\n\n\n|[ \t]\n|undefined|null/);
    assert.ok(names.every(name => name !== ""));
  }
}

/** Stages that no other one needs, besides the last one and the tests. */
function unusedStages(dockerfile: string, names: readonly string[]): string[] {
  return names
    .slice(0, -1)
    .filter(
      name => name !== "test" && !new RegExp(`(?:FROM |from=)${name}(?:\\s|,|$)`, "m").test(dockerfile),
    );
}

describe("hostile texts in manifests", () => {
  const hostile = [
    ...Object.values(HOSTILE_TEXTS).map(({ text }) => text.slice(0, 300)),
    "\nRUN hostile",
    "a\nFROM evil AS runtime",
    "x\r\nUSER root",
    "$(touch /tmp/x)",
    "`id`",
    '"; exit; "',
    "'] RUN [\"x",
    "../../etc/passwd",
    "--privileged",
    "${1:x}$0",
    "\\",
    "a b",
    "EOF",
    "\u2028RUN x",
    "-rf",
    "é",
  ];
  const shapes: Readonly<Record<string, (text: string) => Files>> = {
    "package.json": text => ({
      "package.json": JSON.stringify({
        name: text,
        main: text,
        packageManager: `pnpm@${text}`,
        scripts: { build: text, start: text, test: text },
        engines: { node: text },
        dependencies: { [text]: text, a: "1" },
      }),
      ".nvmrc": text,
      "tsconfig.json": `{"outDir": ${JSON.stringify(text)}}`,
    }),
    "a start by Node.js": text => ({
      "package.json": JSON.stringify({ scripts: { start: `node ${text}`, build: "x" }, main: text }),
    }),
    "project.json of nx": text => ({
      "nx.json": "{}",
      "package.json": "{}",
      "a/project.json": JSON.stringify({
        name: text,
        projectType: "application",
        targets: {
          build: {
            executor: text,
            options: { outputPath: `dist/${text}`, main: text, outputFileName: text },
          },
          serve: { executor: "@nx/js:node" },
        },
      }),
      [`b/${text}/project.json`]: JSON.stringify({
        projectType: "application",
        targets: { build: { executor: "@nx/vite:build", outputs: [text] } },
      }),
    }),
    "angular.json": text => ({
      "package.json": JSON.stringify({ scripts: { build: "x" }, dependencies: { "@angular/core": text } }),
      "angular.json": JSON.stringify({
        projects: {
          [text]: { projectType: "application", architect: { build: { options: { outputPath: text } } } },
        },
      }),
    }),
    "a configuration of Vite": text => ({
      "package.json": JSON.stringify({ scripts: { build: "x" }, devDependencies: { vite: text } }),
      "vite.config.js": `outDir: '${text}'`,
    }),
    "go.mod": text => ({ "go.mod": `module ${text}\ngo ${text}\n`, [`cmd/${text}/main.go`]: "package main" }),
    "Cargo.toml": text => ({
      "Cargo.toml": `[package]\nname = ${JSON.stringify(text)}\ndefault-run = ${JSON.stringify(text)}\n[[bin]]\nname = ${JSON.stringify(text)}\n`,
      "rust-toolchain": text,
      "src/main.rs": text,
      [`src/bin/${text}.rs`]: "",
    }),
    "a configuration of Cargo": text => ({
      "Cargo.toml": '[package]\nname = "shop"\n',
      "src/main.rs": "",
      ".cargo/config.toml": `[build]\ntarget-dir = ${JSON.stringify(text)}\ntarget = ["x86_64-unknown-linux-gnu", ${JSON.stringify(`${text}-unknown-linux-gnu`)}]\n[source.crates-io]\nreplace-with = "v"\n[source.v]\ndirectory = ${JSON.stringify(`a/${text}`)}\n`,
    }),
    "pom.xml": text => ({
      "pom.xml": `<project><artifactId><![CDATA[${text}]]></artifactId><version><![CDATA[${text}]]></version><modules><module><![CDATA[${text}]]></module></modules><properties><java.version><![CDATA[${text}]]></java.version></properties></project>`,
    }),
    "build.gradle": text => ({
      "build.gradle": `version = "${text}"\napplication\nJavaLanguageVersion.of(${text})`,
      "settings.gradle": `rootProject.name = "${text}"\ninclude "${text}"`,
    }),
    "a .csproj": text => ({
      [`${text.replaceAll("/", "")}.csproj`]: "<Project Sdk='x.Web'/>",
      "A.csproj": `<Project Sdk="x.Web"><PropertyGroup><AssemblyName><![CDATA[${text}]]></AssemblyName><TargetFramework><![CDATA[${text}]]></TargetFramework></PropertyGroup></Project>`,
    }),
    "pyproject.toml": text => ({
      "pyproject.toml": `[project]\nname = ${JSON.stringify(text)}\nrequires-python = ${JSON.stringify(text)}\ndependencies = [${JSON.stringify(text)}]\n`,
      "manage.py": `"DJANGO_SETTINGS_MODULE", "${text}"`,
      [`${text}/__main__.py`]: "",
      "requirements.txt": text,
    }),
    "Gemfile, composer.json, mix.exs, CMakeLists.txt and deno.json": text => ({
      "a/Gemfile": `ruby "${text}"\ngem "${text}"`,
      "b/composer.json": JSON.stringify({ require: { php: text, [`ext-${text}`]: text } }),
      "c/mix.exs": `app: :${text}, elixir: "${text}", releases: [${text}: []]`,
      "d/CMakeLists.txt": `project(${text})\nadd_executable(${text} a.c)`,
      "e/deno.json": JSON.stringify({ tasks: { start: `deno run ${text}.ts` }, exports: text }),
    }),
  };

  for (const [title, shape] of Object.entries(shapes))
    it(`never become instructions: ${title}`, () => {
      for (const text of hostile)
        for (const project of detectProjects(folderOf(shape(text), text))) {
          checkAll(project);
          for (const proposal of project.proposals)
            for (const answers of [{}, Object.fromEntries(proposal.questions.map(({ id }) => [id, text]))]) {
              const { dockerfile, ignore } = filesOf(proposal, answers);
              checkTame(dockerfile, proposal.snippet);
              assert.doesNotMatch(ignore, /RUN hostile|evil|\.\.\//);
            }
        }
    });

  /** No instruction is there that a tame project would not have: keywords alone and stages of known bases. */
  function checkTame(dockerfile: string, snippet: string): void {
    const { stages, file } = readStages(readDockerfile(dockerfile), NO_OPTIONS);
    assert.ok(
      stages.every(({ base }) => !base.text.includes("evil")),
      dockerfile,
    );
    for (const { instruction } of file.lines) {
      const { text, keyword, json } = instruction;
      // What stands in the words of a start has no shell that would read it.
      if (/^(?:CMD|ENTRYPOINT)$/.test(keyword)) {
        assert.ok(Array.isArray(json), text);
        continue;
      }
      assert.doesNotMatch(
        text,
        /^RUN hostile|USER root|touch|`id`|exit;|\/etc\/passwd|--privileged\b.*RUN/,
        snippet,
      );
      assert.match(keyword, /^(?:FROM|WORKDIR|COPY|RUN|ENV|ARG|USER|EXPOSE)$/);
    }
  }
});
