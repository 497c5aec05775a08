// A small project with a stage graph that is made from a seed, and edits of it, from seeds as well.
import { chmodSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "../../support/random";

/** A stage as it is written: its lines are changed by edits. */
export interface TestStage {
  name: string;
  /** Its FROM. */
  from: string;
  /** Its instructions, each with all of its lines. */
  lines: string[];
}

export interface TestProject {
  folder: string;
  /** What stands above the first stage. */
  head: string[];
  stages: TestStage[];
  /** Below the folder, without the Dockerfile and the ignore file. */
  files: Map<string, string>;
  ignore: string[];
  buildArgs: Record<string, string>;
  target: string;
  /** Counted, so that no two edits write the same. */
  number: number;
  /** In whatever its commands print: no two projects of a machine have steps in common. */
  nonce: string;
  noCache: "all" | string[];
}

/** No two projects of a machine have steps in common. */
export function makeProject(
  folder: string,
  base: string,
  nonce: string,
  { below, pick }: Random,
): TestProject {
  const files = new Map<string, string>();
  for (const path of [
    "package.json",
    "lock.json",
    "src/a.ts",
    "src/b.ts",
    "src/deep/c.ts",
    "docs/x.md",
    "README.md",
    "notes.log",
  ])
    files.set(path, `${path} of ${nonce}\n`);
  const stages: TestStage[] = [];
  const names = ["deps", "build", "test", "docs", "final"].slice(0, 3 + below(3));
  for (const [index, name] of names.entries()) {
    const before = names.slice(0, index);
    const isLast = index === names.length - 1;
    const lines: string[] = [];
    if (index === 0) lines.push("WORKDIR /app", `RUN echo ${nonce} > /made`);
    if (below(2) === 0) lines.push("ARG VERSION=1");
    if (below(3) === 0) lines.push(`ENV MODE=${name}`);
    for (let count = 1 + below(3); count > 0; count--) lines.push(pick(copies)(before, pick));
    if (!isLast) lines.push(RUN_ALL.replace("NAME", name));
    if (below(3) === 0) lines.push("WORKDIR /app/more");
    if (isLast && before.length > 0) lines.push(`COPY --from=${pick(before)} /out-* /result/`);
    const on = before.length === 0 || below(3) === 0 ? base : pick(before);
    stages.push({ name, from: `FROM ${on} AS ${name}`, lines });
  }
  const project = {
    folder,
    head: [],
    stages,
    files,
    ignore: ["**/*.log", "docs"],
    buildArgs: {},
    target: names.at(-1) ?? "",
    number: 0,
    nonce,
    noCache: [],
  };
  // Each stage on the base that has no step of its own would share its cache with other projects.
  for (const stage of stages)
    if (stage.from.startsWith(`FROM ${base} `) && stage !== stages[0])
      stage.lines.unshift(`RUN echo ${nonce} ${stage.name} > /made`);
  write(project);
  return project;
}

/** What a command makes hangs on all that it sees, as it does in compilers that note versions and times. */
const RUN_ALL =
  "RUN (env; find / -xdev -type f -not -path '/proc/*' -not -path '/sys/*' -not -path '/bin/*' -not -name 'out-*' | sort | xargs -r cat) 2>/dev/null | md5sum > /out-NAME";

type Pick = Random["pick"];
const copies: ((before: string[], pick: Pick) => string)[] = [
  () => "COPY package.json lock.json ./",
  () => "COPY *.json ./",
  () => "COPY src src",
  () => "COPY src/a.ts /app/one/",
  () => "COPY src/*.ts /app/flat/",
  () => "COPY . .",
  () => "COPY --chmod=755 README.md /app/",
  () => "COPY --link src/deep /app/deep",
  () => "ADD src/deep /app/added/",
  () => "COPY <<EOF /app/inline\nhello $VERSION\nEOF",
  () => "RUN --mount=type=bind,source=src,target=/mnt cat /mnt/*.ts > /app-sum",
  () => "RUN --mount=type=bind,target=/mnt cat /mnt/package.json > /app-sum2",
  (before, pick) => (before.length === 0 ? "COPY README.md /r" : `COPY --from=${pick(before)} /out-* /in/`),
  (before, pick) =>
    before.length === 0
      ? "RUN true"
      : `RUN --mount=from=${pick(before)},target=/other cat /other/out-* > /from-other`,
];

/** The text of the Dockerfile. */
export function textOf({ head, stages }: TestProject): string {
  return `${[...head, ...stages.map(({ from, lines }) => [from, ...lines].join("\n"))].join("\n\n")}\n`;
}

/** Writes the files that are others. */
export function write(project: TestProject): void {
  const { folder, files, ignore } = project;
  const put = (path: string, text: string) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    let before: string | undefined;
    try {
      before = readFileSync(file, "utf8");
    } catch {
      before = undefined;
    }
    if (before !== text) writeFileSync(file, text);
  };
  for (const [path, text] of files) put(path, text);
  put("Dockerfile", textOf(project));
  put(".dockerignore", `${ignore.join("\n")}\n`);
}

