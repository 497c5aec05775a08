/** Which shell an image has: found out by starting it, because a name says neither that it is there nor that it works. */
import * as l10n from "@vscode/l10n";
import { toolCommand, type Engine, type EngineCommand } from "../engine/engine";
import type { Shell } from "./runCommands";
import { lastWords, runTool, WORK_MS, type ToolEnd } from "../engine/runTool";

/** In the order of what people like to type in. */
export const SHELLS: readonly Shell[] = [["bash"], ["sh"], ["ash"], ["dash"], ["busybox", "sh"]];

export type ShellProbe =
  | { shell: Shell }
  /** There is none, with the reason: what follows a colon. */
  | { none: string }
  /** The engine did not say. */
  | { problem: string };

/** Tries one shell after the other, in a container that has no network and is gone at once. */
export async function probeShell(engine: Engine, image: string, signal?: AbortSignal): Promise<ShellProbe> {
  for (const shell of SHELLS) {
    const end = await runTool(tryShell(engine, image, shell), { timeoutMs: WORK_MS, signal });
    const verdict = readTry(end);
    if (verdict === "works") return { shell };
    if (verdict !== "missing") return verdict;
  }
  return {
    none: l10n.t(
      'It does not contain bash, sh, ash, dash or busybox. Its base image is scratch or an image without a shell ("distroless").',
    ),
  };
}

/** Starts the shell and lets it end at once. */
export function tryShell(engine: Engine, image: string, [program, ...args]: Shell): EngineCommand {
  const options = ["--network", "none", "--entrypoint", program];
  return toolCommand(engine, ["run", "--rm", ...options, image, ...args, "-c", "exit 0"]);
}

/**
 * What the try says. 126 and 127 are what every engine ends with where a program cannot be started, or is not there; 125 is
 * of the engine itself.
 */
export function readTry(end: ToolEnd): "works" | "missing" | Exclude<ShellProbe, { shell: Shell }> {
  const { status, err } = end;
  if (status === 0) return "works";
  if (/exec format error/i.test(err))
    return { none: l10n.t("it is built for a platform that this engine cannot run.") };
  if (status === 126 || status === 127 || /executable file not found|no such file or directory/i.test(err))
    return "missing";
  return {
    problem:
      status === 125 || status === null
        ? lastWords(end)
        : l10n.t("The shell ended with {0}: {1}", status, lastWords(end)),
  };
}
