/** What a stage is called where stages are listed: its name and what it is based on. */
import type { Analysis } from "../stages/analysis/analysis";
import { baseStage } from "../stages/model/baseStage";
import type { Stage } from "../stages/model/model";

/** More of a digest tells nobody more. */
const DIGEST = /(@sha256:[0-9a-f]{12})[0-9a-f]+/;

/** The title of a stage, such as `builder · golang:1.22`; the label alone where the base is not written yet. */
export function stageTitle(analysis: Analysis, stage: Stage): string {
  const base = baseTitle(analysis, stage);
  return base === "" ? stage.displayName : `${stage.displayName} · ${base}`;
}

/** The base of a stage as resolved: the label of the stage that it means, or the image with its variables filled in. */
export function baseTitle({ model }: Analysis, stage: Stage): string {
  const { base } = stage;
  if (base.byPlatform.length > 0 && !stage.replaced) return base.text;
  const means = baseStage(model, stage);
  if (means) return means.displayName;
  // What a build has yet to complete says most as it is written.
  const isKnown = base.to !== null && !base.expansion.conditional;
  return (isKnown ? base.expanded : base.text).replace(DIGEST, "$1…");
}

/** For every stage, the stage that its chain of bases begins with: itself, where its base is no stage, or another one on each platform. */
export function rootStages({ model }: Analysis): Stage[] {
  const roots: Stage[] = [];
  for (const stage of model.stages) {
    const base = stage.base.byPlatform.length === 0 ? baseStage(model, stage) : null;
    roots.push(roots[base?.index ?? -1] ?? stage);
  }
  return roots;
}
