/** The packages that a project of Python names, with what it asks of their versions. */
import type { ProjectFolder } from "../folder";
import { matching } from "../folder";
import { field, fieldsOf, listOf, readToml, textOf } from "../manifest";
import type { Fields } from "../manifest";
import * as sanitize from "../../shared/sanitize";

export type PythonTool = "uv" | "poetry" | "pipenv" | "pdm" | "pip";

export interface PythonPackages {
  readonly pyproject: Fields;
  readonly problem: string | null;
  readonly tool: PythonTool;
  /** Lower case, `_` as `-`, with the version that is asked for; `fastapi[standard]` with its extra as well. */
  readonly packages: ReadonlyMap<string, string>;
  /** The list of requirements that production installs; null where the project itself is installed. */
  readonly list: string | null;
  /** Files and folders that the list names: others of requirements, constraints, packages of the project. */
  readonly listed: readonly string[];
  /** Whether a list installs the project itself. */
  readonly installsProject: boolean;
  /** The names of those that production installs, as far as the files tell them apart: all where they do not. */
  readonly production: ReadonlySet<string>;
  /** The group of pyproject.toml that production installs, where its packages are in groups alone. */
  readonly group: string | null;
  /** Whether packages come from git. */
  readonly usesGit: boolean;
}

const LISTS = [
  "requirements.txt",
  "requirements/production.txt",
  "requirements/prod.txt",
  "requirements/base.txt",
  "requirements/common.txt",
  "requirements/requirements.txt",
];
/** For the tests, where they have a list of their own. */
export const TEST_LISTS = [
  "requirements-dev.txt",
  "requirements-test.txt",
  "dev-requirements.txt",
  "requirements_dev.txt",
  "requirements/test.txt",
  "requirements/dev.txt",
];
const MOST_LISTS = 20;

