/** The marks of a build beside its instructions: where each stands now, and what it says. Pure. */
import type { ModelRange } from "../../../server/src/protocol";
import { rangeAfter, type TextChange } from "../snapshot/movedRange";
import type { BuildRecord } from "../progress/buildRecord";
import type { InstructionSizes } from "../progress/instructionSizes";
import { instructionProgress } from "../progress/stageProgress";
import type { BuiltFile } from "../progress/stepPlaces";
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

/** The places as a build begins. */
export function placesOf({ instructions }: BuiltFile): Places {
  return instructions.map(({ range }) => range);
}

/** The places after one edit, whose changes are all meant in the text before it. */
export function movedPlaces(places: Places, changes: readonly Omit<TextChange, "rangeLength">[]): Places {
  return places.map(place => place && rangeAfter(place, changes));
}

/** The places whose instructions a text still has there: for a file that was closed, and may have changed since. */
export function placesStillThere(places: Places, file: BuiltFile, lines: readonly string[]): Places {
  return places.map((place, index) => {
    const built = file.instructions[index]?.range;
    if (place === undefined || built === undefined) return undefined;
    const now = lines.slice(place.start.line, place.end.line + 1).join("\n");
    return now === file.lines.slice(built.start.line, built.end.line + 1).join("\n") ? place : undefined;
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
  return instructionProgress(build.record, build.file, now).flatMap(
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
}
