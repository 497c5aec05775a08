/** Programs that install packages of Python, and are installed for it: what only the build needs. */
import { installedTool } from "../carry";
import type { Command } from "../commands";
import { nameOf } from "../paths";
import type { SingleStage, StageLine } from "../singleStage";

/** Their packages, and those that pip itself is made of. */
const TOOL = /^(?:hatch|pdm|pip-tools|pipenv|poetry|poetry-(?:core|plugin-[\w-]+)|uv)$/;
const OF_PIP = /^(?:build|pip|setuptools|virtualenv|wheel)$/;
/** Images that have them. */
const IMAGES = /(?:^|\/)(?:pdm|poetry|uv)(?::|@|$)/;

/** Whether the words of a command install such programs and nothing else. */
export function installsTools(words: readonly string[]): boolean {
  const named = packagesOf(words);
  return named !== null && named.length > 0 && named.every(name => TOOL.test(name) || OF_PIP.test(name));
}

/** The names of the programs that a command installs, where it installs nothing else. */
export function toolNames(words: readonly string[]): readonly string[] {
  return installsTools(words) ? (packagesOf(words) ?? []).filter(name => TOOL.test(name)) : [];
}

/** Whether a stage installs one of them. */
export function hasTools({ lines }: SingleStage): boolean {
  return lines.some(
    ({ keyword, line, commands }) =>
      (keyword === "COPY" &&
        line.instruction.flags.some(
          ({ name, value }) => name === "from" && IMAGES.test(value?.text ?? ""),
        )) ||
      commands.some(isOneOfTools),
  );
}

/** The last RUN that installs them alone, of those in front of a line. */
export function lastOfTools({ lines }: SingleStage, before: StageLine): StageLine | null {
  const all = lines.slice(0, lines.indexOf(before));
  return (
    all.findLast(
      ({ commands }) =>
        commands.some(isOneOfTools) &&
        commands.every(({ all: some }) =>
          some.every(words => packagesOf(words) === null || installsTools(words)),
        ),
    ) ?? null
  );
}

function isOneOfTools({ all, text }: Command): boolean {
  return (
    /^(?:Poetry|uv)$/.test(installedTool(text) ?? "") ||
    all.some(words => installsTools(words) && (packagesOf(words) ?? []).some(name => TOOL.test(name)))
  );
}

/** The packages that a `pip install` names, without their versions; null for any other command, and where a file lists them. */
function packagesOf([program = "", ...rest]: readonly string[]): readonly string[] | null {
  const operands =
    /^python\d*(?:\.\d+)?$/.test(nameOf(program)) && rest[0] === "-m" ? rest.slice(1) : [program, ...rest];
  if (!/^pip\d*(?:\.\d+)?$/.test(nameOf(operands[0] ?? "")) || !operands.includes("install")) return null;
  if (operands.some(word => /^(?:-r|-e|--requirement|--editable)/.test(word))) return [""];
  return operands
    .slice(operands.indexOf("install") + 1)
    .filter(word => !word.startsWith("-"))
    .map(word => word.split(/[[=<>~!@]/, 1).join(""));
}
