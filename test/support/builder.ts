// What a real builder says and does: the stages it reads in a Dockerfile, and those it builds for a target.
import assert from "node:assert/strict";
import { docker } from "./engine";

const ASK_WITHIN = 60_000;
const BUILD_WITHIN = 10 * 60_000;

/** A stage as `--call=targets` tells it. */
export interface BuilderTarget {
  name: string;
  base: string;
  description: string | null;
  default: boolean;
}

/** The stages of the Dockerfile in a folder. */
export async function readTargets(folder: string): Promise<BuilderTarget[]> {
  const args = ["buildx", "build", "--call=targets,format=json", folder];
  const { status, stdout, stderr } = await docker(args, { timeout: ASK_WITHIN });
  assert.equal(status, 0, stderr);
  const { targets } = JSON.parse(stdout) as { targets: Partial<BuilderTarget>[] };
  return targets.map(({ name = "", base = "", description = null, default: isDefault = false }) => ({
    name,
    base,
    description,
    default: isDefault,
  }));
}

/** Builds with the Dockerfile in a folder, and answers the names of the stages that took part, in the order of the alphabet. */
export async function build(folder: string, options: string[]): Promise<string[]> {
  const args = ["buildx", "build", "--progress=rawjson", ...options, folder];
  const { status, stderr } = await docker(args, { timeout: BUILD_WITHIN });
  const lines = stderr.split("\n");
  const [events, words] = [
    lines.filter(line => line.startsWith("{")),
    lines.filter(line => !line.startsWith("{")),
  ];
  const parsed = events.map(line => JSON.parse(line) as ProgressEvent);
  assert.equal(status, 0, `docker ${args.join(" ")}\n${logOf(parsed)}${words.join("\n")}`);
  const steps = parsed.flatMap(({ vertexes = [] }) => vertexes.map(({ name }) => STEP.exec(name)?.[1] ?? ""));
  return [...new Set(steps.filter(name => name !== ""))].sort();
}

interface ProgressEvent {
  vertexes?: { name: string }[];
  logs?: { data: string }[];
}

/** `[build 2/3] RUN make`: stage, step, number of steps. */
const STEP = /^\[(\S+) +\d+\/\d+\] /;

function logOf(events: ProgressEvent[]): string {
  return events
    .flatMap(({ logs = [] }) => logs.map(({ data }) => Buffer.from(data, "base64").toString("utf8")))
    .join("");
}