/** Reads them from everything that a project has. */
export function readPythonPackages(folder: ProjectFolder): PythonPackages {
  const { fields, problem } = folder.files.has("pyproject.toml")
    ? readToml(folder, "pyproject.toml")
    : { fields: {}, problem: null };
  const pipfile = folder.files.has("Pipfile") ? readToml(folder, "Pipfile").fields : {};
  const list = LISTS.find(file => folder.files.has(file)) ?? null;
  const lists = followLists(folder, list);
  const testLists = TEST_LISTS.flatMap(file => (folder.files.has(file) ? [file] : []));
  const lines = [...lists.files, ...testLists].flatMap(file => (folder.read(file) ?? "").split(/\r?\n/));
  const packages = new Map<string, string>();
  const add = (name: string, version: string) => {
    const key = name.toLowerCase().replaceAll("_", "-");
    if (!packages.has(key)) packages.set(key, version);
  };
  for (const line of [...declared(fields), ...setupRequires(folder), ...lines]) {
    const [, name = "", extra = "", rest = ""] =
      /^\s{0,9}([\w.-]{1,100})(\[[\w, -]{1,100}\])?([^;#]{0,200})/.exec(line) ?? [];
    if (name === "" || name.startsWith("-")) continue;
    add(name, rest.trim());
    if (extra !== "") add(name + extra.replaceAll(" ", ""), rest.trim());
  }
  for (const [name, value] of [...poetry(fields), ...Object.entries(fieldsOf(pipfile["packages"]))])
    add(name, textOf(value) ?? textOf(fieldsOf(value)["version"]) ?? "");
  const text = [
    ...lines,
    JSON.stringify(field(fields, "tool", "poetry") ?? {}),
    JSON.stringify(pipfile),
  ].join("\n");
  return {
    pyproject: fields,
    problem,
    tool: toolOf(folder, fields),
    packages,
    list,
    listed: lists.paths,
    installsProject: lists.installsProject,
    production: productionOf(fields, packages, list !== null || pipfile["packages"] !== undefined),
    group: groupOf(fields),
    usesGit: /git\+(?:https|ssh|git)|"git":/.test(text),
  };
}

/** The names in `project.dependencies`, the group in its place or those of Poetry, where nothing else lists packages; else all. */
function productionOf(
  fields: Fields,
  packages: ReadonlyMap<string, string>,
  hasList: boolean,
): ReadonlySet<string> {
  const group = groupOf(fields);
  const declaredLines =
    group === null ? field(fields, "project", "dependencies") : fieldsOf(fields["dependency-groups"])[group];
  const lines = listOf(declaredLines).flatMap(line => textOf(line) ?? []);
  const ofPoetry = Object.keys(fieldsOf(field(fields, "tool", "poetry", "dependencies")));
  if (hasList || (lines.length === 0 && ofPoetry.length === 0)) return new Set(packages.keys());
  const names = [...lines.map(line => /^\s*([\w.-]{1,100})/.exec(line)?.[1] ?? ""), ...ofPoetry];
  return new Set(names.map(name => name.toLowerCase().replaceAll("_", "-")));
}

/** Groups that no image of production has. https://packaging.python.org/en/latest/specifications/dependency-groups/ */
const FOR_DEVELOPMENT = /dev|test|lint|doc|typ|ci|format|local/i;

/** Where a project has no packages of its own, the group `main` or the only one that is not for development; null where it has some. */
function groupOf(fields: Fields): string | null {
  if (fields["project"] !== undefined) return null;
  const names = Object.keys(fieldsOf(fields["dependency-groups"])).filter(
    name => sanitize.name(name) === name && !FOR_DEVELOPMENT.test(name),
  );
  const usual = names.find(name => /^(?:main|prod|production|default|app)$/.test(name));
  return usual ?? (names.length === 1 ? (names[0] ?? null) : null);
}

function toolOf(folder: ProjectFolder, fields: Fields): PythonTool {
  if (folder.files.has("uv.lock")) return "uv";
  const isPoetry =
    folder.files.has("poetry.lock") || field(fields, "tool", "poetry", "dependencies") !== undefined;
  if (isPoetry) return "poetry";
  if (folder.files.has("pdm.lock")) return "pdm";
  if (folder.files.has("Pipfile")) return "pipenv";
  return "pip";
}

/** The lines of all lists of pyproject.toml. */
function declared(fields: Fields): string[] {
  return [
    field(fields, "project", "dependencies"),
    ...Object.values(fieldsOf(field(fields, "project", "optional-dependencies"))),
    ...Object.values(fieldsOf(fields["dependency-groups"])),
    field(fields, "tool", "uv", "dev-dependencies"),
  ]
    .flatMap(listOf)
    .flatMap(line => textOf(line) ?? []);
}

function poetry(fields: Fields): [string, unknown][] {
  return [
    field(fields, "tool", "poetry", "dependencies"),
    field(fields, "tool", "poetry", "dev-dependencies"),
    ...Object.values(fieldsOf(field(fields, "tool", "poetry", "group"))).map(group =>
      field(fieldsOf(group), "dependencies"),
    ),
  ].flatMap(group => Object.entries(fieldsOf(group)));
}

/** What setup.py and setup.cfg ask for, as far as it is written there as text. */
function setupRequires(folder: ProjectFolder): string[] {
  const program =
    /install_requires\s{0,9}=\s{0,9}\[([^\]]{0,5000})\]/.exec(folder.read("setup.py") ?? "")?.[1] ?? "";
  const config =
    /^install_requires\s{0,9}=((?:\n[ \t]+[^\n]{1,200}|[^\n]{1,200}){0,100})/m.exec(
      folder.read("setup.cfg") ?? "",
    )?.[1] ?? "";
  return [
    ...[...program.matchAll(/["']([^"'\n]{1,200})["']/g)].map(([, line = ""]) => line),
    ...config.split("\n"),
  ];
}

/** A list and all that it names, `-r` and `-c`. */
function followLists(
  folder: ProjectFolder,
  list: string | null,
): { files: string[]; paths: string[]; installsProject: boolean } {
  const files: string[] = [];
  const paths = new Set<string>();
  let installsProject = false;
  const left = list === null ? [] : [list];
  for (let file = left.pop(); file !== undefined && files.length < MOST_LISTS; file = left.pop()) {
    files.push(file);
    const base = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
    for (const line of (folder.read(file) ?? "").split(/\r?\n/)) {
      const [, named] =
        /^\s{0,9}(?:-r|-c|--requirement|--constraint)[ =]{1,3}([^\s#]{1,200})/.exec(line) ?? [];
      const path = named === undefined ? null : relative(base, named);
      if (path !== null && folder.files.has(path) && !files.includes(path)) {
        left.push(path);
        paths.add(path);
      }
      const [, local] =
        /^\s{0,9}(?:-e |--editable[ =])?(?:file:)?(\.[\w./-]{0,200})(?:\[[\w,]{1,60}\])?\s{0,9}(?:#|$)/.exec(
          line,
        ) ?? [];
      if (local === undefined) continue;
      const place = local === "." || local === "./" ? "" : relative(base, local);
      if (place === "") installsProject = true;
      else if (place !== null) paths.add(place);
    }
  }
  return {
    files,
    paths: [...paths].filter(
      path =>
        folder.files.has(path) ||
        matching(folder, new RegExp(`^${path.replace(/[.+]/g, "\\$&")}/`)).length > 0,
    ),
    installsProject,
  };
}

function relative(base: string, path: string): string | null {
  const parts = base === "" ? [] : base.split("/");
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return sanitize.path(parts.join("/"));
}
