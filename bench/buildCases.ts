/** The Dockerfiles that are built, and how often. */
import { basename, join } from "node:path";

export type BuildCase = "quick" | "slow" | "long";

/** What stands in the Dockerfile of each. */
export const BUILD_TEXTS: Readonly<Record<BuildCase, string>> = {
  // Its steps are in the cache from the second build on.
  quick: "FROM alpine:latest AS one\nWORKDIR /one\nRUN echo one\n\nFROM one AS two\nRUN echo two\n",
  slow: "FROM alpine:latest AS slow\nRUN sleep 2\n",
  long: "FROM alpine:latest AS long\nRUN sleep 10\n",
};

/** A pair is one build by each; the first one of a pair takes turns. */
export const PAIRS: Readonly<Record<BuildCase, number>> = { quick: 9, slow: 9, long: 3 };
export const FIRST_CLICKS = 5;
/** Between the opening of a file and the click on one of its lenses. */
export const READS_MS = 1_500;

/** Where the Dockerfile of a case lies in the folder that is open; the folder around it becomes the name of its images. */
export function dockerfileOf(folder: string, which: BuildCase, number: number): string {
  return join(folder, `${basename(folder)}-${which}-${number}`, "Dockerfile");
}
