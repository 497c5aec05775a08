/** A process of its own, so that the counting begins before the server's code is loaded: prints the steps of each shape as JSON. */
import { startCounting, stepsOf } from "./countSteps";
import type { HostileFile } from "../support/hostileShapes";
import { MACHINE } from "../support/machine";

const SIZES = [1_000, 8_000] as const;

export interface Measured {
  /** By the title of the shape, for each of the sizes. */
  readonly shapes: Record<string, { readonly steps: number; readonly characters: number }[]>;
  /** Things that cost more than they should, by what they do. */
  readonly controls: Record<string, number[]>;
}

async function measure(): Promise<Measured> {
  startCounting();
  const { HOSTILE_SHAPES } = await import("../support/hostileShapes");
  const { createDocuments } = await import("../../server/src/workspace/documents");
  const { diagnostics } = await import("../../server/src/features/diagnostics");
  const { DEFAULT_SETTINGS } = await import("../../server/src/workspace/settings");
  const { readIgnoreFile } = await import("../../server/src/stages/files/ignorePatterns");
  const { CONTROLS } = await import("./controls");

  /** From opening a file to its diagnostics. */
  function check({ text, ignoreFile }: HostileFile): void {
    const documents = createDocuments(() => null, MACHINE);
    documents.open("file:///Dockerfile", "dockerfile", 1, text);
    const ignored = ignoreFile === undefined ? null : readIgnoreFile(ignoreFile);
    const context = documents.read("file:///Dockerfile", DEFAULT_SETTINGS, ignored);
    if (!context) throw new Error("The document is not open.");
    diagnostics(context, (rule, error) => {
      throw new Error(`${rule.id}: ${String(error)}`);
    });
  }

  const shapes: Measured["shapes"] = {};
  for (const [title, shape] of Object.entries(HOSTILE_SHAPES))
    shapes[title] = SIZES.map(units => {
      const file = shape(units);
      const characters = file.text.length + (file.ignoreFile?.length ?? 0);
      return {
        steps: stepsOf(() => {
          check(file);
        }),
        characters,
      };
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
