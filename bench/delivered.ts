/** The sizes of what users download, of the real files: the bundle as built, and a VSIX packed for the purpose. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packExtension } from "../scripts/package";
import type { Delivered } from "./goals";

/** Packs the VSIX into a folder of its own, measures, and leaves nothing behind. */
export function measureDelivered(bundle: string): Delivered {
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-"));
  try {
    const vsix = join(folder, "bench.vsix");
    packExtension(vsix);
    return { bundle: statSync(bundle).size, vsix: statSync(vsix).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
