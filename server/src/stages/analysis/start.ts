/** The command that a container starts with, as ENTRYPOINT and CMD say it together. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { readShellCommands } from "../../dockerfile/shellCommands";
import { readShellScript } from "../../dockerfile/shellScript";

export interface Start {
  /** The words of the command behind wrappers such as tini; empty where only the image says it. */
  readonly words: readonly string[];
  /** A shell is needed to start it. */
  readonly needsShell: boolean;
}

/** Programs that start the one behind them. */
const WRAPPERS = new Set(["catatonit", "dumb-init", "exec", "gosu", "su-exec", "tini"]);
const SHELLS = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh$/;

/** What the lines of a stage start, at the end of it. */
export function startOf(lines: readonly LogicalLine[]): Start {
  const last = (keyword: string) => lines.findLast(({ instruction }) => instruction.keyword === keyword);
  const entrypoint = last("ENTRYPOINT");
  const command = last("CMD");
  const isExec = entrypoint === undefined || Array.isArray(entrypoint.instruction.json);
  // The shell form of an ENTRYPOINT leaves the CMD out (spec 5.1).
  const written = [entrypoint, isExec ? command : undefined].filter(line => line !== undefined);
  const shown = written.map(wordsOf);
  const { words, needsShell } = startedBy(shown.flatMap(one => one.words));
  return { words, needsShell: needsShell || shown.some(one => one.needsShell) };
}

function wordsOf({ instruction: { json, text, rest } }: LogicalLine): Start {
  if (Array.isArray(json)) return { words: json, needsShell: false };
  // A substitution in backticks is a part of the word that it stands in.
  const script = text.slice(rest.start, rest.end).replace(/`([^`\\]*)`/g, "$($1)");
  return { words: firstCommand(script), needsShell: true };
}

/** The first command of the last pipe of a line: what stands before it makes things ready, what is behind `|` reads its output. */
function firstCommand(script: string): readonly string[] {
  const last = readShellCommands(script).at(-1);
  const isPipe = last !== undefined && !last.isCompound && /\|/.test(last.text);
  return (isPipe ? last.all[0] : readShellScript(script).commands.at(-1)) ?? [];
}

/** What the words of a command start behind wrappers and a shell that is given a text. */
export function startedBy(words: readonly string[]): Start {
  const [program = "", ...rest] = words;
  if (SHELLS.test(program) && rest[0]?.startsWith("-") && rest[0].endsWith("c") && rest[1] !== undefined)
    return { words: firstCommand(rest[1]), needsShell: true };
  if (!WRAPPERS.has(program.slice(program.lastIndexOf("/") + 1))) return { words, needsShell: false };
  const takesUser = /(?:gosu|su-exec)$/.test(program);
  const at = rest.findIndex(word => !word.startsWith("-")) + (takesUser ? 1 : 0);
  return at === -1 ? { words: [], needsShell: false } : startedBy(rest.slice(at));
}
