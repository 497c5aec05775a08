/** The options that say how Dockerfiles are read, as several commands take them. */
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
    platforms: values("platform"),
    targets: values("target"),
    context: context === undefined ? "" : systemPath(pathFrom(context)),
  };
}

function readConfig(written: string): { path: string; text: string } {
  const path = pathFrom(written);
  const read = readTextFile(systemPath(path));
  if ("failure" in read) throw new UsageError(`--config ${written}: ${read.failure}`);
  return { path, text: read.text };
}
