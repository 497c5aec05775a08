/** The results of builds as they are kept in the state of a workspace: bounded, and checked when they are read. */
import type { StageImage, StageResult, StepResult } from "./stageResult";

/** Results by the address of their Dockerfile; the file that was built last is the last. */
export type ResultsByFile = ReadonlyMap<string, readonly StageResult[]>;

/** Raised when results come to mean something else: older ones are then forgotten. */
const FORMAT = 1;
const MOST_FILES = 50;
/** Of one file, those of its earlier texts included: an edit that is taken back brings them back. */
const MOST_RESULTS = 50;
const MOST_STEPS = 100;

/**
 * `known` with the results of one more build of a file; each takes the place of an earlier one of the same stage. Where
 * nothing had to be done, the image that the stage left then is still what it makes.
 */
export function withResults(
  known: ResultsByFile,
  uri: string,
  results: readonly StageResult[],
): ResultsByFile {
  const added = new Set(results.map(({ fingerprint }) => fingerprint));
  const earlier = known.get(uri) ?? [];
  const kept = earlier.filter(({ fingerprint }) => !added.has(fingerprint));
  const files = new Map(known);
  files.delete(uri);
  const bounded = results.map((result): StageResult => {
    const image = result.image ?? (result.status === "cached" ? imageOf(result, earlier) : undefined);
    return { ...result, steps: result.steps.slice(0, MOST_STEPS), ...(image !== undefined && { image }) };
  });
  files.set(uri, [...kept, ...bounded].slice(-MOST_RESULTS));
  return new Map([...files].slice(-MOST_FILES));
}

function imageOf({ fingerprint }: StageResult, earlier: readonly StageResult[]): StageImage | undefined {
  return earlier.find(result => result.fingerprint === fingerprint)?.image;
}

/** What is stored of them: JSON that {@link readResults} reads. */
export function storedResults(results: ResultsByFile): unknown {
  return { format: FORMAT, files: [...results] };
}

/** What has been stored, by whichever version of this extension; nothing where it is not in our format. */
export function readResults(stored: unknown): ResultsByFile {
  if (!isObject(stored) || stored["format"] !== FORMAT || !Array.isArray(stored["files"])) return new Map();
  const files = stored["files"].flatMap((entry: unknown): [string, StageResult[]][] => {
    if (!Array.isArray(entry)) return [];
    const [uri, results] = entry as unknown[];
    return typeof uri === "string" && Array.isArray(results) ? [[uri, results.filter(isResult)]] : [];
  });
  return new Map(files);
}

function isResult(value: unknown): value is StageResult {
  if (!isObject(value)) return false;
  const { fingerprint, name, index, status, at, took, steps, image, failedIn } = value;
  return (
    typeof fingerprint === "string" &&
    typeof name === "string" &&
    typeof index === "number" &&
    (status === "built" || status === "cached" || status === "failed") &&
    typeof at === "number" &&
    typeof took === "number" &&
    Array.isArray(steps) &&
    steps.every(isStep) &&
    (failedIn === undefined || typeof failedIn === "string") &&
    (image === undefined || isImage(image))
  );
}

function isStep(value: unknown): value is StepResult {
  if (!isObject(value)) return false;
  const { text, position, state, took } = value;
  return (
    typeof text === "string" &&
    typeof position === "number" &&
    (state === "done" || state === "cached" || state === "failed" || state === "cancelled") &&
    typeof took === "number"
  );
}

function isImage(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { reference, id, size, digest } = value;
  return (
    typeof reference === "string" &&
    typeof id === "string" &&
    typeof size === "number" &&
    (digest === undefined || typeof digest === "string")
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
