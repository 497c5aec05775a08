/** The shell script of each instruction, read once: an edit costs the reading of the scripts that it changed. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { readShellCommands } from "../../dockerfile/shellCommands";
import type { ShellCommand } from "../../dockerfile/shellCommands";
import { readShellScript, scriptOf } from "../../dockerfile/shellScript";
import type { ShellScript } from "../../dockerfile/shellScript";
import { once } from "./once";

/** A script that has been read, with the text that its offsets count in. */
export interface Script extends ShellScript {
  readonly text: string;
  /** Its commands as they can be taken apart. */
  readonly parts: readonly ShellCommand[];
}

/**
 * What lines have been read as: null for those without a script for the shell. A line keeps its identity from version to
 * version as long as its text, heredocs included, is the same, so that this serves all versions of a document.
 */
export type KnownScripts = WeakMap<LogicalLine, Script | null>;

/** The script of a `RUN`, also of one that ONBUILD holds back; null for other instructions, JSON and other programs. */
export function scriptIn(known: KnownScripts, documentText: string, line: LogicalLine): Script | null {
  const before = known.get(line);
  if (before !== undefined) return before;
  const { trigger } = line.instruction;
  const text = scriptOf(trigger ? { ...line, instruction: trigger } : line, documentText);
  const script = text === null ? null : readScript(text);
  known.set(line, script);
  return script;
}

function readScript(text: string): Script {
  const parts = once(() => readShellCommands(text));
  return {
    ...readShellScript(text),
    text,
    get parts() {
      return parts();
    },
  };
}
