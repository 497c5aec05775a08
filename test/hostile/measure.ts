/** A process of its own, so that the counting begins before the server's code is loaded: prints the steps of each shape as JSON. */
import { startCounting, stepsOf } from "./countSteps";
import type { CodeActionData } from "../../server/src/features/codeActions";
import type { FeatureContext } from "../../server/src/features/context";
import type { HostileFile } from "../support/hostileShapes";
import { MACHINE } from "../support/machine";

const SIZES = [1_000, 8_000] as const;

export interface MeasuredShape {
  readonly characters: number;
  /** From opening the file to its diagnostics. */
  readonly steps: number;
  /** For the code actions of the whole file, and for those that fix all of a rule. */
  readonly actionSteps: number;
  /** The changes in the answer with the code actions. */
  readonly changes: number;
}

export interface Measured {
  /** By the title of the shape, for each of the sizes. */
  readonly shapes: Record<string, MeasuredShape[]>;
  /** Things that cost more than they should, by what they do. */
  readonly controls: Record<string, number[]>;
}

async function measure(): Promise<Measured> {
  startCounting();
  const { HOSTILE_SHAPES } = await import("../support/hostileShapes");
  const { NOTHING_KNOWN, createDocuments } = await import("../../server/src/workspace/documents");
  const { diagnostics } = await import("../../server/src/features/diagnostics");
  const { codeActionEdit, codeActions } = await import("../../server/src/features/codeActions");
  const { DEFAULT_SETTINGS } = await import("../../server/src/workspace/settings");
  const { readIgnoreFile } = await import("../../server/src/shared/ignorePatterns");
  const { CONTROLS } = await import("./controls");

  const onThrow = (rule: { id: string }, error: unknown) => {
    throw new Error(`${rule.id}: ${String(error)}`);
  };

  /** From opening a file to its diagnostics. */
  function check({ text, ignoreFile }: HostileFile): FeatureContext {
    const documents = createDocuments(() => null, MACHINE);
    documents.open("file:///Dockerfile", "dockerfile", 1, text);
    const ignored = ignoreFile === undefined ? null : readIgnoreFile(ignoreFile);
    const context = documents.read("file:///Dockerfile", DEFAULT_SETTINGS, {
      ...NOTHING_KNOWN,
      ignoreFile: ignored,
    });
    if (!context) throw new Error("The document is not open.");
    diagnostics(context, onThrow);
    return context;
  }

  /** What is offered for a whole file, and what fixes all of a rule: the number of changes that are answered at once. */
  function act(context: FeatureContext): number {
    const end = { line: context.document.lineCount, character: 0 };
    const support = { disabled: true, documentChanges: false, resolves: true };
    const range = { start: { line: 0, character: 0 }, end };
    const actions = codeActions(context, range, ["quickfix"], support, onThrow);
    for (const { data } of actions) {
      const { fix } = (data ?? { fix: true }) as Partial<CodeActionData>;
      if (!fix) codeActionEdit(context, data as CodeActionData, support, onThrow);
    }
    codeActions(context, range, ["source.fixAll"], support, onThrow);
    return actions.reduce((sum, { edit }) => sum + Object.values(edit?.changes ?? {}).flat().length, 0);
  }

  const shapes: Measured["shapes"] = {};
  for (const [title, shape] of Object.entries(HOSTILE_SHAPES))
    shapes[title] = SIZES.map(units => {
      const file = shape(units);
      const characters = file.text.length + (file.ignoreFile?.length ?? 0);
      let context: FeatureContext | undefined;
      let changes = 0;
      const steps = stepsOf(() => {
        context = check(file);
      });
      const actionSteps = stepsOf(() => {
        if (context) changes = act(context);
      });
      return { characters, steps, actionSteps, changes };
    });
  const controls: Measured["controls"] = {};
  for (const [title, run] of Object.entries(CONTROLS))
    controls[title] = SIZES.map(units =>
      stepsOf(
        () => {
          run(units);
        },
        url => url.includes("/hostile/controls"),
      ),
    );
  return { shapes, controls };
}

void measure().then(measured => process.stdout.write(JSON.stringify(measured)));
