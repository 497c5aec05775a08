/** Real files, of all sizes and with many findings: what an edit and an opening cost, and what a server holds after all. */
import { realFiles } from "../test/stages/sharedData";
import { checkModel } from "../server/src/rules/run/checkModel";
import { readDockerfile } from "../server/src/dockerfile/dockerfile";
import { analyze } from "../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../server/src/stages/model/buildOptions";
import { type Client, type ServerCommand, startServer } from "./client";
import { EMPTY_LABEL, withEmptyServer } from "./emptyServer";
import { answers, type Edit, editsOf } from "./edits";
import { type Effort, measured, type Medians, timedWork } from "./rounds";

/** An edit of one file to its diagnostics, in milliseconds, of every server in their order. */
export interface RealEdit extends Medians {
  lineCount: number;
  /** How many findings ours has in it. */
  findings: number;
  /** The same of a server that finds nothing, because it reads nothing: no server of this protocol takes less. */
  empty: number;
}

/** What is measured of real files. */
export interface RealFigures {
  edits: RealEdit[];
  /** How many files were opened. */
  opened: number;
  /** From opening a file to its diagnostics, in milliseconds: the mean over all files, of every server. */
  opening: number[];
  /** What the main thread of each computed for it in the mean, where that is known. */
  openingWork?: number[];
  /** What every server holds after that, in bytes. */
  memory: number[];
}

/** A file as it is edited: with two stages in its middle whose names differ by the last character. */
interface RealFile {
  text: string;
  lineCount: number;
  findings: number;
}

/** How many files are edited; so many of them are those with most findings. */
const EDITED = 30;
const WITH_MOST_FINDINGS = 10;
const TWIN = "bench-twin";

interface Session {
  client: Client;
  edits: Iterator<Edit, never>;
}

/** Measures real files. There have to be some: see `DOCKERFILE_STAGES_SHARED`. */
export async function measureRealFiles(
  commands: readonly ServerCommand[],
  effort: Effort,
): Promise<RealFigures> {
  const files = realFiles().map(({ dockerfile }) => readFile(dockerfile));
  const edits = await withEmptyServer(async empty => {
    const edited: RealEdit[] = [];
    for (const file of chosen(files)) edited.push(await measureEdits(commands, empty, file, effort));
    return edited;
  });
  return { edits, opened: files.length, ...(await measureOpening(commands, files)) };
}

function readFile(text: string): RealFile {
  const findings = checkModel(analyze(readDockerfile(text), NO_OPTIONS), () => undefined).length;
  return { text, lineCount: text.split("\n").length, findings };
}

/** Those with most findings, and of the others those at equal distances in the order of their lengths. */
export function chosen<File extends { lineCount: number; findings: number }>(files: readonly File[]): File[] {
  const byFindings = [...files].sort((one, other) => other.findings - one.findings);
  const most = byFindings.slice(0, WITH_MOST_FINDINGS);
  const rest = byFindings.slice(WITH_MOST_FINDINGS).sort((one, other) => one.lineCount - other.lineCount);
  const count = Math.min(EDITED - most.length, rest.length);
  const picked = Array.from({ length: count }, (_, i) =>
    rest.at(Math.round((i * (rest.length - 1)) / Math.max(1, count - 1))),
  );
  return [...most, ...picked.filter(file => file !== undefined)].sort(
    (one, other) => one.lineCount - other.lineCount,
  );
}

async function measureEdits(
  commands: readonly ServerCommand[],
  empty: ServerCommand,
  { text, lineCount, findings }: RealFile,
  effort: Effort,
): Promise<RealEdit> {
  const uri = "file:///bench/real/Dockerfile";
  const { edited, twins } = withTwins(text);
  const sessions: Session[] = [];
  try {
    for (const command of [...commands, empty]) {
      const client = await startServer(command);
      sessions.push({ client, edits: editsOf({ lineCount, twins: [twins] }) });
      client.open(uri, edited);
      await client.diagnostics(uri, () => true);
    }
    const edit = async ({ client, edits }: Session) => {
      const next = edits.next().value;
      client.change(uri, [next.change]);
      await client.diagnostics(uri, found => client.label === EMPTY_LABEL || answers(next, found));
    };
    const medians = await measured(sessions, effort, async session => {
      await edit(session);
      return timedWork(session.client.pid, () => edit(session));
    });
    const count = commands.length;
    return {
      ...{ lineCount, findings, rounds: medians.rounds, values: medians.values.slice(0, count) },
      ...(medians.work ? { work: medians.work.slice(0, count) } : {}),
      empty: medians.values[count] ?? NaN,
    };
  } finally {
    for (const { client } of sessions) await client.stop();
  }
}

/** Two stages that differ by a digit, put in front of the stage nearest the middle of the file. */
function withTwins(text: string): {
  edited: string;
  twins: { nameEnd: { line: number; character: number }; secondLine: number };
} {
  const lines = text.split("\n");
  const { starts, lines: logical } = readDockerfile(text);
  const [line = 0] = starts
    .map(start => text.slice(0, logical[start]?.from ?? 0).split("\n").length - 1)
    .sort((one, other) => Math.abs(one - lines.length / 2) - Math.abs(other - lines.length / 2));
  const first = `FROM scratch AS ${TWIN}`;
  const edited = [...lines.slice(0, line), first, `${first}2`, ...lines.slice(line)].join("\n");
  return { edited, twins: { nameEnd: { line, character: first.length }, secondLine: line + 1 } };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Opens every file once, in every server. */
async function measureOpening(
  commands: readonly ServerCommand[],
  files: readonly RealFile[],
): Promise<Pick<RealFigures, "opening" | "openingWork" | "memory">> {
  const clients: Client[] = [];
  const times = commands.map((): number[] => []);
  const work = commands.map((): number[] => []);
  try {
    for (const command of commands) clients.push(await startServer(command));
    for (const [number, { text }] of files.entries())
      for (let turn = 0; turn < clients.length; turn++) {
        const index = (number + turn) % clients.length;
        const client = clients[index];
        if (!client) continue;
        const uri = `file:///bench/real/${number}/Dockerfile`;
        const took = await timedWork(client.pid, async () => {
          client.open(uri, text);
          await client.diagnostics(uri, () => true);
        });
        times[index]?.push(took.milliseconds);
        if (took.work !== null) work[index]?.push(took.work);
        client.close(uri);
      }
    return {
      opening: times.map(mean),
      ...(work.every(own => own.length === files.length) ? { openingWork: work.map(mean) } : {}),
      memory: clients.map(client => client.residentBytes()),
    };
  } finally {
    for (const client of clients) await client.stop();
  }
}
