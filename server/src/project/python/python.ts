/** A project of Python: the tool that installs its packages, the version, what is tested, what starts. */
import * as l10n from "@vscode/l10n";
import { below, firstOf, matching, parentOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { readPythonPackages } from "../../ecosystems/python/packages";
import type { PythonPackages } from "../../ecosystems/python/packages";
import { pythonStarts } from "../../ecosystems/python/start";
import { PLAIN } from "../../ecosystems/python/startFact";
import type { Answers, Found } from "../plan";
import { answerTo, askCommand, askPort, askProgram, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import { isNothing, refusal, likelyCommand } from "./refusal";
import { planOf } from "./stages";

const TOOLS = { uv: "uv", poetry: "Poetry", pipenv: "Pipenv", pdm: "PDM", pip: "pip" };

const SNIPPETS = {
  uv: "ms-python-uv",
  poetry: "ms-python-poetry",
  pipenv: "ms-python",
  pdm: "ms-python",
  pip: "ms-python",
};

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
        installed(readPythonPackages(below(folder, part))),
      );
      return starts.length === 0 ? [] : (readPythonProject(folder, part) ?? []);
    });
  const found = [own, ...ofParts].filter(one => one !== null);
  const programs = found.filter(({ refused }) => !refused);
  // A program of Django below is the one that the folder's own project starts.
  const started = own?.proposals.length ? matching(folder, /^[\w-]+\/manage\.py$/).map(parentOf) : [];
  return { found: programs.length > 0 ? programs : found.slice(0, 1), parts: [...parts, ...started] };
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
  if (manifest === null || (manifest === "setup.py" && !isSetup(folder.read("setup.py")))) return null;
  const shown = part === "" ? manifest : `${part}/${manifest}`;
  const own = readPythonPackages(folder);
  const all: PythonPackages = part === "" ? own : { ...own, tool: "uv" };
  const { pyproject, problem, packages, tool, list } = all;
  if (isNothing(folder, all)) return null;
  const what = l10n.t("{0} with {1}", "Python", TOOLS[tool]);
  const starts = pythonStarts(folder, pyproject, installed(all));
  const refused = refusal(folder, all, starts);
  if (refused !== null) return { what, manifest: shown, notes: [], proposals: [], refused };
  const [first = null] = starts;
  const isAsked = first === null;
  const question =
    starts.length > 1
      ? { ...askProgram(starts.map(({ words }) => words[0] ?? "")), kind: "name" as const }
      : null;
  const command = isAsked ? askCommand(likelyCommand(folder)) : null;
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
          const words = sanitize.plainWords(answerTo(command, answers)) ?? likelyCommand(folder).split(" ");
          const known = starts.find(start => start.words[0] === chosen) ?? first;
          const start = known ?? { ...PLAIN, words };
          return planOf(folder, part, all, { ...start, port: start.port ?? answerTo(port, answers) });
        },
      },
    ],
  };
}

/** The packages that production installs, each with its extras. */
function installed({ packages, production }: PythonPackages): ReadonlyMap<string, string> {
  return new Map([...packages].filter(([name]) => production.has(name.replace(/\[.*/, ""))));
}

/** Whether a file called setup.py is what installs a package: a module of a program may be called like that. */
function isSetup(text: string | null): boolean {
  return text !== null && /\b(?:setuptools|distutils|skbuild)\b|^setup\(/m.test(text);
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
