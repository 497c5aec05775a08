/** What pip, uv, Poetry and Pipenv read when they install the packages of a project. */
import * as l10n from "@vscode/l10n";
import { more, NOTHING, operandsOf, present } from "./needs";
import type { InstallFolder, InstallNeeds, ReadsProject } from "./needs";

/** Options of pip with a list of packages behind them. */
const LIST = /^(?:-r|--requirement|-c|--constraint)$/;
/** Options with another value behind them (https://pip.pypa.io/en/stable/cli/pip_install/): all others have none. */
const WITH_VALUE =
  /^(?:-[it]|--(?:index-url|extra-index-url|default-index|index|index-strategy|trusted-host|target|prefix|root|platform|python|python-version|implementation|abi|no-binary|only-binary|no-build-package|cache-dir|default-timeout|timeout|retries|progress-bar|root-user-action|upgrade-strategy|link-mode|proxy|log|exists-action|keyring-provider|use-feature|use-deprecated))$/;
/** A folder or an archive of the project, in place of a package of an index: pip looks for files by these signs. */
const LOCAL =
  /^(?![a-z][a-z+]*:\/\/)(?:\.|[^@]*[/\\]|[^@]*\.(?:whl|zip|tgz|tbz|txz|tlz|tar(?:\.\w+)?)(?:\[|$))/i;
/** Options by which a manager reads in another folder, or another file of settings. */
const ELSEWHERE: Record<string, RegExp> = {
  poetry: /^-[CP]|^--(?:directory|project)(?:=|$)/,
  uv: /^--(?:directory|project|config-file|overrides?|build-constraints?|excludes)(?:=|$)/,
};
const PYTHON = /^python\d*(?:\.\d+)?$/;

export const python: ReadsProject = (words, folder) => {
  const [program = "", ...rest] = words;
  if (/^pip\d*(?:\.\d+)?$/.test(program)) return rest[0] === "install" ? pip(rest.slice(1), folder) : null;
  if (PYTHON.test(program))
    return rest[0] === "-m" && rest[1] === "pip" && rest[2] === "install" ? pip(rest.slice(3), folder) : null;
  // Another folder than the one it runs in, and other settings.
  if (rest.some(word => ELSEWHERE[program]?.test(word))) return null;
  const [verb, second] = operandsOf(words);
  if (program === "uv" && verb === "pip" && second === "install")
    return pip(words.slice(words.indexOf("install") + 1), folder);
  if (program === "uv" && verb === "sync")
    return words.includes("--no-install-project")
      ? project(folder, ["pyproject.toml", "uv.lock", "uv.toml", ".python-version"], [".venv/"])
      : more(
          l10n.t("{0} installs the project itself. {1} leaves it out.", "uv sync", "--no-install-project"),
        );
  if (program === "poetry" && (verb === "install" || verb === "sync"))
    return words.some(word => /^--(?:no-root|only-root=false)$/.test(word))
      ? project(folder, ["pyproject.toml", "poetry.lock", "poetry.toml"], [".venv/"])
      : more(l10n.t("{0} installs the project itself. {1} leaves it out.", "poetry install", "--no-root"));
  if (program === "pipenv" && (verb === "install" || verb === "sync") && second === undefined)
    return project(folder, ["Pipfile", "Pipfile.lock"], [".venv/"]);
  return program === "poetry" && verb === "config" ? NOTHING : null;
};

function pip(words: readonly string[], folder: InstallFolder): InstallNeeds | null {
  const lists: string[] = [];
  for (const [index, word] of words.entries()) {
    const [, joined] = /^(?:--requirement|--constraint)=(.*)$/.exec(word) ?? /^-[rc](.+)$/.exec(word) ?? [];
    if (joined !== undefined) lists.push(joined);
    else if (LIST.test(words[index - 1] ?? "")) lists.push(word);
    else if (/^-[ef]|^--(?:editable|find-links|group|build-constraint)(?:=|$)/.test(word)) return null;
    else if (!word.startsWith("-") && !WITH_VALUE.test(words[index - 1] ?? "") && !isPackage(word))
      return null;
  }
  return lists.length === 0 ? NOTHING : listed(lists, folder);
}

/** A package of an index. */
function isPackage(word: string): boolean {
  return /^[A-Za-z][\w.-]*(?:\[[\w,-]*\])?(?:[=<>!~]=?[\w.*,<>=!~-]*)?$/.test(word) && !LOCAL.test(word);
}

/** The lists, and those that they name. */
function listed(lists: readonly string[], folder: InstallFolder): InstallNeeds {
  const files = new Set<string>();
  const open = lists.map(name => name.replace(/^\.\//, ""));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (files.has(name)) continue;
    const text = name.includes("/") || name.includes("$") ? null : folder.text(name);
    if (text === null) return more(l10n.t("{0} is not known.", name));
    files.add(name);
    for (const line of text.split(/\r?\n/)) {
      const [, other] = /^\s*(?:-r|-c|--requirement|--constraint)[\s=]*(\S+)/.exec(line) ?? [];
      if (other !== undefined) open.push(other.replace(/^\.\//, ""));
      else if (namesLocal(line))
        return more(l10n.t("{0} names packages that are files of the project.", name));
    }
  }
  return { kind: "files", files: [...files].sort(), outputs: [] };
}

/** Whether a line of a list names files of the project: its first word, or an address (`name @ file:…`). */
function namesLocal(line: string): boolean {
  const [word = ""] = /[^\s;]+/.exec(line) ?? [];
  if (word.startsWith("#")) return false;
  return word.startsWith("-")
    ? /^(?:-e|--editable|-f|--find-links)/.test(word)
    : LOCAL.test(word) || /^[^#]*\bfile:/.test(line);
}

function project(folder: InstallFolder, files: readonly string[], outputs: readonly string[]): InstallNeeds {
  const [manifest = ""] = files;
  const text = folder.text(manifest);
  if (text === null) return more(l10n.t("{0} is not known.", manifest));
  if (/\bpath\s*=|\bfile:|\bworkspace\s*=\s*true|\[tool\.uv\.workspace\]|\bdynamic\s*=/.test(text))
    return more(l10n.t("{0} names packages that are files of the project.", manifest));
  return { kind: "files", files: present(folder, files), outputs };
}
