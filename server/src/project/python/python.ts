/** A project of Python: the tool that installs its packages, the version, what is tested, what starts. */
import * as l10n from "@vscode/l10n";
import { below, firstOf, matching, parentOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { field } from "../../ecosystems/manifest";
import { pythonLibraries } from "../../ecosystems/python/libraries";
import { readPythonPackages } from "../../ecosystems/python/packages";
import type { PythonPackages } from "../../ecosystems/python/packages";
import { pythonStarts } from "../../ecosystems/python/start";
import type { PythonStart } from "../../ecosystems/python/start";
import { pythonVersion } from "../../ecosystems/python/version";
import type { Answers, Found, StagesPlan } from "../plan";
import { answerTo, askCommand, askPort, askProgram, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import { installStage, memberStage, testLines } from "./install";

const TOOLS = { uv: "uv", poetry: "Poetry", pipenv: "Pipenv", pdm: "PDM", pip: "pip" };
const SNIPPETS = {
  uv: "ms-python-uv",
  poetry: "ms-python-poetry",
  pipenv: "ms-python",
  pdm: "ms-python",
  pip: "ms-python",
};
/** Packages that make nothing that an image would run. */
const TOOLS_ALONE =
  /^(?:mkdocs.*|sphinx.*|furo|myst-parser|black|flake8.*|pytest.*|pre-commit|ruff|mypy|isort|tox|nox|pylint|ansible.*|yamllint|codespell|twine|build|wheel|setuptools|pip|conan|cmake|mike|pymdown-extensions|jinja2|pygments)$/;

/** Reads a project of Python, or the programs of a workspace of uv; the packages of the workspace are its parts. */
export function readPythonProjects(folder: ProjectFolder): {
  found: readonly Found[];
  parts: readonly string[];
} {
  const isWorkspace = /^\[tool\.uv\.workspace\]/m.test(folder.read("pyproject.toml") ?? "");
  const parts = isWorkspace ? matching(folder, /\/pyproject\.toml$/).map(parentOf) : [];
  const isProgram = !isWorkspace || /^\[project\]/m.test(folder.read("pyproject.toml") ?? "");
  const own = isProgram ? readPythonProject(folder, "") : null;
  const ofParts = parts
    .filter(part => sanitize.path(part) === part)
    .flatMap(part => {
      const starts = pythonStarts(
        below(folder, part),
        readPythonPackages(below(folder, part)).pyproject,
        readPythonPackages(below(folder, part)).packages,
      );
      return starts.length === 0 ? [] : (readPythonProject(folder, part) ?? []);
    });
  const found = [own, ...ofParts].filter(one => one !== null);
  const programs = found.filter(({ refused }) => !refused);
  return { found: programs.length > 0 ? programs : found.slice(0, 1), parts };
}

/** Reads the project in a part of the folder; `""` for the folder itself. Null where there is none. */
function readPythonProject(root: ProjectFolder, part: string): Found | null {
  const folder = below(root, part);
  const manifest = firstOf(folder, [
    "pyproject.toml",
    "requirements.txt",
    "Pipfile",
    "setup.py",
    "setup.cfg",
    "manage.py",
    "environment.yml",
    "environment.yaml",
  ]);
  if (manifest === null) return null;
  const shown = part === "" ? manifest : `${part}/${manifest}`;
  const own = readPythonPackages(folder);
  const all: PythonPackages = part === "" ? own : { ...own, tool: "uv" };
  const { pyproject, problem, packages, tool, list } = all;
  if (isNothing(folder, all)) return null;
  const what = l10n.t("{0} with {1}", "Python", TOOLS[tool]);
  const starts = pythonStarts(folder, pyproject, packages);
  const refused = refusal(folder, all, starts);
  if (refused !== null) return { what, manifest: shown, notes: [], proposals: [], refused };
  const [first = null] = starts;
  const isAsked = first === null;
  const question =
    starts.length > 1
      ? { ...askProgram(starts.map(({ words }) => words[0] ?? "")), kind: "name" as const }
      : null;
  const command = isAsked ? askCommand(likely(folder)) : null;
  const port =
    isAsked || (first.port === null && mayListen(packages)) ? askPort(isAsked ? "8000" : "") : null;
  const notes = [
    ...(problem === null ? [] : [problem]),
    ...(first?.isDevelopment === true
      ? [
          l10n.t(
            "The packages have no server for production, for example gunicorn. The Dockerfile starts the one for development.",
          ),
        ]
      : []),
    ...(list === null && manifest === "manage.py"
      ? [l10n.t("The project has no list of its packages.")]
      : []),
  ];
  return {
    what,
    manifest: shown,
    notes,
    proposals: [
      {
        label: l10n.t("A virtual environment, created in one stage and used in another"),
        snippet: SNIPPETS[tool],
        questions: questionsOf(question, command, port),
        plan: (answers: Answers) => {
          const chosen = answerTo(question, answers);
          const words = sanitize.plainWords(answerTo(command, answers)) ?? likely(folder).split(" ");
          const known = starts.find(start => start.words[0] === chosen) ?? first;
          const start = known ?? {
            words,
            port: null,
            folder: "",
            isInstalled: false,
            isDevelopment: false,
            collects: false,
            writes: false,
            variables: [],
          };
          return planOf(folder, part, all, { ...start, port: start.port ?? answerTo(port, answers) });
        },
      },
    ],
  };
}

/** Settings of tools beside a program in another language, or packages that only development has. */
function isNothing(
  folder: ProjectFolder,
  { pyproject, problem, tool, packages, list }: PythonPackages,
): boolean {
  const isDeclared =
    problem !== null ||
    ["project", "build-system"].some(key => pyproject[key] !== undefined) ||
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

function refusal(
  folder: ProjectFolder,
  { packages, list, pyproject, tool }: PythonPackages,
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
  if (packages.has("playwright") && starts.length > 0)
    return l10n.t("{0} needs browsers in the image, which only an image of its own has.", "Playwright");
  if (starts.length === 0 && candidates(folder).length === 0 && list === null)
    return l10n.t("The project is a library: no file of it says what starts a program.");
  return null;
}

/** Files that may be the program, where nothing says which. */
function candidates(folder: ProjectFolder): string[] {
  const files = matching(folder, /^[\w-]+\.py$/).filter(
    file => !/^(?:setup|conftest|test_.*|.*_test|noxfile|tasks|fabfile|__init__)\.py$/.test(file),
  );
  return files.sort(
    (one, other) =>
      Number(/__main__/.test(folder.read(other) ?? "")) - Number(/__main__/.test(folder.read(one) ?? "")),
  );
}

function likely(folder: ProjectFolder): string {
  return `python ${candidates(folder)[0] ?? "main.py"}`;
}

function mayListen(packages: ReadonlyMap<string, string>): boolean {
  return [
    "aiohttp",
    "tornado",
    "bottle",
    "cherrypy",
    "dash",
    "falcon",
    "pyramid",
    "websockets",
    "grpcio",
    "nicegui",
    "panel",
    "bokeh",
  ].some(name => packages.has(name));
}

function planOf(folder: ProjectFolder, part: string, all: PythonPackages, start: PythonStart): StagesPlan {
  const { packages, pyproject } = all;
  const tests = matching(folder, /^(?:tests?\/(?:.*\/)?)?(?:test_[\w-]+|[\w-]+_test|tests)\.py$/);
  const isPytest = packages.has("pytest") || field(pyproject, "tool", "pytest") !== undefined;
  const version = pythonVersion(folder, pyproject, packages);
  const libraries = pythonLibraries(packages, version);
  const inSrc =
    matching(folder, /^src\/.*\.py$/).length > 0 && start.folder === "" && !start.words.includes("src.main");
  const variables = [
    ...(all.tool === "poetry" ? [["VIRTUAL_ENV", "/venv"]] : []),
    ["PATH", "/venv/bin:$PATH"],
    ...(inSrc ? [["PYTHONPATH", "/app/src"]] : []),
    ["PYTHONUNBUFFERED", "1"],
    ...start.variables,
  ];
  const apt = (names: readonly string[]) =>
    names.length === 0
      ? []
      : [
          `RUN apt-get update \\\n    && apt-get install --yes --no-install-recommends ${names.join(" ")} \\\n    && rm -rf /var/lib/apt/lists/*`,
        ];
  const build = [...libraries.build, ...(all.usesGit ? ["git"] : [])];
  const deps = part === "" ? installStage(folder, all, start.isInstalled) : memberStage(all);
  const inside = [part, start.folder].filter(path => path !== "").join("/");
  const user = "65532:65532";
  return {
    stages: [
      {
        name: "base",
        what: "Python, told to use the virtual environment and to print at once.",
        from: `python:${version}-slim`,
        lines: [
          `ENV ${variables.map(([key = "", value = ""]) => `${key}=${value}`).join(" \\\n    ")}`,
          ...apt(libraries.run),
          "WORKDIR /app",
        ],
      },
      { ...deps, lines: [...apt(build), ...deps.lines] },
      ...(tests.length === 0 || part !== ""
        ? []
        : [
            {
              name: "test",
              what: "is built only when asked for: docker build --target test .",
              from: "deps",
              lines: testLines(folder, all, isPytest),
            },
          ]),
      {
        name: "runtime",
        what: "what is shipped: no compilers, no caches, not root.",
        from: "base",
        lines: [
          "COPY --from=deps /venv /venv",
          ...(start.writes ? [`RUN chown ${user} /app`, `COPY --chown=${user} . .`] : ["COPY . ."]),
          ...(inside === "" ? [] : [`WORKDIR /app/${sanitize.path(inside) ?? "."}`]),
          ...(start.collects ? ["RUN python manage.py collectstatic --noinput"] : []),
          `USER ${user}`,
          ...(start.port === null ? [] : [`EXPOSE ${start.port}`]),
          `CMD ${sanitize.execForm(start.words)}`,
        ],
      },
    ],
    ignored: [
      ".venv",
      "venv",
      "__pycache__",
      "**/__pycache__",
      "*.pyc",
      ".pytest_cache",
      ".mypy_cache",
      ".ruff_cache",
      ".env",
    ],
    needed: ["src", ...start.words.flatMap(word => sanitize.path(word) ?? []), ...all.listed],
  };
}
