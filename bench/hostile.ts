/** How long our server takes for texts that nobody writes: the first answer, and the slowest one after an edit. */
import { HOSTILE_TEXTS } from "../test/support/hostileTexts";
import { type Client, type ServerCommand, startServer } from "./client";

export interface HostileFigure {
  title: string;
  characters: number;
  /** From opening to diagnostics, in milliseconds. */
  first: number;
  /** The slowest of an edit's diagnostics, completion, definition and code lenses, in milliseconds: the median of rounds. */
  slowest: number;
}

const ROUNDS = 5;
const START = { line: 0, character: 0 };
const MIDDLE = { line: 1, character: 12 };

/** Measures one server on all of them. */
export async function measureHostile(command: ServerCommand): Promise<HostileFigure[]> {
  const client = await startServer(command);
  const figures: HostileFigure[] = [];
  for (const [title, { text }] of Object.entries(HOSTILE_TEXTS)) {
    const uri = `file:///bench/${encodeURIComponent(title)}/Dockerfile`;
    client.open(uri, text);
    const first = await took(() => client.diagnostics(uri, () => true));
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await slowestAnswer(client, uri, round));
    rounds.sort((a, b) => a - b);
    figures.push({ title, characters: text.length, first, slowest: rounds[ROUNDS >> 1] ?? NaN });
    client.close(uri);
  }
  await client.stop();
  return figures;
}

async function slowestAnswer(client: Client, uri: string, round: number): Promise<number> {
  const edit =
    round % 2 === 0
      ? { range: { start: START, end: START }, text: "\n" }
      : { range: { start: START, end: { line: 1, character: 0 } }, text: "" };
  client.change(uri, [edit]);
  const times = [
    await took(() => client.diagnostics(uri, () => true)),
    await took(() => client.completion(uri, MIDDLE)),
    await took(() => client.definition(uri, MIDDLE)),
    await took(() => client.codeLens(uri)),
  ];
  return Math.max(...times);
}

async function took(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
