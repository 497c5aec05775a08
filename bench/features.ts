/** Every language feature by itself: our server beside theirs where theirs has it. */
import { type Client, type ServerCommand, startServer } from "./client";
import { answers, type Edit, editsOf } from "./edits";
import { generate, type Reference, type Sample } from "./generate";
import { type Effort, measured, median } from "./rounds";

/**
 * One feature at one size, in milliseconds; theirs is null where that server does not have it. The time of a server ends when the
 * last byte of its answer is there; to read the answer as JSON is the work of the client, and counted by itself.
 */
export interface FeatureFigure {
  title: string;
  lineCount: number;
  rounds: number;
  theirs: number | null;
  ours: number;
  read: { theirs: number | null; ours: number };
}

interface Asked {
  title: string;
  method: string;
  /** What a server that can answer says so with. */
  capability: string;
  params?: (reference: Reference, sample: Sample) => object;
  /** Whether an answer is one: of servers that do not give the same, what both have to give. */
  isAnswer: (answer: unknown, sample: Sample) => boolean;
}

const DOCUMENT = "file:///bench/features/Dockerfile";

const at = ({ at: position }: Reference) => ({ position });
const whole = (_: Reference, { lineCount }: Sample) => ({
  range: { start: { line: 0, character: 0 }, end: { line: lineCount, character: 0 } },
});
const count = (answer: unknown) => (Array.isArray(answer) ? answer.length : 0);
const isSomething = (answer: unknown) => answer !== null && answer !== undefined && !isEmpty(answer);
const isEmpty = (answer: unknown) => Array.isArray(answer) && answer.length === 0;
const holdsStages = (answer: unknown, { stages }: Sample) => count(answer) >= stages.length;
const data = (answer: unknown) => count((answer as { data?: unknown } | null)?.data);

const ASKED: readonly Asked[] = [
  {
    title: "references",
    method: "textDocument/references",
    capability: "referencesProvider",
    params: reference => ({ ...at(reference), context: { includeDeclaration: true } }),
    isAnswer: answer => count(answer) >= 2,
  },
  {
    title: "document highlight",
    method: "textDocument/documentHighlight",
    capability: "documentHighlightProvider",
    params: at,
    isAnswer: answer => count(answer) >= 2,
  },
  {
    title: "prepare rename",
    method: "textDocument/prepareRename",
    capability: "renameProvider",
    params: at,
    isAnswer: isSomething,
  },
  {
    title: "rename",
    method: "textDocument/rename",
    capability: "renameProvider",
    params: reference => ({ ...at(reference), newName: "another-name" }),
    isAnswer: isSomething,
  },
  {
    title: "linked editing",
    method: "textDocument/linkedEditingRange",
    capability: "linkedEditingRangeProvider",
    params: at,
    isAnswer: () => true,
  },
  {
    title: "hover on a `--from`",
    method: "textDocument/hover",
    capability: "hoverProvider",
    params: at,
    // Theirs speaks of the instruction or says nothing of the name.
    isAnswer: () => true,
  },
  {
    title: "definition",
    method: "textDocument/definition",
    capability: "definitionProvider",
    params: at,
    isAnswer: isSomething,
  },
  {
    title: "type definition",
    method: "textDocument/typeDefinition",
    capability: "typeDefinitionProvider",
    params: at,
    isAnswer: () => true,
  },
  {
    title: "call hierarchy",
    method: "textDocument/prepareCallHierarchy",
    capability: "callHierarchyProvider",
    params: at,
    isAnswer: isSomething,
  },
  {
    title: "selection ranges",
    method: "textDocument/selectionRange",
    capability: "selectionRangeProvider",
    params: ({ at: position }) => ({ positions: [position] }),
    isAnswer: isSomething,
  },
  {
    title: "completion",
    method: "textDocument/completion",
    capability: "completionProvider",
    params: at,
    isAnswer: isSomething,
  },
  {
    title: "document symbols",
    method: "textDocument/documentSymbol",
    capability: "documentSymbolProvider",
    isAnswer: holdsStages,
  },
  {
    title: "folding",
    method: "textDocument/foldingRange",
    capability: "foldingRangeProvider",
    // Theirs folds what goes on over several lines, not stages.
    isAnswer: isSomething,
  },
  {
    title: "semantic tokens",
    method: "textDocument/semanticTokens/full",
    capability: "semanticTokensProvider",
    isAnswer: (answer, { stages }) => data(answer) >= 5 * stages.length,
  },
  {
    title: "inlay hints",
    method: "textDocument/inlayHint",
    capability: "inlayHintProvider",
    params: whole,
    isAnswer: () => true,
  },
  {
    title: "document links",
    method: "textDocument/documentLink",
    capability: "documentLinkProvider",
    isAnswer: isSomething,
  },
  {
    title: "code lenses",
    method: "textDocument/codeLens",
    capability: "codeLensProvider",
    isAnswer: holdsStages,
  },
  {
    title: "code actions",
    method: "textDocument/codeAction",
    capability: "codeActionProvider",
    params: ({ at: place }) => ({ range: { start: place, end: place }, context: { diagnostics: [] } }),
    isAnswer: () => true,
  },
];

