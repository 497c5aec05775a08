/** Images that stand in for those with tools that need a registry, made once each out of the examples' images. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../support/builder";
import { docker, ensureImages } from "../support/engine";
import { STAND_INS } from "./snippetBuilds";

const WITHIN = 60_000;
const PLAIN = join(__dirname, "snippetProjects", "plain");

export interface MadeImages {
  /** Makes those of the images that stand in, and answers what is missing for it; undefined when nothing is. */
  readonly provide: (names: readonly string[]) => Promise<string | undefined>;
  readonly remove: () => Promise<void>;
}

/** None at first. `folder` is for files that are only needed meanwhile. */
export function madeImages(folder: string): MadeImages {
  const made = new Map<string, Promise<void>>();

  async function makeImage(name: string, text: string): Promise<void> {
    const file = join(folder, "stand-in.Dockerfile");
    writeFileSync(file, text);
    await build(PLAIN, ["--file", file, "--load", "--tag", name]);
  }

  return {
    provide: async names => {
      const missing = await ensureImages([...new Set(names.map(name => STAND_INS[name]?.base ?? name))]);
      if (missing) return missing;
      for (const name of names) {
        const own = STAND_INS[name];
        if (!own) continue;
        const making = made.get(name) ?? makeImage(name, `FROM ${own.base}\n${own.dockerfile}\n`);
        made.set(name, making);
        await making;
      }
      return undefined;
    },
    remove: async () => {
      if (made.size > 0) await docker(["image", "rm", "--force", ...made.keys()], { timeout: WITHIN });
    },
  };
}
