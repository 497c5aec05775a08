/** What a proposal for a Dockerfile costs the server in large folders: reading the folder, and what its files come to. */
import { filledSnippet } from "../server/src/features/filledSnippet";
import { newDockerfileAnswer, projectInfos } from "../server/src/project/projectsAnswer";
import { snippetBodies } from "../server/src/project/template";
import { DEFAULT_PLATFORM } from "../server/src/stages/model/platform";
import { readProjectFolder } from "../server/src/workspace/projectFolder";
import type { Host } from "../server/src/workspace/ignoreFiles";
import type { Client } from "../server/src/transport/client";
import type { Verdict } from "./goals";
import { median } from "./rounds";
import { milliseconds, table } from "./table";

/** Milliseconds of processor time, medians: until the projects are told, and until one of them has its Dockerfile. */
export interface NewDockerfileFigure {
  readonly title: string;
  readonly projects: number;
  readonly dockerfile: number;
}

type Files = ReadonlyMap<string, string>;

const ROOT = "file:///shop";
const FILES = 20_000;
const PARTS = 300;
const WARM_UP = 2;
const ROUNDS = 5;
const MOST_MS = 200;

/** Projects with many parts, because what each part costs adds up. */
const SHAPES: Readonly<Record<string, () => Files>> = {
  "Node.js, one package": () =>
    filled({ "package.json": nodePackage("shop"), "package-lock.json": "{}", "src/index.js": "" }, "ts"),
  "Node.js, a workspace": () =>
    filled(
      {
        "package.json": '{"workspaces": ["part*"]}',
        "package-lock.json": "{}",
        ...parts(part => ({
          [`part${part}/package.json`]: nodePackage(`part${part}`, `part${part + 1}`),
          [`part${part}/index.js`]: "",
        })),
      },
      "ts",
    ),
  Python: () =>
    filled(
      {
        "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["flask"]\n',
        "src/app.py": "app = Flask(__name__)\n",
      },
      "py",
    ),
  Go: () =>
    filled(
      { "go.mod": "module shop\n", ...parts(part => ({ [`cmd/c${part}/main.go`]: "package main\n" })) },
      "go",
    ),
  "Rust, a workspace": () =>
    filled(
      {
        "Cargo.toml": '[workspace]\nmembers = ["part*"]\n',
        ...parts(part => ({
          [`part${part}/Cargo.toml`]: `[package]\nname = "part${part}"\n`,
          [`part${part}/src/main.rs`]: "fn main() {}",
        })),
      },
      "rs",
    ),
  "Java, modules of Maven": () =>
    filled(
      {
        "pom.xml": `<project><modules>${Object.keys(parts(part => ({ [part]: "" })))
          .map(part => `<module>part${part}</module>`)
          .join("")}</modules></project>`,
        ...parts(part => ({
          [`part${part}/pom.xml`]: `<project><artifactId>p${part}</artifactId></project>`,
        })),
      },
      "java",
    ),
  ".NET, a solution": () =>
    filled(
      parts(part => ({
        [`part${part}/part${part}.csproj`]: `<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup><ItemGroup>${[
          part + 1,
          2 * part,
        ]
          .filter(other => other > part && other < PARTS)
          .map(other => `<ProjectReference Include="../part${other}/part${other}.csproj" />`)
          .join("")}</ItemGroup></Project>`,
      })),
      "cs",
    ),
};

function nodePackage(name: string, needs?: string): string {
  const dependencies = { express: "5", ...(needs !== undefined && { [needs]: "*" }) };
  return JSON.stringify({ name, scripts: { start: "node index.js", build: "tsc" }, dependencies });
}

function parts(of: (part: number) => Readonly<Record<string, string>>): Record<string, string> {
  return Object.assign({}, ...Array.from({ length: PARTS }, (_, part) => of(part))) as Record<string, string>;
}

