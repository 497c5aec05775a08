/** The commands of a RUN one by one, each with its text, so that some of them can be said again in another stage. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { ShellCommand } from "../dockerfile/shellCommands";
import type { Analysis } from "../stages/analysis/analysis";

export interface Command extends ShellCommand {
  /** Its words without quotes; for several commands in one those of the first. */
  readonly words: readonly string[];
}

/** Commands that only say how the others run. */
const NOTHING = new Set(["set", ":", "true"]);

/** The commands of a `RUN`, in order; those that do nothing to files (`set -e`) are left out. None of any other line. */
export function commandsOf({ script }: Analysis, line: LogicalLine): Command[] {
  const { keyword, json } = line.instruction;
  if (keyword !== "RUN") return [];
  if (Array.isArray(json)) return [inExecForm(json)];
  const parts = script(line)?.parts;
  if (!parts) return [{ text: "<<", words: ["<<"], isCompound: true, all: [["<<"]] }];
  return parts.flatMap(part => {
    const { all } = part;
    const [words] = all;
    if (!words || (all.length === 1 && NOTHING.has(words[0] ?? ""))) return [];
    return [{ ...part, words: words[0] === "sudo" ? words.slice(1) : words }];
  });
}

function inExecForm(words: readonly string[]): Command {
  return { text: words.join(" "), words, isCompound: false, all: [words] };
}
