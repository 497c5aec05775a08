/** Programs that stand in for Docker with buildx, and leave a file when a build begins and one when it has ended. Not for Windows. */
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What its RUN prints: so many lines, of so many characters each. */
export interface Noise {
  lines: number;
  length: number;
}

/** Paths: of the program, and of what it leaves. */
export interface StandInEngine {
  program: string;
  begun: string;
  ended: string;
}

/** Writes a program that answers as Docker does, and builds a stage that prints as quickly as it can. */
export function writeNoisyEngine(folder: string, { lines, length }: Noise): StandInEngine {
  return writeEngine(folder, `const LINES = ${lines}, LENGTH = ${length};\n${NOISY}`);
}

/** Writes a program that hands everything on to the real `docker`. */
export function writePassingEngine(folder: string): StandInEngine {
  return writeEngine(folder, PASSING);
}

/**
 * Writes a program that checks a Dockerfile: it finds its first line, and takes its time where that says "slow", whatever it is told
 * meanwhile. With "hang" there it never answers.
 */
export function writeCheckingEngine(folder: string): StandInEngine {
  return writeEngine(folder, CHECKING);
}

function writeEngine(folder: string, act: string): StandInEngine {
  const own = mkdtempSync(join(folder, "engine-"));
  const engine = { program: join(own, "docker"), begun: join(own, "begun"), ended: join(own, "ended") };
  const marks = `const BEGUN = ${JSON.stringify(engine.begun)}, ENDED = ${JSON.stringify(engine.ended)};`;
  writeFileSync(engine.program, `#!${process.execPath}\n${marks}\n${act}`);
  chmodSync(engine.program, 0o755);
  return engine;
}

/** One message a line, which is more than BuildKit makes of them. It waits where its reader is slower, as any program does. */
const NOISY = `
const { writeFileSync } = require("node:fs");
const tell = message => process.stderr.write(JSON.stringify(message) + "\\n");
const vertex = "sha256:" + "0".repeat(64);
const name = "[noisy 2/2] RUN seq 1 " + LINES;
const now = () => new Date().toISOString();
async function build() {
  const started = now();
  writeFileSync(BEGUN, "");
  tell({ vertexes: [{ digest: vertex, name, started }] });
  for (let line = 1; line <= LINES; line++) {
    const data = Buffer.from(String(line).padEnd(LENGTH, " .") + "\\n").toString("base64");
    const hasRoom = tell({ logs: [{ vertex, stream: 1, data, timestamp: now() }] });
    if (!hasRoom) await new Promise(resolve => process.stderr.once("drain", resolve));
  }
  tell({ vertexes: [{ digest: vertex, name, started, completed: now() }] });
  writeFileSync(ENDED, "");
}
if (process.argv.includes("version")) console.log("github.com/docker/buildx v0.29.1 0");
else if (process.argv.includes("build")) void build();
else console.log("Docker version 28.5.2, build 0");
`;

const CHECKING = `
const { readFileSync } = require("node:fs");
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined);
const { argv } = process;
if (argv.includes("version")) console.log("github.com/docker/buildx v0.29.1 0");
else if (argv.includes("--call=check,format=json")) {
  const [first] = readFileSync(argv[argv.indexOf("-f") + 1], "utf8").split("\\n");
  const line = { start: { line: 1 }, end: { line: 1 } };
  const warning = { ruleName: "FirstLine", detail: first, location: { ranges: [line] } };
  const answer = () => console.log(JSON.stringify({ warnings: [warning] }));
  if (first.includes("hang")) setInterval(() => undefined, 1000);
  else setTimeout(answer, first.includes("slow") ? 1500 : 0);
} else console.log("Docker version 28.5.2, build 0");
`;

const PASSING = `
const { spawn } = require("node:child_process");
const { writeFileSync } = require("node:fs");
const args = process.argv.slice(2);
const isBuild = args.includes("build");
if (isBuild) writeFileSync(BEGUN, "");
spawn("docker", args, { stdio: "inherit" }).once("close", status => {
  if (isBuild) writeFileSync(ENDED, "");
  process.exitCode = status ?? 1;
});
`;