interface Session {
  client: Client;
  /** How long its answers to the question at hand took to be read. */
  read: number[];
  edits: Iterator<Edit, never>;
  references: Iterator<Reference, never>;
}

/** Measures all of them with a text of about `lines` lines: theirs first among the commands, then ours. */
export async function measureFeatures(
  [theirs, ours]: readonly [ServerCommand, ServerCommand],
  lines: number,
  effort: Effort,
): Promise<FeatureFigure[]> {
  const sample = generate(lines, 1);
  const sessions: Session[] = [];
  const figures: FeatureFigure[] = [];
  try {
    for (const command of [theirs, ours]) {
      const client = await startServer(command);
      sessions.push({ client, read: [], edits: editsOf(sample), references: inTurn(sample.references) });
      client.open(DOCUMENT, sample.text);
      await client.diagnostics(DOCUMENT, () => true);
    }
    for (const asked of ASKED) {
      const able = sessions.filter(({ client }) => client.capabilities[asked.capability]);
      for (const session of able) session.read = [];
      const { rounds, values } = await measured(able, effort, session => ask(session, asked, sample));
      const of = (session: Session | undefined, figures: readonly number[]) =>
        session && able.includes(session) ? (figures[able.indexOf(session)] ?? null) : null;
      const read = able.map(session => median(session.read.slice(-rounds)));
      const [theirs, ours] = sessions;
      const own = of(ours, values);
      const ownRead = of(ours, read);
      if (own === null || ownRead === null) throw new Error(`Our server does not answer ${asked.method}.`);
      figures.push({
        title: asked.title,
        lineCount: sample.lineCount,
        rounds,
        theirs: of(theirs, values),
        ours: own,
        read: { theirs: of(theirs, read), ours: ownRead },
      });
    }
    return figures;
  } finally {
    for (const { client } of sessions) await client.stop();
  }
}

/** Types a character, waits for the diagnostics, and asks: what another question has left behind is of an older text. */
async function ask(session: Session, { method, params, isAnswer }: Asked, sample: Sample): Promise<number> {
  const { client, edits, references } = session;
  const reference = references.next().value;
  const edit = edits.next().value;
  client.change(DOCUMENT, [edit.change]);
  await client.diagnostics(DOCUMENT, found => answers(edit, found));
  const { answer, arrived, read } = await client.ask(method, DOCUMENT, params?.(reference, sample) ?? {});
  if (!isAnswer(answer, sample)) throw new Error(`${client.label} gives no answer to ${method}.`);
  session.read.push(read);
  return arrived;
}

function* inTurn<Item>(items: readonly Item[]): Generator<Item, never> {
  if (items.length === 0) throw new Error("There is nothing to take turns.");
  for (;;) yield* items;
}
