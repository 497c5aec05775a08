/** pyproject.toml and requirements.txt: the tool, the version, what is tested, what starts. */
import * as l10n from "@vscode/l10n";
import { firstOf, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { field, fieldsOf, listOf, readToml, textOf } from "../../ecosystems/manifest";
import type { Fields } from "../../ecosystems/manifest";
import { literal } from "../plan";
import type { Change, Found, Plan } from "../plan";
import { pythonStart } from "./start";
import type { PythonStart } from "./start";
import { answerTo, askCommand, askPort, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import { exactVersion, toolVersion, versionFor } from "../../ecosystems/versions";

const VERSIONS = ["3.14", "3.13", "3.12", "3.11", "3.10", "3.9"];
/** For the tests, where they have a list of their own. */
const TEST_LISTS = [
  "requirements-dev.txt",
  "requirements-test.txt",
  "dev-requirements.txt",
  "requirements_dev.txt",
];

type PythonSnippet = "ms-python" | "ms-python-uv" | "ms-python-poetry";

/** The tab stops of a snippet. */
const STOPS = {
  "ms-python": { test: 5, module: 7 },
  "ms-python-uv": { test: 6, module: 8 },
  "ms-python-poetry": { test: 5, module: 7 },
} as const;

/** Reads a project of Python; null where the folder has none. */
export function readPythonProject(folder: ProjectFolder): Found | null {
  const manifest = firstOf(folder, ["pyproject.toml", "requirements.txt"]);
  if (manifest === null) return null;
  const { fields, problem } =
    manifest === "pyproject.toml" ? readToml(folder, manifest) : { fields: {}, problem: null };
  const snippet = snippetOf(folder, fields);
  // A file with settings of tools alone, beside a program in another language.
  const isProject = problem !== null || ["project", "build-system"].some(key => fields[key] !== undefined);
  if (snippet === "ms-python" && !isProject && !folder.files.has("requirements.txt")) return null;
  const packages = packagesOf(folder, fields);
  const start = pythonStart(folder, packages);
  const command = start === null ? askCommand("python -m app") : null;
  const port = start === null ? askPort("8000") : null;
  const tool = { "ms-python": "pip", "ms-python-uv": "uv", "ms-python-poetry": "Poetry" }[snippet];
  return {
    what: l10n.t("{0} with {1}", "Python", tool),
    manifest,
    notes: problem === null ? [] : [problem],
    proposals: [
      {
        label: l10n.t("A virtual environment, created in one stage and used in another"),
        snippet,
        questions: questionsOf(command, port),
        plan: answers => {
          const words = sanitize.plainWords(answerTo(command, answers)) ?? ["python", "-m", "app"];
          const chosen = start ?? { words, port: answerTo(port, answers), module: null };
          return planOf(folder, fields, snippet, packages, chosen);
        },
      },
    ],
  };
}

function snippetOf(folder: ProjectFolder, fields: Fields): PythonSnippet {
  if (folder.files.has("uv.lock")) return "ms-python-uv";
  const isPoetry = folder.files.has("poetry.lock") || field(fields, "tool", "poetry") !== undefined;
  return isPoetry ? "ms-python-poetry" : "ms-python";
}

/** The names of all packages that are named anywhere; `fastapi[standard]` with its extra as well. */
function packagesOf(folder: ProjectFolder, fields: Fields): ReadonlySet<string> {
  const groups = [
    field(fields, "project", "dependencies"),
    ...Object.values(fieldsOf(field(fields, "project", "optional-dependencies"))),
    ...Object.values(fieldsOf(fields["dependency-groups"])),
    field(fields, "tool", "uv", "dev-dependencies"),
  ];
  const poetry = [
    field(fields, "tool", "poetry", "dependencies"),
    field(fields, "tool", "poetry", "dev-dependencies"),
    ...Object.values(fieldsOf(field(fields, "tool", "poetry", "group"))).map(group =>
      field(fieldsOf(group), "dependencies"),
    ),
  ];
  const lines = ["requirements.txt", ...TEST_LISTS].flatMap(file => (folder.read(file) ?? "").split(/\r?\n/));
  const written = [...groups.flatMap(listOf), ...lines].flatMap(line => textOf(line) ?? []);
  const names = written.flatMap(line => {
    const [, name = "", extra = ""] = /^\s{0,9}([\w.-]{1,100})(\[[\w,-]{1,100}\])?/.exec(line) ?? [];
    return name === "" ? [] : [name, name + extra];
  });
  return new Set(
    [...names, ...poetry.flatMap(group => Object.keys(fieldsOf(group)))].map(one => one.toLowerCase()),
  );
}

function versionOf(folder: ProjectFolder, fields: Fields): string | null {
  const exact = folder.read(".python-version") ?? folder.read("runtime.txt") ?? toolVersion(folder, "python");
  const range =
    textOf(field(fields, "project", "requires-python")) ??
    textOf(field(fields, "tool", "poetry", "dependencies", "python"));
  return exactVersion(exact, 2) ?? versionFor(range, VERSIONS);
}

function planOf(
  folder: ProjectFolder,
  fields: Fields,
  snippet: PythonSnippet,
  packages: ReadonlySet<string>,
  { words, port, module }: PythonStart,
): Plan {
  const hasTests =
    matching(folder, /^(?:tests?\/(?:.*\/)?)?(?:test_[\w-]+|[\w-]+_test|tests)\.py$/).length > 0;
  const isPytest = packages.has("pytest") || field(fields, "tool", "pytest") !== undefined;
  const stops = STOPS[snippet];
  const changes: Change[] = [
    ...(hasTests ? [] : [{ without: "test" }]),
    ...(module !== null
      ? []
      : [
          {
            replace: `CMD ["python", "-m", "\${${stops.module}:app}"]`,
            by: `CMD ${literal(sanitize.execForm(words))}`,
          },
        ]),
    ...(port === null ? [] : [{ replace: "\nCMD [", by: `\nEXPOSE ${port}\nCMD [` }]),
    ...(matching(folder, /^src\/.*\.py$/).length > 0
      ? [{ replace: "    PYTHONUNBUFFERED=1", by: "    PYTHONPATH=/app/src \\\\\n    PYTHONUNBUFFERED=1" }]
      : []),
    ...(snippet === "ms-python" ? pipChanges(folder, hasTests, isPytest) : []),
    ...(snippet === "ms-python-poetry" && !folder.files.has("poetry.lock")
      ? [{ replace: "COPY pyproject.toml poetry.lock ./", by: "COPY pyproject.toml ./" }]
      : []),
  ];
  return {
    snippet,
    values: {
      2: versionOf(folder, fields),
      [stops.test]: hasTests ? (isPytest ? "pytest" : "unittest") : null,
      [stops.module]: module,
    },
    changes,
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
    needed: ["src", ...words.flatMap(word => sanitize.path(word) ?? [])],
  };
}

/** A project without a list of packages is installed itself; tests may need more than production has. */
function pipChanges(folder: ProjectFolder, hasTests: boolean, isPytest: boolean): Change[] {
  const list = firstOf(folder, TEST_LISTS);
  const copy = "COPY requirements.txt ./\n";
  const install = "RUN --mount=type=cache,target=/root/.cache/pip pip install ";
  const isListed = folder.files.has("requirements.txt");
  const inList = /^pytest\b/im.test(folder.read("requirements.txt") ?? "");
  const forTests = list !== null ? `-r ${list}` : isPytest && !inList ? "pytest" : null;
  return [
    ...(isListed ? [] : [{ replace: `${copy}${install}-r requirements.txt`, by: `COPY . .\n${install}.` }]),
    ...(hasTests && forTests !== null
      ? [{ replace: "COPY . .\nRUN python -m", by: `COPY . .\n${install}${forTests}\nRUN python -m` }]
      : []),
  ];
}
