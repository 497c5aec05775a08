/** How each tool of Python installs packages into the virtual environment that is shipped. */
import type { ProjectFolder } from "../../ecosystems/folder";
import { field } from "../../ecosystems/manifest";
import * as sanitize from "../../shared/sanitize";
import { TEST_LISTS } from "../../ecosystems/python/packages";
import type { PythonPackages } from "../../ecosystems/python/packages";
import type { StageText } from "../plan";

const PIP = "RUN --mount=type=cache,target=/root/.cache/pip ";
const UV = "RUN --mount=type=cache,target=/root/.cache/uv ";
const UV_SETTINGS =
  "ENV UV_COMPILE_BYTECODE=1 \\\n    UV_LINK_MODE=copy \\\n    UV_PROJECT_ENVIRONMENT=/venv \\\n    UV_PYTHON_DOWNLOADS=never";
const UV_PROGRAM = "COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /bin/";
const POETRY = "RUN --mount=type=cache,target=/root/.cache/pypoetry ";

/** The stage `deps`. `isInstalled`: the project itself is a part of the environment. */
export function installStage(folder: ProjectFolder, all: PythonPackages, isInstalled: boolean): StageText {
  const stage = (lines: readonly string[]): StageText => ({
    name: "deps",
    what: "installs the production dependencies into a virtual environment.",
    from: "base",
    lines,
  });
  const has = (file: string) => folder.files.has(file);
  switch (all.tool) {
    case "uv":
      return stage([
        UV_SETTINGS,
        UV_PROGRAM,
        ...(isInstalled || isWorkspace(folder) ? ["COPY . ."] : ["COPY pyproject.toml uv.lock ./"]),
        `${UV}uv sync --locked --no-dev ${isInstalled ? "--no-editable" : "--no-install-project"}${isWorkspace(folder) && !isInstalled ? " --all-packages --no-editable" : ""}`,
      ]);
    case "poetry": {
      const version = /Poetry (\d)\./.exec(folder.read("poetry.lock") ?? "")?.[1] ?? "2";
      const files = ["pyproject.toml", ...(has("poetry.lock") ? ["poetry.lock"] : [])];
      return stage([
        `${PIP}pip install "poetry==${version}.*" \\\n    && python -m venv /venv`,
        isInstalled ? "COPY . ." : `COPY ${files.join(" ")} ./`,
        `${POETRY}poetry install --only main ${isInstalled ? "" : "--no-root "}--no-interaction`,
      ]);
    }
    case "pipenv": {
      const isLocked = has("Pipfile.lock");
      return stage([
        `${PIP}pip install pipenv \\\n    && python -m venv /venv`,
        `COPY Pipfile ${isLocked ? "Pipfile.lock " : ""}./`,
        `${PIP}${isLocked ? "" : "pipenv lock \\\n    && "}pipenv requirements > /tmp/requirements.txt \\\n    && pip install -r /tmp/requirements.txt`,
      ]);
    }
    case "pdm":
      return stage([
        `${PIP}pip install pdm \\\n    && python -m venv /venv`,
        isInstalled ? "COPY . ." : "COPY pyproject.toml pdm.lock ./",
        `${PIP}pdm export --prod --without-hashes --output /tmp/requirements.txt \\\n    && pip install -r /tmp/requirements.txt${isInstalled ? " \\\n    && pip install --no-deps ." : ""}`,
      ]);
    case "pip":
      return stage(["RUN python -m venv /venv", ...pipLines(folder, all, isInstalled)]);
  }
}

/** The environment of a package of a workspace, with those of the workspace that it needs. */
export function memberStage(all: PythonPackages): StageText {
  const name = sanitize.name(field(all.pyproject, "project", "name"));
  return {
    name: "deps",
    what: "installs the production dependencies into a virtual environment.",
    from: "base",
    lines: [
      UV_SETTINGS,
      UV_PROGRAM,
      "COPY . .",
      `${UV}uv sync --locked --no-dev --no-editable${name === null ? " --all-packages" : ` --package ${name}`}`,
    ],
  };
}

function pipLines(
  folder: ProjectFolder,
  { list, listed, installsProject, pyproject, group }: PythonPackages,
  isInstalled: boolean,
): string[] {
  const isProject =
    pyproject["project"] !== undefined ||
    pyproject["build-system"] !== undefined ||
    folder.files.has("setup.py") ||
    folder.files.has("setup.cfg");
  if (list === null && group !== null)
    return [
      "COPY pyproject.toml ./",
      // The pip of older images does not know groups.
      `${PIP}pip install "pip>=25.1" \\\n    && pip install --group ${group}`,
    ];
  if (list === null) return ["COPY . .", `${PIP}pip install .`];
  if (installsProject || (isInstalled && isProject))
    return ["COPY . .", `${PIP}pip install -r ${list}${isInstalled && !installsProject ? " ." : ""}`];
  const inFolder = list.includes("/") ? [list.slice(0, list.lastIndexOf("/"))] : [];
  const tops = [
    ...new Set([
      ...inFolder,
      ...listed.map(path => (path.includes("/") ? (path.split("/")[0] ?? path) : path)),
    ]),
  ];
  const files = tops.filter(top => folder.files.has(top) && top !== list);
  const folders = tops.filter(top => !folder.files.has(top));
  const copies = list.includes("/") ? files : [list, ...files];
  return [
    ...(copies.length > 0 ? [`COPY ${copies.join(" ")} ./`] : []),
    ...folders.map(path => `COPY ${path} ./${path}`),
    `${PIP}pip install -r ${list}`,
  ];
}

function isWorkspace(folder: ProjectFolder): boolean {
  return /^\[tool\.uv\.workspace\]/m.test(folder.read("pyproject.toml") ?? "");
}

/** The stage `test`, with what only tests need. */
export function testLines(folder: ProjectFolder, all: PythonPackages, isPytest: boolean): string[] {
  const run = `RUN python -m ${isPytest ? "pytest" : "unittest"}`;
  switch (all.tool) {
    case "uv":
      return [`${UV}uv sync --locked --no-install-project`, "COPY . .", run];
    case "poetry":
      return [`${POETRY}poetry install --no-root --no-interaction`, "COPY . .", run];
    case "pipenv":
      return [
        `${PIP}pipenv requirements --dev > /tmp/requirements.txt \\\n    && pip install -r /tmp/requirements.txt`,
        "COPY . .",
        run,
      ];
    case "pdm":
    case "pip": {
      const list = TEST_LISTS.find(file => folder.files.has(file));
      const inList = /^pytest\b/im.test(all.list === null ? "" : (folder.read(all.list) ?? ""));
      const forTests = list !== undefined ? `-r ${list}` : isPytest && !inList ? "pytest" : null;
      return ["COPY . .", ...(forTests === null ? [] : [`${PIP}pip install ${forTests}`]), run];
    }
  }
}
