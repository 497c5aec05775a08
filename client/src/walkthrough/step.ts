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
