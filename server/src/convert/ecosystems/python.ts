/** Python: packages are installed into a virtual environment, which is copied with the program to the slim image. */
import * as l10n from "@vscode/l10n";
import { refusal } from "../conversion";
import { isFolderUsed, noBenefit, noProgramFolder, programFolder } from "../benefit";
import { isAlpine } from "../image";
import { isSmall, isSystemImage, smallBase } from "../slimImage";
import { isPackageFile, librariesFor } from "../nativeLibraries";
import { nameOf } from "../paths";
import { isWithin } from "../../stages/files/paths";
import type { Artifact, Ecosystem } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";
import { missingPrograms } from "../runtimeNeeds";
import { isInstall, leavesTools, madeEnvironment, ownEnvironment, usesSystem } from "./pythonEnvironment";
import { installsTools, toolNames } from "./pythonTools";

const VENV = "/opt/venv";
/** Where pip of Debian and Ubuntu installs packages for all: there is nothing else in it. */
const LOCAL = "/usr/local";
/** Packages of Debian that only installing needs. */
const INSTALLERS =
  /^python3?(?:\.\d+)?-(?:dev|distutils|pip|setuptools|venv|virtualenv|wheel)$|^pipx?$|^virtualenv$/;
const TOOLS =
  /^(?:flake8|git|make|mypy|pip\d*(?:\.\d+)?|pipenv|poetry|pybabel|pytest|ruff|tox|uv|virtualenv)$/;
const PYTHON = /^python\d*(?:\.\d+)?$/;
/** Modules and files that write into the project or the packages, and nowhere else. */
const IN_PROJECT =
  /^(?:build|compileall|ensurepip|pip\d*|pipenv|poetry|py_compile|pytest|setup\.py|unittest|uv|venv|virtualenv)$/;
/** Programs of packages that load models, browsers or other data, to where only they know. */
const LOADERS =
  /^(?:camoufox|crawl4ai-setup|huggingface-cli|hf|nltk|patchright|playwright|sbase|spacy|textblob|tldextract|unidic)$/;

