/**
 * Escape characters that stand where they should not, and those that are missing: what a line says next is then read as part of
 * another instruction, or as none. A slip is the cause of what looks wrong in the lines behind it.
 */
import type { Dockerfile } from "../../dockerfile/dockerfile";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { lostContinuation, lostInstruction } from "./lostContinuations";
import type { LostContinuation } from "./lostContinuations";
import { continuedByMistake } from "./strayContinuations";
import type { StrayContinuation } from "./strayContinuations";

/** Lines that are joined although they should not be. All spans are those of the document. */
export interface StraySlip {
  readonly kind: "instruction" | "command";
  /** The instruction whose lines are joined. */
  readonly line: LogicalLine;
  /** The escape character that joins them. */
  readonly place: Span;
  /** `instruction`: the keyword that is read as text; `command`: the shell comment that takes in the lines behind it. */
  readonly taken: Span;
  /** The keyword, upper-cased; `""` for a command. */
  readonly keyword: string;
  /** The escape character with the white space, operators and blank lines that are left over without what follows. */
  readonly leftover: Span;
  /** The escape character is the end of a Windows path. */
  readonly isPath: boolean;
}

/** Lines that are not joined although they should be. */
export interface LostSlip extends LostContinuation {
  /** The instruction to which both belong. */
  readonly head: LogicalLine;
  /** The line that should go on in the next one. */
  readonly line: LogicalLine;
  /** The next one: the builder knows no instruction in it, or one that belongs to the line above. */
  readonly lost: LogicalLine;
}

/** The slips of a file, or of a part of it, each list in the order of the document. */
export interface EscapeSlips {
  readonly stray: readonly StraySlip[];
  readonly lost: readonly LostSlip[];
}

/** A slip whose spans count from the start of its line, because lines move. */
type KeptSlip<Slip> = Slip & { readonly line: LogicalLine };

/** The slips of a part of a file, which hold as long as its lines are the same. */
export interface KeptSlips {
  readonly stray: readonly KeptSlip<StrayContinuation>[];
  readonly lost: readonly KeptSlip<LostSlip>[];
}

const NONE: KeptSlips = { stray: [], lost: [] };

/** Finds the slips in lines that stand together: those of a stage with its `FROM`, or those before the first one. */
export function findEscapeSlips(file: Dockerfile, lines: readonly LogicalLine[]): KeptSlips {
  const stray: KeptSlip<StrayContinuation>[] = [];
  const lost: KeptSlip<LostSlip>[] = [];
  /** The last line that is an instruction. */
  let head: LogicalLine | null = null;
  let before: LogicalLine | null = null;
  for (const line of lines) {
    if (line.pieces.length > 2)
      for (const found of continuedByMistake(file, line)) stray.push({ ...found, line });
    const isInstruction = INSTRUCTIONS.has(line.instruction.keyword);
    if (before && head) {
      const found = isInstruction
        ? lostInstruction(before, line)
        : lostContinuation(file, head, before, line);
      if (found) lost.push({ ...moved(found, LOST_SPANS, -before.start), head, line: before, lost: line });
    }
    if (isInstruction) head = line;
    before = line;
  }
  return stray.length === 0 && lost.length === 0 ? NONE : { stray, lost };
}

/** Slips where their lines are now. */
export function slipsInDocument(parts: readonly KeptSlips[]): EscapeSlips {
  const stray: StraySlip[] = [];
  const lost: LostSlip[] = [];
  for (const part of parts) {
    if (part === NONE) continue;
    for (const slip of part.stray) stray.push(moved(slip, STRAY_SPANS, slip.line.start));
    for (const slip of part.lost) lost.push(moved(slip, LOST_SPANS, slip.line.start));
  }
  return { stray, lost };
}

const STRAY_SPANS = ["place", "taken", "leftover"] as const;
const LOST_SPANS = ["place", "behind"] as const;

function moved<Name extends string, Slip extends Readonly<Record<Name, Span>>>(
  slip: Slip,
  names: readonly Name[],
  by: number,
): Slip {
  const spans = names.map(name => [name, { start: slip[name].start + by, end: slip[name].end + by }]);
  return { ...slip, ...(Object.fromEntries(spans) as Record<Name, Span>) };
}
