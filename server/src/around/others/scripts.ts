/** Uses in scripts that stand in YAML and JSON: of CI services, Taskfiles, package.json, Cloud Build. */
import type { MappedText } from "../../dockerfile/source";
import type { Files } from "../files";
import type { Choose } from "../outcomes";
import { readJson } from "../json";
import { baseName, folderOf, joinPath, startFolders } from "../paths";
import { known, open } from "../shell/known";
import type { Known } from "../shell/known";
import { readShell } from "../shell/shell";
import { withHoles } from "../shell/template";
import { at, entriesOf, itemsOf, mappedOf, scalarOf, scalarsOf } from "../tree";
import type { ScalarTree, Tree } from "../tree";
import type { NamedFile, Reading, Use, UseKind } from "../use";
import { readYaml } from "../yaml";
import { readTaskInputs } from "./azureTask";
import { readDroneSettings } from "./droneStep";
import { isGitlabFile, withJobs } from "./gitlabJobs";
import { rowsOf } from "./jobMatrix";
import type { MatrixRow } from "./jobMatrix";
import { NO_VARIABLES, VARIABLE_KEYS, variablesIn } from "./scriptVariables";
import type { ScriptVariables } from "./scriptVariables";
import { shellOfLines, shellOfWords } from "./words";

const CI_FILES =
  /\/(?:\.gitlab-ci[\w.-]*\.ya?ml|\.gitlab\/.*\.ya?ml|\.circleci\/.*\.ya?ml|azure-pipelines[\w.-]*\.ya?ml|\.azure-?pipelines\/.*\.ya?ml|bitbucket-pipelines\.ya?ml|\.drone\.ya?ml|\.woodpecker(?:\/.*)?\.ya?ml|\.travis\.ya?ml|cloudbuild[\w.-]*\.(?:ya?ml|json)|\.buildkite\/.*\.ya?ml|appveyor\.ya?ml|buildspec[\w.-]*\.ya?ml|\.cirrus\.ya?ml)$/;

/** Whether a file holds the scripts of a CI service, by its path. */
export function isCiFile(path: string): boolean {
  return CI_FILES.test(path);
}

/** Whether a file holds the commands of Task, by its name. */
export function isTaskfile(path: string): boolean {
  return /^[Tt]askfile(?:[.-][\w.-]+)?\.ya?ml$/.test(baseName(path));
}

/** Whether a file is a manifest of npm, by its name. */
export function isPackageManifest(path: string): boolean {
  return baseName(path) === "package.json";
}

