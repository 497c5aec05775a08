/** Finds out which engine this machine has, by asking the programs for their versions. */
import type { Builder, Engine } from "./engine";
import { QUESTION_MS, runTool, type ToolEnd } from "./runTool";
import { isAtLeast, versionIn } from "./version";

/** The values of the setting `dockerfileStages.build.engine`. */
export const ENGINE_CHOICES = ["auto", "buildx", "docker", "podman", "nerdctl"] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** The program of each engine: a name on PATH or an absolute path. */
export interface Programs {
  docker: string;
  podman: string;
  nerdctl: string;
}

export type Probe =
  | { engine: Engine }
  /** The program cannot be started; `reason` is the system's own word. */
  | { missing: "program"; reason: string }
  /** The program does not answer; `reason` is a sentence that says what to do. */
  | { missing: "answer"; reason: string }
  /** `buildx` is asked for by the setting, and Docker does not have it. */
  | { missing: "buildx" };

/** Asks one program; a test answers in its place. */
export type Ask = (program: string, args: string[]) => Promise<ToolEnd>;

const askIt: Ask = (file, args) => runTool({ file, args, env: {} }, { timeoutMs: QUESTION_MS });

/** The engine of the choice; with `auto` the first that can be started of docker (with buildx or without), podman, nerdctl. */
export async function probeEngine(programs: Programs, choice: EngineChoice, ask = askIt): Promise<Probe> {
  switch (choice) {
    case "podman":
    case "nerdctl":
      return probeProgram(choice, programs[choice], ask);
    case "buildx":
    case "docker":
      return probeDocker(programs.docker, choice, ask);
    case "auto": {
      const docker = await probeDocker(programs.docker, choice, ask);
      // A docker that hangs is the engine of this machine all the same: no build goes elsewhere because it is slow.
      if ("engine" in docker || docker.missing === "answer") return docker;
      for (const other of ["podman", "nerdctl"] as const) {
        const probe = await probeProgram(other, programs[other], ask);
        if ("engine" in probe) return probe;
      }
      return docker;
    }
  }
}

async function probeDocker(program: string, choice: "auto" | "buildx" | "docker", ask: Ask): Promise<Probe> {
  const buildx = await ask(program, ["buildx", "version"]);
  const noBuildx = failedProbe(buildx);
  if (noBuildx !== undefined) return noBuildx;
  // Newer podman answers to this as well, with the version of Buildah.
  const hasBuildx =
    buildx.status === 0 && /\bbuildx\b/.test(buildx.out) && !/podman|buildah/i.test(buildx.out);
  const version = versionIn(buildx.out);
  if (hasBuildx && choice !== "docker") return { engine: engineOf("buildx", program, version) };

  const docker = await ask(program, ["--version"]);
  const noDocker = failedProbe(docker);
  if (noDocker !== undefined) return noDocker;
  // The package podman-docker calls podman "docker".
  if (/\bpodman\b/i.test(docker.out) && choice !== "buildx") {
    return { engine: engineOf("podman", program, versionIn(docker.out)) };
  }
  if (choice === "buildx") return { missing: "buildx" };
  const builder = builderWithoutBuildx(docker.out);
  // Before 23, `docker build` is not handed over to a buildx that is there.
  if (hasBuildx && builder !== "embedded") return { engine: engineOf("docker", program, version) };
  return { engine: engineOf(builder, program, versionIn(docker.out)) };
}

async function probeProgram(builder: "podman" | "nerdctl", program: string, ask: Ask): Promise<Probe> {
  const answer = await ask(program, ["--version"]);
  return failedProbe(answer) ?? { engine: engineOf(builder, program, versionIn(answer.out)) };
}

/** Why a program did not say anything of itself: it is not there, or it hangs. Whatever else it answers says which it is. */
function failedProbe({ notStarted, timedOut, err }: ToolEnd): Exclude<Probe, { engine: Engine }> | undefined {
  if (notStarted !== undefined) return { missing: "program", reason: notStarted };
  return timedOut === undefined ? undefined : { missing: "answer", reason: err };
}

function engineOf(builder: Builder, program: string, version: string | undefined): Engine {
  return {
    builder,
    program,
    progress: progressOf(builder, version),
    ...(version !== undefined && { version }),
  };
}

/** What a builder of this version can be asked to print while it builds. */
export function progressOf(builder: Builder, version: string | undefined): Engine["progress"] {
  switch (builder) {
    case "legacy": // refuses the option
    case "podman": // does not know it
      return "none";
    case "embedded":
    case "nerdctl":
      return "plain";
    case "buildx":
    case "docker":
      // An unknown version is not trusted with it: whoever does not know rawjson refuses to build.
      return version !== undefined && isAtLeast(version, "0.13") ? "rawjson" : "plain";
  }
}

/** What `docker build` of a Docker without buildx builds with, read from what `docker --version` prints. */
export function builderWithoutBuildx(versionText: string): Builder {
  const [, major, minor] = /\bversion (\d+)\.(\d+)/.exec(versionText) ?? [];
  if (major === undefined || minor === undefined) return "legacy";
  // BuildKit came into `docker build` with 18.09 and moved out of it, into buildx, with 23.0.
  const release = Number(major) * 100 + Number(minor);
  return release >= 1809 && release < 2300 ? "embedded" : "legacy";
}