/** These files, and so many sources in folders of parts that there are FILES in all. */
function filled(files: Readonly<Record<string, string>>, ending: string): Files {
  const all = new Map(Object.entries(files));
  for (let file = 0; all.size < FILES; file++) all.set(`part${file % PARTS}/src/f${file}.${ending}`, "");
  return all;
}

/** A host whose disk is the files: what a disk takes is none of the server's work. */
function hostOf(files: Files): Host {
  const lists = new Map<string, Map<string, boolean>>();
  for (const path of files.keys()) {
    const names = path.split("/");
    for (const [depth, name] of names.entries()) {
      const folder = names.slice(0, depth).join("/");
      const list = lists.get(folder) ?? new Map<string, boolean>();
      lists.set(folder, list.set(name, depth < names.length - 1));
    }
  }
  const path = (uri: string) => uri.slice(ROOT.length + 1);
  return {
    machine: { platform: DEFAULT_PLATFORM, defaultPlatforms: [] },
    rulePages: "",
    snippets: "",
    canRead: () => true,
    readText: uri => Promise.resolve(files.get(path(uri)) ?? null),
    list: uri =>
      Promise.resolve([...(lists.get(path(uri)) ?? [])].map(([name, isFolder]) => ({ name, isFolder }))),
  };
}

/** Measures each shape; `snippets` is the text of snippets/files.json. */
export async function measureNewDockerfile(snippets: string): Promise<NewDockerfileFigure[]> {
  const bodies = snippetBodies(snippets);
  const figures: NewDockerfileFigure[] = [];
  for (const [title, shape] of Object.entries(SHAPES)) {
    const host = hostOf(shape());
    // Nothing is asked of a client where the host reads.
    const readers = { connection: {} as Client, host, options: {}, isCancelled: () => false };
    const read = async () => {
      const folder = await readProjectFolder(readers, ROOT);
      if (folder?.files.size !== FILES) throw new Error(`${title} was not read.`);
      return folder;
    };
    const rounds: { projects: number; dockerfile: number }[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      let id = "";
      const projects = await worked(async () => {
        id = projectInfos(await read())[0]?.id ?? "";
      });
      const dockerfile = await worked(async () => {
        const params = { project: id, proposal: 0, answers: {} };
        const { files } = newDockerfileAnswer(await read(), params, bodies, filledSnippet);
        if (files === null) throw new Error(`${title} has no Dockerfile.`);
      });
      if (round >= WARM_UP) rounds.push({ projects, dockerfile });
    }
    figures.push({
      title,
      projects: median(rounds.map(round => round.projects)),
      dockerfile: median(rounds.map(round => round.dockerfile)),
    });
  }
  return figures;
}

/** Milliseconds of processor time that something takes. */
async function worked(step: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await step();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The verdict on the goal. */
export function newDockerfileVerdicts(figures: readonly NewDockerfileFigure[]): Verdict[] {
  if (figures.length === 0) return [];
  const slowest = Math.max(...figures.flatMap(({ projects, dockerfile }) => [projects, dockerfile]));
  return [
    {
      goal: `a proposal for a folder with ${FILES} files within ${MOST_MS} ms of the processor`,
      reached: `${slowest.toFixed(0)} ms`,
      met: slowest <= MOST_MS,
    },
  ];
}

/** The figures as a part of the page. */
export function newDockerfileTable(figures: readonly NewDockerfileFigure[]): string[] {
  if (figures.length === 0) return [];
  return [
    "## New Dockerfile",
    "",
    `What the server computes for a folder with ${FILES} files, ${PARTS} parts where there are several: until its projects are told, and for the Dockerfile of the first one. Each reads the folder anew.`,
    "",
    ...table(
      ["project", "projects, ms", "Dockerfile, ms"],
      figures.map(({ title, projects, dockerfile }) => [
        title,
        milliseconds(projects),
        milliseconds(dockerfile),
      ]),
      [1, 2],
    ),
    "",
  ];
}
