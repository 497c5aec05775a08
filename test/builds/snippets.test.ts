// Every snippet, given to a real builder: all of them to its check, and those whose tools this machine has to a build.
import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { NO_OPTIONS, readStages } from "../../server/src/stages/model";
import { openBuilder } from "../oracle/differential/ask";
import type { Answer, Builder } from "../oracle/differential/ask";
import { imageName, imageNames, makeStandIns } from "../oracle/differential/images";
import type { StandIns } from "../oracle/differential/images";
import { findEngine } from "../support/engine";
import { SNIPPETS, fileOf } from "../support/snippets";
import { skipBecause } from "../support/suiteResult";

const TEST_WITHIN = 60_000;
const SLOW = 5_000;
/** What images have that a snippet reads: the user of .NET's (https://github.com/dotnet/dotnet-docker). */
const ENV = ["APP_UID=1654"];

describe("a snippet, in the builder's own check", function () {
  this.timeout(TEST_WITHIN);
  this.slow(SLOW);
  let builder: Builder | undefined;
  let standIns: StandIns | undefined;

  before(async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
    builder = openBuilder(1);
    standIns = await makeStandIns(ENV);
  });

  after(async () => {
    await standIns?.remove();
    builder?.close();
  });

  for (const snippet of SNIPPETS)
    it(`has no warning: ${snippet.name}`, async () => {
      assert.ok(builder && standIns);
      const answer = await askWithImages(fileOf(snippet), builder, standIns);
      assert.deepEqual(answer, { kind: "says", says: { error: null, warnings: [] } });
    });
});

/** The builder reads what images say of themselves, so all that the text names has to be there. */
async function askWithImages(text: string, builder: Builder, standIns: StandIns): Promise<Answer> {
  await standIns.provide(imageNames(readStages(readDockerfile(text), NO_OPTIONS)));
  const answer = await builder.ask(text);
  const missing = answer.kind === "image" ? imageName(answer.image) : null;
  if (missing === null) return answer;
  // Others may use the engine, too, and have taken the name away meanwhile.
  await standIns.provideAgain(missing);
  return builder.ask(text);
}
