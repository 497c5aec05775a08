/** How a package of JavaScript is built: its script, or what its start does before it starts. */
import type { ProjectFolder } from "../folder";
import * as sanitize from "../../shared/sanitize";
import { has } from "./packageFile";
import type { NodePackage } from "./packageFile";

/** One of both: a script of package.json, or a program of an installed package with its words. */
export interface Build {
  readonly script: string | null;
  readonly words: readonly string[];
}

const NAMES = [
  "build",
  "build:prod",
  "build:production",
  "build:server",
  "build:all",
  "heroku-postbuild",
  "compile",
  "build:ts",
  "tsc",
  "transpile",
  "bundle",
];
const COMPILES =
  /\b(?:tsc|babel|webpack|vite build|esbuild|swc|tsup|rollup|build|nest|next|parcel|sass|node-sass|lessc|stylus|tailwindcss|postcss)\b/;

/** How a package is built; null where nothing builds it. `before` are commands that its start script runs first. */
export function buildOf(folder: ProjectFolder, one: NodePackage, before: readonly string[]): Build | null {
  const name = NAMES.find(script => one.scripts.has(script));
  if (name !== undefined) return { script: name, words: [] };
  // A build that nothing but the start of the program runs.
  const prestart = one.scripts.get("prestart") ?? "";
  if (COMPILES.test(prestart)) return { script: "prestart", words: [] };
  const command = before.find(text => COMPILES.test(text));
  const words = command === undefined ? null : sanitize.plainWords(command.replace(/^npx /, ""));
  if (words !== null) return { script: null, words };
  const prefix = one.path === "" ? "" : `${one.path}/`;
  const compiles =
    has(one, "typescript") &&
    folder.files.has(`${prefix}tsconfig.json`) &&
    outDirOf(folder, one.path) !== null;
  return compiles ? { script: null, words: ["tsc"] } : null;
}

/** The folder that TypeScript writes to. Its configuration has comments and commas that JSON does not know; one of its words is wanted. */
export function outDirOf(folder: ProjectFolder, path: string): string | null {
  const prefix = path === "" ? "" : `${path}/`;
  const texts = ["tsconfig.build.json", "tsconfig.json", "tsconfig.app.json"].map(
    file => folder.read(prefix + file) ?? "",
  );
  return (
    texts.flatMap(
      text => sanitize.path(/^[^/\n]{0,80}"outDir"\s*:\s*"([^"\\]{1,200})"/m.exec(text)?.[1]) ?? [],
    )[0] ?? null
  );
}

/** Folders of the project that a script goes to, and that have packages of their own. */
export function foldersOfScripts(folder: ProjectFolder, one: NodePackage): string[] {
  const texts = [...NAMES, "postinstall"].flatMap(name => one.scripts.get(name) ?? []);
  const named = texts.flatMap(text =>
    [...text.matchAll(/(?:--prefix|--cwd|-C|\bcd)[ =](?:\.\/)?([\w./-]{1,100})/g)].flatMap(
      ([, path]) => sanitize.path(path) ?? [],
    ),
  );
  const installed = texts.join(" && ");
  return [...new Set(named)].filter(
    path =>
      one.path === "" &&
      folder.files.has(`${path}/package.json`) &&
      !new RegExp(
        `(?:npm|yarn|pnpm|bun) (?:ci|i|install)\\b[^&]{0,40}${path}|${path} (?:&& )?(?:npm |yarn |pnpm |bun )?(?:ci|i|install)\\b`,
      ).test(installed),
  );
}
