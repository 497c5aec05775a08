/** What the size of a built stage is made of: its base, and what each kind of instruction added. Pure data, in bytes. */
import type { InstructionSizes } from "../progress/instructionSizes";
import type { BuiltFile } from "../progress/stepPlaces";

/** One part; `line` is that of its first instruction when the build began, from 1. */
export interface SizePart {
  kind: "base" | "from" | "context" | "run" | "other";
  /** What FROM names, or what the copies are from; empty for the other kinds. */
  source: string;
  line: number;
  bytes: number;
}

/** The parts that have a size, the largest first: together they are `sizes.total`. */
export function sizeParts(file: BuiltFile, sizes: InstructionSizes): SizePart[] {
  const { model, instructions, target } = file;
  const parts = new Map<string, SizePart>();
  for (const [index, bytes] of sizes.byInstruction) {
    const instruction = instructions[index];
    if (instruction === undefined || bytes === 0) continue;
    const { range, keyword, stage } = instruction;
    // All of a stage that it is based on is the base.
    const isBase = stage !== target || keyword === "FROM";
    const from = model.references.find(
      ({ inStage, range: { start }, kind }) =>
        kind === "COPY" &&
        inStage === stage &&
        start.line >= range.start.line &&
        start.line <= range.end.line,
    );
    const part = isBase
      ? { kind: "base" as const, source: model.stages[target]?.base.text ?? "" }
      : { kind: kindOf(keyword, from !== undefined), source: from?.text ?? "" };
    const key = JSON.stringify(part);
    const line = (isBase ? (model.stages[target]?.keywordRange.start.line ?? 0) : range.start.line) + 1;
    const known = parts.get(key) ?? { ...part, line, bytes: 0 };
    parts.set(key, { ...known, line: Math.min(known.line, line), bytes: known.bytes + bytes });
  }
  return [...parts.values()].sort((a, b) => b.bytes - a.bytes || a.line - b.line);
}

function kindOf(keyword: string, isFromStage: boolean): SizePart["kind"] {
  if (keyword === "RUN") return "run";
  if (keyword !== "COPY" && keyword !== "ADD") return "other";
  return isFromStage ? "from" : "context";
}
