#!/usr/bin/env node
/** Entry of the command line `dockerfile-stages`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommandLine } from "./cli/main";
import { keepCompiled } from "./node/compileCache";
import { runShortly } from "./node/heap";
import { processOutput } from "./cli/output";

keepCompiled();
runShortly();
void runCommandLine(
  process.argv.slice(2),
  processOutput,
  versionOf(join(__dirname, "..", "..", "package.json")),
)
  .then(code => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    process.stderr.write(
      `dockerfile-stages: ${error instanceof Error ? (error.stack ?? "") : String(error)}\n`,
    );
    process.exitCode = 2;
  });

/** The version that the manifest of the package has. */
function versionOf(manifest: string): string {
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return version;
}
