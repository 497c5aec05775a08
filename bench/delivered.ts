/** The sizes of what users download, of the real files: the bundle as built, and a VSIX packed for the purpose. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Delivered } from "./goals";

/** Packs the VSIX into a folder of its own, measures, and leaves nothing behind. */
export function measureDelivered(root: string, bundle: string): Delivered {
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-"));
  try {
    const vsix = join(folder, "bench.vsix");
    const vsce = join(root, "node_modules", "@vscode", "vsce", "vsce");
    const { status, stdout, stderr, error } = spawnSync(
      process.execPath,
      [vsce, "package", "--no-dependencies", "--no-rewrite-relative-links", "--out", vsix],
      { cwd: root, encoding: "utf8" },
    );
    if (status !== 0) {
      const reason = error?.message ?? (stderr.trim() || stdout.trim());
      throw new Error(`The VSIX could not be packed; try \`npm run package\`.\n${reason}`);
    }
    return { bundle: statSync(bundle).size, vsix: statSync(vsix).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
