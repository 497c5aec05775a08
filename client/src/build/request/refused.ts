/** Settings that no build can be made of: thrown while a request is put together, caught where it is asked for. */
import type { RequestProblem } from "../../engine/valueProblem";

/** Carries the problem and the setting that it is about. */
export class Refused extends Error {
  constructor(readonly problem: RequestProblem) {
    super(problem.message);
  }
}

/** Refuses a setting, by its key below `dockerfileStages.`, with a message for the person. */
export function refuse(key: string, message: string): never {
  throw new Refused({ message, setting: `dockerfileStages.${key}` });
}
