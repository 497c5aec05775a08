/** What is found on several platforms is the same from version to version, and what is found on each alone. */
import assert from "node:assert/strict";
import { checkModel } from "../../../server/src/rules/run/checkModel";
import { checkPlatforms } from "../../../server/src/rules/run/checkPlatforms";
import type { RuleFinding } from "../../../server/src/rules/run/finding";
import { createMemory } from "../../../server/src/rules/run/memory";
import { DEFAULT_RULE_SETTINGS } from "../../../server/src/rules/run/ruleSettings";
import { analyzeText } from "../../../server/src/stages/analysis/analyze";
import type { Analysis } from "../../../server/src/stages/analysis/analysis";
import { buildsFor } from "../../../server/src/stages/model/buildPlatforms";
import type { BuildOptions } from "../../../server/src/stages/model/buildOptions";
import { DEFAULT_PLATFORM } from "../../../server/src/stages/model/platform";
import { random } from "../../support/random";

const PLATFORMS = ["linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64"];

const PIECES = [
  "ARG A=$TARGETARCH\n",
  "FROM scratch AS x-amd64\n",
  "FROM a AS x-arm64\nWORKDIR /w\n",
  "FROM x-$TARGETARCH AS y\n",
  "FROM x-$A\n",
  "FROM y AS z\n",
  "FROM --platform=$BUILDPLATFORM a:1${TARGETVARIANT:+/}\n",
  "FROM Q$TARGETOS\n",
  "FROM --platform=linux/$TARGETARCH/x/y a\n",
  "ARG TARGETARCH TARGETVARIANT\n",
  "COPY --chmod=${TARGETVARIANT:-7} a b\n",
  "WORKDIR c\n",
  "ENV V=$TARGETVARIANT W=$NO\n",
  "COPY --from=y /a /b\n",
  "ONBUILD WORKDIR d\n",
  "CMD a\n",
  "EXPOSE $TARGETARCH\n",
  "RUN --mount=type=${TARGETVARIANT:+bind} x\n",
];

function optionsFor(platforms: readonly string[]): BuildOptions {
  return { buildArgs: new Map(), contexts: [], platforms: buildsFor(platforms, DEFAULT_PLATFORM) };
}

function fail(rule: { id: string }, error: unknown): never {
  throw new Error(`${rule.id} threw: ${String(error)}`);
}

const inWords = (found: readonly RuleFinding[]): string[] =>
  found.map(({ rule, span, message }) => `${rule.id} ${span.start}-${span.end} ${message}`);
const placed = (found: readonly RuleFinding[]): string[] =>
  [...new Set(found.map(({ rule, span }) => `${rule.id} ${span.start}-${span.end}`))].sort();

describe("rules for several platforms", () => {
  const options = optionsFor(PLATFORMS);
  const alone = PLATFORMS.map(platform => optionsFor([platform]));
  const dice = random(20);
  let pieces = Array.from({ length: 9 }, () => PIECES[dice.below(PIECES.length)] ?? "");
  const memory = createMemory();
  let analysis: Analysis | undefined;

  for (let round = 0; round < 150; round++) {
    pieces = pieces.map(piece => (dice.below(7) === 0 ? (PIECES[dice.below(PIECES.length)] ?? "") : piece));
    const text = pieces.join("");
    it(`${round}`, () => {
      analysis = analyzeText(text, options, analysis);
      const kept = inWords(checkPlatforms(analysis, fail, memory, DEFAULT_RULE_SETTINGS));
      const anew = checkPlatforms(analyzeText(text, options), fail, createMemory(), DEFAULT_RULE_SETTINGS);
      assert.deepEqual(kept.sort(), inWords(anew).sort(), text);
      // Of the file as a whole more is known where several platforms are: which stages are needed.
      const isOfBuild = ({ rule }: RuleFinding) => rule.origin !== "own";
      const each = alone.map(one => placed(checkModel(analyzeText(text, one), fail).filter(isOfBuild)));
      const said = anew.filter(isOfBuild);
      assert.deepEqual(placed(said), [...new Set(each.flat())].sort(), text);
      for (const finding of said) {
        const on = PLATFORMS.filter((_, index) => each[index]?.includes(placed([finding])[0] ?? ""));
        const named = /^Only for (.*?)\. /.exec(finding.advice ?? "")?.[1]?.split(", ");
        assert.deepEqual(
          named?.sort() ?? [...PLATFORMS].sort(),
          [...on].sort(),
          `${finding.message} of ${text}`,
        );
        if (named) assert.equal(finding.fixes, undefined);
      }
    });
  }

  it("say nothing that holds on some machines alone where nothing is known of the machine", () => {
    const guessed: BuildOptions = { ...optionsFor([]), platforms: buildsFor([], null) };
    const check = (text: string) =>
      placed(checkPlatforms(analyzeText(text, guessed), fail, createMemory(), DEFAULT_RULE_SETTINGS));
    assert.deepEqual(check("FROM a${TARGETVARIANT:+:/}\n"), []);
    assert.deepEqual(check("FROM Q$TARGETARCH\n"), [
      "InvalidDefaultArgInFrom 5-17",
      "InvalidImageReference 5-17",
    ]);
  });
});
