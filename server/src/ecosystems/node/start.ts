/** What starts a program of Node.js: a script of package.json is followed to what it runs in the end. */
import { firstOf } from "../folder";
import type { ProjectFolder } from "../folder";
import * as sanitize from "../../shared/sanitize";
import { developmentKind } from "../developmentServers";
import { procfileStart } from "../procfile";
import { has } from "./packageFile";
import { scriptRunBy } from "./scriptRunBy";
import type { NodePackage } from "./packageFile";

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

/** The packages that bring the programs which scripts start; most are called as their program. */
const BINS: Readonly<Record<string, readonly string[]>> = {
  "babel-node": ["@babel/node"],
  dotenv: ["dotenv-cli"],
  dotenvx: ["@dotenvx/dotenvx"],
  fastify: ["fastify-cli"],
  keystone: ["@keystone-6/core"],
  medusa: ["@medusajs/cli", "@medusajs/medusa", "@medusajs/medusa-cli"],
  "moleculer-runner": ["moleculer"],
  nest: ["@nestjs/cli"],
  ng: ["@angular/cli"],
  nuxi: ["nuxt", "nuxi"],
  payload: ["payload"],
  "pm2-runtime": ["pm2"],
  "react-router-serve": ["@react-router/serve"],
  "remix-serve": ["@remix-run/serve"],
  run: ["run-script-os"],
  "run-s": ["npm-run-all", "npm-run-all2"],
  "run-p": ["npm-run-all", "npm-run-all2"],
  sequelize: ["sequelize-cli"],
  strapi: ["@strapi/strapi", "strapi"],
  tsc: ["typescript"],
  tsnd: ["ts-node-dev"],
  "vue-cli-service": ["@vue/cli-service"],
  "webpack-dev-server": ["webpack-dev-server"],
  probot: ["probot"],
  "functions-framework": ["@google-cloud/functions-framework"],
};
/** Commands that build, or clean up for a build. */
const BUILDS =
  /^(?:(?:npm|pnpm|yarn|bun) (?:run )?(?:build|compile|prebuild|clean|transpile)\S*|tsc\b.*|(?:npx )?(?:next|nuxt|vite|webpack|rimraf|esbuild|tsup|nest|ng|remix|react-router|astro|swc|babel|rollup|shx|cpx|copyfiles)\b.*\b(?:build|rm|-p|--bundle|-d|dist|src)\b.*|rimraf .*|rm -rf .*|mkdir .*|(?:npx )?(?:sass|node-sass|lessc|stylus|tailwindcss|postcss)\b.*|prisma generate.*|npx prisma generate.*)$/;
/** What a shell has by itself, and the image. */
const OF_IMAGE = /^(?:node|npm|npx|sh|bash|echo|cd|sleep|export|exit|true|test|set|cp|mkdir|rm)$/;
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
const DEEPEST = 6;

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

/** The commands of a script, one after the other, with those of the scripts that it runs; null where a shell does more. */
function commandsOf(one: NodePackage, name: string, depth: number): string[] | null {
  const script = one.scripts.get(name);
  if (script === undefined || depth > DEEPEST || /[|;<>`"'$()\\]|(?<!&)&(?!&)/.test(script)) return null;
  const found: string[] = [];
  for (const part of script.split("&&").map(text => text.trim())) {
    const run = /^(?:npm|pnpm|yarn|bun)(?: run)? ([\w:.-]+)$/.exec(withoutPrefix(part).command)?.[1];
    const isBuild = BUILDS.test(withoutPrefix(part).command);
    if (run !== undefined && one.scripts.has(run) && !isBuild) {
      const inner = commandsOf(one, run, depth + 1);
      if (inner === null) return null;
      found.push(...inner);
    } else found.push(part);
  }
  return found;
}

/** A command without what sets variables in front of it; `variables` is null where a value is no plain one. */
function withoutPrefix(command: string): { command: string; variables: Start["variables"] | null } {
  const words = command.trim().split(/\s+/);
  const variables: (readonly [string, string])[] = [];
  let at = 0;
  let isPlain = true;
  while (at < words.length) {
    const word = words[at] ?? "";
    const [, key, value = ""] = /^([A-Za-z_]\w*)=(.*)$/.exec(word) ?? [];
    if (key !== undefined) {
      if (key !== "NODE_ENV") variables.push([key, value]);
      isPlain &&= /^[\w@%+=:,./-]*$/.test(value);
    } else if (!(word === "cross-env" || word === "env" || word === "npx" || (word === "exec" && at > 0)))
      break;
    at++;
  }
  return { command: words.slice(at).join(" "), variables: isPlain ? variables : null };
}

/** A script that only a shell can run is left to npm, where all that it starts is there. */
function viaManager(one: NodePackage, others: readonly NodePackage[], name: string): StartFact {
  const programs = programsOf(one, name, 0);
  const providers = programs.map(program => providerOf(one, others, program));
  if (programs.some(program => /^(?:nodemon|vite|webpack-dev-server|ng|react-scripts)$/.test(program)))
    return null;
  if (providers.includes(null)) return null;
  return {
    words: name === "start" ? ["npm", "start"] : ["npm", "run", name],
    entry: null,
    variables: [],
    needsAll: providers.includes("development"),
    builds: [],
  };
}

/** The first words of everything that a script runs. */
function programsOf(one: NodePackage, name: string, depth: number): string[] {
  const script = one.scripts.get(name) ?? "";
  if (depth > DEEPEST) return [];
  return script.split(/&&|\|\||[|;&]/).flatMap(part => {
    const { command } = withoutPrefix(part);
    const [program = "", ...rest] = command.split(/\s+/);
    const run = scriptRunBy([program, ...rest]);
    if (run !== null && one.scripts.has(run)) return programsOf(one, run, depth + 1);
    return program === "" ? [] : program === "npx" ? rest.slice(0, 1) : [program];
  });
}

/** Who has a program: the image, the packages of production, or those of development alone; null where nobody has. */
function providerOf(
  one: NodePackage,
  others: readonly NodePackage[],
  program: string,
): "image" | "production" | "development" | null {
  const clean = program.replace(/^(?:\.\/)?node_modules\/\.bin\//, "");
  if (OF_IMAGE.test(clean) || /^(?:\.\/|\w+\/)[\w./-]+\.(?:sh|js)$/.test(clean)) return "image";
  const names = BINS[clean] ?? [clean];
  if (names.some(name => one.packages.has(name))) return "production";
  return names.some(name => has(one, name) || others.some(other => has(other, name))) ? "development" : null;
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
