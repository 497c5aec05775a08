/** What findings cost: edits of files in which a rule finds something in every stage, and a request for what is known already. */
import { type Client, type ServerCommand, startServer } from "./client";
import { answers, type Edit, editsOf } from "./edits";
import { withFindings } from "./findingTexts";
import { generate, type Sample } from "./generate";
import { type Effort, measured, type Medians, timed, timedWork } from "./rounds";

/** An edit to its diagnostics, in milliseconds, of every server in their order. */
export interface FindingsFigure extends Medians {
  /** What finds something in every stage. */
  rule: string;
  /** What the text was meant to have, and what it has. */
  lines: number;
  lineCount: number;
}

/** Asking again for the diagnostics of a text that has not changed, in milliseconds. */
export interface UnchangedFigure {
  lineCount: number;
  rounds: number;
  milliseconds: number;
}

/** The five rules of `FINDING_LINES` whose findings cost the most in an edit of 5,000 lines, the dearest first. */
export const DEAREST_RULES = [
  "LikelyStageTypo",
  "UndefinedArgInFrom",
  "ConsistentInstructionCasing",
  "CopyWholeStage",
  "InvalidImageReference",
] as const;

const DOCUMENT = "file:///bench/findings/Dockerfile";

interface Session {
  client: Client;
  edits: Iterator<Edit, never>;
}

/** Measures edits of a text of about `lines` lines, for each of the rules. */
export async function measureFindings(
  commands: readonly ServerCommand[],
  lines: number,
  effort: Effort,
): Promise<FindingsFigure[]> {
  const figures: FindingsFigure[] = [];
  for (const rule of DEAREST_RULES) {
    const sample = withFindings(generate(lines, 1), rule);
    figures.push({
      rule,
      lines,
      lineCount: sample.lineCount,
      ...(await measureEdits(commands, sample, effort)),
    });
  }
  return figures;
}

async function measureEdits(
  commands: readonly ServerCommand[],
  sample: Sample,
  effort: Effort,
): Promise<Medians> {
  const sessions: Session[] = [];
  try {
    for (const command of commands) {
      const client = await startServer(command);
      sessions.push({ client, edits: editsOf(sample) });
      client.open(DOCUMENT, sample.text);
      await client.diagnostics(DOCUMENT, () => true);
    }
    return await measured(sessions, effort, async session => {
      // As everywhere here, the second of two edits counts.
      await edit(session);
      return timedWork(session.client.pid, () => edit(session));
    });
  } finally {
    for (const { client } of sessions) await client.stop();
  }
}

async function edit({ client, edits }: Session): Promise<void> {
  const next = edits.next().value;
  client.change(DOCUMENT, [next.change]);
  await client.diagnostics(DOCUMENT, found => answers(next, found));
}

/** Measures a request that changes nothing, on a file with findings. `command` is of a client that asks for diagnostics. */
export async function measureUnchanged(
  command: ServerCommand,
  lines: number,
  effort: Effort,
): Promise<UnchangedFigure> {
  const sample = withFindings(generate(lines, 1), DEAREST_RULES[0]);
  const client = await startServer(command);
  try {
    client.open(DOCUMENT, sample.text);
    await client.diagnostics(DOCUMENT, () => true);
    const ask = () => client.ask("textDocument/diagnostic", DOCUMENT, {});
    const { answer } = await ask();
    const { resultId } = answer as { resultId: string };
    const { rounds, values } = await measured([client], effort, () =>
      timed(async () => {
        const again = await client.ask("textDocument/diagnostic", DOCUMENT, { previousResultId: resultId });
        const { kind } = again.answer as { kind: string };
        if (kind !== "unchanged")
          throw new Error(`${client.label} answers ${kind} where nothing has changed.`);
      }),
    );
    return { lineCount: sample.lineCount, rounds, milliseconds: values[0] ?? NaN };
  } finally {
    await client.stop();
  }
}
