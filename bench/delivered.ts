/** The size of what users download: of a VSIX packed for the purpose. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packExtension } from "../scripts/package";
import type { Delivered } from "./goals";

/** Packs the VSIX into a folder of its own, measures, and leaves nothing behind. */
export function measureDelivered(): Delivered {
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-"));
  try {
    const vsix = join(folder, "bench.vsix");
    packExtension({ out: vsix });
    return { vsix: statSync(vsix).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
