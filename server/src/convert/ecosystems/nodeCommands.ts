/** What the commands of a Node.js stage do: install packages, install tools for all, build. */
import { wordsIn } from "../commands";
import type { Command } from "../commands";
import { resolvePath } from "../paths";
import type { SingleStage, StageLine } from "../singleStage";

const TOOLS =
  /^(?:corepack|git|make|n|ng|nest|next|node|node-gyp|npm|npx|nuxt|pnpm|prisma|tsc|turbo|vite|yarn)$/;
/** The programs of packages that are called otherwise. */
const PROGRAMS = new Map([
  ["@angular/cli", "ng"],
  ["@nestjs/cli", "nest"],
  ["typescript", "tsc"],
]);
/** Packages for building, when they are installed for all. */
const BUILD_PACKAGES =
  /^(?:@angular\/cli|@nestjs\/cli|@vue\/cli|gulp|gulp-cli|grunt-cli|lerna|node-gyp|nodemon|nx|ts-node|tsx|turbo|typescript|webpack|webpack-cli|vite)$/;

/** A command that installs the packages of the project. */
export interface Install {
  /** `npm`, `pnpm` or `yarn`. */
  readonly manager: string;
  readonly at: StageLine;
  /** Where: an absolute path; null where nothing says. */
  readonly folder: string | null;
  /** As it is written. */
  readonly words: readonly string[];
  /** Packages of development are left out. */
  readonly isProduction: boolean;
}

/** The commands of a stage that install the packages of the project, in order. */
export function installsOf({ lines }: SingleStage): Install[] {
  let inProduction = false;
  return lines.flatMap(at => {
    if (at.variables.has("NODE_ENV")) inProduction = at.variables.get("NODE_ENV") === "production";
    return at.commands.flatMap(command =>
      wordsIn(command)
        .filter(({ words }) => isInstall(words))
        .map(({ words, folder }) => ({
          manager: words[0] ?? "",
          at,
          words,
          folder: elsewhere(words, folder),
          isProduction: leavesOut(words, inProduction),
        })),
    );
  });
}

/** Options with which a manager works in another folder, and others with a value behind them. */
const FOLDER_OPTIONS = /^(?:--prefix|-C|--dir|--cwd)$/;
const VALUE_OPTIONS =
  /^(?:--prefix|-C|--dir|--cwd|-w|--workspace|-F|--filter|--registry|--cache|--loglevel|--network-timeout|--mutex)$/;

/** The words of a manager that are neither options nor values of them. */
export function operandsOf(words: readonly string[]): string[] {
  return words
    .slice(1)
    .filter((word, index) => !word.startsWith("-") && !VALUE_OPTIONS.test(words[index] ?? ""));
}

/** The folder that a manager is told to work in, else the one in which it runs. */
function elsewhere(words: readonly string[], folder: string | null): string | null {
  const at = words.findIndex(word => FOLDER_OPTIONS.test(word));
  const joined = words.find(word => /^--(?:prefix|dir|cwd)=/.test(word));
  const told = joined?.slice(joined.indexOf("=") + 1) ?? (at === -1 ? undefined : words[at + 1]);
  return told === undefined ? folder : resolvePath(folder, told);
}

export function isInstall(words: readonly string[]): boolean {
  const [manager = ""] = words;
  const [verb] = operandsOf(words);
  if (isGlobal(words)) return false;
  if (manager === "yarn")
    return (
      (verb === undefined || verb === "install" || (verb === "workspaces" && words.includes("focus"))) &&
      !words.includes("--version")
    );
  return /^(?:npm|pnpm)$/.test(manager) && /^(?:ci|clean-install|deploy|i|install)$/.test(verb ?? "");
}

/** Whether an install leaves out the packages of development, for its options or for NODE_ENV. */
function leavesOut(words: readonly string[], inProduction: boolean): boolean {
  const asksForAll = words.some(word => /^--(?:include=dev|production=false|prod=false)$/.test(word));
  const asksForLess = words.some(
    (word, index) =>
      /^(?:--production(?:=true)?|--prod|-P|--omit=dev|--only=prod(?:uction)?)$/.test(word) ||
      (word === "--omit" && words[index + 1] === "dev"),
  );
  return asksForLess || (inProduction && !asksForAll);
}

