/** The stages of a project of Python, for what starts it. */
import { matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { field } from "../../ecosystems/manifest";
import { pythonLibraries } from "../../ecosystems/python/libraries";
import type { PythonPackages } from "../../ecosystems/python/packages";
import type { PythonStart } from "../../ecosystems/python/startFact";
import { pythonVersion } from "../../ecosystems/python/version";
import type { StagesPlan } from "../plan";
import * as sanitize from "../../shared/sanitize";
import { installStage, memberStage, testLines } from "./install";

/** The plan for what starts like this; `part` is its folder in a workspace, or `""`. */
export function planOf(
  folder: ProjectFolder,
  part: string,
  all: PythonPackages,
  start: PythonStart,
): StagesPlan {
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
        what: "is the Python image that the other stages share.",
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
              what: "runs the tests. Build it with: docker build --target test .",
              from: "deps",
              lines: testLines(folder, all, isPytest),
            },
          ]),
      {
        name: "runtime",
        what: "is the final image: the application and its virtual environment, run as a non-root user.",
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
