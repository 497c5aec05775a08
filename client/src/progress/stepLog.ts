/** What a step printed: its beginning and its end, in bounded memory. */
import * as l10n from "@vscode/l10n";
import { withoutColours } from "../engine/terminalText";
import { createLogBudget, type LogBudget } from "./logBudget";

export interface StepLog {
  /** Takes sanitized text, in pieces that may end anywhere but inside a colour. */
  append(text: string): void;
  /** The lines in order, an unfinished one last; what was left out is one line that says so. */
  lines(): string[];
  /** The last lines that are not blank, at most `count`. */
  last(count: number): string[];
  /** Loses its lines to free their memory; one line says so. What is printed later is kept. */
  drop(): void;
}

/** Lines in blocks, each a text of its own: a line would keep the whole output alive that it was cut out of. */
interface Part {
  /** Each line with its end. */
  blocks: string[];
  lines: number;
  characters: number;
}

const HEAD_LINES = 200;
const HEAD_CHARACTERS = 200_000;
/** The end is what people look at: where it grows beyond this, its older half is dropped. */
const TAIL_CHARACTERS = 400_000;
const LONGEST_LINE = 20_000;
const BLOCK_LINES = 50;
const BLOCK_CHARACTERS = 8_000;

/** An empty log, which counts in the budget of all. */
export function createStepLog(budget: LogBudget = createLogBudget()): StepLog {
  let head = emptyPart();
  let tail = emptyPart();
  /** Lines that are in no block yet. */
  let last: string[] = [];
  let lastCharacters = 0;
  let unfinished = "";
  /** How many lines are gone from between the head and the tail. */
  let leftOut = 0;
  /** How many lines are gone to free memory, all of them before the head. */
  let dropped = 0;
  const self = { size, drop };

  function size(): number {
    return head.characters + tail.characters + lastCharacters + unfinished.length;
  }

  function drop(): void {
    dropped += head.lines + leftOut + tail.lines + last.length;
    head = emptyPart();
    tail = emptyPart();
    last = [];
    lastCharacters = 0;
    leftOut = 0;
    unfinished = "";
  }

  function take(line: string): void {
    last.push(line);
    lastCharacters += line.length + 1;
    if (last.length < BLOCK_LINES && lastCharacters < BLOCK_CHARACTERS) return;
    const isHeadFull = head.lines >= HEAD_LINES || head.characters >= HEAD_CHARACTERS;
    addBlock(isHeadFull ? tail : head, last);
    last = [];
    lastCharacters = 0;
    if (tail.characters > TAIL_CHARACTERS) leftOut += dropHalf(tail);
  }

  function lines(): string[] {
    return [
      ...(dropped === 0 ? [] : [droppedLine(dropped)]),
      ...linesOf(head),
      ...(leftOut === 0 ? [] : [l10n.t("({0} lines omitted)", leftOut)]),
      ...linesOf(tail),
      ...last,
      ...(unfinished === "" ? [] : [asShown(unfinished)]),
    ];
  }

  return {
    append(text) {
      const ended = withoutColours(text).split("\n");
      const rest = ended.pop() ?? "";
      for (const part of ended) {
        take(asShown(unfinished + part));
        unfinished = "";
      }
      unfinished += rest;
      // Not at each piece of a line without end: that would copy it each time.
      if (unfinished.length > 2 * LONGEST_LINE) unfinished = unfinished.slice(-LONGEST_LINE);
      budget.resized(self);
    },
    lines,
    last(count) {
      return lines()
        .filter(line => line.trim() !== "")
        .slice(-count);
    },
    drop() {
      drop();
      budget.resized(self);
    },
  };
}

function droppedLine(count: number): string {
  return l10n.t("({0} lines were removed because the memory for build logs is full)", count);
}

/** A line that was written over itself, such as a progress bar, as a terminal shows it in the end. */
function asShown(line: string): string {
  const text = line.slice(-LONGEST_LINE).replace(/(?<!\r)\r+$/, "");
  return text.slice(text.lastIndexOf("\r") + 1);
}

function emptyPart(): Part {
  return { blocks: [], lines: 0, characters: 0 };
}

function addBlock(part: Part, lines: readonly string[]): void {
  const block = [...lines, ""].join("\n");
  part.blocks.push(block);
  part.lines += lines.length;
  part.characters += block.length;
}

/** Drops the older half of the blocks; answers how many lines that were. */
function dropHalf(part: Part): number {
  const dropped = part.blocks.splice(0, Math.ceil(part.blocks.length / 2));
  const lines = dropped.reduce((sum, block) => sum + linesIn(block).length, 0);
  part.lines -= lines;
  part.characters -= dropped.reduce((sum, { length }) => sum + length, 0);
  return lines;
}

function linesOf({ blocks }: Part): string[] {
  return blocks.flatMap(linesIn);
}

function linesIn(block: string): string[] {
  return block.slice(0, -1).split("\n");
}
