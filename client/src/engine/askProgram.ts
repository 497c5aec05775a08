/** Asks an engine's program a short question, such as its version, and answers with what it printed. */
import { execFile } from "node:child_process";
import { homedir } from "node:os";
import type { EngineCommand } from "./engine";

export interface ProgramAnswer {
  /** It ended with status 0. */
  ok: boolean;
  out: string;
  err: string;
  /** The system's own word where the program could not be started. */
  notStarted?: string;
}

const PATIENCE_MS = 15_000;
const MOST_OUTPUT = 16 * 1024 * 1024;

/** Never throws, and ends a program that does not answer. */
export function askProgram({ file, args, env }: EngineCommand): Promise<ProgramAnswer> {
  return new Promise(resolve => {
    const fail = (error: unknown) => {
      resolve({
        ok: false,
        out: "",
        err: "",
        notStarted: error instanceof Error ? error.message : String(error),
      });
    };
    try {
      execFile(
        file,
        args,
        {
          // Not in the folder of the project: on Windows a program there would be taken before the one on PATH.
          cwd: homedir(),
          env: { ...process.env, ...env },
          timeout: PATIENCE_MS,
          maxBuffer: MOST_OUTPUT,
          windowsHide: true,
        },
        (error, out, err) => {
          // A status is a number; a program that could not be started has a code such as ENOENT.
          if (typeof error?.code === "string") fail(error);
          else resolve({ ok: error === null, out, err });
        },
      );
    } catch (error) {
      fail(error); // A NUL in the program's name is thrown.
    }
  });
}
