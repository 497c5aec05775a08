/** A `docker` with buildx that builds nothing: it says what a builder says of the steps that a test names, and has every image. */
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A step of every build, as BuildKit names it; its number is the seconds that it takes. */
const SCRIPT = (
  steps: readonly string[],
  failing: string | undefined,
  version: string,
) => `#!${process.execPath}
const words = process.argv.slice(2).join(" ");
const steps = ${JSON.stringify(steps)};
const failing = ${JSON.stringify(failing ?? null)};
const at = second => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
function step(name, index) {
  const vertex = { digest: "sha256:" + index, name, started: at(0) };
  console.error(JSON.stringify({ vertexes: [vertex] }));
  const error = name === failing ? { error: "process did not complete successfully: exit code: 1" } : {};
  console.error(JSON.stringify({ vertexes: [{ ...vertex, completed: at(index + 1), ...error }] }));
  if (name === failing) process.exitCode = 1;
}
if (words === "buildx version") console.log("github.com/docker/buildx v${version} 461836ba");
else if (words.includes("inspect"))
  console.log(JSON.stringify([{ Id: "sha256:" + "0".repeat(64), Os: "linux", Size: 1000, Config: { Cmd: ["true"] } }]));
else if (words.includes("build ")) steps.forEach((name, index) => setTimeout(step, 40 * index, name, index));
`;

/**
 * Writes the program; answers its path, in a folder of its own that the caller removes. One of the steps may be `failing`. `version` is
 * that of buildx.
 */
export function fakeDocker(
  steps: readonly string[] = [],
  failing?: string,
  version = "0.29.1",
): { folder: string; program: string } {
  const folder = mkdtempSync(join(tmpdir(), "fake-docker-"));
  const program = join(folder, "docker");
  writeFileSync(program, SCRIPT(steps, failing, version));
  chmodSync(program, 0o755);
  return { folder, program };
}