/** Keys whose text, or list of texts, is run by a shell. */
const SCRIPT_KEYS = new Set(
  "script before_script after_script run command commands bash pwsh powershell sh cmd cmds install before_install after_success deploy inline on_success build_script test_script deploy_script preconditions".split(
    " ",
  ),
);
/** What is filled in before the shell sees it: `{{.X}}` of Task, `$(X)` of Azure, `<< parameters.x >>` of CircleCI, `${{ … }}`. */
const HOLES: Readonly<Record<"task" | "ci", RegExp>> = {
  task: /\{\{(?=-?\s*\.?([\w.]*))(?:[^{}]|\{(?!\{))*\}\}/g,
  ci: /\$?\{\{(?=\s*([\w.-]*))(?:[^{}]|\{(?!\{))*\}\}|<<\s*([\w.-]+)\s*>>|\$\(([A-Za-z_][\w.]*)\)/g,
};
const DEEPEST = 40;
const MOST_NODES = 50_000;

/** The builds in a file of a CI service or of Task, and in the scripts of a package.json. */
export function readScripts(path: string, files: Files): Reading {
  const text = files.text(path) ?? "";
  const isJson = path.endsWith(".json");
  const json = isJson ? readJson(text) : null;
  const yaml = isJson ? null : readYaml(text);
  const documents = json?.tree ? [json.tree] : (yaml?.documents ?? []);
  const found: Found = { uses: [], names: [], left: MOST_NODES };
  const kind: UseKind = isPackageManifest(path) || isTaskfile(path) ? "task" : "ci";
  for (const document of documents) {
    const scope: ScriptScope = { path, files, kind, variables: NO_VARIABLES, rows: [] };
    if (isPackageManifest(path)) readPackage(document, scope, found);
    else walk(isGitlabFile(path) ? withJobs(document) : document, scope, "", found, 0);
  }
  return { uses: found.uses, names: found.names, isBroken: json?.isBroken ?? yaml?.isBroken ?? false };
}

interface Found {
  readonly uses: Use[];
  readonly names: NamedFile[];
  left: number;
}

interface ScriptScope {
  readonly path: string;
  readonly files: Files;
  readonly kind: UseKind;
  readonly variables: ScriptVariables;
  /** The variables of each run of a job with a matrix; none without one. */
  readonly rows: readonly MatrixRow[];
}

function readPackage(document: Tree, scope: ScriptScope, found: Found): void {
  for (const { key, value } of entriesOf(at(document, "scripts"))) {
    const script = scalarOf(value);
    if (script) readText(mappedOf(script), key, scope, found, [folderOf(scope.path)]);
  }
}

function walk(node: Tree, scope: ScriptScope, name: string, found: Found, depth: number): void {
  if (--found.left < 0 || depth > DEEPEST) {
    scope.files.onLimit?.(
      scope.path,
      `it has more than ${MOST_NODES} parts, or more than ${DEEPEST} in one another`,
    );
    return;
  }
  for (const item of itemsOf(node)) walk(item, scope, name, found, depth + 1);
  const entries = entriesOf(node);
  if (entries.length === 0) return;
  const own = rowsOf(node);
  const rows = own.length > 0 ? own : scope.rows;
  const inner: ScriptScope = { ...scope, variables: variablesIn(node, scope.variables), rows };
  found.uses.push(...readTaskInputs(node, name, inner), ...readDroneSettings(node, name, inner));
  const args = scalarsOf(at(node, "args"));
  const image = scalarOf(at(node, "name"))?.text ?? "";
  if (args.length > 0 && /(?:^|\/)(?:docker|buildx|podman)(?:[:@]|$)/.test(image))
    readText(wordsOf(args, scalarOf(at(node, "entrypoint"))?.text), name, inner, found, folders(node, inner));
  const commands = entries.flatMap(({ key, value }) => (SCRIPT_KEYS.has(key) ? commandsOf(value) : []));
  if (commands.length > 0) readText(shellOfLines(commands), name, inner, found, folders(node, inner));
  for (const { key, value } of entries) {
    const isRead = SCRIPT_KEYS.has(key) && commandsOf(value).length > 0;
    if (!isRead && (!VARIABLE_KEYS.includes(key) || value.kind !== "map"))
      walk(value, inner, depth < 3 ? key : name, found, depth + 1);
  }
}

/** The words of a step of Cloud Build: a command of its image's program, or a script for a shell. */
function wordsOf(args: readonly ScalarTree[], entrypoint = "docker"): MappedText {
  const script =
    /(?:^|\/)(?:ba|da)?sh$/.test(entrypoint) && args[0]?.text.endsWith("c") ? args[1] : undefined;
  return script ? mappedOf(script) : shellOfWords(args, entrypoint);
}

/** The texts of a script: a text, a list of texts (lists in it count), or Task's `cmd`. */
function commandsOf(tree: Tree): ScalarTree[] {
  const scalar = scalarOf(tree);
  if (scalar) return [scalar];
  return itemsOf(tree).flatMap(item =>
    item.kind === "list" ? scalarsOf(item) : (scalarOf(item) ?? scalarOf(at(item, "cmd")) ?? []),
  );
}

function folders(node: Tree, { path, files, kind, variables }: ScriptScope): string[] {
  const root = files.root(path);
  const own = ["dir", "working_directory", "workingDirectory", "working-directory"].flatMap(
    key => scalarOf(at(node, key)) ?? [],
  );
  const start = kind === "task" ? folderOf(path) : root;
  const [given] = own.map(({ text }) =>
    text.replace(
      HOLES[kind === "task" ? "task" : "ci"],
      (written, ...names: (string | undefined)[]) =>
        variables.get(names.find(each => each !== undefined) ?? "") ?? written,
    ),
  );
  if (given !== undefined && !/[{$<]/.test(given)) return [joinPath(start, given)];
  return kind === "task" ? [start, root] : startFolders(root, folderOf(path));
}

function readText(
  mapped: MappedText,
  name: string,
  scope: ScriptScope,
  found: Found,
  where: readonly string[],
): void {
  const { path, files, kind, variables, rows } = scope;
  const ofRow = (variable: string, choose: Choose): Known | undefined => {
    if (!rows.some(row => row.has(variable))) return undefined;
    const value = rows[choose("matrix", rows.length)]?.get(variable);
    return value === undefined ? undefined : known(value);
  };
  if (!/docker|podman|build/i.test(mapped.text)) return;
  const pattern = HOLES[kind === "task" ? "task" : "ci"];
  const template = withHoles(mapped, pattern, match => {
    const groups: (string | undefined)[] = match.slice(1);
    const inner = groups.find(each => each !== undefined) ?? "";
    const value = variables.valueOf(inner);
    // `$(x)` is a command to the shell where it is no variable of Azure.
    const isKnown = value !== undefined || rows.some(row => row.has(inner));
    if (!isKnown && match[0].startsWith("$(")) return null;
    // A value of CircleCI is one word, whatever is written around its name.
    return choose =>
      ofRow(inner, choose) ?? value ?? open(match[0].startsWith("<<") ? `<<${inner}>>` : match[0]);
  });
  const reading = readShell(
    {
      file: path,
      kind,
      name,
      template,
      folders: () => [...new Set(where)],
      environment: (variable, choose) =>
        ofRow(variable, choose) ??
        (/^(?:CI_PROJECT_DIR|BUILD_SOURCESDIRECTORY|BITBUCKET_CLONE_DIR|DRONE_WORKSPACE|CI_WORKSPACE|TRAVIS_BUILD_DIR|CIRCLE_WORKING_DIRECTORY)$/.test(
          variable,
        )
          ? known(files.root(path))
          : variables.valueOf(variable)),
      path: null,
      root: files.root(path),
    },
    files,
  );
  found.uses.push(...reading.uses);
  found.names.push(...reading.names);
}

export type { ScriptScope };
