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
  const files = {
    CONTAINERS_CONF: join(folder, "containers.conf"),
    CONTAINERS_STORAGE_CONF: join(folder, "storage.conf"),
    CONTAINERS_REGISTRIES_CONF: join(folder, "registries.conf"),
  };
  const settings = { ...files, HOME: home, TMPDIR: folder, ...unpacked.env };
  writeToml(files.CONTAINERS_CONF, {
    // Inside of its own network namespace, which has no bridge to offer. The limits are those that anybody may set.
    containers: { netns: "host", default_ulimits: ["nofile=1024:1024", "nproc=1024:1024"] },
    engine: {
      cgroup_manager: "cgroupfs",
      events_logger: "none",
      lock_type: "file",
      // crun refuses machines that have both versions of control groups.
      runtime: "runc",
      conmon_path: [unpacked.program("conmon")],
      // It starts podman itself once a container has ended, and hands on nothing else.
      conmon_env_vars: Object.entries(unpacked.env).map(([variable, value]) => `${variable}=${value}`),
      volume_path: join(folder, "volumes"),
      tmp_dir: "/run/libpod",
    },
    "engine.runtimes": { runc: [unpacked.program("runc")] },
    network: { network_config_dir: join(folder, "networks") },
  });
  writeToml(files.CONTAINERS_STORAGE_CONF, {
    // The driver that works on every file system; the images of tests are small.
    storage: { driver: "vfs", graphroot: join(folder, "storage"), runroot: "/run/storage" },
  });
  writeToml(files.CONTAINERS_REGISTRIES_CONF, { "": { "unqualified-search-registries": ["docker.io"] } });
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
function writeToml(file: string, tables: Record<string, Record<string, string | string[]>>): void {
  const lines = Object.entries(tables).flatMap(([table, values]) => [
    ...(table === "" ? [] : [`[${table}]`]),
    ...Object.entries(values).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
  ]);
  writeFileSync(file, lines.join("\n") + "\n");
}

function quote(word: string): string {
  return `'${word.replace(/'/g, "'\\''")}'`;
}
