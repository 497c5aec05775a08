/** The root of a project of JavaScript: its package manager, its lock file, and the packages in the folders below. */
import { parse as parseYaml } from "yaml";
import { firstOf, matching, parentOf } from "../folder";
import type { ProjectFolder } from "../folder";
import { field, fieldsOf, listOf, textOf } from "../manifest";
import { isNestedDeeply } from "../../shared/nesting";
import * as sanitize from "../../shared/sanitize";
import { exactVersion, satisfies, toolVersion } from "../versions";
import { readPackage } from "./packageFile";
import type { NodePackage } from "./packageFile";

/** Yarn 1 and later ones are told by other words. */
export type Manager = "npm" | "pnpm" | "yarn" | "yarn1" | "bun";

export interface NodeWorkspace {
  readonly root: NodePackage;
  /** The packages of its workspaces, by the alphabet. */
  readonly members: readonly NodePackage[];
  readonly manager: Manager;
  /** As many numbers as a tag of the manager has; null where nothing says it. */
  readonly managerVersion: string | null;
  /** package.json names the manager and its version, which corepack then takes. */
  readonly isNamed: boolean;
  /** The lock file of the manager; null where it has none yet. */
  readonly lock: string | null;
  /** Files that the manager reads before it installs, beside package.json and the lock file. */
  readonly settings: readonly string[];
  /** The settings hold a token, or a variable for one: they are no file to copy. */
  readonly hasToken: boolean;
}

