/** Node.js: the build's output, if the start names it, and the packages of production; else the whole folder. */
import * as l10n from "@vscode/l10n";
import { filesBeside } from "../compiled";
import type { Command } from "../commands";
import {
  installsForBuild,
  noProgramFolder,
  nothingBuilt,
  programFolder,
  smallAlready,
  smallBase,
} from "../gain";
import { isAlpine, isSmall, majorVersion } from "../image";
import { isWithin, resolvePath } from "../paths";
import type { Addition, Artifact, Ecosystem } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage, StageLine } from "../singleStage";
import { missingPrograms } from "../smallest";
import { nodeStart, packageFile } from "./nodeStart";
import type { NodeStart, PackageFile } from "./nodeStart";

const TOOLS =
  /^(?:corepack|git|make|n|ng|nest|next|node|node-gyp|npm|npx|nuxt|pnpm|prisma|tsc|turbo|vite|yarn)$/;
/** The folders that builds write, by the names that tools give them. */
const OUTPUT = /^(?:\.output|build|dist|lib|out|output)$/;
/** The programs of packages that are called otherwise. */
const PROGRAMS = new Map([
  ["@angular/cli", "ng"],
  ["@nestjs/cli", "nest"],
  ["typescript", "tsc"],
]);
/** Packages for building, when they are installed for all. */
const BUILD_PACKAGES =
  /^(?:@angular\/cli|@nestjs\/cli|@vue\/cli|gulp|gulp-cli|grunt-cli|lerna|node-gyp|nx|turbo|typescript|webpack|webpack-cli|vite)$/;
const FIRST_WITH_OMIT = 16;

interface Install {
  readonly manager: string;
  readonly at: StageLine;
  readonly isProduction: boolean;
}

export const node: Ecosystem = {
  owns: repository => repository === "node",
  plan: (single, project) => {
    const { tag, start } = single;
    const found = installsOf(single);
    const builds = allCommands(single).filter(({ words }) => isBuildCommand(words));
    const [first] = found;
    const base = smallBase(single, l10n.t("The same Node.js without compilers and headers."));
    if (!first) return nothingBuilt(base.base);
    const workdir = programFolder(single);
    if (workdir === null) return noProgramFolder();
    const file = packageFile(project);
    const started = nodeStart(start.words, file);
    const pruning = prune(single, found, file, started);
    const isLess = builds.length > 0 || pruning.additions.length > 0 || installsForBuild(single);
    if (isSmall(tag) && !isLess) return smallAlready(single);
    const output = builds.length > 0 && file?.hasLocalPackages !== true ? outputOf(single, started) : null;
    const beside = output === null ? null : filesBeside(single, project);
    const artifacts: Artifact[] =
      output === null || !beside
        ? [
            {
              from: workdir,
              reason: l10n.t("The program with its packages: its folder as the build left it."),
            },
          ]
        : [
            {
              from: `${workdir}/package*.json`,
              reason: l10n.t(
                "What the program is started with: the packages of production, and what the build has made.",
              ),
            },
            { from: `${workdir}/node_modules` },
            { from: output },
            ...beside.artifacts,
          ];
    return {
      ...base,
      installs: isAlpine(tag) ? "apk" : "apt",
      artifacts,
      folder: output === null ? workdir : null,
      ...(pruning.line ? { behind: { line: pruning.line, additions: pruning.additions } } : {}),
      buildPackages: /^python[23]?(?:-minimal|-is-python3)?$|^python-is-python3$/,
      hasPackages: /^(?:libstdc\+\+|libgcc)$/,
      libraries: isAlpine(tag) ? [] : missingPrograms(single),
      isBuild: words => TOOLS.test(words[0] ?? "") && !isGlobal(words),
      isForBoth: command => isToolOfStart(command, start.words),
      unknown: [...pruning.unknown, ...(beside?.unknown ?? [])],
    };
  },
};

function isGlobal(words: readonly string[]): boolean {
  return (
    words.some(word => word === "-g" || word === "--global") || (words[0] === "yarn" && words[1] === "global")
  );
}

/** Whether a tool that is installed for all is one that the program starts with. */
function isToolOfStart({ words, all, isCompound }: Command, start: readonly string[]): boolean {
  const [program = "", verb = ""] = words;
  if (isCompound || all.length > 1) return false;
  if (program === "corepack") return /^(?:yarn|pnpm)$/.test(start[0] ?? "");
  if (!isGlobal(words) || !/^(?:npm|yarn|pnpm)$/.test(program) || /^(?:config|cache|uninstall)$/.test(verb))
    return false;
  const packages = words
    .slice(2)
    .filter(word => !/^(?:-.*|add|install|i)$/.test(word))
    .map(word => word.replace(/(?<=.)@.*$/, ""));
  return packages.some(name => (PROGRAMS.get(name) ?? name) === start[0] || !isManagerOrBuild(name));
}

function isManagerOrBuild(name: string): boolean {
  return /^(?:npm|pnpm|yarn)$/.test(name) || BUILD_PACKAGES.test(name);
}

