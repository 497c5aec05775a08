// tsx scripts/packageNpm.ts [--out FILE] [--repository URL] (npm run package:npm): packs the language server and the command line as
// a package of npm, of which the same files always make the same bytes, as npm gives all files one date and one mode.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";
import { manualPage } from "../server/src/cli/manual";
import { writeScripts } from "./npm/scripts";
import type { Packing } from "./package";

const ROOT = join(__dirname, "..");
const NAME = "dockerfile-stages-language-server";
const TSC = join(ROOT, "node_modules", "typescript", "bin", "tsc");
/** Declarations as `tsc -b server` leaves them. */
const DECLARATIONS = join(ROOT, "out", "server");

interface Manifest {
  version: string;
  license: string;
  engines: { node: string };
  repository?: unknown;
}

/** Packs what is built into a file, and answers its path. */
export function packNpm({ out, repository }: Packing = {}): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
  if (repository !== undefined) manifest.repository = { type: "git", url: repository };
  const file = resolve(out ?? join(ROOT, `${NAME}-${manifest.version}.tgz`));
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-npm-"));
  try {
    const copy = (from: string, to = from) => {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      cpSync(join(ROOT, from), join(folder, to));
    };
    mkdirSync(join(folder, "dist", "server"), { recursive: true });
    writeScripts(join(ROOT, "dist", "server"), join(folder, "dist", "server"));
    // The list of the pages is what `dockerfile-stages explain` prints.
    for (const name of filesIn("docs/rules", ".md")) if (name !== "README.md") copy(`docs/rules/${name}`);
    for (const name of filesIn("snippets", ".json")) copy(`snippets/${name}`);
    copy("schemas/dockerfile-stages.json");
    copy("dist/server/LICENSES.txt", "dist/LICENSES.txt");
    copy("LICENSE");
    copy("scripts/npm/README.md", "README.md");
    mkdirSync(join(folder, "man"));
    writeFileSync(join(folder, "man", "dockerfile-stages.1"), manualPage(manifest.version));
    writeProtocol(folder);
    writeFileSync(join(folder, "package.json"), `${JSON.stringify(npmManifest(manifest), null, 2)}\n`);
    npmPack(folder, file);
    return file;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function npmManifest({ version, license, engines, repository }: Manifest): object {
  return {
    name: NAME,
    version,
    description: "Language server and command line for multi-stage Dockerfiles",
    license,
    keywords: ["dockerfile", "multi-stage", "docker", "buildkit", "compose", "bake", "lint", "lsp"],
    ...(repository === undefined ? {} : { repository }),
    engines: { node: engines.node },
    bin: { "dockerfile-stages": "dist/server/cli.js", [NAME]: "dist/server/node.js" },
    man: ["man/dockerfile-stages.1"],
    main: "dist/protocol.js",
    types: "types/protocol.d.ts",
  };
}

/** The custom requests: their names as a module, and their types with all that they are made of. */
function writeProtocol(folder: string): void {
  buildSync({
    entryPoints: [join(ROOT, "server", "src", "protocol.ts")],
    outfile: join(folder, "dist", "protocol.js"),
    alias: { "@vscode/l10n": "@vscode/l10n/dist/browser.js" },
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "es2022",
  });
  run(process.execPath, [TSC, "-b", join(ROOT, "server")], ROOT);
  const wanted = ["protocol.d.ts"];
  // What is found is gone through, too.
  for (const name of wanted) {
    const text = readFileSync(join(DECLARATIONS, name), "utf8");
    mkdirSync(dirname(join(folder, "types", name)), { recursive: true });
    writeFileSync(join(folder, "types", name), text);
    for (const [, path = ""] of text.matchAll(/from "(\.[^"]*)"/g)) {
      const found = relative(DECLARATIONS, resolve(DECLARATIONS, dirname(name), `${path}.d.ts`));
      if (!wanted.includes(found)) wanted.push(found);
    }
  }
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder)).filter(name => name.endsWith(ending));
}

function npmPack(folder: string, file: string): void {
  run("npm", ["pack", "--pack-destination", folder], folder);
  const [tarball] = readdirSync(folder).filter(name => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm has packed nothing.");
  cpSync(join(folder, tarball), file);
}

/** Throws with the words of the program where it fails. */
function run(program: string, args: readonly string[], cwd: string): void {
  // npm is a script of the shell on Windows.
  const shell = program === "npm" && process.platform === "win32";
  const { status, error, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8", shell });
  if (status !== 0) throw new Error(error?.message ?? (stderr.trim() || stdout.trim()));
}

if (require.main === module) {
  const { values } = parseArgs({
    options: { out: { type: "string", short: "o" }, repository: { type: "string" } },
  });
  try {
    console.log(packNpm(values));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
