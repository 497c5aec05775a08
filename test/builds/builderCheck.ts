/** What the real builder says of files in its check, for the tests of a suite: with images that stand in for those they name. */
import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import { openBuilder } from "../oracle/differential/ask";
import type { Answer, Builder } from "../oracle/differential/ask";
import { askWithImages, imageNames, makeStandIns } from "../oracle/differential/images";
import type { StandIns } from "../oracle/differential/images";
import { findEngine } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

/** What .NET's images have that files read: the number of their user (https://github.com/dotnet/dotnet-docker). */
export const DOTNET_ENV: readonly string[] = ["APP_UID=1654"];

/**
 * Gives the suite that is being described a builder, and what asks it about a text; its tests are skipped where no engine
 * answers. The images that a text names stand in, since the builder reads what images say of themselves: `env` is what they
 * set. They are taken away again after the suite.
 */
export function builderCheck(env: readonly string[] = []): (text: string) => Promise<Answer> {
  let builder: Builder | undefined;
  let standIns: StandIns | undefined;

  before(async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
    builder = openBuilder(1);
    standIns = await makeStandIns(env);
  });

  after(async () => {
    await standIns?.remove();
    builder?.close();
  });

  return async text => {
    assert.ok(builder && standIns);
    const names = imageNames(readStages(readDockerfile(text), NO_OPTIONS));
    await standIns.provide(names);
    return askWithImages(text, names, builder, standIns);
  };
}
