/** What pip, uv, Poetry and Pipenv read when they install the packages of a project. */
import * as l10n from "@vscode/l10n";
import { more, NOTHING, operandsOf, present } from "./needs";
import type { InstallFolder, InstallNeeds, ReadsProject } from "./needs";

/** Options of pip with a list of packages behind them. */
const LIST = /^(?:-r|--requirement|-c|--constraint)$/;
const PYTHON = /^python\d*(?:\.\d+)?$/;

export const python: ReadsProject = (words, folder) => {
  const [program = "", ...rest] = words;
  if (/^pip\d*(?:\.\d+)?$/.test(program)) return rest[0] === "install" ? pip(rest.slice(1), folder) : null;
  if (PYTHON.test(program))
    return rest[0] === "-m" && rest[1] === "pip" && rest[2] === "install" ? pip(rest.slice(3), folder) : null;
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
    else if (/^(?:-e|--editable|-f|--find-links)(?:=|$)/.test(word)) return null;
    else if (!word.startsWith("-") && !isPackage(word, words[index - 1])) return null;
  }
  return lists.length === 0 ? NOTHING : listed(lists, folder);
}

/** A package of an index, or the value of an option before it. */
function isPackage(word: string, before = ""): boolean {
  return (
    /^--[\w-]+$/.test(before) || /^[A-Za-z][\w.-]*(?:\[[\w,-]*\])?(?:[=<>!~]=?[\w.*,<>=!~-]*)?$/.test(word)
  );
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
      else if (/^\s*(?:-e|--editable|-f|--find-links|\.{0,2}\/)|^[^#]*(?:@\s*file:|\bfile:)/.test(line))
        return more(l10n.t("{0} names packages that are files of the project.", name));
    }
  }
  return { kind: "files", files: [...files].sort(), outputs: [] };
}

function project(folder: InstallFolder, files: readonly string[], outputs: readonly string[]): InstallNeeds {
  const [manifest = ""] = files;
  const text = folder.text(manifest);
  if (text === null) return more(l10n.t("{0} is not known.", manifest));
  if (/\bpath\s*=|\bfile:|\bworkspace\s*=\s*true|\[tool\.uv\.workspace\]|\bdynamic\s*=/.test(text))
    return more(l10n.t("{0} names packages that are files of the project.", manifest));
  return { kind: "files", files: present(folder, files), outputs };
}
