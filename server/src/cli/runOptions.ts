/** The options that say how Dockerfiles are read, as several commands take them. */
import { parsePlatform } from "../stages/model/platform";
import { readTextFile } from "./textFile";
import type { Invocation } from "./command";
import { pathFrom, systemPath } from "./paths";
import type { RunOptions } from "./settings";
import { failOnFrom, levelsFrom, pairsFrom } from "./settings";
import { UsageError } from "./usageError";

/** Reads them. Throws a {@link UsageError}. */
export function readRunOptions({ value, values, has }: Invocation): RunOptions {
  const config = value("config");
  const context = value("context");
  return {
    levels: levelsFrom(values("rule"), values("only"), values("skip")),
    failOn: failOnFrom(value("fail-on")),
    config: config === undefined ? null : readConfig(config),
    noConfig: has("no-config"),
    buildArgs: pairsFrom("--build-arg", values("build-arg")),
    contexts: pairsFrom("--build-context", values("build-context")),
    platforms: values("platform").flatMap(platformsFrom),
    targets: values("target"),
    context: context === undefined ? "" : systemPath(pathFrom(context)),
  };
}

/** The platforms of one option, as the builder takes them: with commas between, or the word `local`. */
function platformsFrom(text: string): string[] {
  const platforms = text.split(",").map(each => each.trim());
  for (const platform of platforms) {
    const { error } = parsePlatform(platform);
    if (error !== null && platform !== "local") throw new UsageError(`--platform ${text}: ${error}.`);
  }
  return platforms;
}

function readConfig(written: string): { path: string; text: string } {
  const path = pathFrom(written);
  const read = readTextFile(systemPath(path));
  if ("failure" in read) throw new UsageError(`--config ${written}: ${read.failure}`);
  return { path, text: read.text };
}