export const python: Ecosystem = {
  owns: repository => repository === "python",
  plan: (single, project) => {
    const { tag, start, image } = single;
    const commands = allCommands(single);
    if (image.repository === "python" && /^2(?:[.-]|$)/.test(tag))
      return refusal(
        l10n.t(
          "{0} is Python 2, which has no virtual environments of its own to copy packages in.",
          single.stage.base.text,
        ),
      );
    const installsPackages = commands.filter(({ words }) => isInstall(words) && !installsTools(words));
    const base = smallBase(single, l10n.t("the same Python version, without compilers and headers"), true);
    const refused = noBenefit(
      single,
      installsPackages.length > 0,
      base.base,
      leavesTools(single, installsPackages),
    );
    if (refused) return refused;
    const programs = [start.words, ...single.commandsThere].map(([name = ""]) => name);
    const program = programs.find(name => /^(?:poetry|pipenv|uv|uvx)$/.test(nameOf(name)));
    if (program !== undefined)
      return refusal(
        l10n.t(
          '"{0}" starts the program. Cannot determine what it needs in addition to the packages. Start Python directly.',
          program,
        ),
      );
    const workdir = programFolder(single, isInstall);
    if (workdir === null) return noProgramFolder();
    const odd = installsPackages.find(
      ({ words }) =>
        words.some(word => /^(?:--user|--target|-t|--prefix|--root)(?:=|$)/.test(word)) ||
        (words[0] === "uv" &&
          words[1] === "pip" &&
          (words.includes("--system") || usesSystem(single.env("UV_SYSTEM_PYTHON")))) ||
        (words[0] === "uv" &&
          words[1] === "sync" &&
          /^\/usr/.test(single.env("UV_PROJECT_ENVIRONMENT") ?? "")),
    );
    if (odd)
      return refusal(
        l10n.t(
          '"{0}" installs packages in its own location. Cannot determine how the program finds them.',
          odd.words.join(" "),
        ),
      );
    const isFixed = (word: string) =>
      word.startsWith("/usr/local/bin/") && !/\.sh$|entry-?point/.test(word) && !isCopied(single, word);
    if (!isSystemImage(image) && [...start.words, ...single.commandsThere.flat()].some(word => isFixed(word)))
      return refusal(
        l10n.t(
          'The image starts "{0}", which will be in another folder. Remove the folder from the command.',
          start.words.join(" "),
        ),
      );
    const isOfSystem = isSystemImage(image);
    const own = ownEnvironment(single) ?? (isOfSystem ? LOCAL : null);
    if (
      isOfSystem &&
      own === LOCAL &&
      installsPackages.some(({ words }) => /^(?:poetry|pipenv|uv)$/.test(words[0] ?? ""))
    )
      return refusal(
        l10n.t(
          '"{0}" installs packages in its own location. Cannot determine how the program finds them.',
          installsPackages
            .find(({ words }) => /^(?:poetry|pipenv|uv)$/.test(words[0] ?? ""))
            ?.words.join(" ") ?? "",
        ),
      );
    if (
      own === null &&
      installsPackages.some(({ at }) => at.user !== null && !/^(?:root|0)(?::|$)/.test(at.user))
    )
      return refusal(
        l10n.t("A user other than root installs the packages. Cannot determine where they are installed."),
      );
    const folder = own ?? VENV;
    const isUv =
      own === null && installsPackages.every(({ words }) => words[0] === "uv" && words[1] === "sync");
    const artifacts: Artifact[] = [
      ...(isUv || isWithin(folder, workdir)
        ? []
        : [{ from: folder, reason: l10n.t("Copy the installed packages") }]),
      ...(isFolderUsed(single, workdir) ? [{ from: workdir, reason: l10n.t("Copy the application") }] : []),
    ];
    const makes = own === null && !isUv;
    // Poetry and Pipenv look for the environment in the variable, whatever Python comes first on the path.
    const isNamed = installsPackages.some(({ words }) => /^(?:poetry|pipenv)$/.test(words[0] ?? ""));
    const path = `ENV ${isNamed ? `VIRTUAL_ENV=${folder} ` : ""}PATH="${folder}/bin:$PATH"`;
    const installs = isAlpine(tag) ? "apk" : "apt";
    return {
      ...base,
      installs,
      isSameBase: base.base === single.stage.base.text,
      artifacts,
      folder: workdir,
      ...(makes
        ? { ...madeEnvironment(single, installsPackages, folder, path), head: [{ text: path }] }
        : {}),
      libraries: [
        ...librariesFor(single, project, "python", { ...base, installs }),
        ...missingPrograms(single, isAlpine(tag) ? "alpine" : "debian"),
      ],
      ...(isOfSystem ? { buildPackages: INSTALLERS } : {}),
      isBuild: isInProject,
      toolsIn: toolNames,
      runsThere: isLoader,
      unknown:
        isSmall(tag) || [...project.texts.keys()].some(file => isPackageFile("python", file))
          ? []
          : [l10n.t("Check which system libraries the packages need, and install them here.")],
    };
  },
};

/** Whether a COPY of the file brings a program. */
function isCopied({ lines }: SingleStage, path: string): boolean {
  return lines.some(({ keyword, destination }) => keyword === "COPY" && destination === path);
}

/** Whether a command works on the packages and the project alone. */
function isInProject(words: readonly string[]): boolean {
  const [program = "", ...rest] = words;
  if (TOOLS.test(nameOf(program))) return !isLoader(words) && !(program === "uv" && rest[0] === "python");
  if (!PYTHON.test(nameOf(program))) return false;
  const [first = ""] = rest.filter(word => word !== "-m" && !/^-[uBOIs]+$/.test(word));
  return (
    IN_PROJECT.test(nameOf(first)) || first === "--version" || first === "-V" || nameOf(first) === "manage.py"
  );
}

/**
 * Whether a command runs a module, a script or a text of Python, or loads data: what it leaves, it leaves where only it knows, and
 * with the packages it runs wherever they are.
 */
function isLoader(words: readonly string[]): boolean {
  const [program = "", ...rest] =
    /^(?:poetry|pipenv|uv)$/.test(words[0] ?? "") && words[1] === "run" ? words.slice(2) : words;
  if (LOADERS.test(nameOf(program))) return true;
  if (!PYTHON.test(nameOf(program)) || rest.length === 0) return false;
  const [first = ""] = rest.filter(word => word !== "-m" && !/^-[uBOIs]+$/.test(word));
  return first !== "-" && !isInProject([program, ...rest]);
}
