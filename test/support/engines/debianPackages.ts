/**
 * Debian packages that are unpacked and not installed: fetched with apt-get, which checks their signatures, into the
 * cache of this project. Also the image that stands in for a base image where there is no registry, made of busybox.
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../../../scripts/vscode/cacheFolder";
import { installOnce } from "../../../scripts/vscode/installOnce";
import { runProgram } from "../engine";

const FETCH_WITHIN = 5 * 60_000;
const MAKE_WITHIN = 30_000;
const STAND_IN = "stand-in.tar";

/** Shared libraries that a small Debian may lack; everything else that the programs load is part of every Debian. */
const LIBRARIES = ["libassuan0", "libdevmapper1.02.1", "libgpgme11", "libseccomp2", "libsubid4"];
const PODMAN = ["podman", "conmon", "golang-github-containers-common", "libglib2.0-0"];
const DOCKER = ["docker.io", "containerd"];

/** Where the packages are unpacked. */
export interface Unpacked {
  /** To be set for the programs, beside what this process has. */
  env: { PATH: string; LD_LIBRARY_PATH: string };
  /** The path of a program of the packages. */
  program(name: "podman" | "conmon" | "docker" | "dockerd" | "runc"): string;
  /** A tar of the files of an image with a shell and the usual small programs. */
  standIn: string;
}

/** Podman and Docker as the Debian of this machine has them, or why they cannot be had. Fetched once for a user. */
export async function unpackEngines(): Promise<Unpacked | { missing: string }> {
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
  if (codename === undefined) return { missing: "this is no Debian" };
  const folder = join(cacheFolder(), `engines-${codename}-${process.arch}`);
  try {
    await installOnce(folder, fill, message => {
      console.log(message);
    });
  } catch (error) {
    return { missing: (error as Error).message };
  }
  const below = (...paths: string[]) => paths.map(path => join(folder, path)).join(":");
  const multiarch = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
  return {
    env: {
      PATH: `${below("usr/bin", "usr/sbin")}:${process.env["PATH"] ?? ""}`,
      LD_LIBRARY_PATH: below(`usr/lib/${multiarch}`, `lib/${multiarch}`),
    },
    program: name => join(folder, name === "dockerd" || name === "runc" ? "usr/sbin" : "usr/bin", name),
    standIn: join(folder, STAND_IN),
  };
}

async function fill(folder: string): Promise<void> {
  const packages = join(folder, "packages");
  mkdirSync(packages);
  // apt-get writes into the working directory, and its sandbox user may not.
  const names = [...LIBRARIES, ...PODMAN, ...DOCKER, "runc", "busybox-static"];
  const download = ["-qq", "-o", "APT::Sandbox::User=root", "download", ...names];
  await must("apt-get", download, packages, FETCH_WITHIN);
  for (const file of readdirSync(packages)) {
    await must("dpkg-deb", ["-x", join(packages, file), folder], folder, MAKE_WITHIN);
  }
  rmSync(packages, { recursive: true });
  await makeStandIn(folder);
}

async function makeStandIn(folder: string): Promise<void> {
  const root = join(folder, "stand-in");
  for (const path of [
    "bin",
    "sbin",
    "usr/bin",
    "usr/sbin",
    "etc",
    "tmp",
    "root",
    "proc",
    "sys",
    "dev",
    "var",
  ]) {
    mkdirSync(join(root, path), { recursive: true });
  }
  chmodSync(join(root, "tmp"), 0o1777);
  writeFileSync(join(root, "etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
  writeFileSync(join(root, "etc/group"), "root:x:0:\n");
  await must("cp", [join(folder, "bin/busybox"), join(root, "bin/busybox")], folder, MAKE_WITHIN);
  await must("chroot", [root, "/bin/busybox", "--install", "-s"], folder, MAKE_WITHIN);
  const sameEverywhere = ["--numeric-owner", "--owner=0", "--group=0", "--sort=name", "--mtime=@0"];
  await must("tar", ["-C", root, ...sameEverywhere, "-cf", join(folder, STAND_IN), "."], folder, MAKE_WITHIN);
  rmSync(root, { recursive: true });
}

async function must(program: string, args: string[], cwd: string, timeout: number): Promise<void> {
  const env = { DEBIAN_FRONTEND: "noninteractive", TMPDIR: tmpdir() };
  const { status, stderr } = await runProgram(program, args, { timeout, cwd, env });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed: ${stderr.trim()}`);
}
