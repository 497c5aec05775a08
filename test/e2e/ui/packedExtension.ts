/** Packs the extension as it is shipped, so that what is tested is that. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { packExtension } from "../../../scripts/package";
import { ROOT } from "../root";

/** Where the packed extension of a run lies. */
export const PACKED = join(ROOT, "out", "e2e", "packed.vsix");

/** Packs what is built in `dist`. */
export function packBuiltExtension(): void {
  mkdirSync(dirname(PACKED), { recursive: true });
  packExtension({ out: PACKED });
}
