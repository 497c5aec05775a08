/**
 * Files with a builder's verdict on each, which are not part of the project: `DOCKERFILE_STAGES_SHARED` names the folder
 * that holds them. What needs them is skipped where it is not set.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ModelTarget } from "../../server/src/protocol";
import { skipBecause } from "../support/suiteResult";

const FOLDER = process.env["DOCKERFILE_STAGES_SHARED"];

/** Tests that need the data: skipped, with the reason, where there is none. */
export function withSharedData(tests: () => void): void {
  if (FOLDER) tests();
  else
    it("hold against a builder's verdicts", function () {
      skipBecause(this, "DOCKERFILE_STAGES_SHARED names no folder with files and verdicts");
    });
}

/** Streams of `--progress=rawjson` of several versions of buildx, as they were printed, by name. */
export function recordedStreams(): Map<string, Buffer> {
  const folder = join(FOLDER ?? "", "engine", "captures");
  const names = readdirSync(folder).filter(name => name.endsWith(".rawjson"));
  return new Map(names.map(name => [name, readFileSync(join(folder, name))]));
}

/** A small file and what the builder makes of it. */
export interface Case {
  readonly id: string;
  readonly dockerfile: string;
  /** `check` goes through every stage, `build` through those that the target needs. */
  readonly mode?: "build" | "check";
  readonly target?: string;
  readonly buildArgs?: Record<string, string>;
  readonly contexts?: Record<string, string>;
  /** The ignore file at the root of the build context. */
  readonly dockerignore?: string;
  readonly expect: {
    readonly ok: boolean;
    readonly error?: string;
    /** From 1. */
    readonly errorLines?: number[];
    readonly warnings?: { rule: string; line: number }[];
    readonly stages?: string[];
    readonly reachable?: number[];
    readonly resolves?: { line: number; ref: string; to: ModelTarget }[];
  };
}

/** What a builder said of a file: `conditional` hangs on an argument that a build has to give. */
export interface Verdict {
  readonly id: string;
  readonly verdict: "ok" | "error" | "conditional" | "unknown";
  readonly error: { message: string; lines: number[] } | null;
  readonly warnings: { rule: string; line: number }[];
}

/** A file with the builder's verdict. */
export interface JudgedFile extends Verdict {
  readonly dockerfile: string;
}

/** The small cases. */
export function cases(): Case[] {
  return JSON.parse(readFileSync(inFolder("spec/cases.json"), "utf8")) as Case[];
}

/** The real files. They are unpacked for a moment, by the `tar` that every supported system has. */
export function realFiles(): JudgedFile[] {
  const verdicts = JSON.parse(readFileSync(inFolder("corpus/engine-check.json"), "utf8")) as Verdict[];
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-corpus-"));
  try {
    execFileSync("tar", ["-xzf", inFolder("corpus/open.tar.gz"), "-C", folder]);
    return verdicts.map(verdict => ({
      ...verdict,
      dockerfile: readFileSync(join(folder, "open", verdict.id), "utf8"),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The real files with something changed in each. */
export function mutatedFiles(): JudgedFile[] {
  return gunzipSync(readFileSync(inFolder("corpus/mutations.jsonl.gz")))
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as JudgedFile);
}

function inFolder(path: string): string {
  const file = join(FOLDER ?? "", path);
  if (!existsSync(file))
    throw new Error(`${file} is missing: DOCKERFILE_STAGES_SHARED has to name the folder that holds it.`);
  return file;
}