function installsOf(single: SingleStage): Install[] {
  let isSet = false;
  return single.lines.flatMap(at => {
    if (at.keyword === "ENV" && /\bNODE_ENV[= ]["']?production\b/.test(at.line.instruction.text))
      isSet = true;
    return at.commands.flatMap(({ all }) =>
      all.flatMap((words): Install[] => {
        const [manager = "", ...rest] = words;
        const verb = rest.find(word => !word.startsWith("-"));
        const isInstall =
          (/^(?:npm|pnpm)$/.test(manager) && /^(?:ci|clean-install|i|install)$/.test(verb ?? "")) ||
          (manager === "yarn" && (verb === undefined || verb === "install") && !rest.includes("--version"));
        if (!isInstall || isGlobal(words)) return [];
        const isProduction =
          (isSet && !rest.some(word => /^--(?:include=dev|production=false|prod=false)$/.test(word))) ||
          rest.some(
            (word, index) =>
              /^(?:--production(?:=true)?|--prod|-P|--omit=dev|--only=prod(?:uction)?)$/.test(word) ||
              (word === "--omit" && rest[index + 1] === "dev"),
          );
        return [{ manager, at, isProduction }];
      }),
    );
  });
}

/** Whether a command makes something of the sources. */
function isBuildCommand([program = "", ...rest]: readonly string[]): boolean {
  const verb = rest.find(word => !word.startsWith("-"));
  if (/^(?:npm|pnpm)$/.test(program)) return verb === "run" || verb === "run-script" || verb === "build";
  if (program === "yarn")
    return verb !== undefined && !/^(?:add|cache|config|global|install|set)$/.test(verb);
  return /^(?:esbuild|ng|nest|next|npx|nuxt|tsc|turbo|vite|webpack)$/.test(program);
}

interface Pruning {
  readonly line: StageLine["line"] | null;
  readonly additions: readonly Addition[];
  readonly unknown: readonly string[];
}

/** Takes the packages of development out again, once nothing is built any more, where it is certain that the start needs none. */
function prune(
  single: SingleStage,
  found: readonly Install[],
  file: PackageFile | null,
  started: NodeStart,
): Pruning {
  const last = found.at(-1);
  const none = { line: null, additions: [] };
  if (!last || found.every(({ isProduction }) => isProduction)) return { ...none, unknown: [] };
  const keep = (reason: string): Pruning => ({ ...none, unknown: [reason] });
  if (started === null || (started.kind === "package" && !file))
    return keep(l10n.t("Not known: whether the start needs packages of development. All packages are kept."));
  if (started.kind === "package") {
    const own = [...(file?.development ?? [])].find(
      name => name === started.program || PROGRAMS.get(name) === started.program,
    );
    const isGlobalTool = single.lines.some(({ commands }) =>
      commands.some(
        command =>
          isGlobal(command.words) &&
          command.words.some(word => word.replace(/(?<=.)@.*$/, "") === started.program),
      ),
    );
    const isKept = [...(file?.production ?? [])].some(
      name =>
        name === started.program ||
        PROGRAMS.get(name) === started.program ||
        name.startsWith(`${started.program}-`),
    );
    if (own !== undefined || (!isKept && !isGlobalTool))
      return keep(
        l10n.t(
          'All packages are kept: "{0}", which starts the program, is one of development.',
          started.program,
        ),
      );
  }
  if (found.some(({ at }) => at.workdir !== single.workdir))
    return keep(
      l10n.t(
        "Not known: which of the folders with packages are needed in production. All packages are kept.",
      ),
    );
  const behind = single.lines.findLast(
    ({ commands, workdir }) =>
      workdir === last.at.workdir &&
      commands.some(({ all }) =>
        all.some(([program = ""]) => /^(?:node|npm|npx|pnpm|tsc|yarn|make)$/.test(program)),
      ),
  );
  const reason = l10n.t("Packages of production only: those of development have done their work.");
  const script = pruneScript(single, last.manager, file);
  if (script === null || !behind)
    return keep(
      l10n.t("Not known: how this version of Yarn takes packages of development out. All packages are kept."),
    );
  return { line: behind.line, additions: [{ text: `RUN ${script}`, reason }], unknown: [] };
}

function pruneScript({ tag }: SingleStage, manager: string, file: PackageFile | null): string | null {
  if (manager === "pnpm") return "pnpm prune --prod";
  if (manager === "npm") {
    const version = majorVersion(tag);
    return version !== null && version < FIRST_WITH_OMIT ? "npm prune --production" : "npm prune --omit=dev";
  }
  return /^yarn@[2-9]/.test(file?.packageManager ?? "")
    ? null
    : "yarn install --production --ignore-scripts --prefer-offline";
}

/** The folder that the build writes and the start names; null where the start names none of those. */
function outputOf(single: SingleStage, started: NodeStart): string | null {
  const { workdir } = single;
  if (workdir === null || started?.kind !== "file") return null;
  const path = resolvePath(workdir, started.path);
  if (path === null || !isWithin(path, workdir)) return null;
  const [folder = ""] = path.slice(workdir.length + 1).split("/");
  if (!OUTPUT.test(folder) || path === `${workdir}/${folder}.js`) return null;
  const isCopied = single.lines.some(
    ({ keyword, destination }) => keyword === "COPY" && destination === `${workdir}/${folder}`,
  );
  return isCopied ? null : `${workdir}/${folder}`;
}
