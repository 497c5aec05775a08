/** A program that answers as Docker with buildx does, and builds a stage that prints as quickly as it can. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What its RUN prints: so many lines, of so many characters each. */
export interface Noise {
  lines: number;
  length: number;
}

/** Writes the program and answers its path: a file without its own end of the name, so not for Windows. */
export function writeNoisyEngine(folder: string, { lines, length }: Noise): string {
  const file = join(folder, `docker-${lines}-${length}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!${process.execPath}\nconst LINES = ${lines}, LENGTH = ${length};\n${PROGRAM}`);
  chmodSync(file, 0o755);
  return file;
}

/** One message a line, which is more than BuildKit makes of them. It waits where its reader is slower, as any program does. */
const PROGRAM = `
const tell = message => process.stderr.write(JSON.stringify(message) + "\\n");
const vertex = "sha256:" + "0".repeat(64);
const name = "[noisy 2/2] RUN seq 1 " + LINES;
const now = () => new Date().toISOString();
async function build() {
  const started = now();
  tell({ vertexes: [{ digest: vertex, name, started }] });
  for (let line = 1; line <= LINES; line++) {
    const data = Buffer.from(String(line).padEnd(LENGTH, " .") + "\\n").toString("base64");
    const hasRoom = tell({ logs: [{ vertex, stream: 1, data, timestamp: now() }] });
    if (!hasRoom) await new Promise(resolve => process.stderr.once("drain", resolve));
  }
  tell({ vertexes: [{ digest: vertex, name, started, completed: now() }] });
}
if (process.argv.includes("version")) console.log("github.com/docker/buildx v0.29.1 0");
else if (process.argv.includes("build")) void build();
else console.log("Docker version 28.5.2, build 0");
`;
