// tsx scripts/package.ts [--out FILE] [--repository URL] (npm run package): packs dist/ and what .vscodeignore names as one VSIX,
// of which the same files always make the same bytes.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readmeAlone } from "./readmeAlone";

const ROOT = join(__dirname, "..");
const VSCE = join(ROOT, "node_modules", "@vscode", "vsce", "vsce");
/** When every packed file was changed, in seconds: a ZIP has the time of each, and npm takes this one. */
const PACKED_AT = "499162500";

interface Manifest {
  name: string;
  version: string;
  repository?: unknown;
}

/** How an extension is packed. */
export interface Packing {
  /** The file that is written; `<name>-<version>.vsix` in the root of the project without one. */
  readonly out?: string | undefined;
  /** The address of the repository, where package.json has none or another one. */
  readonly repository?: string | undefined;
}

/** The files that the extension is packed of, relative to the root. */
export function packedFiles(): string[] {
  return vsce(ROOT, ["ls", "--no-dependencies"])
    .split("\n")
    .filter(line => line !== "");
}

/** Packs what is built into a file, and answers what vsce says of it. */
export function packExtension({ out, repository }: Packing = {}): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
  if (repository !== undefined) manifest.repository = { type: "git", url: repository };
  const file = resolve(out ?? join(ROOT, `${manifest.name}-${manifest.version}.vsix`));
  const pack = ["package", "--no-dependencies", "--out", file];
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-package-"));
  try {
    for (const name of [".vscodeignore", ...packedFiles()]) {
      cpSync(join(ROOT, name), join(folder, name));
      // A ZIP has the rights, too, and those of a clone depend on who made it.
      chmodSync(join(folder, name), 0o644);
    }
    if (repository !== undefined)
      writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    // With a repository vsce itself makes addresses of the links and pictures of the README.
    if (manifest.repository !== undefined) return vsce(folder, pack);
    const readme = join(folder, "README.md");
    writeFileSync(readme, readmeAlone(readFileSync(readme, "utf8")));
    return vsce(folder, [...pack, "--no-rewrite-relative-links", "--allow-missing-repository"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What vsce prints; throws with its words when it fails. */
function vsce(cwd: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [VSCE, ...args], {
    cwd,
    encoding: "utf8",
    // A ZIP has local times, and vsce sorts as the language does.
    env: { ...process.env, SOURCE_DATE_EPOCH: PACKED_AT, TZ: "UTC", LC_ALL: "C" },
  });
  if (status === 0) return stdout + stderr;
  throw new Error(error?.message ?? (stderr.trim() || stdout.trim()));
}

if (require.main === module) {
  const { values } = parseArgs({
    options: { out: { type: "string", short: "o" }, repository: { type: "string" } },
  });
  try {
    console.log(packExtension(values));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
