// The container engine of this machine, if there is one: whether it answers, what it has, and how to ask it.
import { spawn } from "node:child_process";

/** An engine that answers, or why none does. */
export type Engine = { answers: true; version: string } | { answers: false; reason: string };

/** How a program ended and what it printed. */
export interface Ended {
  /** Null when it could not be started, or was stopped because it took too long. */
  status: number | null;
  stdout: string;
  stderr: string;
}

/** One that is not there says so at once, and a machine may be busy. */
const ANSWER_WITHIN = 60_000;
const PULL_WITHIN = 10 * 60_000;

/** Asks the engine for its version, and buildx for its own: the builds need both. */
export async function findEngine(): Promise<Engine> {
  const version = await docker(["version", "--format", "{{.Server.Version}}"], { timeout: ANSWER_WITHIN });
  if (version.status !== 0)
    return { answers: false, reason: `no Docker engine answers: ${lastLine(version)}` };
  const buildx = await docker(["buildx", "version"], { timeout: ANSWER_WITHIN });
  if (buildx.status !== 0) return { answers: false, reason: `Docker has no buildx: ${lastLine(buildx)}` };
  return { answers: true, version: `Docker ${version.stdout.trim()}, ${buildx.stdout.trim()}` };
}

/** Makes sure that the engine answers and has the images. Answers undefined when so, else what is missing. */
export async function ensureImages(images: string[]): Promise<string | undefined> {
  const engine = await findEngine();
  if (!engine.answers) return engine.reason;
  for (const image of images) {
    if (await hasImage(image)) continue;
    const pull = await docker(["pull", "--quiet", image], { timeout: PULL_WITHIN });
    if (pull.status !== 0) return `the image ${image} is neither here nor to be pulled: ${lastLine(pull)}`;
  }
  return undefined;
}

/** Whether the engine has an image already. */
export async function hasImage(image: string): Promise<boolean> {
  return (await docker(["image", "inspect", image], { timeout: ANSWER_WITHIN })).status === 0;
}

/** Runs docker to its end, within a time. Never throws: how it went is in the answer. */
export function docker(args: string[], options: RunOptions): Promise<Ended> {
  return runProgram("docker", args, options);
}

/** How a program is run: `timeout` in milliseconds, `env` beside the variables of this process. */
export interface RunOptions {
  input?: string;
  timeout: number;
  env?: Record<string, string>;
  cwd?: string;
}

/** Runs a program to its end, within a time. Never throws: how it went is in the answer. */
export function runProgram(
  program: string,
  args: string[],
  { input = "", timeout, env, cwd }: RunOptions,
): Promise<Ended> {
  return new Promise(resolve => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, cwd });
    const ended: Ended = { status: null, stdout: "", stderr: "" };
    const timer = setTimeout(() => {
      ended.stderr += `\n${program} ${args[0] ?? ""} did not end within ${timeout / 1000} s`;
      child.kill("SIGKILL");
    }, timeout);
    child.stdout.setEncoding("utf8").on("data", (text: string) => (ended.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (ended.stderr += text));
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      ended.stderr =
        error.code === "ENOENT" ? `${program} is not installed, or not on the PATH` : error.message;
      resolve(ended);
    });
    child.on("close", status => {
      clearTimeout(timer);
      resolve({ ...ended, status });
    });
    child.stdin.on("error", () => undefined); // it may end before it has read everything: its status says how it went
    child.stdin.end(input);
  });
}

function lastLine({ stderr, stdout }: Ended): string {
  return (stderr.trim() || stdout.trim()).split("\n").at(-1) ?? "it printed nothing";
}
