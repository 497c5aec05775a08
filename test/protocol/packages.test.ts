/** What is published: the same bytes of the same sources, no warning of what packs it, and nothing that could send data. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The reader of vsce, which its types do not name: the files of a ZIP whose names pass. */
const { readZip } = createRequire(__filename)("@vscode/vsce/out/zip.js") as {
  readZip: (file: string, passes: (name: string) => boolean) => Promise<Map<string, Buffer>>;
};
const ROOT = resolve(__dirname, "../..");
const DIST = join(ROOT, "dist");
const ADDRESS = "https://github.com/example/dockerfile-stages";

/** The names of the files below a folder. */
function files(root: string): string[] {
  return (readdirSync(root, { recursive: true }) as string[])
    .filter(name => statSync(join(root, name)).isFile())
    .sort();
}

describe("what is published", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-packages-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Packs by a script and answers the bytes and what is printed. */
  const pack = (script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const out = join(folder, "packed");
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", join("scripts", script), "--out", out, ...args],
      { cwd: ROOT, encoding: "utf8", env: { ...process.env, ...env } },
    );
    assert.equal(status, 0, stderr);
    return { bytes: readFileSync(out), said: stdout + stderr, file: out };
  };

  it("is built of the same bytes each time", () => {
    const again = join(folder, "again");
    execFileSync(process.execPath, ["esbuild.mjs", "--out", again], { cwd: ROOT, stdio: "inherit" });
    assert.deepEqual(files(again), files(DIST));
    for (const name of files(again))
      assert.ok(readFileSync(join(again, name)).equals(readFileSync(join(DIST, name))), name);
  });

  it("is packed to the same bytes, whenever and wherever that is, and without a warning", async function () {
    // vsce looks for secrets in every file.
    this.timeout(300_000);
    for (const script of ["package.ts", "packageNpm.ts"]) {
      const args = ["--repository", ADDRESS];
      const first = pack(script, args);
      for (const name of files(DIST))
        utimesSync(join(DIST, name), new Date(), new Date(Date.UTC(2040, 1, 1)));
      const second = pack(script, args, { TZ: "Asia/Tokyo", LC_ALL: "de_DE.UTF-8", SOURCE_DATE_EPOCH: "1" });
      assert.ok(first.bytes.equals(second.bytes), script);
      assert.doesNotMatch(first.said, /warn/i);
      if (script === "package.ts") await hasAddresses(second.file);
    }
  });

  /** The repository that is given is in the manifest, and before every link and picture of the README. */
  async function hasAddresses(file: string): Promise<void> {
    const packed = await readZip(file, name => /^extension\/(?:package\.json|readme\.md)$/.test(name));
    const manifest = JSON.parse(String(packed.get("extension/package.json"))) as { repository: unknown };
    assert.deepEqual(manifest.repository, { type: "git", url: ADDRESS });
    const readme = String(packed.get("extension/readme.md"));
    const page = readFileSync(join(ROOT, "README.md"), "utf8");
    const relative = [...page.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = ""]) => path);
    assert.ok(relative.length > 10);
    for (const path of relative)
      assert.ok(
        ["blob", "raw"].some(kind => readme.includes(`(${ADDRESS}/${kind}/HEAD/${path})`)),
        path,
      );
  }

  it("loads nothing of Node.js that could send data anywhere", () => {
    // `net` is loaded for the pipe or the port by which an editor speaks with the server.
    const SENDS =
      /require\("(?:node:)?(?:https?|http2|tls|dgram|dns(?:\/promises)?|inspector)"\)|sendBeacon|TelemetryLogger/;
    const scripts = files(DIST).filter(name => name.endsWith(".js"));
    assert.ok(scripts.length > 50);
    assert.deepEqual(
      scripts.filter(name => SENDS.test(readFileSync(join(DIST, name), "utf8"))),
      [],
    );
  });
});
