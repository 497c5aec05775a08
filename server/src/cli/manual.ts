/** The manual page, as `man` reads it: the same texts as the help. */
import { COMMANDS, PROGRAM } from "./commandFacts";
import type { CommandFacts, CommandOption } from "./command";

/** The page of the program; `version` is that of the package. */
export function manualPage(version: string): string {
  return [
    `.TH DOCKERFILE\\-STAGES 1 "" "dockerfile\\-stages ${roff(version)}" "User Commands"`,
    ".SH NAME",
    `${roff(PROGRAM.name)} \\- ${roff(PROGRAM.summary.replace(/\.$/, ""))}`,
    ".SH SYNOPSIS",
    `.B ${roff(PROGRAM.name)}`,
    "COMMAND [OPTION...] [ARGUMENT...]",
    ".SH COMMANDS",
    ...COMMANDS.flatMap(commandLines),
    ".SH EXIT STATUS",
    ...PROGRAM.exitCodes.flatMap(({ code, text }) => [".TP", `.B ${code}`, roff(text)]),
    ".SH ENVIRONMENT",
    ...PROGRAM.environment.flatMap(({ name, text }) => [".TP", `.B ${name}`, roff(text)]),
    ".SH FILES",
    ".TP",
    ".B .dockerfile\\-stages.yaml, .dockerfile\\-stages.json",
    "The rules of a project, in the folder of a Dockerfile or above it.",
    "",
  ].join("\n");
}

function commandLines({ name, usage, summary, details, options, examples }: CommandFacts): string[] {
  return [
    `.SS ${PROGRAM.name} ${name} [OPTION...] ${usage}`
      .trimEnd()
      .replaceAll("-", "\\-")
      .replaceAll("…", "..."),
    roff(summary),
    ...details.flatMap(text => [".PP", roff(text)]),
    ...options.flatMap(option => [".TP", `.B ${optionRoff(option)}`, roff(option.text)]),
    ...examples.flatMap(({ line, text }) => [
      ".PP",
      roff(text),
      ".PP",
      ".RS",
      ".nf",
      roff(line),
      ".fi",
      ".RE",
    ]),
  ];
}

function optionRoff({ name, short, value }: CommandOption): string {
  const long = `\\-\\-${name.replaceAll("-", "\\-")}${value === undefined ? "" : ` ${value}`}`;
  return short === undefined ? long : `\\-${short}, ${long}`;
}

/** A text: a line must not begin as a request, and characters that mean something are escaped. */
function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("…", "...")
    .replaceAll("’", "'")
    .replace(/^(?=[.'])/, "\\&");
}
