/** A build that has never run, for tests of what is made of one: steps in BuildKit's words, with the times they took. */
import { targetOfName } from "../../../client/src/build/request/stageTarget";
import {
  createRecord,
  stepOf,
  type BuildRecord,
  type StepState,
} from "../../../client/src/progress/buildRecord";
import { placeOfName } from "../../../client/src/progress/stepName";
import type { BuiltFile } from "../../../client/src/progress/stepPlaces";
import { instructionsOf, modelOf } from "../modelOf";

export type ToldStep = [name: string, state: StepState, took?: number];

/** A file as a build of `stage` has it; without one, of its last stage. */
export function builtFileOf(text: string, stage?: string, contexts: string[] = []): BuiltFile {
  const model = modelOf(text, contexts);
  const target = targetOfName(model, stage);
  return {
    name: "Dockerfile",
    lines: text.split(/\r?\n/),
    model,
    instructions: instructionsOf(text, contexts),
    target: target.kind === "gone" ? -1 : target.stage.index,
  };
}

/** A record of these steps; one that runs has done so since the clock's zero. */
export function recordOf(steps: readonly ToldStep[]): BuildRecord {
  const record = createRecord();
  steps.forEach(([name, state, took = 0], index) => {
    const step = stepOf(record, `#${index}`, name, placeOfName(name));
    step.state = state;
    if (state === "running") step.since = 0;
    else step.ran = took;
  });
  return record;
}
