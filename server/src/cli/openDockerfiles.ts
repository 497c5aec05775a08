/** The Dockerfiles that a command is about, read with all that is around them. */
import type { FeatureContext } from "../features/context";
import type { LinkedDockerfiles } from "../features/linkedStages";
import { linkedDockerfiles } from "../serve/linkedDockerfiles";
import type { BuildsAround } from "../stages/model/buildsAround";
import { createAroundDockerfiles } from "../workspace/aroundDockerfiles";
import { createChecker } from "./checker";
import type { Checker } from "./checker";
import { planCheck } from "./checkPlan";
import type { CheckPlan } from "./checkPlan";
import type { Invocation } from "./command";
import { shownPath, systemPath, uriFrom } from "./paths";
import { failureLine } from "./problem";
import type { FailedFile } from "./problem";
import { commandLineClient } from "./roots";
import { runSettings } from "./settings";
import { readTextFile } from "./textFile";
import { UsageError } from "./usageError";
import { dockerfileReader, linkedBuildsOf } from "./workspace";

/** A Dockerfile that was read. */
export interface OpenDockerfile {
  readonly path: string;
  readonly uri: string;
  readonly context: FeatureContext;
}

/** All of them, in the order of their paths. */
export interface OpenDockerfiles {
  readonly plan: CheckPlan;
  readonly checker: Checker;
  readonly dockerfiles: readonly OpenDockerfile[];
  readonly failed: readonly FailedFile[];
  /** What other Dockerfiles have to do with one. */
  readonly linkedWith: (uri: string) => Promise<LinkedDockerfiles>;
}

/** Opens what the arguments mean, and says what cannot be read. */
export async function openDockerfiles(
  invocation: Invocation,
  written: readonly string[] = invocation.positionals,
): Promise<OpenDockerfiles> {
  const plan = await planCheck({ ...invocation, positionals: written });
  const { workspace, roots, options } = plan;
  const builds = new Map<string, BuildsAround | undefined>();
  const settings = runSettings(options, () => undefined);
  const checker = createChecker({
    client: commandLineClient(roots, () => undefined),
    settingsOf: settings.of,
    buildsAround: uri => builds.get(uri),
    linkedBuilds: linkedBuildsOf(workspace, settings.of),
  });
  const dockerfiles: OpenDockerfile[] = [];
  const failed = [...plan.failed];
  for (const { path, around, text } of plan.tasks) {
    const read = text === undefined ? readTextFile(systemPath(path)) : { text };
    if ("failure" in read) {
      failed.push({ path, failure: read.failure });
      continue;
    }
    const uri = uriFrom(path);
    builds.set(uri, around);
    dockerfiles.push({ path, uri, context: await checker.contextOf(uri, read.text) });
  }
  for (const note of plan.notes) invocation.output.say(note);
  for (const each of failed) invocation.output.say(failureLine(each));
  const others = createAroundDockerfiles(dockerfileReader, settings.of, null);
  return {
    plan,
    checker,
    dockerfiles,
    failed,
    linkedWith: uri => linkedDockerfiles(uri, { ...workspace, dockerfiles: others }),
  };
}

/** Opens the one Dockerfile that a command changes. Throws a {@link UsageError} where the argument means none, or several. */
export async function openOneDockerfile(
  invocation: Invocation,
  written: readonly string[],
): Promise<OpenDockerfiles & { readonly dockerfile: OpenDockerfile }> {
  const opened = await openDockerfiles(invocation, written);
  const [dockerfile, other] = opened.dockerfiles;
  if (other)
    throw new UsageError(
      `Name one Dockerfile: ${opened.dockerfiles.map(({ path }) => shownPath(path)).join(", ")}.`,
    );
  if (!dockerfile) throw new UsageError("There is no Dockerfile that can be read.");
  return { ...opened, dockerfile };
}
