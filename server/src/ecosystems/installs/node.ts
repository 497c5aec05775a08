/** What npm, pnpm, Yarn and Bun read when they install the packages of a project. */
import * as l10n from "@vscode/l10n";
import { fieldsIn, keysOf, more, NOTHING, operandsOf, present } from "./needs";
import type { InstallFolder, InstallNeeds, ReadsProject } from "./needs";

const VERB = /^(?:ci|clean-install|i|install)$/;
/** Scripts that managers run in the folder of the project (https://docs.npmjs.com/cli/using-npm/scripts#npm-install). */
const SCRIPTS = [
  "preinstall",
  "install",
  "postinstall",
  "preprepare",
  "prepare",
  "postprepare",
  "prepublish",
  "dependencies",
];
const PACKAGES = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
  "overrides",
  "resolutions",
];
const LOCAL = /^(?:file|link|portal|workspace|patch|exec):|^\.{1,2}\//;

/** Options with a value behind them. */
const WITH_VALUE =
  /^--(?:registry|cache|loglevel|network-timeout|mutex|omit|only|include|store-dir|cache-folder)$/;

/** By manager, the files beside package.json that it reads. */
const FILES: Record<string, readonly string[]> = {
  npm: ["package-lock.json", "npm-shrinkwrap.json", ".npmrc"],
  pnpm: ["pnpm-lock.yaml", ".npmrc", ".pnpmfile.cjs", "pnpmfile.js"],
  yarn: ["yarn.lock", ".npmrc", ".yarnrc", ".yarnrc.yml", ".yarn/", ".pnp.cjs", ".pnp.loader.mjs"],
  bun: ["bun.lock", "bun.lockb", "bunfig.toml", ".npmrc"],
};

export const node: ReadsProject = (words, folder) => {
  const [manager = ""] = words;
  const [verb, ...packages] = operandsOf(
    words.filter((_, index) => !WITH_VALUE.test(words[index - 1] ?? "")),
  );
  const isGlobal =
    words.some(word => word === "-g" || word === "--global") || (manager === "yarn" && verb === "global");
  if (isGlobal) return packages.every(isRegistryName) ? NOTHING : null;
  // Another folder than the one it runs in.
  if (
    words.some(word =>
      /^(?:--prefix|-C|--dir|--cwd|-w|--workspaces?|--filter|-F|--userconfig|--globalconfig|--use-yarnrc|--lockfile-dir|-c|--config)(?:=|$)/.test(
        word,
      ),
    )
  )
    return null;
  if (!VERB.test(verb ?? (manager === "yarn" ? "install" : ""))) return verb === "cache" ? NOTHING : null;
  if (packages.length > 0) return null;
  return needsOf(manager, words, folder);
};

/** Which manager a project wants is asked of package.json, unless it is said. */
export const corepack: ReadsProject = (words, folder) => {
  const [verb = "", ...managers] = operandsOf(words);
  if (verb === "enable" || verb === "disable") return NOTHING;
  if (verb !== "install" && verb !== "prepare") return null;
  if (managers.length > 0) return managers.every(name => /^[a-z]+(?:@[^/]*)?$/.test(name)) ? NOTHING : null;
  return folder.text("package.json") === null
    ? more(l10n.t("{0} is not known.", "package.json"))
    : { kind: "files", files: ["package.json"], outputs: [] };
};

function needsOf(manager: string, words: readonly string[], folder: InstallFolder): InstallNeeds {
  const text = folder.text("package.json");
  if (text === null) return more(l10n.t("{0} is not known.", "package.json"));
  const fields = fieldsIn(text);
  if (fields["workspaces"] !== undefined || folder.names.has("pnpm-workspace.yaml"))
    return more(l10n.t("The packages of a workspace have their own {0}.", "package.json"));
  if (!words.some(word => /^--ignore-scripts(?:=true)?$/.test(word))) {
    const script = SCRIPTS.find(name => keysOf(fields["scripts"]).includes(name));
    if (script !== undefined)
      return more(l10n.t('The script "{0}" of {1} may read other files.', script, "package.json"));
    // npm runs it where there is such a file.
    if (folder.names.has("binding.gyp"))
      return more(l10n.t('The script "{0}" of {1} may read other files.', "node-gyp rebuild", "binding.gyp"));
  }
  if (PACKAGES.some(kind => namesLocal(fields[kind])) || text.includes('"patchedDependencies"'))
    return more(l10n.t("{0} names packages that are files of the project.", "package.json"));
  return {
    kind: "files",
    files: present(folder, ["package.json", ...(FILES[manager] ?? [])]),
    outputs: ["node_modules/"],
  };
}

function namesLocal(packages: unknown): boolean {
  return typeof packages === "object" && packages !== null
    ? Object.values(packages).some(value =>
        typeof value === "string" ? LOCAL.test(value) : namesLocal(value),
      )
    : false;
}

/** `typescript`, `@angular/cli@17`: neither a path nor an archive. */
function isRegistryName(word: string): boolean {
  return /^(?:@[\w.-]+\/)?[\w.-]+(?:@[\w.^~<>=*-]+)?$/.test(word) && !/^\.{1,2}$|\.tgz$/.test(word);
}
