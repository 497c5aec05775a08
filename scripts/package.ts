// tsx scripts/package.ts [--out FILE] (npm run package): packs dist/ and what .vscodeignore names as one VSIX.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readmeAlone } from "./readmeAlone";

const ROOT = join(__dirname, "..");
const VSCE = join(ROOT, "node_modules", "@vscode", "vsce", "vsce");

interface Manifest {
  name: string;
  version: string;
  repository?: unknown;
}

/** The files that the extension is packed of, relative to the root. */
export function packedFiles(): string[] {
  return vsce(ROOT, ["ls", "--no-dependencies"])
    .split("\n")
    .filter(line => line !== "");
}

/** Packs what is built into a file, `<name>-<version>.vsix` where none is named, and answers what vsce says of it. */
export function packExtension(out?: string): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
  const file = resolve(out ?? join(ROOT, `${manifest.name}-${manifest.version}.vsix`));
  const pack = ["package", "--no-dependencies", "--out", file];
  // With a repository vsce itself makes addresses of the links and pictures of the README.
  if (manifest.repository !== undefined) return vsce(ROOT, pack);
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-package-"));
  try {
    for (const name of [".vscodeignore", ...packedFiles()]) cpSync(join(ROOT, name), join(folder, name));
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
  });
  if (status === 0) return stdout;
  throw new Error(error?.message ?? (stderr.trim() || stdout.trim()));
}

if (require.main === module) {
  const { out } = parseArgs({ options: { out: { type: "string", short: "o" } } }).values;
  try {
    console.log(packExtension(out));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