const LOCKS: readonly (readonly [file: string, manager: Manager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];
const MOST_MEMBERS = 300;

/** Reads the workspace whose root is the folder. */
export function readWorkspace(folder: ProjectFolder): NodeWorkspace {
  const root = readPackage(folder, "");
  const [wanted = "", wantedVersion = ""] = (textOf(root.fields["packageManager"]) ?? "").split("@");
  const named = ["npm", "pnpm", "yarn", "bun"].find(manager => manager === wanted) as Manager | undefined;
  const locks = LOCKS.filter(([file]) => folder.files.has(file));
  const [lockFile, locked] = locks.find(([, manager]) => manager === named) ?? locks[0] ?? [null, null];
  const told =
    named ?? locked ?? (folder.files.has("pnpm-workspace.yaml") ? ("pnpm" as const) : ("npm" as const));
  const lockHead = folder.read("yarn.lock") ?? "";
  const isYarn1 =
    told === "yarn" &&
    (named
      ? /^1\./.test(wantedVersion)
      : !/^__metadata:/m.test(lockHead) && !folder.files.has(".yarnrc.yml"));
  const manager = isYarn1 ? "yarn1" : told;
  const npmrc = folder.read(".npmrc") ?? "";
  return {
    root,
    members: memberPaths(folder, root).map(path => readPackage(folder, path)),
    manager,
    managerVersion: (named ? exactVersion(wantedVersion, 3) : null) ?? versionByLock(folder, root, manager),
    isNamed: named !== undefined,
    lock: locked === told ? lockFile : null,
    settings: settingsOf(folder, manager),
    hasToken: /_auth|\$\{/.test(npmrc),
  };
}

function settingsOf(folder: ProjectFolder, manager: Manager): string[] {
  const wanted: Readonly<Record<Manager, readonly string[]>> = {
    npm: [".npmrc"],
    pnpm: ["pnpm-workspace.yaml", ".npmrc", ".pnpmfile.cjs"],
    yarn: [".yarnrc.yml"],
    yarn1: [".yarnrc", ".npmrc"],
    bun: ["bunfig.toml", ".npmrc"],
  };
  return wanted[manager].filter(file => folder.files.has(file));
}

/** What a lock file, the engines or the settings of a manager say of its version. */
function versionByLock(folder: ProjectFolder, root: NodePackage, manager: Manager): string | null {
  const engine = textOf(field(root.fields, "engines", manager === "yarn1" ? "yarn" : manager));
  if (manager === "bun")
    return exactVersion(folder.read(".bun-version"), 3) ?? exactVersion(toolVersion(folder, "bun"), 3);
  if (manager === "yarn") {
    const version = /^__metadata:\s{1,9}version: (\d{1,2})/m.exec(folder.read("yarn.lock") ?? "")?.[1];
    return version === undefined ? null : Number(version) >= 8 ? "4" : Number(version) >= 6 ? "3" : "2";
  }
  if (manager !== "pnpm") return null;
  const written = exactVersion(toolVersion(folder, "pnpm"), 3) ?? exactVersion(engine, 3);
  if (written !== null) return written;
  const lock = /^lockfileVersion: ['"]?(\d{1,2}\.\d)/m.exec(folder.read("pnpm-lock.yaml") ?? "")?.[1];
  const settings = folder.read("pnpm-workspace.yaml");
  // pnpm 10 runs no scripts of packages that nobody has allowed, and is the first whose settings stand in the file of the workspace.
  const isOf10 =
    (settings !== null && !/^packages:/m.test(settings)) ||
    /^(?:onlyBuiltDependencies|allowBuilds|ignoredBuiltDependencies|overrides):/m.test(settings ?? "") ||
    field(root.fields, "pnpm", "onlyBuiltDependencies") !== undefined;
  const byLock =
    lock === undefined
      ? ["10"]
      : Number(lock) < 5.4
        ? ["6"]
        : Number(lock) < 6
          ? ["7"]
          : Number(lock) < 9
            ? ["8"]
            : isOf10
              ? ["10", "11", "9"]
              : ["9", "10", "11"];
  return byLock.find(version => engine !== null && satisfies(version, engine)) ?? byLock[0] ?? null;
}

/** The folders of the packages that a root names, by patterns: those that have a package.json. */
function memberPaths(folder: ProjectFolder, root: NodePackage): string[] {
  const { workspaces } = root.fields;
  const patterns = [
    ...listOf(workspaces),
    ...listOf(field(root.fields, "workspaces", "packages")),
    ...yamlPackages(folder),
  ].flatMap(pattern =>
    typeof pattern === "string" ? [pattern.replace(/^\.\//, "").replace(/\/$/, "")] : [],
  );
  if (patterns.length === 0) return [];
  const wanted = patterns.filter(pattern => !pattern.startsWith("!"));
  const unwanted = patterns.filter(pattern => pattern.startsWith("!")).map(pattern => pattern.slice(1));
  return matching(folder, /\/package\.json$/)
    .map(parentOf)
    .filter(path => sanitize.path(path) === path)
    .filter(path => wanted.some(one => isLike(one, path)) && !unwanted.some(one => isLike(one, path)))
    .slice(0, MOST_MEMBERS);
}

function yamlPackages(folder: ProjectFolder): readonly unknown[] {
  const text = folder.read("pnpm-workspace.yaml") ?? "";
  if (isNestedDeeply(text)) return [];
  try {
    return listOf(fieldsOf(parseYaml(text))["packages"]);
  } catch {
    return [];
  }
}

/** Whether a path is what a pattern of workspaces means: `*` within a name, `**` for any folders. */
function isLike(pattern: string, path: string): boolean {
  const parts = pattern.split("/");
  const names = path.split("/");
  const deep = parts.indexOf("**");
  if (deep === -1 && parts.length !== names.length) return false;
  const fixed = deep === -1 ? parts : parts.slice(0, deep);
  return (
    names.length >= fixed.length &&
    fixed.every((part, index) => {
      const [start = "", end] = part.split("*");
      const name = names[index] ?? "";
      return end === undefined ? name === part : name.startsWith(start) && name.endsWith(end);
    })
  );
}

/** The packages of the workspace that a package needs, directly or by others, each before those that need it. */
export function localDependencies({ members }: NodeWorkspace, of: NodePackage): NodePackage[] {
  const byName = new Map(members.flatMap(member => (member.name === null ? [] : [[member.name, member]])));
  const found: NodePackage[] = [];
  const visit = (one: NodePackage, way: readonly NodePackage[]) => {
    for (const name of [...one.packages.keys(), ...one.devPackages.keys()]) {
      const next = byName.get(name);
      if (!next || next === of || way.includes(next) || found.includes(next)) continue;
      visit(next, [...way, next]);
      found.push(next);
    }
  };
  visit(of, [of]);
  return found;
}

/** A file that holds the settings of a tool, by the beginning of its name; its text, or `""`. */
export function configText(folder: ProjectFolder, path: string, name: string): string {
  const prefix = path === "" ? "" : `${path}/`;
  const file = firstOf(
    folder,
    ["js", "mjs", "cjs", "ts", "mts", "cts"].map(ending => `${prefix}${name}.config.${ending}`),
  );
  return file === null ? "" : (folder.read(file) ?? "");
}
