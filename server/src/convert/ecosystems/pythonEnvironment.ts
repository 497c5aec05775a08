/** Where packages of Python are installed: environments that a file makes itself, and the one that a conversion adds. */
import * as l10n from "@vscode/l10n";
import { nameOf, resolvePath } from "../paths";
import type { Plan } from "../plan";
import { allCommands } from "../singleStage";
import type { PlacedCommand, SingleStage } from "../singleStage";
import { hasTools, lastOfTools } from "./pythonTools";

/** The instructions that make the environment, behind what installs the installers themselves, which nobody needs in it. */
export function madeEnvironment(
  single: SingleStage,
  installs: readonly PlacedCommand[],
  folder: string,
  path: string,
): Pick<Plan, "first" | "behind"> {
  const additions = [
    {
      text: `RUN python -m venv ${folder}`,
      reason: l10n.t("Install packages into a virtual environment, which the runtime image copies"),
    },
    { text: path },
  ];
  const [first] = installs;
  const last = installs.at(-1);
  const tools = first ? lastOfTools(single, first.at) : null;
  if (tools !== null) return { behind: { line: tools.line, additions } };
  // pip of the image installs Poetry, which by itself looks for the environment in the variable (python-poetry.org/docs/configuration).
  if (last && isPoetryAlone(single, installs))
    return {
      first: [...additions.slice(0, 1), { text: `ENV VIRTUAL_ENV=${folder}` }],
      behind: { line: last.at.line, additions: [{ text: `ENV PATH="${folder}/bin:$PATH"` }] },
    };
  return { first: additions };
}

/** Whether Poetry installs all packages, in the RUN that installs Poetry itself. */
function isPoetryAlone(single: SingleStage, installs: readonly PlacedCommand[]): boolean {
  return installs.every(({ words }) => words[0] === "poetry") && hasTools(single);
}

/** Whether the build has installers that stay out of what is copied. */
export function leavesTools(single: SingleStage, installs: readonly PlacedCommand[]): boolean {
  const [first] = installs;
  if (!first || !hasTools(single)) return false;
  const isUv = installs.every(({ words }) => words[0] === "uv" && words[1] === "sync");
  return (
    isUv ||
    ownEnvironment(single) !== null ||
    lastOfTools(single, first.at) !== null ||
    isPoetryAlone(single, installs)
  );
}

export function isInstall([written = "", ...rest]: readonly string[]): boolean {
  const program = nameOf(written);
  if (/^pip\d*(?:\.\d+)?$/.test(program)) return rest.includes("install");
  if (/^python\d*(?:\.\d+)?$/.test(program))
    return (
      (rest[0] === "-m" && rest[1] === "pip" && rest.includes("install")) ||
      (nameOf(rest[0] ?? "") === "setup.py" && /^(?:develop|install)$/.test(rest[1] ?? ""))
    );
  if (program === "uv") return rest[0] === "sync" || (rest[0] === "pip" && rest.includes("install"));
  return (
    (program === "poetry" || program === "pipenv") &&
    /^(?:install|sync)$/.test(rest.find(word => !word.startsWith("-")) ?? "")
  );
}

/** The virtual environment that the file makes itself, or null. */
export function ownEnvironment(single: SingleStage): string | null {
  const project = single.env("UV_PROJECT_ENVIRONMENT");
  if (
    project?.startsWith("/") === true &&
    allCommands(single).some(({ words }) => words[0] === "uv" && words[1] === "sync")
  )
    return project;
  for (const { words, folder: at } of allCommands(single)) {
    const isMade =
      (/^python/.test(words[0] ?? "") && words[1] === "-m" && words[2] === "venv") ||
      words[0] === "virtualenv" ||
      (words[0] === "uv" && words[1] === "venv");
    const folder = words.at(-1);
    if (isMade && folder !== undefined && !folder.startsWith("-"))
      return resolvePath(at, folder.includes("$") ? (single.env("VIRTUAL_ENV") ?? "") : folder);
  }
  return null;
}

/** Whether a variable says yes as uv reads it. */
export function usesSystem(value: string | undefined): boolean {
  return value !== undefined && !/^(?:0|false|no|off|)$/i.test(value);
}
