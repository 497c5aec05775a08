/** What starts a program of Node.js: a script of package.json is followed to what it runs in the end. */
import { firstOf } from "../folder";
import type { ProjectFolder } from "../folder";
import * as sanitize from "../../shared/sanitize";
import { developmentKind } from "../developmentServers";
import { procfileStart } from "../procfile";
import { scriptRunBy } from "./scriptRunBy";
import type { NodePackage } from "./packageFile";
import { BUILDS, commandsOf, withoutPrefix, viaManager, providerOf } from "./startCommands";

export interface Start {
  /** The words of the command. */
  readonly words: readonly string[];
  /** The file that Node runs, from the folder of the package; null where it is another program, or a script does more. */
  readonly entry: string | null;
  /** Variables that the script sets. */
  readonly variables: readonly (readonly [string, string])[];
  /** Development needs packages that production does not have, and this start does, too. */
  readonly needsAll: boolean;
  /** Scripts that build, which run before it and are no part of it. */
  readonly builds: readonly string[];
}

/** What a script comes to. */
export type StartFact =
  | Start
  /** It starts a server for development, which shows what a build makes: `vite`, `ng serve`. */
  | "development"
  /** A program is missing, or nobody can tell what starts. */
  | null;

const ENTRIES = [
  "server",
  "index",
  "app",
  "main",
  "src/server",
  "src/index",
  "src/app",
  "src/main",
  "bin/www",
];

/** The names of scripts that start what is shipped, the likely one first. */
const STARTS = ["start:prod", "start:production", "start-prod", "serve:prod", "prod", "production", "start"];

/** The script that production is started with; null where there is none. */
export function startScript({ scripts }: NodePackage): string | null {
  return STARTS.find(name => scripts.has(name)) ?? null;
}

/** What the Procfile of a program starts, where that is a file for Node.js or a script of its package; null where it is neither. */
export function procfileScript(
  folder: ProjectFolder,
  one: NodePackage,
  others: readonly NodePackage[],
): StartFact {
  const words = one.path === "" ? (procfileStart(folder, "3000")?.words ?? []) : [];
  if (words[0] === "node") return nodeStart(folder, one, words, [], []);
  const script = scriptRunBy(words);
  return script !== null && one.scripts.has(script) ? followScript(folder, one, others, script) : null;
}

/** What a script of a package starts. `others` are the packages whose programs it can start, too. */
export function followScript(
  folder: ProjectFolder,
  one: NodePackage,
  others: readonly NodePackage[],
  name: string,
): StartFact {
  const commands = commandsOf(one, name, 0);
  if (commands === null) return viaManager(one, others, name);
  const builds = commands.slice(0, -1);
  const last = commands.at(-1) ?? "";
  if (isDevelopment(last)) return "development";
  // Whatever else comes before it has to run each time, as a migration does.
  if (!builds.every(command => BUILDS.test(withoutPrefix(command).command)))
    return viaManager(one, others, name);
  const { command, variables } = withoutPrefix(last);
  const words = sanitize.plainWords(command);
  if (words === null || variables === null) return viaManager(one, others, name);
  const [program = "", ...rest] = words;
  if (program === "nodemon" && rest.length === 1 && /\.[cm]?js$/.test(rest[0] ?? ""))
    return nodeStart(folder, one, ["node", ...rest], variables, builds);
  if (program === "node") return nodeStart(folder, one, words, variables, builds);
  const provided = providerOf(one, others, program);
  if (provided === null) return null;
  const words2 = program === "bun" ? words : [`node_modules/.bin/${program}`, ...rest];
  return { words: words2, entry: null, variables, needsAll: provided === "development", builds };
}

/** Whether a command is for somebody who works on the program: nodemon of a file of JavaScript is Node.js in the end. */
function isDevelopment(text: string): boolean {
  const [program = "", ...rest] = withoutPrefix(text).command.split(/\s+/);
  if (program === "nodemon" && rest.length === 1 && /\.[cm]?js$/.test(rest[0] ?? "")) return false;
  if (program === "node" && rest.some(word => /^--watch/.test(word))) return false;
  // What turbo starts are the packages of the workspace.
  return program === "turbo" || developmentKind(program, rest) !== null;
}

function nodeStart(
  folder: ProjectFolder,
  one: NodePackage,
  words: readonly string[],
  variables: Start["variables"],
  builds: readonly string[],
): Start | null {
  const at = words.findIndex((_, index) => index > 0 && !isOption(words, index));
  const file = words[at];
  const entry = sanitize.path(file);
  if (at === -1 || entry === null) return null;
  const cleaned = words
    .filter(word => !/^--(?:inspect|watch)\b/.test(word))
    .map(word => (word === file ? withExtension(folder, one.path, entry) : word));
  return {
    words: cleaned,
    entry: withExtension(folder, one.path, entry),
    variables,
    needsAll: loaders(words).some(loader => one.devPackages.has(loader) && !one.packages.has(loader)),
    builds,
  };
}

/** What `-r` and its like load: packages that have to be there. */
function loaders(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (!isLoader(word)) return [];
    const loaded = word.includes("=") ? word.slice(word.indexOf("=") + 1) : (words[index + 1] ?? "");
    const parts = loaded.split("/");
    return [loaded.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "")];
  });
}

const isLoader = (word: string) =>
  /^(?:-r|--require|--import|--loader|--experimental-loader)(?:=|$)/.test(word);

function isOption(words: readonly string[], index: number): boolean {
  const before = words[index - 1] ?? "";
  return (words[index] ?? "").startsWith("-") || (isLoader(before) && !before.includes("="));
}

/** A file that is there, whose start no script says; null where none is. */
export function startFile(folder: ProjectFolder, one: NodePackage): string | null {
  const prefix = one.path === "" ? "" : `${one.path}/`;
  const { main } = one;
  if (main !== null && folder.files.has(prefix + main) && /\.[cm]?js$/.test(main)) return main;
  return (
    firstOf(
      folder,
      ENTRIES.flatMap(entry => [`${prefix}${entry}.js`, `${prefix}${entry}.mjs`, `${prefix}${entry}.cjs`]),
    )?.slice(prefix.length) ?? null
  );
}

/** `node dist/main` starts dist/main.js; `node .` what package.json names. */
function withExtension(folder: ProjectFolder, path: string, entry: string): string {
  const prefix = path === "" ? "" : `${path}/`;
  if (/\.[cm]?[jt]s$/.test(entry) || folder.files.has(prefix + entry)) return entry;
  const isFolder = [`${entry}/index.js`, `${entry}/index.ts`].some(file => folder.files.has(prefix + file));
  return isFolder ? `${entry}/index.js` : `${entry}.js`;
}
