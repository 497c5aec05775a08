/**
 * Docker engines beside the one that runs: Docker 20.10 of Debian, whose own program has no buildx, and a second one of the
 * programs that the running one is made of. Each listens on a socket of its own, has data of its own and no network.
 */
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { findEngine, runProgram } from "../engine";
import { unpackEngines } from "./debianPackages";
import { guardedFolder, startGuarded, whyNotGuarded, type Guarded } from "./guard";
import { asked, NO_CHOICE, type OtherEngine, type Started } from "./otherEngine";

const ANSWER_WITHIN = 5_000;

/** An engine that is chosen by a Docker context, which is a builder of buildx as well; without it, the running one is asked. */
export interface SecondEngine extends OtherEngine {
  dockerContext: string;
}

/** The engine that runs already, in the same form. It is left as it is: `stop` ends nothing. */
export async function runningEngine(): Promise<Started> {
  const found = await findEngine();
  if (!found.answers) return { missing: found.reason };
  const unpacked = await unpackEngines();
  if ("missing" in unpacked) return unpacked;
  const common = asked("docker", {}, [], unpacked.standIn);
  return { engine: { ...common, version: found.version, stop: () => Promise.resolve() } };
}

/** Docker 20.10: `env` leads its own old program to it. */
export async function startDocker20(): Promise<Started> {
  const missing = await whyNotGuarded();
  if (missing !== undefined) return { missing };
  const unpacked = await unpackEngines();
  if ("missing" in unpacked) return unpacked;
  const folder = guardedFolder();
  const env = {
    ...NO_CHOICE,
    PATH: unpacked.env.PATH,
    DOCKER_HOST: socketOf(folder),
    DOCKER_CONFIG: join(folder, "config"),
  };
  mkdirSync(env.DOCKER_CONFIG);
  const program = unpacked.program("docker");
  const daemon = await startDaemon(
    [unpacked.program("dockerd")],
    folder,
    { ...env, ...unpacked.env },
    program,
  );
  if ("missing" in daemon) return daemon;
  const { version, stop } = daemon;
  if (!version.startsWith("20.10.")) {
    await stop();
    return { missing: `the Docker of this Debian is ${version}, not 20.10` };
  }
  return { engine: { ...asked(program, env, [], unpacked.standIn), version, stop } };
}

/** How a second engine keeps its images: `containerd` takes those of several platforms. */
export type ImageStore = "docker" | "containerd";

/**
 * A second engine: `env` makes its Docker context known to the docker program, and changes nothing else. It is to be
 * chosen by `--context`, or by `--builder` of buildx.
 */
export async function startSecondEngine(store: ImageStore = "docker"): Promise<Started<SecondEngine>> {
  const missing = await whyNotGuarded();
  if (missing !== undefined) return { missing };
  const [program, dockerd] = ["docker", "dockerd"].map(onPath);
  if (program === undefined || dockerd === undefined)
    return { missing: "a second engine needs docker and dockerd on the PATH" };
  const unpacked = await unpackEngines();
  if ("missing" in unpacked) return unpacked;
  const folder = guardedFolder();
  const env = { DOCKER_CONFIG: join(folder, "config"), DOCKER_CONTEXT: "", BUILDX_BUILDER: "" };
  const plugins = join(process.env["DOCKER_CONFIG"] ?? join(homedir(), ".docker"), "cli-plugins");
  mkdirSync(env.DOCKER_CONFIG);
  if (existsSync(plugins)) cpSync(plugins, join(env.DOCKER_CONFIG, "cli-plugins"), { recursive: true });

  const direct = { ...env, ...NO_CHOICE, DOCKER_HOST: socketOf(folder) };
  const feature = `containerd-snapshotter=${store === "containerd"}`;
  const daemon = await startDaemon([dockerd, "--feature", feature], folder, direct, program);
  if ("missing" in daemon) return daemon;
  const dockerContext = basename(folder);
  const create = ["context", "create", dockerContext, "--docker", `host=${direct.DOCKER_HOST}`];
  const created = await runProgram(program, create, { timeout: ANSWER_WITHIN, env });
  if (created.status !== 0) {
    await daemon.stop();
    return { missing: `no Docker context can be created: ${created.stderr.trim()}` };
  }
  const common = asked(program, env, ["--context", dockerContext], unpacked.standIn);
  return { engine: { ...common, ...daemon, dockerContext } };
}

function socketOf(folder: string): string {
  return `unix://${join(folder, "docker.sock")}`;
}

async function startDaemon(
  dockerd: string[],
  folder: string,
  env: Record<string, string> & { DOCKER_HOST: string },
  program: string,
): Promise<{ version: string; stop: Guarded["stop"] } | { missing: string }> {
  const command = [
    ...[...dockerd, "--host", env.DOCKER_HOST, "--data-root", join(folder, "data")],
    ...["--exec-root", "/run/docker", "--pidfile", "/run/docker.pid"],
    ...["--iptables=false", "--ip6tables=false", "--userland-proxy=false"],
    ...["--cgroup-parent", `/${basename(folder)}`],
  ];
  let version = "";
  const ready = async () => {
    const args = ["version", "--format", "{{.Server.Version}}"];
    const { status, stdout } = await runProgram(program, args, { timeout: ANSWER_WITHIN, env });
    version = stdout.trim();
    return status === 0;
  };
  try {
    const { stop } = await startGuarded(folder, command, env, ready);
    return { version, stop };
  } catch (error) {
    return { missing: (error as Error).message };
  }
}

function onPath(name: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(":")
    .map(folder => join(folder, name))
    .find(path => existsSync(path));
}
