/** What the steps of the walkthrough wait for, and the context keys that say so. */

/** In the order of the steps. */
export const WALKTHROUGH_STEPS = [
  "followedReference",
  "renamedStage",
  "insertedSnippet",
  "builtStage",
  "sawReport",
] as const;
export type WalkthroughStep = (typeof WALKTHROUGH_STEPS)[number];

/** The context key that a step of the manifest waits for. */
export function stepContextKey(step: WalkthroughStep): string {
  return `dockerfileStages.walkthrough.${step}`;
}

/** The steps by their ids in the manifest. */
const STEP_IDS: Readonly<Record<WalkthroughStep, string>> = {
  followedReference: "follow",
  renamedStage: "rename",
  insertedSnippet: "snippet",
  builtStage: "build",
  sawReport: "report",
};

/** What VS Code calls the step. */
export function stepId(step: WalkthroughStep): string {
  return `dockerfile-stages.dockerfile-stages#getStarted#${STEP_IDS[step]}`;
}
