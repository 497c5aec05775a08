/** What a package.json and the files beside it say: the package manager, the version of Node.js, scripts, packages. */
import { firstOf, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { field, fieldsOf, listOf, readJson, textOf } from "../../ecosystems/manifest";
import * as sanitize from "../../shared/sanitize";
import { exactVersion, toolVersion, versionFor } from "../../ecosystems/versions";

/** Yarn 1 and later ones are told by other words. */
export type Manager = "npm" | "pnpm" | "yarn" | "yarn1" | "bun";

export interface NodeFacts {
  readonly manager: Manager;
  /** As many numbers as a tag of the manager has; null where nothing says it. */
  readonly managerVersion: string | null;
  /** The lock file of the manager; null where it has none yet. */
  readonly lock: string | null;
  /** A tag of the image; null where the snippet's own will do. */
  readonly nodeVersion: string | null;
  /** The names and the commands of scripts. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Whether there is a script of this name that does something. */
  readonly hasTests: boolean;
  /** The packages that production needs. */
  readonly packages: ReadonlySet<string>;
  readonly devPackages: ReadonlySet<string>;
  /** `main` or `module`, below the folder. */
  readonly main: string | null;
  /** The folder that TypeScript writes to. */
  readonly outDir: string | null;
  /** Packages of its own in folders below, whose manifests are needed to install any. */
  readonly hasWorkspaces: boolean;
  readonly problem: string | null;
}

/** The newest first, but for the one that is in long-term support. */
const NODE_VERSIONS = ["24", "22", "26", "25", "20", "18", "23", "21", "16", "14"];
/** https://nodejs.org/en/about/previous-releases */
const CODE_NAMES: Readonly<Record<string, string>> = {
  "*": "24",
  krypton: "24",
  jod: "22",
  iron: "20",
  hydrogen: "18",
  gallium: "16",
};

const LOCKS: readonly (readonly [file: string, manager: Manager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

/** Reads them. A broken package.json has no scripts and no packages. */
export function readNode(folder: ProjectFolder): NodeFacts {
  const { fields, problem } = readJson(folder, "package.json");
  const [wanted = "", wantedVersion = ""] = (textOf(fields["packageManager"]) ?? "").split("@");
  const [lockFile, locked] = LOCKS.find(([file]) => folder.files.has(file)) ?? [null, "npm" as const];
  const named = ["npm", "pnpm", "yarn", "bun"].find(manager => manager === wanted) as Manager | undefined;
  const plain = named ?? locked;
  const isYarn1 =
    plain === "yarn" &&
    (named ? /^1\./.test(wantedVersion) : /^# yarn lockfile v1$/m.test(folder.read("yarn.lock") ?? ""));
  const scripts = new Map(
    Object.entries(fieldsOf(fields["scripts"])).flatMap(([key, value]) =>
      typeof value === "string" && value.trim() !== "" ? [[key, value] as const] : [],
    ),
  );
  const names = (key: string) => Object.keys(fieldsOf(fields[key]));
  return {
    manager: isYarn1 ? "yarn1" : plain,
    managerVersion: named ? exactVersion(wantedVersion, 3) : null,
    lock: locked === plain ? lockFile : null,
    nodeVersion: nodeVersion(folder, fields),
    scripts,
    hasTests: scripts.has("test") && !/no test specified/.test(scripts.get("test") ?? ""),
    packages: new Set([...names("dependencies"), ...names("optionalDependencies")]),
    devPackages: new Set(names("devDependencies")),
    main: sanitize.path(fields["main"]) ?? sanitize.path(fields["module"]),
    outDir: sanitize.path(/"outDir"\s*:\s*"([^"\\]{1,200})"/.exec(tsconfig(folder))?.[1]),
    hasWorkspaces:
      listOf(fields["workspaces"]).length > 0 ||
      listOf(field(fields, "workspaces", "packages")).length > 0 ||
      /^packages:/m.test(folder.read("pnpm-workspace.yaml") ?? ""),
    problem,
  };
}

/** A configuration of TypeScript has comments and commas that JSON does not know; one of its words is wanted here. */
function tsconfig(folder: ProjectFolder): string {
  const file = firstOf(folder, ["tsconfig.build.json", "tsconfig.json"]);
  const text = file === null ? "" : (folder.read(file) ?? "");
  return text.includes('"outDir"') ? text : (folder.read("tsconfig.json") ?? "");
}

function nodeVersion(folder: ProjectFolder, fields: Readonly<Record<string, unknown>>): string | null {
  const written =
    folder.read(".nvmrc") ??
    folder.read(".node-version") ??
    toolVersion(folder, "nodejs", "node") ??
    textOf(field(fields, "volta", "node"));
  const text = written?.trim() ?? "";
  return (
    exactVersion(text, 3) ??
    CODE_NAMES[/^lts\/(\*|[a-z]+)$/i.exec(text)?.[1]?.toLowerCase() ?? ""] ??
    versionFor(textOf(field(fields, "engines", "node")), NODE_VERSIONS)
  );
}

/** The port of a script's own words, of an example of the environment, or of a source that falls back to one. */
export function nodePort(folder: ProjectFolder, command: string | null, entry: string | null): string | null {
  const stem = entry?.replace(/^.*\//, "").replace(/\.[^.]+$/, "") ?? "index";
  const sources = matching(folder, /^(?:src\/)?(?:main|index|server|app)\.[cm]?[jt]s$/)
    .sort((one, other) => Number(other.includes(`${stem}.`)) - Number(one.includes(`${stem}.`)))
    .map(file => folder.read(file) ?? "");
  const found = [
    /(?:^|\s)(?:--port[ =]|-p ?|PORT=)(\d{2,5})(?:\s|$)/.exec(command ?? "")?.[1],
    /^PORT=["']?(\d{2,5})["']?\s*$/m.exec(folder.read(".env.example") ?? "")?.[1],
    ...sources.map(
      text =>
        /\bPORT["'\])]{0,2}\s{0,3}(?:\|\||\?\?|,)\s{0,3}["'`]?(\d{2,5})\b/.exec(text)?.[1] ??
        /\.listen\(\s{0,3}(\d{2,5})\b/.exec(text)?.[1] ??
        /\bport\s{0,3}[:=]\s{0,3}(\d{2,5})\b/i.exec(text)?.[1],
    ),
  ];
  return found.map(sanitize.port).find(port => port !== null) ?? null;
}
