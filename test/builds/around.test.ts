// Compose and bake files as Docker Compose and buildx read them, and as the server does: the same Dockerfile, context, target,
// arguments and platforms. No engine is needed for that, but the programs are.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { NamedFile, Use } from "../../server/src/around/use";
import { differences } from "../around/compareTools";
import type { Told } from "../around/compareTools";
import { generateBake, generateBakeJson, generateCompose } from "../around/generate";
import { generateInlineBake, generateInlineCompose, generateInlineJson } from "../around/generateInline";
import { INLINE_STYLES } from "../around/inlineStyles";
import { BAKE_PROJECTS, COMPOSE_PROJECTS } from "../around/projects";
import type { ProjectFiles } from "../around/projects";
import { folderFiles, readFile } from "../around/read";
import { docker } from "../support/engine";
import { random } from "../support/random";
import type { Random } from "../support/random";
import { skipBecause } from "../support/suiteResult";

const SEED = Number(process.env["DOCKERFILE_STAGES_SEED"] ?? 1);
const COUNT = Number(process.env["DOCKERFILE_STAGES_COUNT"] ?? 60);
const ENDS_WITHIN = 60_000;

interface Project {
  readonly folder: string;
  readonly uses: readonly Use[];
}

/** Writes files into a folder, calls `ask` there, and takes the folder away. */
async function inFolder<Answer>(
  texts: Readonly<Record<string, string>>,
  ask: (folder: string) => Promise<Answer>,
): Promise<Answer> {
  const outer = mkdtempSync(join(tmpdir(), "around-"));
  const folder = join(outer, "w");
  try {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await ask(folder);
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

/** The uses of several files of a folder; of a name, the last one counts. */
async function project(folder: string, paths: readonly string[]): Promise<Project> {
  const byName = new Map<string, Use>();
  const files = folderFiles(folder);
  const open: { path: string; named?: NamedFile }[] = paths.map(path => ({ path: join(folder, path) }));
  for (let next = open.shift(); next; next = open.shift()) {
    const { uses, names } = await readFile(next.path, files, next.named);
    for (const use of uses) byName.set(use.name, use);
    open.push(...names.map(named => ({ path: named.path, named })));
  }
  return { folder, uses: [...byName.values()] };
}

/** What the tool says of a project; null where it refuses it. */
async function told(
  args: string[],
  folder: string,
  read: (json: Record<string, unknown>) => Map<string, Told>,
): Promise<Map<string, Told> | string> {
  const { status, stdout, stderr } = await docker(args, { timeout: ENDS_WITHIN, cwd: folder });
  return status === 0 ? read(JSON.parse(stdout) as Record<string, unknown>) : stderr;
}

const record = (value: unknown): Record<string, Told> => (value ?? {}) as Record<string, Told>;

const composed = (folder: string) =>
  told(
    ["compose", "--profile", "*", "config", "--format", "json", "--no-consistency"],
    folder,
    json =>
      new Map(
        Object.entries(record(json["services"])).flatMap(([name, { build }]) =>
          build ? [[name, unescaped(build as Told)]] : [],
        ),
      ),
  );

/** Compose writes `$$` for a dollar, because what it prints can be read again. */
function unescaped(build: Told): Told {
  return JSON.parse(JSON.stringify(build).replaceAll("$$", "$")) as Told;
}

/** Bake writes `$${` for what is no template, for the same reason. */
function unescapedTemplates(target: Told): Told {
  return JSON.parse(JSON.stringify(target).replaceAll("$${", "${").replaceAll("%%{", "%{")) as Told;
}

const baked = (folder: string, names: readonly string[]) =>
  told(
    ["buildx", "bake", "--print", ...names],
    folder,
    json =>
      new Map(
        Object.entries(record(json["target"])).map(([name, target]) => [name, unescapedTemplates(target)]),
      ),
  );

/** Holds the Dockerfiles that stand in files against what the tool takes them for; answers how many were compared. */
async function checkInline(
  make: (random: Random) => Record<string, string>,
  tool: "compose" | "bake",
): Promise<number> {
  let compared = 0;
  for (let seed = SEED; seed < SEED + COUNT; seed++) {
    const texts = make(random(seed));
    await inFolder(texts, async folder => {
      const [path = ""] = Object.keys(texts);
      const { uses } = await project(folder, [path]);
      const dockerfile = uses.find(({ name }) => name === "web")?.dockerfile;
      const answer = tool === "compose" ? await composed(folder) : await baked(folder, ["web"]);
      // What the tool refuses, or what depends on something that is not there, is no Dockerfile yet.
      if (typeof answer === "string" || dockerfile?.isOpen) return;
      const theirs = answer.get("web")?.[tool === "compose" ? "dockerfile_inline" : "dockerfile-inline"];
      const shown = `seed ${seed}:\n${texts[path] ?? ""}`;
      // Compose leaves out the newline at the end of a block that nothing follows.
      const withoutEnd = (text: unknown) => (typeof text === "string" ? text.replace(/\n$/, "") : "");
      assert.equal(withoutEnd(dockerfile?.isInline ? dockerfile.text : ""), withoutEnd(theirs), shown);
      compared++;
    });
  }
  return compared;
}

async function check(
  make: (random: Random) => Record<string, string>,
  tool: "compose" | "bake",
): Promise<{ asked: number; refused: string[] }> {
  const refused: string[] = [];
  for (let seed = SEED; seed < SEED + COUNT; seed++) {
    const texts = make(random(seed));
    await inFolder(texts, async folder => {
      const paths = Object.keys(texts).filter(path => /^(?:compose|docker-bake)/.test(path));
      const { uses } = await project(folder, paths);
      const names = [...new Set(uses.map(({ name }) => name))];
      const answer = tool === "compose" ? await composed(folder) : await baked(folder, names);
      if (typeof answer === "string") refused.push(`seed ${seed}: ${answer}`);
      else {
        const different = differences(answer, uses, tool);
        const shown = [`seed ${seed}:`, ...different, "", ...Object.values(texts)].join("\n");
        assert.ok(different.length === 0, shown);
      }
    });
  }
  return { asked: COUNT, refused };
}

/** Holds one project against its tool. */
async function checkProject(texts: ProjectFiles, tool: "compose" | "bake"): Promise<void> {
  await inFolder(texts, async folder => {
    const paths = Object.keys(texts).filter(path => /^(?:compose|docker-bake)/.test(path));
    const { uses } = await project(folder, paths);
    const names = [...new Set(uses.map(({ name }) => name))];
    const answer = tool === "compose" ? await composed(folder) : await baked(folder, names);
    if (typeof answer === "string") assert.fail(answer);
    assert.deepEqual(differences(answer, uses, tool), []);
    // A project in which all is open would agree with anything.
    assert.ok(uses.some(({ target, dockerfile }) => !target?.isOpen && !dockerfile.isOpen));
  });
}

describe("files around a Dockerfile", function () {
  this.timeout(600_000);

  for (const [tool, projects] of [
    ["compose", COMPOSE_PROJECTS],
    ["bake", BAKE_PROJECTS],
  ] as const)
    for (const [title, texts] of Object.entries(projects))
      it(`are read as ${tool} reads them: ${title}`, async function () {
        const { status } = await docker([tool === "compose" ? tool : "buildx", "version"], {
          timeout: ENDS_WITHIN,
        });
        if (status !== 0) return skipBecause(this, `Docker has no ${tool}`);
        await checkProject(texts, tool);
      });

  it("are read as Docker Compose reads them", async function () {
    const { status } = await docker(["compose", "version"], { timeout: ENDS_WITHIN });
    if (status !== 0) return skipBecause(this, "Docker has no compose");
    const { asked, refused } = await check(generateCompose, "compose");
    assert.ok(refused.length < asked / 2, refused.join("\n"));
  });

  it("have the Dockerfiles inside that Compose reads", async function () {
    const { status } = await docker(["compose", "version"], { timeout: ENDS_WITHIN });
    if (status !== 0) return skipBecause(this, "Docker has no compose");
    assert.ok((await checkInline(generateInlineCompose, "compose")) > COUNT / 2);
  });

  for (const [kind, make] of [
    ["HCL", generateInlineBake],
    ["JSON", generateInlineJson],
  ] as const)
    it(`have the Dockerfiles inside that bake reads, in ${kind}`, async function () {
      const { status } = await docker(["buildx", "version"], { timeout: ENDS_WITHIN });
      if (status !== 0) return skipBecause(this, "Docker has no buildx");
      assert.ok((await checkInline(make, "bake")) > COUNT / 2);
    });

  for (const [path, { text, tool, names }] of Object.entries(INLINE_STYLES))
    it(`have the Dockerfiles inside that ${tool} reads, in each way to write them: ${path}`, async function () {
      const { status } = await docker([tool === "compose" ? tool : "buildx", "version"], {
        timeout: ENDS_WITHIN,
      });
      if (status !== 0) return skipBecause(this, `Docker has no ${tool}`);
      const file = path.slice(path.indexOf("/") + 1);
      await inFolder({ [file]: text }, async folder => {
        const { uses } = await project(folder, [file]);
        const answer = tool === "compose" ? await composed(folder) : await baked(folder, names);
        if (typeof answer === "string") assert.fail(answer);
        for (const name of names) {
          const written = uses.find(use => use.name === name)?.dockerfile.written?.();
          const theirs: unknown =
            answer.get(name)?.[tool === "compose" ? "dockerfile_inline" : "dockerfile-inline"];
          assert.ok(written && typeof theirs === "string", name);
          assert.equal(written.decoded.text.trimEnd(), theirs.trimEnd(), name);
        }
      });
    });

  for (const [kind, make] of [
    ["HCL", generateBake],
    ["JSON", generateBakeJson],
  ] as const)
    it(`are read as bake reads them, in ${kind}`, async function () {
      const { status } = await docker(["buildx", "version"], { timeout: ENDS_WITHIN });
      if (status !== 0) return skipBecause(this, "Docker has no buildx");
      const { asked, refused } = await check(make, "bake");
      assert.ok(refused.length < asked / 2, refused.join("\n"));
    });
});
