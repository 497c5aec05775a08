/** The answer to `dockerfileStages/stepInputs`: what each step of a build reads and hangs on, as the builder evaluates it. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { StageInputs, StepInputs, StepInputsAnswer } from "../protocol";
import { baseStage } from "../stages/model/baseStage";
import type { Stage } from "../stages/model/model";
import type { FeatureContext } from "./context";
import { withModel } from "./model";
import type { ModelRequestOptions } from "./model";
import { stepInputs, type StepPlace } from "./stepOperation";

const STEPS: ReadonlySet<string> = new Set(["ADD", "COPY", "RUN", "WORKDIR"]);

/** The answer where there is no document to speak of. */
export const NO_STEP_INPUTS: StepInputsAnswer = { version: null, stages: [] };

/** The steps of all stages, under the options of the request. */
export function stepInputsAnswer(context: FeatureContext, options: ModelRequestOptions): StepInputsAnswer {
  const { analysis, document } = withModel(context, options);
  const { model } = analysis;
  const indexOf = new Map<LogicalLine, number>(model.file.lines.map((line, index) => [line, index]));
  /** Who runs the commands behind the last step of each stage. */
  const users: (string | null)[] = [];
  return {
    version: document.version,
    stages: model.stages.map((stage): StageInputs => {
      const parent = baseStage(model, stage);
      const steps: StepInputs[] = [];
      let user = (parent && users[parent.index]) ?? null;
      for (const step of analysis.evaluation(stage)?.steps ?? []) {
        const { instruction, line, onbuildSource, words } = step;
        if (instruction.keyword === "USER") user = words[0]?.expansion.result ?? user;
        if (!STEPS.has(instruction.keyword)) continue;
        const holder = onbuildSource === null ? stage : (parent ?? stage);
        const place: StepPlace = {
          instruction: indexOf.get(line) ?? 0,
          isTrigger: onbuildSource !== null,
          references: (model.referencesByStage[holder.index] ?? []).filter(
            reference => reference.line === (onbuildSource ?? line) && reference.form !== "FROM",
          ),
          user,
        };
        const inputs = stepInputs(analysis, step, place);
        if (inputs) steps.push(inputs);
      }
      users.push(user);
      return { base: baseOf(stage), platform: stage.platform, isReplaced: stage.replaced, steps };
    }),
  };
}

function baseOf({ base: { to, expanded } }: Stage): StageInputs["base"] {
  if (typeof to === "number") return to;
  if (to === "scratch") return null;
  return to === "context" ? { context: expanded } : { image: expanded };
}
