/** How a build ended, as tools of language models tell it. Pure: positions are those of the file as it was built. */
import { isSecretName } from "../../../server/src/shared/secrets";
import type { BuildOutcome } from "../../../server/src/shared/tools/host";
import { commandLine } from "../engine/commandLine";
import { engineCommand, type BuildRequest } from "../engine/engineCommand";
import type { BuildRecord } from "../progress/buildRecord";
import { failurePlaces } from "../progress/failurePlaces";
import type { BuildFailure } from "../progress/progressReader";
import { instructionProgress } from "../progress/stageProgress";
import type { BuiltFile } from "../progress/stepPlaces";

/** A build that has ended. */
export interface EndedBuild {
  readonly record: BuildRecord;
  readonly file: BuiltFile;
  readonly request: BuildRequest;
  readonly failure: BuildFailure | undefined;
  /** In milliseconds of this machine's clock. */
  readonly started: number;
  readonly ended: number | undefined;
  readonly state: "running" | "done" | "failed" | "cancelled";
}

/** What is known of a build beside its record. */
interface Known {
  /** The environment of the engine, from which it takes values that the request only names. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the failure comes down to, where somebody knows better than the builder. */
  readonly words?: string | undefined;
  /** The size of the image. */
  readonly bytes?: number | undefined;
  /** What was built before, because the build needs its images: what is in these may be printed as well. */
  readonly before?: readonly BuildRequest[];
  /** The texts of the files of secrets. */
  readonly secretFiles?: readonly string[];
}

/** Its outcome. */
export function buildOutcome(build: EndedBuild, known: Known): BuildOutcome {
  const { environment, words, bytes, before = [], secretFiles = [] } = known;
  const { record, file, request, failure, started, ended = Date.now(), state } = build;
  return {
    result: state === "done" ? "built" : state === "failed" ? "failed" : "cancelled",
    seconds: seconds(ended - started),
    image: state === "done" ? request.image : null,
    bytes: bytes ?? null,
    command: commandLine(engineCommand(request, "shown"), "posix") ?? null,
    steps: instructionProgress(record, file, ended).map(({ instruction, state: its, took }) => ({
      line: lineOf(file, instruction),
      instruction: file.instructions[instruction]?.text ?? "",
      state: its,
      seconds: seconds(took),
    })),
    failure:
      failure === undefined
        ? null
        : {
            message: words ?? failure.message,
            line: firstLine(failure, file),
            log: failure.log,
          },
    secrets: [request, ...before]
      .flatMap(each => valuesOf(each, environment))
      .concat(secretFiles)
      .flatMap(linesOf),
  };
}

/** The files of secrets that builds are given, by their paths. */
export function secretFilesOf(requests: readonly BuildRequest[]): string[] {
  const files = requests.flatMap(({ secrets = [] }) =>
    secrets.flatMap(secret => ("file" in secret ? [secret.file] : [])),
  );
  return [...new Set(files)];
}

/** The values of secrets that a build was given and may have printed, as far as they are no files. */
function valuesOf(
  { buildArgs, environmentArgs = [], secrets = [] }: BuildRequest,
  environment: Known["environment"],
): string[] {
  const variables = secrets.flatMap(secret => ("variable" in secret ? [secret.variable] : []));
  return [
    ...Object.entries(buildArgs).flatMap(([name, value]) => (isSecretName(name) ? [value] : [])),
    ...[...environmentArgs.filter(isSecretName), ...variables].map(name => environment[name] ?? ""),
  ];
}

/** A text, and each of its lines by itself: of a file with assignments (`TOKEN=…`) or JSON what stands in them, too. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map(line => line.trim());
  const values = lines.flatMap(line => ["=", ":"].map(sign => valueBehind(line, sign)));
  return [text, text.trim(), ...lines, ...values].filter(value => value.trim() !== "");
}

/** What `NAME=value`, `name: value` or `"name": "value",` says, without quotes; empty without the sign. */
function valueBehind(line: string, sign: string): string {
  const at = line.indexOf(sign);
  const value = at === -1 ? "" : line.slice(at + 1).trim();
  return value.replace(/,$/, "").replace(/^["']|["']$/g, "");
}

/** The outcome of a build that did not begin, and why. */
export function notStarted(message: string): BuildOutcome {
  return {
    ...{ result: "notStarted", seconds: 0, image: null, bytes: null, command: null, steps: [], secrets: [] },
    failure: { message, line: null, log: [] },
  };
}

function lineOf({ instructions }: BuiltFile, instruction: number): number {
  return (instructions[instruction]?.range.start.line ?? 0) + 1;
}

function firstLine(failure: BuildFailure, file: BuiltFile): number | null {
  const [place] = failurePlaces(failure, file);
  return place === undefined ? null : place.start.line + 1;
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
