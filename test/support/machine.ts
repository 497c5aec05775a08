/** The machine that builds run on in unit tests: the one that the builder's verdicts were asked on. */
import { DEFAULT_PLATFORM } from "../../server/src/stages/model/platform";
import type { Machine } from "../../server/src/workspace/machine";

export const MACHINE: Machine = { platform: DEFAULT_PLATFORM, defaultPlatforms: [] };
