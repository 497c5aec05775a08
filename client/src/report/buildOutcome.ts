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
}

/** Its outcome. */
export function buildOutcome(build: EndedBuild, { environment, words, bytes }: Known): BuildOutcome {
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
    secrets: secretsOf(request, environment),
  };
}

/** The values of secrets that a build was given and may have printed, as far as they are no files; of several lines, each by itself too. */
function secretsOf(
  { buildArgs, environmentArgs = [], secrets = [] }: BuildRequest,
  environment: Known["environment"],
): string[] {
  const variables = secrets.flatMap(secret => ("variable" in secret ? [secret.variable] : []));
  const values = [
    ...Object.entries(buildArgs).flatMap(([name, value]) => (isSecretName(name) ? [value] : [])),
    ...[...environmentArgs.filter(isSecretName), ...variables].map(name => environment[name] ?? ""),
  ];
  return values.flatMap(value => [value, ...value.split(/\r?\n/)]).filter(value => value.trim() !== "");
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
