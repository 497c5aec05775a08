/**
 * Builds every case of `cases.ts` with one real engine and writes down what it printed: `tsx record.ts <engine id>`, with
 * DOCKER_HOST, DOCKER_CONFIG and PATH set for that engine and an image `alpine:latest` in it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Builder } from "../../../client/src/engine/engine";
import { engineCommand } from "../../../client/src/engine/engineCommand";
import { engineCases, type EngineId } from "./cases";

const builders: Record<EngineId, Builder> = {
  buildx: "buildx",
  embedded: "embedded",
  legacy28: "legacy",
  legacy20: "legacy",
};

function main(id: string | undefined): void {
  if (id === undefined || !(id in builders)) {
    throw new Error(`Name one of the engines: ${Object.keys(builders).join(", ")}.`);
  }
  const recorded: Record<string, { status: number | null; out: string[]; err: string[] }> = {};
  for (const [name, { dockerfile, target }] of Object.entries(engineCases)) {
    const folder = mkdtempSync(path.join(tmpdir(), "stages-"));
    writeFileSync(path.join(folder, "Dockerfile"), dockerfile);
    writeFileSync(path.join(folder, "exists.txt"), "here\n");
    const { file, args, env } = engineCommand(
      {
        engine: {
          builder: builders[id as EngineId],
          program: "docker",
          progress: builders[id as EngineId] === "legacy" ? "none" : "plain",
        },
        dockerfile: path.join(folder, "Dockerfile"),
        context: folder,
        target,
        image: "recorded",
        buildArgs: {},
        buildContexts: {},
      },
      "read",
    );
    const { status, stdout, stderr, error } = spawnSync(file, args, {
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
    if (error) throw error;
    recorded[name] = { status, out: stdout.split("\n"), err: stderr.split("\n") };
    rmSync(folder, { recursive: true });
    console.log(`${name}: status ${status}`);
  }
  writeFileSync(path.join(__dirname, `${id}.json`), `${JSON.stringify(recorded, null, 1)}\n`);
}

main(process.argv[2]);
