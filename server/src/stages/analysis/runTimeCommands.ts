/** The commands that run in a container: of the start command, of the health check, and of a script that is started. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { readShellCommands } from "../../dockerfile/shellCommands";
import { readShellScript } from "../../dockerfile/shellScript";

/** A command as its words. */
type Words = readonly string[];

/** The commands of ENTRYPOINT or CMD, and of HEALTHCHECK, with those of the texts that they give to a shell. */
export function runTimeCommands(lines: readonly LogicalLine[]): Words[] {
  const last = (keyword: string) => lines.findLast(({ instruction }) => instruction.keyword === keyword);
  // The words of CMD are arguments where there is an ENTRYPOINT.
  return [last("ENTRYPOINT") ?? last("CMD"), last("HEALTHCHECK")]
    .filter(line => line !== undefined)
    .flatMap(commandsIn);
}

/** The commands of a health check; none where the lines have none. */
export function healthCommands(lines: readonly LogicalLine[]): Words[] {
  const check = lines.findLast(({ instruction }) => instruction.keyword === "HEALTHCHECK");
  return check ? commandsIn(check) : [];
}

function commandsIn({ instruction: { keyword, json, text, rest } }: LogicalLine): Words[] {
  if (json !== null && json !== "invalid")
    return [
      json,
      ...json.flatMap((word, at) => (/^-\w*c$/.test(json[at - 1] ?? "") ? commandsOf(word) : [])),
    ];
  const written = text.slice(rest.start, rest.end);
  const at = keyword === "HEALTHCHECK" ? /\bCMD\s/.exec(written) : null;
  const command = at === null ? written : written.slice(at.index + "CMD".length).trim();
  // The list of a health check: its words, without what is around them.
  return [...commandsOf(command.startsWith("[") ? command.replace(/["',[\]]+/g, " ") : command)];
}

/** A shell script that is a file: all its commands, and the last one; null where that runs under conditions, or in the background. */
export function readScriptFile(text: string): {
  readonly commands: readonly Words[];
  readonly last: Words | null;
} {
  const lines = text
    .replace(/\\\r?\n/g, " ")
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== "" && !line.startsWith("#"));
  return { commands: commandsOf(text), last: lastCommand(lines.at(-1) ?? "") };
}

/** Last lines that end something that has begun above, or wait for it. */
const ENDS_BLOCK = /^(?:fi|done|esac|\}|\)|wait\b)/;

function lastCommand(line: string): Words | null {
  if (ENDS_BLOCK.test(line) || line.endsWith("&")) return null;
  const parts = readShellCommands(line);
  return parts.some(({ isCompound }) => isCompound) ? null : (parts.at(-1)?.all[0] ?? null);
}

function commandsOf(script: string): readonly Words[] {
  return readShellScript(script).commands;
}
