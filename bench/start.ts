/** What a start costs: every server beside a program for Node that loads nothing and answers `initialize`. */
import { type ServerCommand, startServer } from "./client";
import { answers, applied, editsOf } from "./edits";
import { generate } from "./generate";
import { EMPTY_LABEL, withEmptyServer } from "./emptyServer";
import type { Verdict } from "./goals";
import { median, timesInTurns } from "./rounds";
import { megabytes, milliseconds, table } from "./table";

/** Medians of the starts of one server; in milliseconds from before its process is started, and in bytes. */
export interface StartFigure {
  label: string;
  rounds: number;
  /** Until `initialize` is answered. */
  initialize: number;
  /** Until the first diagnostics of a file that is opened at once; the empty program has none. */
  diagnostics: number | null;
  /** Resident then. */
  memory: number | null;
}

const ROUNDS = 25;
const LINES = 50;
/** What a start may cost above that of the empty program. */
const TIMES = 1.3;

/** Starts and stops all servers in turns, the empty program first. */
export async function measureStarts(commands: readonly ServerCommand[]): Promise<StartFigure[]> {
  return withEmptyServer(async empty => {
    const starts = await timesInTurns([empty, ...commands], ROUNDS, command =>
      startOnce(command, command !== empty),
    );
    return starts.map(({ subject: { label }, values }) => ({
      label,
      rounds: values.length,
      initialize: median(values.map(({ initialize }) => initialize)),
      diagnostics: medianOrNull(values.map(({ diagnostics }) => diagnostics)),
      memory: medianOrNull(values.map(({ memory }) => memory)),
    }));
  });
}

type Start = Pick<StartFigure, "initialize" | "diagnostics" | "memory">;

async function startOnce(command: ServerCommand, hasDiagnostics: boolean): Promise<Start> {
  const begun = performance.now();
  const client = await startServer(command);
  try {
    const initialize = client.startMilliseconds;
    if (!hasDiagnostics) return { initialize, diagnostics: null, memory: null };
    const sample = generate(LINES, 1);
    const fault = editsOf(sample).next().value;
    const uri = "file:///bench/Dockerfile";
    client.open(uri, applied(sample.text, fault.change));
    await client.diagnostics(uri, found => answers(fault, found));
    return { initialize, diagnostics: performance.now() - begun, memory: client.residentBytes() };
  } finally {
    await client.stop();
  }
}

function medianOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length > 0 ? median(known) : null;
}

/** The table of the starts. */
export function startTable(figures: readonly StartFigure[]): string[] {
  const [empty] = figures;
  if (!empty) return [];
  return [
    "## Start",
    "",
    "From before the process is started, in milliseconds: until `initialize` is answered, and until the first diagnostics of a",
    `file of about ${LINES} lines that is opened then; with the memory that is resident at that time. The empty program loads`,
    "nothing but Node, and answers.",
    "",
    ...table(
      ["server", "starts", "`initialize` answered", "ratio", "first diagnostics", "memory"],
      figures.map(({ label, rounds, initialize, diagnostics, memory }) => [
        label,
        String(rounds),
        milliseconds(initialize),
        `${(initialize / empty.initialize).toFixed(2)}x`,
        diagnostics === null ? "" : milliseconds(diagnostics),
        memory === null ? "" : megabytes(memory),
      ]),
      [1, 2, 3, 4, 5],
    ),
    "",
  ];
}

/** Whether the slower of ours starts as quickly as it should, and holds no more memory than theirs. */
export function startVerdicts([empty, theirs, ...ours]: readonly StartFigure[]): Verdict[] {
  if (!empty || !theirs || ours.length === 0) return [];
  const slowest = Math.max(...ours.map(({ initialize }) => initialize));
  const last = Math.max(...ours.map(({ diagnostics }) => diagnostics ?? Infinity));
  return [
    {
      goal: `start to \`initialize\` answered within ${TIMES}x of ${EMPTY_LABEL}`,
      reached: `${(slowest / empty.initialize).toFixed(2)}x`,
      met: slowest <= TIMES * empty.initialize,
    },
    {
      goal: "start to the first diagnostics not slower than theirs",
      reached: `${milliseconds(last)} for ${milliseconds(theirs.diagnostics ?? 0)} ms`,
      met: last <= (theirs.diagnostics ?? 0),
    },
  ];
}
