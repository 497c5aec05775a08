/** What the files around Dockerfiles cost our server in a large repository: to read them, while somebody types, and to rename in them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, type ServerCommand, startServer } from "./client";
import type { Verdict } from "./goals";
import { type Repository, SHARED_STAGE, writeRepository } from "./repository";
import { median } from "./rounds";
import { megabytes, milliseconds, table } from "./table";

/** Medians of starts in a repository; in milliseconds and bytes. */
export interface AroundFigure {
  readonly rounds: number;
  readonly dockerfiles: number;
  readonly around: number;
  /** From the answer to `initialize` until all files are known. */
  readonly known: number;
  /** The longest time from a key stroke to its diagnostics until then. */
  readonly longestEdit: number;
  /** What is resident then, above a server in an empty folder that did the same otherwise. */
  readonly memory: number;
  /** Until the edit of a rename is there, and the files that it changes. */
  readonly rename: number;
  readonly renamed: number;
}

const SERVICES = 500;
const ROUNDS = 3;
const MOST_MS = 2_000;
const LONGEST_EDIT_MS = 50;
const MOST_BYTES = 60 * 2 ** 20;
const RENAME_MS = 1_000;
/** Between two key strokes of somebody who types fast. */
const KEY_MS = 40;
/** How long the server in the empty folder is typed at, at least: it knows all at once. */
const TYPED_MS = 3_000;

/** Measures one server in a repository that is made for it. */
export async function measureAround(command: ServerCommand): Promise<AroundFigure> {
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-around-"));
  const empty = mkdtempSync(join(tmpdir(), "dockerfile-stages-empty-"));
  try {
    const repository = writeRepository(folder, SERVICES);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const alone = await measureRound(command, empty, repository);
      const full = await measureRound(command, folder, repository);
      rounds.push({ ...full, memory: full.memory - alone.memory });
    }
    const of = (measure: keyof Round) => median(rounds.map(round => round[measure]));
    return {
      rounds: ROUNDS,
      dockerfiles: repository.dockerfiles,
      around: repository.around,
      known: of("known"),
      longestEdit: of("longestEdit"),
      memory: of("memory"),
      rename: of("rename"),
      renamed: of("renamed"),
    };
  } finally {
    for (const each of [folder, empty]) rmSync(each, { recursive: true, force: true });
  }
}

type Round = Omit<AroundFigure, "rounds" | "dockerfiles" | "around">;

async function measureRound(command: ServerCommand, folder: string, { top }: Repository): Promise<Round> {
  const address = pathToFileURL(folder).href;
  const client = await startServer({ ...command, folder: address });
  try {
    const begun = performance.now();
    const uri = `${address}/Dockerfile`;
    client.open(uri, top);
    await client.diagnostics(uri, () => true);
    const state = { known: NaN };
    const refreshed = client.refreshed.then(() => (state.known = performance.now() - begun));
    let longestEdit = 0;
    for (let isOn = false; Number.isNaN(state.known) || performance.now() - begun < TYPED_MS; isOn = !isOn) {
      const edited = await typeKey(client, uri, isOn);
      if (Number.isNaN(state.known)) longestEdit = Math.max(longestEdit, edited);
      await new Promise(resolve => setTimeout(resolve, KEY_MS));
    }
    await refreshed;
    const memory = client.residentBytes();
    const position = { line: 0, character: top.indexOf(SHARED_STAGE) };
    const renameBegun = performance.now();
    const { answer } = await client.ask("textDocument/rename", uri, { position, newName: "tools" });
    const rename = performance.now() - renameBegun;
    const { changes = {} } = answer as { changes?: Record<string, unknown> };
    return { known: state.known, longestEdit, memory, rename, renamed: Object.keys(changes).length };
  } finally {
    await client.stop();
  }
}

/** Types a blank at the end of the first line, or takes it away, and waits for the diagnostics. */
async function typeKey(client: Client, uri: string, isOn: boolean): Promise<number> {
  const end = { line: 3, character: 0 };
  const begun = performance.now();
  const range = { start: isOn ? { line: 2, character: 0 } : end, end };
  client.change(uri, [{ range, text: isOn ? "" : "\n" }]);
  await client.diagnostics(uri, () => true);
  return performance.now() - begun;
}

/** The table; empty where nothing was measured. */
export function aroundTable(figure: AroundFigure | null): string[] {
  if (!figure) return [];
  return [
    "## Files around Dockerfiles",
    "",
    `Ours alone (pull), in a generated repository of ${figure.dockerfiles} Dockerfiles, ${figure.around} files that build them and about as`,
    "many others, from the answer to `initialize` on, while somebody types in one of the Dockerfiles. The first half second",
    "is a rest that the server leaves to whoever has opened it.",
    "",
    ...table(
      ["measured", "rounds", "ours"],
      [
        ["until all files are known", milliseconds(figure.known)],
        ["longest time from a key stroke to its diagnostics until then", milliseconds(figure.longestEdit)],
        ["memory above a server in an empty folder", megabytes(figure.memory)],
        [`rename of a stage in ${figure.renamed} files`, milliseconds(figure.rename)],
      ].map(([what = "", value = ""]) => [what, String(figure.rounds), value]),
      [1, 2],
    ),
    "",
  ];
}

/** Whether the files are known soon enough, without being noticed. */
export function aroundVerdicts(figure: AroundFigure | null): Verdict[] {
  if (!figure) return [];
  const { dockerfiles, around, known, longestEdit, memory, rename, renamed } = figure;
  const verdict = (goal: string, reached: string, met: boolean): Verdict => ({ goal, reached, met });
  return [
    verdict(
      `${dockerfiles} Dockerfiles and ${around} files around them known within ${MOST_MS} ms`,
      `${milliseconds(known)} ms`,
      known <= MOST_MS,
    ),
    verdict(
      `no key stroke waits longer than ${LONGEST_EDIT_MS} ms meanwhile`,
      `${milliseconds(longestEdit)} ms`,
      longestEdit <= LONGEST_EDIT_MS,
    ),
    verdict(`their memory under ${megabytes(MOST_BYTES)}`, megabytes(memory), memory < MOST_BYTES),
    verdict(
      `rename of a stage in ${renamed} files within ${RENAME_MS} ms`,
      `${milliseconds(rename)} ms`,
      rename <= RENAME_MS && renamed > SERVICES,
    ),
  ];
}
