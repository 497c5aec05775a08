// An engine whose cache a test may clear, and whose base images it may replace: nobody else builds there.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSecondEngine, type SecondEngine } from "../../support/engines/dockerEngines";
import type { Started } from "../../support/engines/otherEngine";
import type { AskedBuilder } from "./compare";

export interface OwnEngine extends SecondEngine {
  /** As the history knows it. */
  builder: AskedBuilder;
  /** Clears the cache of builds, or what a filter of `docker buildx prune` says. */
  prune(filter?: string): Promise<void>;
  /** Puts another image under the name of a base: the same, and a file with this text. */
  rebase(base: string, text: string): Promise<void>;
}

/** Starts it, with these base images. */
export async function startOwnEngine(...bases: string[]): Promise<Started<OwnEngine>> {
  const started = await startSecondEngine();
  if ("missing" in started) return started;
  const { engine } = started;
  for (const base of bases) await engine.load({ standIn: base });
  const must = async (args: string[]) => {
    const { status, stderr } = await engine.ask(args);
    assert.equal(status, 0, stderr);
  };
  return {
    engine: {
      ...engine,
      builder: { name: "docker second", place: ["--context", engine.dockerContext], env: engine.env },
      prune: filter =>
        must(["buildx", "prune", "--all", "--force", ...(filter === undefined ? [] : ["--filter", filter])]),
      async rebase(base, text) {
        const folder = mkdtempSync(join(tmpdir(), "rebase-"));
        writeFileSync(join(folder, "Dockerfile"), `FROM ${base}\nCOPY text /text\n`);
        writeFileSync(join(folder, "text"), text);
        await must(["buildx", "build", "--tag", base, folder]);
        rmSync(folder, { recursive: true });
      },
    },
  };
}
