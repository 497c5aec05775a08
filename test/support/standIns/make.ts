// For machines without a registry: gives the engine images under the names of official ones, made of this machine's own
// toolchains, so that the instructions of the examples run for real. They are stand-ins and a label says so. Only the engine
// that the tests start gets them, never one that somebody works with.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { docker } from "../engine";
import { filesFor, isElf, librariesOf } from "./machineFiles";
import { filesBelow, writeSkeleton } from "./skeleton";
import { EMPTY_LABEL, STAND_IN_LABEL, toolchainOf, type Toolchain } from "./toolchains";

/**
 * Makes a stand-in for each of the images that the engine lacks, or has of another recipe. One that cannot be made keeps none of the others from being
 * made; in the end it throws what kept them.
 */
export async function makeStandIns(images: readonly string[]): Promise<void> {
  const made = new Map<() => Toolchain, string>();
  const obstacles: string[] = [];
  for (const image of new Set(images)) {
    if (await isThere(image)) continue;
    const toolchain = toolchainOf(image);
    if (!toolchain) {
      obstacles.push(`Nothing stands in for ${image}: add it to ${join(__dirname, "toolchains.ts")}.`);
      continue;
    }
    const started = Date.now();
    const same = made.get(toolchain);
    try {
      if (same) await tag(same, image);
      else await importImage(toolchain(), image);
      made.set(toolchain, same ?? image);
      console.log(`stand-in for ${image}: ${same ? `the one for ${same}` : `${Date.now() - started} ms`}`);
    } catch (error) {
      obstacles.push(`${image}: ${(error as Error).message}`);
    }
  }
  if (obstacles.length > 0) throw new Error(obstacles.join("\n"));
}

/** What stand-ins are made of today: the text of the files that say it. */
function recipe(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(__dirname).sort()) hash.update(readFileSync(join(__dirname, name)));
  return hash.digest("hex").slice(0, 16);
}

/** Whether the engine has an image to work with: no empty one left by a run that was ended, and no stand-in made otherwise. */
async function isThere(image: string): Promise<boolean> {
  const { status, stdout } = await docker(
    ["image", "inspect", "--format", "{{json .Config.Labels}}", image],
    {
      timeout: 60_000,
    },
  );
  if (status !== 0) return false;
  const labels = (JSON.parse(stdout) ?? {}) as Record<string, string | undefined>;
  const made = labels[STAND_IN_LABEL];
  return labels[EMPTY_LABEL] === undefined && (made === undefined || made === recipe());
}

async function importImage(toolchain: Toolchain, image: string): Promise<void> {
  const skeleton = mkdtempSync(join(tmpdir(), "stand-in-"));
  try {
    writeSkeleton(skeleton, toolchain);
    const unpacked = librariesOf(filesBelow(skeleton).filter(isElf));
    const files = filesFor([...filesOf(toolchain.userland), ...unpacked, ...toolchain.roots], path =>
      toolchain.leaveOut.test(path),
    );
    await importTar(
      skeleton,
      files,
      [
        ...Object.entries(toolchain.env).map(([name, value]) => `ENV ${name}=${value}`),
        `CMD ${JSON.stringify(toolchain.cmd)}`,
        `LABEL ${STAND_IN_LABEL}=${recipe()}`,
      ],
      image,
    );
  } finally {
    rmSync(skeleton, { recursive: true, force: true });
  }
}

async function importTar(skeleton: string, files: string[], changes: string[], image: string): Promise<void> {
  const owner = ["--owner=0", "--group=0", "--numeric-owner", "--mode=u+rwX,go+rX"];
  const listed = ["-C", "/", "--no-recursion", "--null", "--files-from=-"];
  const tar = spawn("tar", ["-c", ...owner, "-C", skeleton, ".", ...listed], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const into = spawn("docker", ["import", ...changes.flatMap(line => ["--change", line]), "-", image], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  const ends = Promise.all([once(tar, "close"), once(into, "close")]) as Promise<[[number], [number]]>;
  tar.stdin.end(files.map(file => `.${file}`).join("\0"));
  await pipeline(tar.stdout, into.stdin);
  const [[packed], [imported]] = await ends;
  if (packed !== 0 || imported !== 0) {
    throw new Error(`No stand-in for ${image}: tar ended with ${packed}, docker import with ${imported}.`);
  }
}

async function tag(source: string, image: string): Promise<void> {
  const { status, stderr } = await docker(["tag", source, image], { timeout: 10_000 });
  if (status !== 0) throw new Error(`${source} could not be tagged ${image}: ${stderr}`);
}

/** The programs and the libraries of packages, and what programs expect beside them. */
function filesOf(packages: readonly string[]): string[] {
  if (packages.length === 0) return [];
  const { status, stdout, stderr } = spawnSync("dpkg", ["--listfiles", ...packages], { encoding: "utf8" });
  if (status !== 0)
    throw new Error(`Stand-ins are made of Debian's packages, and dpkg does not list them: ${stderr}`);
  const files = stdout.split("\n").filter(path => /^(\/usr)?\/s?bin\/.|\.so\.\d+$/.test(path));
  return [...files, "/usr/bin/awk", "/usr/lib/locale/C.utf8", "/lib64"];
}
