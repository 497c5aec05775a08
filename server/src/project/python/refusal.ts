/** Which projects of Python have nothing that an image would run, and what the program may be where nothing says it. */
import * as l10n from "@vscode/l10n";
import { matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import type { PythonPackages } from "../../ecosystems/python/packages";
import type { PythonStart } from "../../ecosystems/python/startFact";

/** Packages that make nothing that an image would run. */
const TOOLS_ALONE =
  /^(?:mkdocs.*|sphinx.*|furo|myst-parser|black|flake8.*|pytest.*|pre-commit|ruff|mypy|isort|tox|nox|pylint|ansible.*|yamllint|codespell|twine|build|wheel|setuptools|pip|conan|cmake|mike|pymdown-extensions|jinja2|pygments)$/;

/** Settings of tools beside a program in another language, or packages that only development has. */
export function isNothing(
  folder: ProjectFolder,
  { pyproject, problem, tool, packages, list }: PythonPackages,
): boolean {
  const isDeclared =
    problem !== null ||
    ["project", "build-system", "dependency-groups"].some(key => pyproject[key] !== undefined) ||
    tool !== "pip";
  const isOther = ["setup.py", "setup.cfg", "manage.py", "environment.yml", "environment.yaml"].some(file =>
    folder.files.has(file),
  );
  if (!isDeclared && !isOther && list === null) return true;
  const hasSources = matching(folder, /\.py$/).length > 0;
  if (
    !hasSources &&
    !isDeclared &&
    matching(folder, /^(?:package\.json|go\.mod|pom\.xml|CMakeLists\.txt|mkdocs\.yml)$/).length > 0
  )
    return true;
  return packages.size > 0 && !isDeclared && [...packages.keys()].every(name => TOOLS_ALONE.test(name));
}

/** Why no Dockerfile is written, in the reader's language; null where one can be. */
export function refusal(
  folder: ProjectFolder,
  { packages, production, list, pyproject, tool }: PythonPackages,
  starts: readonly PythonStart[],
): string | null {
  const isConda = ["environment.yml", "environment.yaml"].some(file => folder.files.has(file));
  if (
    isConda &&
    list === null &&
    tool === "pip" &&
    pyproject["project"] === undefined &&
    !folder.files.has("setup.py")
  )
    return l10n.t(
      "The packages are those of conda, which only an image with conda can install. No base image of Python has it.",
    );
  if (packages.has("playwright") && production.has("playwright") && starts.length > 0)
    return l10n.t("{0} needs browsers in the image, which only an image of its own has.", "Playwright");
  const isPackage = pyproject["project"] !== undefined && pyproject["build-system"] !== undefined;
  if (starts.length === 0 && candidates(folder).length === 0 && (list === null || isPackage))
    return l10n.t("The project is a library: no file of it says what starts a program.");
  return null;
}

/** Files that may be the program, where nothing says which. */
function candidates(folder: ProjectFolder): string[] {
  const files = matching(folder, /^[\w-]+\.py$/).filter(
    file =>
      !/^(?:setup|conftest|test_.*|.*_test|noxfile|tasks|fabfile|pdm_build|hatch_build|build|versioneer|__init__)\.py$/.test(
        file,
      ),
  );
  return files.sort(
    (one, other) =>
      Number(/__main__/.test(folder.read(other) ?? "")) - Number(/__main__/.test(folder.read(one) ?? "")),
  );
}

/** The command that starts the likeliest program. */
export function likelyCommand(folder: ProjectFolder): string {
  return `python ${candidates(folder)[0] ?? "main.py"}`;
}
