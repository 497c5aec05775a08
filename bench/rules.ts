/** What the rules cost: the same server with every rule on, and with every rule off, side by side. */
import { RULES } from "../server/src/rules/registry";
import { type Client, type ServerCommand, startServer } from "./client";
import { answers, type Edit, editsOf } from "./edits";
import { generate } from "./generate";
import { type Effort, measured, timedWork } from "./rounds";

/** An edit to its diagnostics, in milliseconds. */
export interface RulesFigure {
  lineCount: number;
  rounds: number;
  on: number;
  off: number;
  /** What the main thread computed, with every rule on and with every rule off, where that is known. */
  work?: number[];
}

interface Session {
  client: Client;
  edits: Iterator<Edit, never>;
  hasRules: boolean;
}

const DOCUMENT = "file:///bench/rules/Dockerfile";

/** Measures edits of a text of about `lines` lines. `command` is of a client that asks for diagnostics. */
export async function measureRules(
  command: ServerCommand,
  lines: number,
  effort: Effort,
): Promise<RulesFigure> {
  const sample = generate(lines, 1);
  const sessions: Session[] = [];
  try {
    for (const hasRules of [true, false]) {
      const client = await startServer({ ...command, settings: { rules: levels(hasRules) } });
      client.open(DOCUMENT, sample.text);
      sessions.push({ client, edits: editsOf(sample), hasRules });
    }
    const { values, ...rest } = await measured(sessions, effort, async session => {
      // As everywhere here, the second of two edits counts.
      await edit(session);
      return timedWork(session.client.pid, () => edit(session));
    });
    const [on = NaN, off = NaN] = values;
    return { lineCount: sample.lineCount, ...rest, on, off };
  } finally {
    for (const { client } of sessions) await client.stop();
  }
}

/** Every rule as loud as it is by default, those too that are off by default; or every rule off. */
function levels(hasRules: boolean): Record<string, string> {
  return Object.fromEntries(RULES.map(({ id, severity }) => [id, hasRules ? severity : "off"]));
}

async function edit({ client, edits, hasRules }: Session): Promise<void> {
  const next = edits.next().value;
  client.change(DOCUMENT, [next.change]);
  await client.diagnostics(DOCUMENT, found => (hasRules ? answers(next, found) : found.length === 0));
}
