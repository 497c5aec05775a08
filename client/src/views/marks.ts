/** The marks of a build beside its instructions: where each stands now, and what it says. Pure. */
import type { ModelRange } from "../../../server/src/protocol";
import { rangeAfter, type TextChange } from "../snapshot/movedRange";
import type { BuildRecord } from "../progress/buildRecord";
import type { InstructionSizes } from "../progress/instructionSizes";
import { instructionProgress } from "../progress/stageProgress";
import type { BuiltFile } from "../progress/stepPlaces";
import { fileLines, writtenRange } from "../snapshot/snapshot";
import { stepText } from "./stateText";

export const MARK_KINDS = ["running", "done", "cached", "failed"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export interface Mark {
  kind: MarkKind;
  /** Zero-based: the first line of the instruction. */
  line: number;
  /** What stands behind that line; `""` for nothing. */
  text: string;
  /** Why the step ran, as Markdown, a sentence each; none where it did not, or nobody knows. */
  reasons: readonly string[];
}

/** Where the instructions of a build stand by now, by their index; `undefined` for those that were edited since. */
export type Places = readonly (ModelRange | undefined)[];

/** The places in the file as a build begins. */
export function placesOf({ instructions, inside }: BuiltFile): Places {
  return instructions.map(({ range }) => writtenRange(range, { inside }));
}

/** The places after one edit, whose changes are all meant in the text before it. */
export function movedPlaces(places: Places, changes: readonly Omit<TextChange, "rangeLength">[]): Places {
  return places.map(place => place && rangeAfter(place, changes));
}

/** The places whose instructions a text still has there: for a file that was closed, and may have changed since. */
export function placesStillThere(places: Places, file: BuiltFile, lines: readonly string[]): Places {
  const built = placesOf(file);
  const before = fileLines(file);
  const linesOf = (text: readonly string[], { start, end }: ModelRange) =>
    text.slice(start.line, end.line + 1).join("\n");
  return places.map((place, index) => {
    const there = built[index];
    return place && there && linesOf(lines, place) === linesOf(before, there) ? place : undefined;
  });
}

/**
 * What there is to see of a build. `now` is this machine's clock, in milliseconds; `sizes`: of the image that the build has left,
 * where they are known; `reasons`: why its instructions ran.
 */
export function marksOf(
  build: { record: BuildRecord; file: BuiltFile },
  places: Places,
  now: number,
  sizes?: InstructionSizes,
  reasons?: ReadonlyMap<number, readonly string[]>,
): Mark[] {
  const marks = instructionProgress(build.record, build.file, now).flatMap(
    ({ instruction, state, took }): Mark[] => {
      const place = places[instruction];
      const kind = MARK_KINDS.find(known => known === state);
      if (place === undefined || kind === undefined) return [];
      const text = stepText(state, took, sizes?.byInstruction.get(instruction));
      return [
        {
          kind,
          line: place.start.line,
          text: text === "" ? "" : `· ${text}`,
          reasons: reasons?.get(instruction) ?? [],
        },
      ];
    },
  );
  return build.file.inside === undefined ? marks : oneALine(marks);
}

/** Of a text in quotes, several instructions stand in one line: what went wrong is told, else what is going on. */
const FIRST_TOLD: readonly MarkKind[] = ["failed", "running", "done", "cached"];

function oneALine(marks: readonly Mark[]): Mark[] {
  const byLine = new Map<number, Mark>();
  for (const mark of marks) {
    const other = byLine.get(mark.line);
    if (!other || FIRST_TOLD.indexOf(mark.kind) < FIRST_TOLD.indexOf(other.kind)) byLine.set(mark.line, mark);
  }
  return [...byLine.values()];
}