/** Whether a command installs for all what is no package of the project. */
export function isGlobal(words: readonly string[]): boolean {
  return (
    words.some(word => word === "-g" || word === "--global") || (words[0] === "yarn" && words[1] === "global")
  );
}

/** Whether a command makes something of the sources. */
export function isBuildCommand(words: readonly string[]): boolean {
  const [program = ""] = words;
  const [verb] = operandsOf(words);
  if (/^(?:npm|pnpm)$/.test(program)) return verb === "run" || verb === "run-script" || verb === "build";
  if (program === "yarn")
    return verb !== undefined && !/^(?:add|cache|config|global|install|set|workspaces)$/.test(verb);
  return /^(?:esbuild|ng|nest|next|npx|nuxt|tsc|turbo|vite|webpack)$/.test(program);
}

/** Whether a command leaves nothing behind outside of the project. */
export function isInProject(words: readonly string[]): boolean {
  return TOOLS.test(words[0] ?? "") && !isGlobal(words) && !loadsBrowser(words) && !linksProject(words);
}

/** Whether a command makes the programs of the project those of the system: where it runs, the project has to be. */
export function linksProject(words: readonly string[]): boolean {
  return (
    /^(?:npm|pnpm|yarn)$/.test(words[0] ?? "") &&
    ((words[1] === "link" && words.length === 2) || (isGlobal(words) && packagesIn(words).includes(".")))
  );
}

/** Whether a command loads browsers, which lie beside the project, and packages of the system for them. */
export function loadsBrowser(words: readonly string[]): boolean {
  const [program = "", ...rest] =
    words[0] === "npx" || words[0] === "yarn" || words[0] === "pnpm"
      ? words.slice(1).filter(word => word !== "exec" && word !== "dlx")
      : words;
  return (
    /^(?:cypress|playwright|puppeteer|patchright|rebrowser-playwright)(?:@.*)?$/.test(program) &&
    rest.some(word => word.startsWith("install"))
  );
}

/** Whether a tool that is installed for all is one that the program starts with. `start` are the programs and words of the start command. */
export function isToolOfStart({ words, all, isCompound }: Command, start: readonly string[]): boolean {
  const [program = "", verb = ""] = words;
  if (isCompound || all.length > 1) return false;
  if (program === "corepack") return start.some(word => /^(?:yarn|pnpm)$/.test(word));
  if (
    !isGlobal(words) ||
    linksProject(words) ||
    !/^(?:npm|yarn|pnpm)$/.test(program) ||
    /^(?:config|cache|uninstall)$/.test(verb)
  )
    return false;
  const packages = packagesIn(words);
  return packages.some(name => start.includes(programOf(name)) || !isManagerOrBuild(name));
}

/** The packages that a command installs for all, where only the build needs them: none of them starts the program. */
export function toolsOfBuild(words: readonly string[], start: readonly string[]): readonly string[] {
  if (!isGlobal(words) || !/^(?:npm|yarn|pnpm)$/.test(words[0] ?? "")) return [];
  const packages = packagesIn(words);
  const isOfBuild = (name: string) => isManagerOrBuild(name) && !start.includes(programOf(name));
  return packages.every(isOfBuild) ? packages : [];
}

/** The names of the packages that a global install names. */
function packagesIn(words: readonly string[]): string[] {
  return words
    .slice(1)
    .filter(word => !/^(?:-.*|add|global|install|i)$/.test(word))
    .map(packageName);
}

function isManagerOrBuild(name: string): boolean {
  return /^(?:npm|pnpm|yarn)$/.test(name) || BUILD_PACKAGES.test(name);
}

/** The name of a package without its version: `@nestjs/cli` of `@nestjs/cli@10`. */
export function packageName(word: string): string {
  return word.slice(0, 1) + word.slice(1).split("@", 1).join("");
}

/** The program that a package brings: most are called as it is. */
export function programOf(name: string): string {
  return PROGRAMS.get(name) ?? name;
}
