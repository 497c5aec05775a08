/** Where kept builds blame the order of instructions: the problem of the rule, in the form that a report takes. */
import type { BuildCostsAnswer } from "../protocol";
import { contextCopy } from "../rules/facts/copiedPaths";
import { instructionOrder } from "../rules/own/instructionOrder";
import type { OnThrow } from "../rules/run/judges";
import type { RepeatedRun } from "../stages/model/buildCosts";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { findingsOf } from "./diagnostics";

/** More folders are not listed: nobody copies from as many. */
const MOST_FOLDERS = 20;

/** The folders of the build context that have to be known, as far as the instructions name them: from the context, empty for itself. */
export function foldersToList({ analysis }: FeatureContext, repeats: readonly RepeatedRun[]): string[] {
  const folders = analysis.model.stages
    .filter(({ name, index }) =>
      repeats.some(repeat => (name === "" ? repeat.index === index : repeat.stage === name)),
    )
    .flatMap(stage => analysis.evaluation(stage)?.steps ?? [])
    .flatMap(step => contextCopy(step)?.sources ?? [])
    .flatMap(source => [source, source.slice(0, Math.max(0, source.lastIndexOf("/")))])
    .filter(folder => !/[*?[\\]/.test(folder));
  return [...new Set(folders)].slice(0, MOST_FOLDERS);
}

/** The answer to `dockerfileStages/buildCosts`. */
export function buildCostsAnswer(context: FeatureContext, onThrow: OnThrow): BuildCostsAnswer {
  return {
    hints: findingsOf(context, onThrow)
      .filter(({ rule }) => rule.id === instructionOrder.id)
      .map(({ span, message, rule, fixes }) => ({
        range: rangeOf(context, span),
        message: `${message}.`,
        advice: rule.advice(),
        fix: fixes?.().find(({ refused }) => refused === undefined)?.title ?? null,
      })),
  };
}
