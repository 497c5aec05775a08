/** What the steps of the walkthrough wait for, and the context keys that say so. */

/** In the order of the steps. */
export const DEEDS = [
  "followedReference",
  "renamedStage",
  "insertedSnippet",
  "builtStage",
  "sawReport",
] as const;
export type Deed = (typeof DEEDS)[number];

/** The context key that a step of the manifest waits for. */
export function deedKey(deed: Deed): string {
  return `dockerfileStages.walkthrough.${deed}`;
}
