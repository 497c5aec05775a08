/** What surrounds a step of a workflow. */
import type { Data } from "../bake/data";
import type { Files } from "../files";
import type { Choose } from "../outcomes";
import type { Known } from "../shell/known";
import type { ScalarTree, Tree } from "../tree";
import type { Place, Use } from "../use";

/** Where a step runs, and what it is given. */
export interface StepScope {
  readonly file: string;
  readonly root: string;
  readonly files: Files;
  readonly name: string;
  /** What a name is, in a row of the matrix that is chosen. */
  readonly lookup: (name: string, choose: Choose) => Data | undefined;
  /** Where a caller gives an input; null where none does. */
  readonly inputPlace: (name: string) => Place | null;
  /** The variables of the environment, innermost first. */
  readonly environments: readonly (Tree | undefined)[];
  /** Called from another file: its uses are said to be there. */
  readonly place: Place | null;
  readonly folder: ScalarTree | undefined;
  readonly depth: number;
}

/** What `with` and other places of a step can be asked for, in one row of the matrix. */
export interface StepValues {
  readonly scope: StepScope;
  readonly text: (text: string) => Known;
}

/** A use as it is told where a workflow or an action is called. */
export function atCaller(use: Use, place: Place | null): Use {
  return place ? { ...use, place } : use;
}

/** Where the value of an expression that is nothing but an input is given. */
export function inputPlaceOf(text: string, { inputPlace }: StepScope): Place | null {
  const input = /^\s*\$\{\{\s*inputs\.([\w-]+)\s*\}\}\s*$/.exec(text)?.[1];
  return input === undefined ? null : inputPlace(input);
}
