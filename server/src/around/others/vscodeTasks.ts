/** Uses in .vscode/tasks.json: `docker-build` of Container Tools, our own tasks, and commands for a shell. */
import type { Files } from "../files";
import { readJson } from "../json";
import { folderOf, joinPath } from "../paths";
import { readShell } from "../shell/shell";
import { plainTemplate } from "../shell/template";
import { at, entriesOf, entryOf, itemsOf, mappedOf, scalarOf, scalarsOf } from "../tree";
import type { ScalarTree, Tree } from "../tree";
import type { NamedFile, Reading, Use } from "../use";
import { plainArgs, plainUse, plainValue } from "./plainUse";
import { shellOfWords } from "./words";

/** Whether a file holds the tasks of VS Code. */
export function isTasksFile(path: string): boolean {
  return path.endsWith("/.vscode/tasks.json");
}

/** The builds of the tasks. */
export function readVscodeTasks(path: string, files: Files): Reading {
  const { tree, isBroken } = readJson(files.text(path) ?? "");
  const names: NamedFile[] = [];
  const folder = scalarOf(at(tree ?? undefined, "options", "cwd"));
  const uses = itemsOf(at(tree ?? undefined, "tasks")).flatMap(task =>
    readTask(task, path, files, names, folder),
  );
  return { uses, names, isBroken };
}

function readTask(
  task: Tree,
  path: string,
  files: Files,
  names: NamedFile[],
  outerFolder: ScalarTree | undefined,
): Use[] {
  const root = folderOf(folderOf(path));
  const type = scalarOf(at(task, "type"))?.text ?? "";
  const name = scalarOf(at(task, "label"))?.text ?? "";
  const fill = (text: string) => {
    const filled = text.replace(/\$\{workspaceFolder(?::[^}]*)?\}/g, root);
    return { text: filled, isOpen: filled.includes("${") };
  };
  const entry = entryOf(task, type === "docker-build" ? "dockerBuild" : "type");
  if (type === "docker-build" && entry) {
    const value = (key: string) => plainValue(scalarOf(at(entry.value, key)), path, fill);
    return [
      plainUse(
        {
          kind: "task",
          name,
          place: { file: path, span: entry.keySpan },
          dockerfile: value("dockerfile"),
          folders: value("dockerfile") ? [root] : undefined,
          context: value("context"),
          base: root,
          target: value("target"),
          args: plainArgs(at(entry.value, "buildArgs"), path),
        },
        files,
      ),
    ];
  }
  if (type === "dockerfileStages" && entry) {
    const value = (key: string) => plainValue(scalarOf(at(task, key)), path, fill);
    return [
      plainUse(
        {
          kind: "task",
          name,
          place: { file: path, span: entry.keySpan },
          dockerfile: value("dockerfile"),
          folders: [root],
          context: value("context"),
          base: root,
          target: value("stage"),
          args: plainArgs(at(task, "args"), path),
        },
        files,
      ),
    ];
  }
  const command = scalarOf(at(task, "command"));
  if (!command || (type !== "shell" && type !== "process")) return [];
  const words = [
    command,
    ...itemsOf(at(task, "args")).flatMap(arg => scalarOf(arg) ?? scalarsOf(at(arg, "value"))),
  ];
  const mapped = words.length > 1 ? shellOfWords(words.slice(1), command.text) : mappedOf(command);
  const start = fill((scalarOf(at(task, "options", "cwd")) ?? outerFolder)?.text ?? ".");
  const variables = new Map(
    entriesOf(at(task, "options", "env")).flatMap(({ key, value }) => {
      const given = scalarOf(value);
      return given ? [[key, fill(given.text)] as const] : [];
    }),
  );
  const text = mapped.text.replace(/\$\{workspaceFolder\}/g, match => "./".padEnd(match.length, "/"));
  const reading = readShell(
    {
      file: path,
      kind: "task",
      name,
      template: plainTemplate({ ...mapped, text }),
      folders: () => [start.isOpen ? root : joinPath(root, start.text)],
      environment: name => variables.get(name),
      path: null,
      root,
    },
    files,
  );
  names.push(...reading.names);
  return [...reading.uses];
}
