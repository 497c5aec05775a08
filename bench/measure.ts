/** What is measured: every server gets the same texts and the same edits, in the same order. */
import { type Client, type ServerCommand, startServer } from "./client";
import { answers, applied, type Change, type Edit, editsOf } from "./edits";
import { generate, type Reference, type Sample } from "./generate";
import { type Effort, measured, type Medians, timed, timedWork, type Took } from "./rounds";

/** What is measured, and how its row is called. All but the memory are in milliseconds. */
export const MEASURES = {
  open: "open to diagnostics",
  edit: "edit to diagnostics",
  typedCompletion: "`=` of `COPY --from=` typed to completion",
  completion: "completion there, text unchanged",
  definition: "definition of a `--from`",
  memory: "resident memory after some work",
} as const;

/** One figure of every server, in their order. */
export interface Figure extends Medians {
  measure: keyof typeof MEASURES;
  /** Of the text. */
  lineCount: number;
}

/** A server, the document that is edited in it, and what comes next there. */
interface Session {
  client: Client;
  sample: Sample;
  edits: Iterator<Edit, never>;
  references: Iterator<Reference, never>;
  /** How many other texts were opened so far. */
  opened: number;
}

const DOCUMENT = "file:///bench/Dockerfile";
const BEFORE_TYPING = "COPY --from";
/** How often each thing is done before the memory is looked at. */
const WORK = 20;

/** All measurements with a text of about `lines` lines, on servers that are started for it. */
export async function measureText(
  commands: readonly ServerCommand[],
  lines: number,
  effort: Effort,
): Promise<Figure[]> {
  const sample = generate(lines, 1);
  const sessions: Session[] = [];
  const figures: Figure[] = [];
  const take = async (measure: Figure["measure"], step: (session: Session) => Promise<number | Took>) => {
    figures.push({ measure, lineCount: sample.lineCount, ...(await measured(sessions, effort, step)) });
  };
  const all = (step: (session: Session) => Promise<void>) => Promise.all(sessions.map(step));
  try {
    for (const command of commands) sessions.push(sessionOf(await startServer(command), sample));
    await take("open", openAnother);
    await all(openDocument);
    await take("edit", async session => {
      // The other servers' turns have emptied the processor's caches: a person types more than one key.
      await edit(session);
      return timedWork(session.client.pid, () => edit(session));
    });
    await all(session => edit(session, insertion(sample, 0, BEFORE_TYPING)));
    await take("typedCompletion", typeAndComplete);
    await all(session => edit(session, insertion(sample, BEFORE_TYPING.length, "=")));
    await take("completion", session => timed(() => complete(session)));
    await take("definition", session => timed(() => define(session)));
  } finally {
    for (const { client } of sessions) await client.stop();
  }
  const values: number[] = [];
  for (const command of commands) values.push(await memoryOf(command, sample));
  return [...figures, { measure: "memory", lineCount: sample.lineCount, rounds: 1, values }];
}

/** What a server holds after the same work as all others: a fresh one, a file opened, edited, completed and searched. */
async function memoryOf(command: ServerCommand, sample: Sample): Promise<number> {
  const session = sessionOf(await startServer(command), sample);
  try {
    await openDocument(session);
    for (let i = 0; i < WORK; i++) await edit(session);
    await edit(session, insertion(sample, 0, `${BEFORE_TYPING}=`));
    for (let i = 0; i < WORK; i++) {
      await complete(session);
      await define(session);
    }
    return session.client.residentBytes();
  } finally {
    await session.client.stop();
  }
}

function sessionOf(client: Client, sample: Sample): Session {
  return { client, sample, edits: editsOf(sample), references: inTurn(sample.references), opened: 0 };
}

/** Opens a text that the server has not seen, with a fault in it that the answer has to report. */
async function openAnother(session: Session): Promise<Took> {
  session.opened++;
  const sample = generate(session.sample.lineCount, 1 + session.opened);
  const fault = editsOf(sample).next().value;
  const text = applied(sample.text, fault.change);
  const uri = `file:///bench/${session.opened}/Dockerfile`;
  const took = await timedWork(session.client.pid, async () => {
    session.client.open(uri, text);
    await session.client.diagnostics(uri, found => answers(fault, found));
  });
  session.client.close(uri);
  return took;
}

async function openDocument({ client, sample }: Session): Promise<void> {
  client.open(DOCUMENT, sample.text);
  await client.diagnostics(DOCUMENT, () => true);
}

/** Types a character, after `other` changes in the same notification, and waits for the diagnostics of the new text. */
async function edit({ client, edits }: Session, ...other: Change[]): Promise<void> {
  const next = edits.next().value;
  client.change(DOCUMENT, [...other, next.change]);
  await client.diagnostics(DOCUMENT, found => answers(next, found));
}

/** What a person waits for: the key stroke and the list belong together. */
async function typeAndComplete(session: Session): Promise<number> {
  const typed = insertion(session.sample, BEFORE_TYPING.length, "=");
  const milliseconds = await timed(async () => {
    session.client.change(DOCUMENT, [typed]);
    await complete(session);
  });
  const { start } = typed.range;
  await edit(session, { range: { start, end: { ...start, character: start.character + 1 } }, text: "" });
  return milliseconds;
}

async function complete({ client, sample }: Session): Promise<void> {
  const position = { line: sample.lineCount, character: BEFORE_TYPING.length + 1 };
  const labels = await client.completion(DOCUMENT, position);
  const missing = sample.builds.find(stage => !labels.includes(stage));
  if (missing) throw new Error(`${client.label} does not propose the stage ${missing} at COPY --from=.`);
}

async function define({ client, references }: Session): Promise<void> {
  const { at, stageLine } = references.next().value;
  const lines = await client.definition(DOCUMENT, at);
  if (lines.length !== 1 || lines[0] !== stageLine) {
    throw new Error(`${client.label} does not find the stage that line ${at.line + 1} refers to.`);
  }
}

/** At the end of the text, in the last stage, where most stages are on offer. */
function insertion(sample: Sample, character: number, text: string): Change {
  const place = { line: sample.lineCount, character };
  return { range: { start: place, end: place }, text };
}

function* inTurn<Item>(items: readonly Item[]): Generator<Item, never> {
  if (items.length === 0) throw new Error("There is nothing to take turns.");
  for (;;) yield* items;
}
