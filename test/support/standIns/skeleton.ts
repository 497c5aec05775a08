// The part of a stand-in image that is not taken from this machine as it is: folders, accounts, the links of a merged
// /usr, and the files of Debian packages that are only unpacked.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Toolchain } from "./toolchains";

const ACCOUNTS = [
  { name: "root", id: 0, home: "/root" },
  { name: "nginx", id: 101, home: "/var/cache/nginx" },
  { name: "node", id: 1000, home: "/home/node" },
  { name: "nobody", id: 65534, home: "/" },
];

/** Writes the skeleton of an image into an empty folder. */
export function writeSkeleton(folder: string, toolchain: Toolchain): void {
  unpackDebianPackages(toolchain.packages, folder);
  for (const name of ["bin", "sbin", "lib"]) {
    mkdirSync(join(folder, "usr", name), { recursive: true });
    symlinkSync(`usr/${name}`, join(folder, name));
  }
  for (const path of [
    "dev",
    "proc",
    "sys",
    "run",
    "tmp",
    "etc",
    "var/tmp",
    ...ACCOUNTS.map(account => account.home),
  ]) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  for (const path of ["tmp", "var/tmp"]) chmodSync(join(folder, path), 0o1777);
  writeFileSync(
    join(folder, "etc/passwd"),
    ACCOUNTS.map(({ name, id, home }) => `${name}:x:${id}:${id}::${home}:/bin/sh\n`).join(""),
  );
  writeFileSync(join(folder, "etc/group"), ACCOUNTS.map(({ name, id }) => `${name}:x:${id}:\n`).join(""));
  for (const [path, target] of Object.entries(toolchain.links)) {
    if (path === target) continue; // this machine has it where the official image has it
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  }
  toolchain.fill?.(folder);
}

/** Every file and link below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/** Only unpacks: installing a server package would start the server. */
function unpackDebianPackages(packages: string[], folder: string): void {
  if (packages.length === 0) return;
  const scratch = mkdtempSync(join(tmpdir(), "stand-in-packages-"));
  try {
    run("apt-get", ["-qq", "-o", "APT::Sandbox::User=root", "download", ...packages], scratch);
    for (const file of readdirSync(scratch)) run("dpkg-deb", ["-x", file, "unpacked"], scratch);
    // Some releases still have packages with a /bin, which is a link in the image.
    for (const [part, into] of Object.entries({ bin: "usr/bin", etc: "etc", usr: "usr", var: "var" })) {
      const unpacked = join(scratch, "unpacked", part);
      if (existsSync(unpacked))
        cpSync(unpacked, join(folder, into), { recursive: true, verbatimSymlinks: true });
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function run(program: string, args: string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
}
