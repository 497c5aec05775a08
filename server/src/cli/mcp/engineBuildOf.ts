/** What builds: a bundle of the client's code beside this one, loaded when somebody first builds. */
import { createRequire } from "node:module";
import { join } from "node:path";
import type { RunEngineBuild } from "../../shared/tools/engineBuild";

const BUNDLE = join(__dirname, "engineBuild.js");

/** Throws where the bundle is missing. */
export function engineBuildOf(): RunEngineBuild {
  const { engineBuild } = createRequire(BUNDLE)(BUNDLE) as { engineBuild: RunEngineBuild };
  return engineBuild;
}
