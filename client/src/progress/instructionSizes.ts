/** Brings the history of a built image to the instructions that made it: how much each of them added. Pure. */
import type { ModelInstruction } from "../../../server/src/protocol";
import type { HistoryEntry } from "../engine/imageHistory";
import type { BuiltFile } from "./stepPlaces";

/** What is known of the size of an image that was built; all in bytes of unpacked files, as the history of the engine counts. */
export interface InstructionSizes {
  /**
   * By the index in `file.instructions`, of all instructions of the stage and of the stages that it is based on. Of a `FROM`, what its
   * base image has, or what the ONBUILD instructions of its base stage added.
   */
  readonly byInstruction: ReadonlyMap<number, number>;
  /** All together. */
  readonly total: number;
  /** By the index of the entry in the history, the index of the instruction that made it. */
  readonly instructionOfEntry: readonly number[];
}

/**
 * The sizes of the stage that was built. An instruction has one entry, in the order of the file, but for ONBUILD, which has one where
 * it is triggered. `undefined` where the history is another one: nobody is told a figure of another instruction.
 */
export function instructionSizes(
  file: BuiltFile,
  history: readonly HistoryEntry[],
): InstructionSizes | undefined {
  const byInstruction = new Map<number, number>();
  const instructionOfEntry: number[] = [];
  const take = (entry: number, instruction: number) => {
    instructionOfEntry[entry] = instruction;
    byInstruction.set(instruction, (byInstruction.get(instruction) ?? 0) + (history[entry]?.bytes ?? 0));
  };
  /** The entry that comes next, from the newest one back. */
  let next = history.length - 1;
  let root = -1;
  for (const stage of stageChain(file)) {
    const own = [...file.instructions.keys()].filter(index => file.instructions[index]?.stage === stage);
    for (const index of own.slice(1).reverse()) {
      const instruction = file.instructions[index];
      if (instruction === undefined || instruction.keyword === "ONBUILD") continue;
      // Builders add entries of their own, for labels from the command line, and these have no files.
      while (next >= 0 && !isOf(history[next], instruction) && history[next]?.bytes === 0)
        take(next--, own[0] ?? -1);
      if (!isOf(history[next], instruction)) return undefined;
      take(next--, index);
    }
    root = own[0] ?? -1;
    for (let triggers = triggersOf(file, stage); triggers > 0 && next >= 0; triggers--) take(next--, root);
  }
  const isScratch = file.model.stages[file.instructions[root]?.stage ?? -1]?.base.to === "scratch";
  for (; next >= 0; next--) {
    if (isScratch && (history[next]?.bytes ?? 0) > 0) return undefined;
    take(next, root);
  }
  const total = history.reduce((sum, { bytes }) => sum + bytes, 0);
  return { byInstruction, total, instructionOfEntry };
}

/** The stage that was built, and those that it is based on, up to the one whose base is none that was built. */
export function stageChain({ model, target }: BuiltFile): number[] {
  const chain: number[] = [];
  let stage = model.stages[target];
  while (stage !== undefined && stage.isReplaced !== true && !chain.includes(stage.index)) {
    chain.push(stage.index);
    const { to } = stage.base;
    stage = typeof to === "number" ? model.stages[to] : undefined;
  }
  return chain;
}

/** How many ONBUILD instructions of the base stage are triggered in a stage. */
function triggersOf({ model, instructions }: BuiltFile, stage: number): number {
  const base = model.stages[stage]?.base.to;
  if (typeof base !== "number") return 0;
  return instructions.filter(({ keyword, stage: of }) => keyword === "ONBUILD" && of === base).length;
}

function isOf(entry: HistoryEntry | undefined, { keyword }: ModelInstruction): boolean {
  return entry !== undefined && keywordOf(entry) === keyword;
}

/** `RUN |1 A=b /bin/sh -c make # buildkit`, `/bin/sh -c #(nop) COPY file:… in /`, and a bare command, which is that of a RUN. */
function keywordOf({ createdBy }: HistoryEntry): string {
  const [, marked] = /#\(nop\)\s+([A-Z]+)\b/.exec(createdBy) ?? [];
  const [, first] = /^([A-Z]+)\s/.exec(createdBy) ?? [];
  return marked ?? first ?? "RUN";
}
