/**
 * Podman of Debian, with storage and settings of its own. It has no daemon; a process that only waits holds the namespaces
 * in which it runs, without a network, and ends its containers.
 */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unpackEngines, type Unpacked } from "./debianPackages";
import { guardedFolder, startGuarded, whyNotGuarded } from "./guard";
import { asked, type Started } from "./otherEngine";

/** The first process of a namespace is deaf to every signal that it does not handle. */
const WAIT = ["bash", "-c", "trap exit TERM; sleep infinity & wait"];

/** Podman: `program` needs no variables. Paths in its arguments must be absolute: it does not keep the working directory. */
export async function startPodman(): Promise<Started> {
  const missing = await whyNotGuarded();
  if (missing !== undefined) return { missing };
  const unpacked = await unpackEngines();
  if ("missing" in unpacked) return unpacked;
  const folder = guardedFolder();
  try {
    const { pid, stop } = await startGuarded(folder, WAIT, {}, () => Promise.resolve(true));
    const program = writeProgram(folder, pid, unpacked);
    const common = asked(program, {}, [], unpacked.standIn, "docker.io/library/");
    const { status, stdout, stderr } = await common.ask(["version", "--format", "{{.Client.Version}}"]);
    if (status === 0) return { engine: { ...common, version: stdout.trim(), stop } };
    await stop();
    return { missing: `podman does not start: ${stderr.trim()}` };
  } catch (error) {
    return { missing: (error as Error).message };
  }
}

/** Writes the settings, and a program that enters the namespaces and starts podman with them. */
function writeProgram(folder: string, pid: number, unpacked: Unpacked): string {
  const home = join(folder, "home");
  // The only file that podman looks for below the home directory and not where a variable says.
  writeFileIn(join(home, ".config/containers"), "policy.json", {
    default: [{ type: "insecureAcceptAnything" }],
  });
  const settings = {
    CONTAINERS_CONF: writeToml(folder, "containers.conf", {
      // Inside of its own network namespace, which has no bridge to offer. The limits are those that anybody may set.
      containers: { netns: "host", default_ulimits: ["nofile=1024:1024", "nproc=1024:1024"] },
      engine: {
        cgroup_manager: "cgroupfs",
        events_logger: "none",
        lock_type: "file",
        // crun refuses machines that have both versions of control groups.
        runtime: "runc",
        conmon_path: [unpacked.program("conmon")],
        static_dir: join(folder, "libpod"),
        volume_path: join(folder, "volumes"),
        tmp_dir: "/run/libpod",
      },
      "engine.runtimes": { runc: [unpacked.program("runc")] },
      network: { network_config_dir: join(folder, "networks") },
    }),
    CONTAINERS_STORAGE_CONF: writeToml(folder, "storage.conf", {
      // The driver that works on every file system; the images of tests are small.
      storage: { driver: "vfs", graphroot: join(folder, "storage"), runroot: "/run/storage" },
    }),
    CONTAINERS_REGISTRIES_CONF: writeToml(folder, "registries.conf", {
      "": { "unqualified-search-registries": ["docker.io"] },
    }),
    HOME: home,
    TMPDIR: folder,
    ...unpacked.env,
  };
  const variables = Object.entries(settings).map(([name, value]) => `export ${name}=${quote(value)}`);
  const enter = `nsenter --target ${pid} --pid --mount --net -- ${quote(unpacked.program("podman"))} "$@"`;
  const program = join(folder, "podman");
  writeFileSync(
    program,
    `${["#!/bin/sh", "unset XDG_CONFIG_HOME DOCKER_CONFIG", ...variables].join("\n")}\nexec ${enter}\n`,
  );
  chmodSync(program, 0o755);
  return program;
}

function writeFileIn(folder: string, name: string, value: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), JSON.stringify(value));
}

/** Strings and lists of strings are written in TOML as they are in JSON. */
function writeToml(
  folder: string,
  name: string,
  tables: Record<string, Record<string, string | string[]>>,
): string {
  const file = join(folder, name);
  const lines = Object.entries(tables).flatMap(([table, values]) => [
    ...(table === "" ? [] : [`[${table}]`]),
    ...Object.entries(values).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
  ]);
  writeFileSync(file, lines.join("\n") + "\n");
  return file;
}

function quote(word: string): string {
  return `'${word.replace(/'/g, "'\\''")}'`;
}
