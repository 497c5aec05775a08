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

/** The slips of a file, each list in the order of the document. */
export interface EscapeSlips {
  readonly stray: readonly StraySlip[];
  readonly lost: readonly LostSlip[];
}

/** What lines have been found to hold: a line keeps its identity as long as its text is the same. */
export type KnownStrays = WeakMap<LogicalLine, readonly StrayContinuation[]>;

const NONE: readonly StrayContinuation[] = [];

/** Finds the slips of a file; `known` are those of lines of the versions before. */
export function findEscapeSlips(file: Dockerfile, known: KnownStrays): EscapeSlips {
  const stray: StraySlip[] = [];
  const lost: LostSlip[] = [];
  /** The last line that is an instruction. */
  let head: LogicalLine | null = null;
  for (const [index, line] of file.lines.entries()) {
    const before = file.lines[index - 1];
    for (const found of line.pieces.length > 2 ? straysOf(file, line, known) : NONE)
      stray.push(inDocument(line, found));
    const isInstruction = INSTRUCTIONS.has(line.instruction.keyword);
    if (before && head) {
      const found = isInstruction
        ? lostInstruction(before, line)
        : lostContinuation(file, head, before, line);
      if (found) lost.push({ ...found, head, line: before, lost: line });
    }
    if (isInstruction) head = line;
  }
  return { stray, lost };
}

function straysOf(file: Dockerfile, line: LogicalLine, known: KnownStrays): readonly StrayContinuation[] {
  let found = known.get(line);
  if (!found) known.set(line, (found = continuedByMistake(file, line)));
  return found;
}

/** Spans of what is kept count from the start of the line, because lines move. */
function inDocument(line: LogicalLine, { place, taken, leftover, ...rest }: StrayContinuation): StraySlip {
  const moved = ({ start, end }: Span) => ({ start: line.start + start, end: line.start + end });
  return { ...rest, line, place: moved(place), taken: moved(taken), leftover: moved(leftover) };
}
