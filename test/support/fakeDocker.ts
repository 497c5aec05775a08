/** A `docker` with buildx that builds nothing: it says what a builder says, and has every image. */
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SCRIPT = `#!${process.execPath}
const [, , ...args] = process.argv;
const words = args.join(" ");
if (words === "buildx version") console.log("github.com/docker/buildx v0.29.1 461836ba");
else if (words.startsWith("buildx build") || words.startsWith("build ")) {
  setTimeout(() => {
    if (words.includes("failing")) {
      console.error('{"vertexes":[{"digest":"a","name":"[2/2] RUN false","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:01Z","error":"process \\\\"/bin/sh -c false\\\\" did not complete successfully: exit code: 1"}]}');
      process.exit(1);
    }
  }, 150);
} else if (words.includes("inspect"))
  console.log(JSON.stringify([{ Id: "sha256:" + "0".repeat(64), Os: "linux", Size: 1000, Config: { Cmd: ["true"] } }]));
`;

/** Writes the program; answers its path, in a folder of its own that the caller removes. */
export function fakeDocker(): { folder: string; program: string } {
  const folder = mkdtempSync(join(tmpdir(), "fake-docker-"));
  const program = join(folder, "docker");
  writeFileSync(program, SCRIPT);
  chmodSync(program, 0o755);
  return { folder, program };
}
