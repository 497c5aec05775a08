/** What commands install outside of the folder in which they run: by the manager of a language, or of a system. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction } from "../../stages/evaluation/stageEvaluation";
import type { Stage } from "../../stages/model/model";

export interface Installed {
  /** `libraries`: what an interpreter loads. `programs`: what is started by name. */
  readonly kind: "libraries" | "programs";
  readonly ecosystem: "python" | "ruby" | "node" | "rust" | "go" | "system";
  /** The command as its telling words: `pip install`. */
  readonly command: string;
  /** The command as it is written, its words without quotes. */
  readonly words: readonly string[];
  /** The programs that can be started then, as far as their names are seen; null where a manifest of the project has them. */
  readonly programs: readonly string[] | null;
  /** The folder that has them; null where it is one of the system. */
  readonly folder: string | null;
  readonly line: LogicalLine;
}

/** Tools to build and to pack with, which no program loads. */
const PYTHON_TOOLS =
  /^(?:pip|setuptools|wheel|build|poetry(?:-core)?|pipenv|uv|hatch(?:ling)?|flit(?:-core)?|pdm|tox|nox|virtualenv|pip-tools|twine|cython|cmake|ninja|meson|conan|mkdocs[^[=<>~!]*|sphinx[^[=<>~!]*|pre-commit|awscli|ansible[^[=<>~!]*|pytest[^[=<>~!]*|ruff|black|mypy|flake8|pylint|coverage|scons|maturin|grpcio-tools|yq|jinja2-cli|jinja2|pyyaml)(?:\[[^\]]*\])?(?:[=<>~!].*)?$/i;
/** Options of pip that say another place, or that nothing is installed. */
const ELSEWHERE = /^(?:-t|--target|--prefix|--root|--python|--dry-run|--download)(?:=|$)/;
const VALUE_OPTIONS =
  /^(?:-r|--requirement|-c|--constraint|-i|--index-url|--extra-index-url|-f|--find-links|--trusted-host|--proxy|--cache-dir|--timeout|--retries|--progress-bar|--platform|--no-binary|--only-binary)$/;
/** Requirements of what is done with a program before it is shipped. */
const OF_DEVELOPERS = /dev|build|test|doc|lint|ci\b/i;
/** The programs of npm packages that have other names. */
const NPM_PROGRAMS = new Map([
  ["@nestjs/cli", ["nest"]],
  ["@angular/cli", ["ng"]],
  ["typescript", ["tsc", "tsserver"]],
  ["@vue/cli", ["vue"]],
  ["pm2", ["pm2", "pm2-runtime", "pm2-docker"]],
]);

/** What the `RUN` instructions of some stages, one based on the other, install there. */
export function installedIn({ evaluation, script }: Analysis, stages: readonly Stage[]): Installed[] {
  const steps = stages.flatMap(stage => evaluation(stage)?.steps ?? []);
  const found: Installed[] = [];
  for (const step of steps) {
    if (step.instruction.keyword !== "RUN") continue;
    const line = step.onbuildSource ?? step.line;
    const { json } = step.instruction;
    const commands = typeof json === "object" && json !== null ? [json] : (script(line)?.commands ?? []);
    for (const words of commands) {
      const installed = read(words[0] === "sudo" ? words.slice(1) : words, commands);
      if (installed) found.push({ ...installed, words, line });
    }
  }
  return steps.some(isPythonElsewhere) ? found.filter(({ ecosystem }) => ecosystem !== "python") : found;
}

/** Variables that say where packages of Python go. */
const PYTHON_PLACES =
  /^(?:VIRTUAL_ENV|PIP_TARGET|PIP_PREFIX|PYTHONUSERBASE|PYTHONPATH|UV_PROJECT_ENVIRONMENT|POETRY_VIRTUALENVS_\w+|CONDA_\w+)$/;

/** Whether packages of Python go to a folder that the file chooses, for one command or all: a virtual environment, say. */
function isPythonElsewhere({ instruction, declared }: EvaluatedInstruction): boolean {
  if (instruction.keyword === "RUN")
    return /\bvenv\b|\bvirtualenv\s|\bconda\b|\/activate\b/.test(instruction.text);
  return (
    instruction.keyword === "ENV" &&
    declared.some(
      ({ name, value }) =>
        PYTHON_PLACES.test(name) || (name === "PATH" && /venv|env\/bin/i.test(value ?? "")),
    )
  );
}

type Reading = Omit<Installed, "line" | "words">;

function read(
  [program = "", ...words]: readonly string[],
  all: readonly (readonly string[])[],
): Reading | null {
  const [first = "", second = ""] = words;
  if (/^python[\d.]*$/.test(program) && first === "-m" && second === "pip") return pip("pip", words.slice(2));
  switch (program) {
    case "pip":
    case "pip3":
      return pip(program, words);
    case "uv":
      return first === "pip" && words.includes("--system") ? pip("uv pip", words.slice(1)) : null;
    case "pipenv":
      return first === "install" && words.includes("--system") ? python("pipenv install", null) : null;
    case "poetry": {
      const isGlobal = all.some(
        command =>
          command[0] === "poetry" && command.includes("virtualenvs.create") && command.includes("false"),
      );
      return first === "install" && isGlobal ? python("poetry install", null) : null;
    }
    case "bundle": {
      const isLocal = [...all, words].some(command =>
        command.some(word => /^(?:--path|--deployment|path|deployment|vendor)\b/.test(word)),
      );
      return (first === "install" || first === "") && !isLocal ? ruby("bundle install", []) : null;
    }
    case "gem":
      return first === "install" && !words.some(word => /^(?:-i|--install-dir|--user-install)/.test(word))
        ? ruby(
            "gem install",
            operands(words.slice(1)).filter(name => name !== "bundler"),
          )
        : null;
    case "npm":
    case "pnpm":
      return words.some(word => word === "-g" || word === "--global") &&
        words.some(word => /^(?:add|i|install)$/.test(word))
        ? programs(
            "node",
            `${program} install -g`,
            operands(words).slice(1).flatMap(npmPrograms),
            "/usr/local/lib/node_modules",
          )
        : null;
    case "yarn":
      return first === "global" && second === "add"
        ? programs("node", "yarn global add", operands(words).slice(2).flatMap(npmPrograms), null)
        : null;
    case "cargo":
      return first === "install" &&
        !words.some(word => word.startsWith("--root") || word.startsWith("--target-dir"))
        ? programs("rust", "cargo install", crates(words), "/usr/local/cargo/bin")
        : null;
    case "go":
      return first === "install"
        ? programs("go", "go install", goPrograms(operands(words.slice(1))), "/go/bin")
        : null;
    case "apt":
    case "apt-get":
      return words.includes("install")
        ? programs("system", `${program} install`, packages(words, "install"), null)
        : null;
    case "apk":
      return words.includes("add") ? programs("system", "apk add", packages(words, "add"), null) : null;
    case "dnf":
    case "microdnf":
    case "yum":
      return words.includes("install")
        ? programs("system", `${program} install`, packages(words, "install"), null)
        : null;
    default:
      return null;
  }
}

function pip(command: string, words: readonly string[]): Reading | null {
  if (words[0] !== "install" || words.some(word => ELSEWHERE.test(word))) return null;
  const isRequired = words.some(
    (word, index) =>
      /^(?:-r|--requirement)/.test(word) && !OF_DEVELOPERS.test(`${word} ${words[index + 1] ?? ""}`),
  );
  const names = operands(words.slice(1)).filter(name => !PYTHON_TOOLS.test(name));
  if (!isRequired && names.length === 0) return null;
  return python(`${command} install`, words.includes("--user") ? "/root/.local" : null);
}

function python(command: string, folder: string | null): Reading {
  return { kind: "libraries", ecosystem: "python", command, programs: [], folder };
}

function ruby(command: string, names: readonly string[]): Reading | null {
  if (command === "gem install" && names.length === 0) return null;
  return { kind: "libraries", ecosystem: "ruby", command, programs: names, folder: "/usr/local/bundle" };
}

function programs(
  ecosystem: Installed["ecosystem"],
  command: string,
  names: readonly string[] | null,
  folder: string | null,
): Reading | null {
  return names?.length === 0 ? null : { kind: "programs", ecosystem, command, programs: names, folder };
}

/** The words that are neither options nor values of them. */
function operands(words: readonly string[]): string[] {
  return words.filter((word, index) => !word.startsWith("-") && !VALUE_OPTIONS.test(words[index - 1] ?? ""));
}

function packages(words: readonly string[], verb: string): string[] {
  return operands(words)
    .filter(word => word !== verb && !word.startsWith("."))
    .map(word => word.split(/[=<>~@]/, 1)[0] ?? "");
}

/** The programs of a package as it is written: `serve@14`, `@nestjs/cli`. */
export function npmPrograms(word: string): readonly string[] {
  const name = word.slice(0, 1) + word.slice(1).split("@", 1).join("");
  return NPM_PROGRAMS.get(name) ?? [name.slice(name.lastIndexOf("/") + 1)];
}

/** The programs that `cargo install` names; those of the crate itself are in its manifest. */
function crates(words: readonly string[]): string[] | null {
  const bin = words.flatMap((word, index) =>
    word === "--bin"
      ? (words[index + 1] ?? [])
      : word.startsWith("--bin=")
        ? word.slice("--bin=".length)
        : [],
  );
  if (bin.length > 0) return bin;
  return words.some(word => /^--(?:path|git)\b/.test(word)) ? null : operands(words.slice(1));
}

/** `github.com/a/tool/cmd/tool@latest`, `./cmd/tool`; those of `.` and `./...` are named by the module and its folders. */
function goPrograms(packages: readonly string[]): string[] | null {
  if (packages.length === 0 || packages.some(word => /^\.\/?$|(?:^|\/)\.\.\.$/.test(word))) return null;
  return packages.map(
    word =>
      (word.split("@", 1)[0] ?? "")
        .replace(/\/v\d+$/, "")
        .split("/")
        .at(-1) ?? "",
  );
}
