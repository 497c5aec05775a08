/** The commands of a RUN one by one, each with its text, so that some of them can be said again in another stage. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { ShellCommand } from "../dockerfile/shellCommands";
import type { Analysis } from "../stages/analysis/analysis";
import { resolvePath } from "./paths";

export interface Command extends ShellCommand {
  /** Its words without quotes, values filled in; for several commands in one those of the first. */
  readonly words: readonly string[];
  /** What relative paths count from, after each `cd` before it; null where nothing says. */
  readonly folder: string | null;
}

/** Commands that only say how the others run. */
const NOTHING = new Set(["set", ":", "true"]);

/** The value of a variable where an instruction stands, as far as the file says it. */
export type Values = (name: string) => string | undefined;

/**
 * The commands of a `RUN`, in order; those that do nothing to files (`set -e`) are left out. None of any other line. `workdir`
 * is the folder in which the first of them runs.
 */
export function commandsOf(
  { script }: Analysis,
  line: LogicalLine,
  workdir: string | null,
  values: Values,
): Command[] {
  const { keyword, json } = line.instruction;
  if (keyword !== "RUN") return [];
  if (Array.isArray(json)) return [inExecForm(json, workdir)];
  const parts = script(line)?.parts;
  if (!parts) return [{ ...inExecForm(["<<"], workdir), isCompound: true }];
  let folder = workdir;
  return parts.flatMap(part => {
    const all = part.all.map(words => withoutSudo(filled(words, values)));
    const outputs = part.outputs.map(file => filledWord(file, values)).filter(file => file !== "/dev/null");
    const [words] = all;
    if (!words || (all.length === 1 && NOTHING.has(words[0] ?? ""))) return [];
    const command: Command = { ...part, all, outputs, words, folder };
    if (words[0] === "cd" && !part.isCompound) folder = resolvePath(folder, words[1] ?? "");
    return [command];
  });
}

/** The commands in a command, each with the folder that it runs in. */
export function wordsIn({ all, folder }: Command): { words: readonly string[]; folder: string | null }[] {
  let at = folder;
  return all.map(words => {
    const one = { words, folder: at };
    if (words[0] === "cd") at = resolvePath(at, words[1] ?? "");
    return one;
  });
}

/** Whether a script ends with its first failure, whatever stands between its commands. */
export function endsAtFailure({ script }: Analysis, line: LogicalLine): boolean {
  return (script(line)?.commands ?? []).some(
    ([name, ...options]) => name === "set" && options.some(option => /^-\w*e/.test(option)),
  );
}

function inExecForm(words: readonly string[], folder: string | null): Command {
  return {
    text: words.join(" "),
    words,
    isCompound: false,
    all: [words],
    outputs: [],
    inputs: [],
    given: [],
    separator: "",
    folder,
  };
}

function withoutSudo(words: readonly string[]): readonly string[] {
  return words[0] === "sudo" ? words.slice(1) : words;
}

/** A variable that is a word of its own is as many words as its value has; in a word it is a part of it. */
function filled(words: readonly string[], values: Values): readonly string[] {
  if (!words.some(word => word.includes("$"))) return words;
  return words.flatMap(word => {
    const [, name] = /^\$\{?(\w+)\}?$/.exec(word) ?? [];
    const value = name === undefined ? undefined : values(name);
    if (value !== undefined) return value.split(/\s+/).filter(one => one !== "");
    return [filledWord(word, values)];
  });
}

function filledWord(word: string, values: Values): string {
  return word.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced?: string, bare?: string) => {
    const value = values(braced ?? bare ?? "");
    return value === undefined || /\s/.test(value) ? all : value;
  });
}
