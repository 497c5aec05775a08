/** Finds out which builder the docker program on this machine has, by asking it. */
import { execFile } from "node:child_process";
import { homedir } from "node:os";
import type { Builder, Engine } from "./engine";

/** The values of the setting `dockerfileStages.build.engine`. */
export type EngineChoice = "auto" | "buildx" | "docker";

export type Probe =
  | { engine: Engine }
  /** The program cannot be started; `reason` is the system's own word. */
  | { missing: "program"; reason: string }
  /** `buildx` is asked for by the setting, and Docker does not have it. */
  | { missing: "buildx" };

/** Asked anew before every build: somebody may have installed or removed a part since. */
export async function probeEngine(dockerPath: string, choice: EngineChoice): Promise<Probe> {
  const buildx = await run(dockerPath, ["buildx", "version"]);
  if (buildx.notStarted !== undefined) return { missing: "program", reason: buildx.notStarted };
  if (buildx.ok) {
    return { engine: engineOf(choice === "docker" ? "docker" : "buildx", dockerPath) };
  }
  if (choice === "buildx") return { missing: "buildx" };
  const version = await run(dockerPath, ["--version"]);
  if (version.notStarted !== undefined) return { missing: "program", reason: version.notStarted };
  return { engine: engineOf(builderWithoutBuildx(version.output), dockerPath) };
}

function engineOf(builder: Builder, program: string): Engine {
  // The legacy builder refuses the option.
  return { builder, program, progress: builder === "legacy" ? "none" : "plain" };
}

/** What `docker build` of a Docker without buildx builds with, read from what `docker --version` prints. */
export function builderWithoutBuildx(versionText: string): Builder {
  const [, major, minor] = /\bversion (\d+)\.(\d+)/.exec(versionText) ?? [];
  if (major === undefined || minor === undefined) return "legacy";
  // BuildKit came into `docker build` with 18.09 and moved out of it, into buildx, with 23.0.
  const release = Number(major) * 100 + Number(minor);
  return release >= 1809 && release < 2300 ? "embedded" : "legacy";
}

function run(file: string, args: string[]): Promise<{ ok: boolean; output: string; notStarted?: string }> {
  return new Promise(resolve => {
    // Not in the folder of the project: on Windows a program there would be taken before the one on PATH.
    execFile(file, args, { cwd: homedir(), timeout: 15_000, windowsHide: true }, (error, stdout) => {
      // A status is a number; a program that could not be started has a code such as ENOENT.
      const notStarted = typeof error?.code === "string" ? error.message : undefined;
      resolve({ ok: error === null, output: stdout, ...(notStarted !== undefined && { notStarted }) });
    });
  });
}