export type Edit = (project: TestProject, random: Random) => string;

const randomFile = ({ files }: TestProject, { pick }: Random) => pick([...files.keys()]);
export const stageWith = (project: TestProject, { pick }: Random, isWanted: (line: string) => boolean) => {
  const found = project.stages.flatMap(stage =>
    stage.lines.flatMap((line, index) => (isWanted(line) ? [{ stage, line, index }] : [])),
  );
  return found.length === 0 ? undefined : pick(found);
};

const add: Edit = (project, { pick }) => {
  const path =
    pick(["src/new", "docs/new", "new", "src/deep/new", "logs/new"]) +
    `${project.number}.${pick(["ts", "md", "log"])}`;
  project.files.set(path, `new ${project.number}\n`);
  return path;
};

const insert: Edit = (project, random) => {
  const stage = random.pick(project.stages);
  const line = `RUN echo ${project.nonce} ${project.number} > /inserted`;
  stage.lines.splice(random.below(stage.lines.length + 1), 0, line);
  return `${stage.name}: ${line}`;
};

/** By name; each answers what it did. */
export const EDITS = {
  nothing: () => "nothing",
  touch: (project, random) => {
    const path = randomFile(project, random);
    const time = new Date(Date.now() - 1000 * (project.number + 1));
    utimesSync(join(project.folder, path), time, time);
    return path;
  },
  change: (project, random) => {
    const path = randomFile(project, random);
    project.files.set(path, `${project.files.get(path) ?? ""}${project.number}\n`);
    return path;
  },
  sameSize: (project, random) => {
    const path = randomFile(project, random);
    const text = project.files.get(path) ?? "";
    project.files.set(path, `${String(project.number).padStart(5, "0")}${text.slice(5)}`);
    return path;
  },
  add,
  remove: (project, random) => {
    const path = [...project.files.keys()].find(file => file.includes("new"));
    if (path === undefined) return add(project, random);
    project.files.delete(path);
    rmSync(join(project.folder, path), { force: true });
    return path;
  },
  mode: (project, random) => {
    const path = randomFile(project, random);
    chmodSync(join(project.folder, path), random.pick([0o600, 0o644, 0o755]));
    return path;
  },
  ignore: (project, { pick }) => {
    const pattern = pick(["src/new*", "!docs", "*.tmp", "src/b.ts"]);
    const at = project.ignore.indexOf(pattern);
    if (at === -1) project.ignore.push(pattern);
    else project.ignore.splice(at, 1);
    return pattern;
  },
  instruction: (project, random) => {
    const found = stageWith(project, random, line => line.startsWith("RUN"));
    if (found === undefined) return "none";
    found.stage.lines[found.index] = `${found.line.replace(/ && echo \d+$/, "")} && echo ${project.number}`;
    return found.line;
  },
  insert,
  delete: (project, random) => {
    const found = stageWith(project, random, line => line.includes("/inserted"));
    if (found === undefined) return insert(project, random);
    found.stage.lines.splice(found.index, 1);
    return found.line;
  },
  comment: (project, random) => {
    const stage = random.pick(project.stages);
    stage.lines.unshift(`# ${project.number}`);
    return stage.name;
  },
  label: (project, random) => {
    const stage = random.pick(project.stages);
    stage.lines.push(`LABEL number=${project.number}`);
    return stage.name;
  },
  order: (project, random) => {
    const stage = random.pick(project.stages);
    const at = random.below(Math.max(1, stage.lines.length - 1));
    const [first = "", second = ""] = stage.lines.slice(at, at + 2);
    if (second === "") return "none";
    stage.lines.splice(at, 2, second, first);
    return `${stage.name}: ${first} <> ${second}`;
  },
  argument: project => {
    project.buildArgs["VERSION"] = String(project.number);
    return `VERSION=${project.number}`;
  },
  environment: (project, random) => {
    const stage = random.pick(project.stages);
    const at = stage.lines.findIndex(line => line.startsWith("ENV"));
    if (at === -1) stage.lines.unshift(`ENV NUMBER=${project.number}`);
    else stage.lines[at] = `ENV NUMBER=${project.number}`;
    return stage.name;
  },
  target: (project, { pick }) => {
    project.target = pick(project.stages).name;
    return project.target;
  },
  noCache: (project, { pick }) => {
    project.noCache = pick<"all" | string[]>(["all", [pick(project.stages).name]]);
    return JSON.stringify(project.noCache);
  },
} satisfies Record<string, Edit>;
