/** The task of Azure Pipelines that builds: `Docker@2`. */
import { at, mappedOf, scalarOf } from "../tree";
import type { Tree } from "../tree";
import type { Use } from "../use";
import { plainUse, plainValue } from "./plainUse";
import type { ScriptScope } from "./scripts";
import { readShell } from "../shell/shell";
import { plainTemplate } from "../shell/template";
import { folderOf, joinPath } from "../paths";

/** The build of a step, where it is such a task; its `arguments` are those of `docker build`. */
export function readTaskInputs(step: Tree, name: string, { path, files, variables }: ScriptScope): Use[] {
  const task = scalarOf(at(step, "task"));
  const inputs = at(step, "inputs");
  if (!task || !/^Docker@\d/.test(task.text)) return [];
  const command = scalarOf(at(inputs, "command"))?.text ?? "buildAndPush";
  if (!/build/i.test(command)) return [];
  const root = files.root(path);
  const fill = (text: string) => {
    let isOpen = false;
    const filled = text.replace(
      /\$\(([\w.]+)\)|\$\{\{\s*(?:variables|parameters)\.(\w+)\s*\}\}/g,
      (written, one?: string, two?: string) => {
        const variable = one ?? two ?? "";
        if (
          /^(?:Build\.SourcesDirectory|System\.DefaultWorkingDirectory|Build\.Repository\.LocalPath|Pipeline\.Workspace)$/i.test(
            variable,
          )
        )
          return root;
        const value = variables.get(variable);
        isOpen ||= value === undefined;
        return value ?? written;
      },
    );
    return { text: filled.replace(/^\*\*\//, ""), isOpen };
  };
  const value = (key: string) => plainValue(scalarOf(at(inputs, key)), path, fill);
  const dockerfile = value("Dockerfile") ?? value("dockerfile") ?? value("dockerFile");
  const context = value("buildContext");
  const options = scalarOf(at(inputs, "arguments"));
  const shell = options && {
    text: `docker build ${options.text.replace(/\r?\n/g, " ")} .`,
    offsets: shifted(
      mappedOf(options).offsets,
      options.text.length,
      "docker build ".length,
      options.span.end,
    ),
  };
  const [given] = shell
    ? readShell(
        {
          file: path,
          kind: "ci",
          name,
          template: plainTemplate(shell),
          folders: () => [root],
          environment: () => undefined,
          path: null,
          root,
        },
        files,
      ).uses
    : [];
  const isDefault = context === undefined || context.text === "**";
  const folder = dockerfile && !dockerfile.isOpen ? folderOf(joinPath(root, dockerfile.text)) : root;
  const use = plainUse(
    {
      kind: "ci",
      name,
      place: { file: path, span: task.span },
      dockerfile,
      folders: [root],
      context: isDefault ? undefined : context,
      base: isDefault ? folder : root,
      target: given?.target ?? undefined,
      args: given?.args ?? new Map(),
    },
    files,
  );
  return [
    given
      ? {
          ...use,
          contexts: given.contexts,
          platforms: given.platforms,
          secrets: given.secrets,
          noCacheFilters: given.noCacheFilters,
        }
      : use,
  ];
}

/** Where the characters of a text stand that others were put in front of, and two behind. */
function shifted(offsets: number | readonly number[], length: number, by: number, end: number): number[] {
  const own = Array.from({ length }, (_, at) =>
    typeof offsets === "number" ? offsets + at : (offsets[at] ?? end),
  );
  return [...Array.from({ length: by }, () => own[0] ?? end), ...own, end, end];
}
