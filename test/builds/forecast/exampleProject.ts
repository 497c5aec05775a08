// The projects below examples/ as projects to edit: their own files and stages, and edits after which they still build.
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import type { ExampleProject } from "../../support/exampleProjects";
import { EDITS, stageWith, type Edit, type TestProject, type TestStage } from "./project";

/** A copy of an example in a folder. */
export function copyExample(
  { folder: from, dockerfile, model }: ExampleProject,
  folder: string,
  nonce: string,
): TestProject {
  cpSync(from, folder, { recursive: true });
  const text = readFileSync(dockerfile, "utf8");
  const { lines } = readDockerfile(text);
  const head: string[] = [];
  const stages: TestStage[] = [];
  for (const { instruction, start, next } of lines) {
    const written = text.slice(start, next).trimEnd();
    if (instruction.keyword === "FROM")
      stages.push({ name: model.stages[stages.length]?.name ?? "", from: written, lines: [] });
    else (stages.at(-1)?.lines ?? head).push(written);
  }
  // No two copies have a step in common, not even what they make of the same files. Not every image has a shell.
  for (const [index, { lines: own }] of stages.entries())
    if (typeof model.stages[index]?.base.to !== "number")
      own.unshift(`COPY <<EOF /made\n${nonce} ${index}\nEOF`);
  const ignore = join(folder, ".dockerignore");
  return {
    ...{ folder, head, stages, nonce, buildArgs: {}, number: 0, noCache: [] },
    files: new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile() && !/^(?:Dockerfile|\.dockerignore)$/.test(entry.name))
        .map(({ parentPath, name }): [string, string] => {
          const file = join(parentPath, name);
          return [file.slice(folder.length + 1), readFileSync(file, "utf8")];
        }),
    ),
    ignore: existsSync(ignore) ? readFileSync(ignore, "utf8").trim().split("\n") : [],
    target: stages.at(-1)?.name ?? "",
  };
}

/** What can stand at the end of a file, by its extension, and changes nothing that it says. */
const ENDINGS: Record<string, (number: number) => string> = {
  ...Object.fromEntries([".js", ".mjs", ".go", ".rs", ".java"].map(ext => [ext, number => `// ${number}\n`])),
  ...Object.fromEntries([".py", ".toml", ".conf", ".lock"].map(ext => [ext, number => `# ${number}\n`])),
  ...Object.fromEntries([".md", ".txt"].map(ext => [ext, number => `${number}\n`])),
  ".json": number => `${" ".repeat(number)}\n`,
};

/** Those of any project that break none of these, and some in other words. */
export const EXAMPLE_EDITS: Record<string, Edit> = {
  ...(({ nothing, touch, remove, comment, label, argument, environment, target, noCache }) => ({
    ...{ nothing, touch, remove, comment, label, argument, environment, target, noCache },
  }))(EDITS),
  change: (project, { pick }) => {
    const path = pick([...project.files.keys()].filter(file => extname(file) in ENDINGS));
    const ending = ENDINGS[extname(path)]?.(project.number) ?? "";
    project.files.set(path, `${project.files.get(path) ?? ""}${ending}`);
    return path;
  },
  add: (project, { pick }) => {
    const beside = pick([...project.files.keys()]);
    const path = `${beside.slice(0, beside.lastIndexOf("/") + 1)}new${project.number}.md`;
    project.files.set(path, `new ${project.number}\n`);
    return path;
  },
  ignore: (project, { pick }) => {
    const pattern = pick(["**/new*", "*.tmp", "!README.md"]);
    const at = project.ignore.indexOf(pattern);
    if (at === -1) project.ignore.push(pattern);
    else project.ignore.splice(at, 1);
    return pattern;
  },
  mode: (project, { pick }) => {
    const path = pick([...project.files.keys()]);
    chmodSync(join(project.folder, path), pick([0o644, 0o755]));
    return path;
  },
  instruction: (project, random) => {
    const found = stageWith(project, random, line => line.startsWith("RUN") && !/<<|\[/.test(line));
    if (found === undefined) return "none";
    found.stage.lines[found.index] = `${found.line.replace(/ && echo \d+$/, "")} && echo ${project.number}`;
    return found.line;
  },
};
