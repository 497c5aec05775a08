/** Help, for the program and for each command. */
import { COMMANDS, PROGRAM } from "./commandFacts";
import type { CommandFacts, CommandOption } from "./command";

/** A terminal that says nothing of itself is that wide. */
const WIDTH = 90;
const INDENT = "  ";

/** The help of the program: its commands, and the codes that it ends with. */
export function programHelp(): string {
  return paragraphs([
    PROGRAM.summary,
    section("Usage", [`${PROGRAM.name} COMMAND [OPTION…] [ARGUMENT…]`]),
    table(
      "Commands",
      COMMANDS.map(({ name, summary }) => [name, summary]),
    ),
    table(
      "Options",
      PROGRAM.options.map(option => [optionText(option), option.text]),
    ),
    table(
      "Exit codes",
      PROGRAM.exitCodes.map(({ code, text }) => [String(code), text]),
    ),
    `"${PROGRAM.name} COMMAND --help" explains a command.`,
  ]);
}

/** The help of a command. */
export function commandHelp({ name, usage, summary, details, options, examples }: CommandFacts): string {
  return paragraphs([
    summary,
    section("Usage", [`${PROGRAM.name} ${name} [OPTION…] ${usage}`.trimEnd()]),
    ...details.map(text => wrapped(text, "").join("\n")),
    table(
      "Options",
      options.map(option => [optionText(option), option.text]),
    ),
    section(
      "Examples",
      examples.flatMap(({ line, text }, index) => [...(index > 0 ? [""] : []), `# ${text}`, line]),
    ),
  ]);
}

/** An option as it is written. */
export function optionText({ name, short, value }: CommandOption): string {
  return `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
}

function paragraphs(texts: readonly string[]): string {
  return `${texts.filter(text => text !== "").join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines.map(line => (line === "" ? "" : INDENT + line))].join("\n");
}

/** Two columns; a text beside a long entry begins below it. */
function table(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(26, Math.max(...rows.map(([left]) => left.length)));
  const below = INDENT + " ".repeat(width + 2);
  const lines = rows.flatMap(([left, right]) => {
    const [first = "", ...rest] = wrapped(right, below);
    const start = INDENT + left.padEnd(width + 2);
    return left.length > width ? [INDENT + left, below + first, ...rest] : [start + first, ...rest];
  });
  return [`${title}:`, ...lines].join("\n");
}

/** A text in lines; all but the first begin with `indent`, whose width counts for all. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = word;
    } else line += (line === "" ? "" : " ") + word;
  }
  lines.push(line);
  return lines.map((each, index) => (index === 0 ? each : indent + each));
}
