/** The variables of each stage, read when they are first asked for, and again only where an edit tells. */
import { childOf } from "../../evaluation/environment";
import { rootOf } from "../../evaluation/rootEnvironment";
import { evaluateTriggers } from "../../evaluation/evaluateStage";
import type { StageEvaluation } from "../../evaluation/stageEvaluation";
import { baseStage } from "../../model/baseStage";
import { linkedVariables } from "../linkedStages";
import type { LinkedStage } from "../linkedStages";
import type { Stage, StageModel } from "../../model/model";
import type { ScriptSource } from "./scriptUses";
import { isOfWindows } from "./shellLanguage";
import { leftBy, ownSteps, readVariables } from "./stageVariables";
import type { Variables } from "./stageVariables";

/** The variables of a stage. */
export interface StageVariables {
  readonly stage: Stage;
  /** Null for a stage that a named context replaces: its lines are not built, but for those that ONBUILD holds back. */
  readonly evaluation: StageEvaluation | null;
  /** The stage that it is based on, or null. */
  readonly base: StageVariables | null;
  /** The stage of another Dockerfile that it is based on, or null. */
  readonly linked: LinkedStage | null;
  readonly isWindows: boolean;
  /** Those of its own lines. */
  readonly own: Variables;
  /** What it leaves to stages that are based on it. */
  readonly left: Variables["end"];
  /** Those of its ONBUILD lines, as a stage that is based on it begins with them; null where there are none. */
  readonly held: Variables | null;
}

const NONE: Variables = { occurrences: [], start: null, end: null };

/** By the index of the stage: what was known last. It goes from one version of a document to the next. */
export type KnownStageVariables = (StageVariables | undefined)[];

/**
 * Answers the variables of a stage: the same object as in the version before where the evaluation of the stage and the
 * variables of its base are the same. `linkedImage` answers the stage of another Dockerfile that a stage is, or is based on.
 */
export function variableReader(
  model: StageModel,
  evaluation: (stage: Stage) => StageEvaluation | null,
  script: ScriptSource["script"],
  known: KnownStageVariables,
  linkedImage: (stage: Stage) => LinkedStage | null,
): (stage: Stage) => StageVariables {
  const settled = new Map<number, StageVariables>();
  known.length = model.stages.length;

  function settle(stage: Stage): StageVariables {
    const parent = baseStage(model, stage);
    const base = (parent && settled.get(parent.index)) ?? null;
    const evaluated = evaluation(stage);
    const before = known[stage.index];
    // A stage of the file goes before what that is based on itself, unless it is replaced.
    const isInherited = parent !== null && !parent.replaced;
    const linked = stage.replaced || isInherited ? null : linkedImage(parent ?? stage);
    const isSame =
      before?.stage === stage &&
      before.evaluation === evaluated &&
      before.base === base &&
      before.linked === linked;
    const variables = isSame ? before : read(stage, evaluated, base, linked);
    settled.set(stage.index, variables);
    known[stage.index] = variables;
    return variables;
  }

  function read(
    stage: Stage,
    evaluated: StageEvaluation | null,
    base: StageVariables | null,
    linked: LinkedStage | null,
  ): StageVariables {
    const { file } = model;
    const isWindows = linked
      ? linked.analysis.variables(linked.stage).isWindows
      : base
        ? base.isWindows
        : isOfWindows(stage.base.expanded, stage.platform);
    const scripts = { isWindows, script, documentText: file.text };
    const start = linked ? linkedVariables(linked) : base ? (base.held?.end ?? base.left) : null;
    // What a named context stands for is an image of which nothing is known.
    const environment = evaluated?.end ?? rootOf({ ...stage.base, to: "context" });
    const own = evaluated ? readVariables(ownSteps(evaluated), stage, start, file, scripts) : NONE;
    const left = leftBy([base?.held ?? null, own], own.end);
    const held =
      stage.triggers.length === 0
        ? null
        : readVariables(
            evaluateTriggers(model, stage, childOf(environment), null),
            stage,
            left,
            file,
            scripts,
          );
    return { stage, evaluation: evaluated, base, linked, isWindows, own, left, held };
  }

  return stage => {
    // Without recursion: a file may chain thousands of stages.
    const chain: Stage[] = [];
    for (let at: Stage | null = stage; at && !settled.has(at.index); at = baseStage(model, at))
      chain.push(at);
    for (const each of chain.reverse()) settle(each);
    return settled.get(stage.index) ?? settle(stage);
  };
}
