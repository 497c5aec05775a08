/** Node.js: the build's output, if the start names it, and the packages of production; else the whole folder. */
import * as l10n from "@vscode/l10n";
import { needOfFolder } from "../../ecosystems/runtimeFolders";
import { filesBeside } from "../compiled";
import { refusal } from "../conversion";
import type { Project, Refusal } from "../conversion";
import { DEVELOPMENT_SCRIPT } from "../../ecosystems/developmentServers";
import { developmentStart } from "../developmentStart";
import { librariesFor } from "../nativeLibraries";
import { installsForBuild, noProgramFolder, nothingBuilt, programFolder, smallAlready } from "../benefit";
import { isAlpine } from "../image";
import { isSmall, smallBase } from "../slimImage";
import { resolvePath } from "../paths";
import { isWithin } from "../../stages/files/paths";
import type { Addition, Artifact, Ecosystem } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";
import { missingPrograms } from "../runtimeNeeds";
import {
  installsOf,
  isBuildCommand,
  isInProject,
  isInstall,
  isToolOfStart,
  linksProject,
  loadsBrowser,
  toolsOfBuild,
} from "./nodeCommands";
import { prune } from "./nodePruning";
import { nodeStart, packageFile, startScript, startWords } from "./nodeStart";
import type { NodeStart, PackageFile } from "./nodeStart";
import { yarnOf } from "./yarn";

/** The folders that builds write, by the names that tools give them. */
const OUTPUT = /^(?:\.output|build|dist|lib|out|output)$/;

export const node: Ecosystem = {
  owns: repository => repository === "node",
  plan: (single, project) => {
    const { tag, start } = single;
    const file = packageFile(project);
    const development =
      developmentStart(startWords(start.words, file)) ?? developmentScript(start.words, file);
    if (development !== null) return development;
    const found = installsOf(single);
    const builds = allCommands(single).filter(({ words }) => isBuildCommand(words));
    const [first] = found;
    const base = smallBase(single, l10n.t("the same Node.js version, without compilers and headers"));
    if (!first) return isSmall(tag) ? smallAlready(single) : nothingBuilt(base.base);
    const workdir = programFolder(single, words => isInstall(words) || isBuildCommand(words));
    if (workdir === null) return noProgramFolder();
    const yarn = found.some(({ manager }) => manager === "yarn") ? yarnOf(single, project, file) : null;
    const started = nodeStart(start.words, file);
    const pruning = prune(single, found, file, started, yarn);
    const canLeaveOut =
      builds.length > 0 &&
      file?.hasLocalPackages !== true &&
      yarn === null &&
      workdir === single.workdir &&
      found.every(({ folder }) => folder === workdir);
    const output =
      canLeaveOut && single.script === null && knowsAll(project) ? outputOf(single, started) : null;
    const programs = [
      ...startWords(start.words, file),
      ...start.words.slice(0, 1),
      ...single.commandsThere.flatMap(words => words.slice(0, 2)),
    ];
    const tools = allCommands(single).flatMap(({ words }) => toolsOfBuild(words, programs));
    const isLess =
      output !== null ||
      pruning.behind !== undefined ||
      installsForBuild(single) ||
      tools.some(name => name !== "npm");
    if (isSmall(tag) && !isLess) return smallAlready(single);
    const beside = output === null ? null : filesBeside(single, project);
    const artifacts: Artifact[] =
      output === null || !beside
        ? [
            {
              from: workdir,
              reason: l10n.t("Copy the application with its dependencies"),
            },
          ]
        : [
            {
              from: `${workdir}/package*.json`,
              reason: l10n.t("Copy production dependencies and the build output"),
            },
            { from: `${workdir}/node_modules` },
            { from: output },
            ...beside.artifacts,
          ];
    const installs = isAlpine(tag) ? "apk" : "apt";
    const browser = browserFolder(single, file, first.at.user);
    if (browser !== null && !isWithin(browser, workdir)) artifacts.push({ from: browser });
    return {
      ...base,
      installs,
      artifacts,
      folder: output === null ? workdir : null,
      isSameBase: base.base === single.stage.base.text,
      ...(pruning.behind ? { behind: pruning.behind } : {}),
      ...(loadsManager(single) ? { tail: [loadedManager(start.words[0] ?? "")] } : {}),
      buildPackages: /^python[23]?(?:-minimal|-is-python3)?$|^python-is-python3$/,
      hasPackages: /^(?:libstdc\+\+|libgcc)$/,
      libraries: [
        ...librariesFor(single, project, "node", { ...base, installs }),
        ...missingPrograms(single, isAlpine(tag) ? "alpine" : "debian"),
      ],
      isBuild: words => isInProject(words) || toolsOfBuild(words, programs).length > 0,
      toolsIn: words => toolsOfBuild(words, programs),
      isForBoth: command => isToolOfStart(command, programs),
      runsThere: words => loadsBrowser(words) || linksProject(words),
      unknown: [...pruning.unknown, ...(beside?.unknown ?? [])],
    };
  },
};

/** Whether Corepack has loaded the manager that starts the program: its cache lies beside the project. */
function loadsManager(single: SingleStage): boolean {
  const commands = allCommands(single).map(({ words }) => words);
  return (
    /^(?:pnpm|yarn)$/.test(single.start.words[0] ?? "") &&
    commands.some(([name, verb]) => name === "corepack" && verb === "enable") &&
    !commands.some(([name, verb]) => name === "corepack" && /^(?:install|prepare|use)$/.test(verb ?? ""))
  );
}

/** The instruction that has Corepack load a manager, so that the container does not when it starts. */
function loadedManager(manager: string): Addition {
  return {
    text: `RUN ${manager} --version`,
    reason: l10n.t("Download {0} now, not when the container starts", manager),
  };
}

/** The folder to which Puppeteer loads a browser when it is installed (pptr.dev/guides/configuration); null where it loads none. */
function browserFolder({ env }: SingleStage, file: PackageFile | null, user: string | null): string | null {
  const skips = ["PUPPETEER_SKIP_DOWNLOAD", "PUPPETEER_SKIP_CHROMIUM_DOWNLOAD"].some(
    name => !/^(?:|0|false)$/i.test(env(name) ?? ""),
  );
  if (file?.production.has("puppeteer") !== true || skips) return null;
  const home =
    user === null || /^(?:root|0)(?::|$)/.test(user) ? "/root" : `/home/${user.split(":", 1).join("")}`;
  return env("PUPPETEER_CACHE_DIR") ?? `${home}/.cache/puppeteer`;
}

/** Refuses a script that its name says is for working on the program, where it cannot be read. */
function developmentScript(words: readonly string[], file: PackageFile | null): Refusal | null {
  const name = startScript(words);
  if (name === null || file?.scripts.has(name) === true || !DEVELOPMENT_SCRIPT.test(name)) return null;
  return refusal(
    l10n.t(
      '"{0}" is a development server, which needs the source files. Build the program, and start what is built.',
      words.join(" "),
    ),
  );
}

/** Whether it is known of all that lies at the root of the project who needs it. What nobody knows is kept with all the rest. */
function knowsAll({ names }: Project): boolean {
  return [...(names ?? [])].every(name =>
    name.endsWith("/") ? needOfFolder(name.slice(0, -1)) !== "unknown" : true,
  );
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
