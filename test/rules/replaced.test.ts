/**
 * Every rule in stages that named contexts replace: their instructions are parsed, and not built (spec 2.4). Rules of our own are silent
 * there, unless they tell why the builder refuses to parse a line; of the builder's rules there are left those that speak before it
 * knows which stages it builds (asked of Docker 28.5.2 by builds).
 */
import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { toDocument } from "../../server/src/dockerfile/sourceMap";
import { applyChanges, insertion } from "../../server/src/edits/edit";
import { RULES } from "../../server/src/rules/registry";
import { checkModel } from "../../server/src/rules/run/checkModel";
import type { RuleFinding } from "../../server/src/rules/run/finding";
import { analyze, analyzeText } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { stageAt } from "../../server/src/stages/model/stagePlaces";
import { marked } from "../support/marked";
import { EXAMPLES } from "./examples";
import { ARGUMENT_EXAMPLES } from "./examples/arguments";
import { EFFECT_EXAMPLES } from "./examples/effects";
import { FIX_EXAMPLES } from "./examples/fixes";
import { FRONTEND_EXAMPLES } from "./examples/frontends";
import { LINT_EXAMPLES } from "./examples/lint";
import { OWN_EXAMPLES } from "./examples/own";
import { STEP_EXAMPLES } from "./examples/steps";
import { ARRAYS } from "./public/arrays";
import { COMMENTS } from "./public/comments";
import { ESCAPES } from "./public/escapes";

/** Of the builder's rules those that it judges a stage by that it does not build. */
const PARSED = new Set(
  (
    "BlankBaseName CircularStageDependency InvalidArguments InvalidDevice InvalidExpansion InvalidFlag InvalidFromArguments " +
    "InvalidHealthcheck InvalidHeredoc InvalidImageReference InvalidMount InvalidNetworkMode InvalidOnbuild InvalidPlatform " +
    "InvalidSecurityMode InvalidStageIndex InvalidStageName LineTooLong UnknownFlag UnknownInstruction UnsupportedByFrontend " +
    "UnterminatedHeredoc VariableInFrom ConsistentInstructionCasing DuplicateStageName FromAsCasing " +
    "FromPlatformFlagConstDisallowed InvalidDefaultArgInFrom InvalidDefinitionDescription MaintainerDeprecated " +
    "NoEmptyContinuation RedundantTargetPlatform StageNameCasing UndefinedArgInFrom"
  ).split(" "),
);

const TEXTS = [
  ...Object.values({
    ...EXAMPLES,
    ...STEP_EXAMPLES,
    ...LINT_EXAMPLES,
    ...ARGUMENT_EXAMPLES,
    ...OWN_EXAMPLES,
    ...EFFECT_EXAMPLES,
    ...FRONTEND_EXAMPLES,
  }).map(text => marked(text).text),
  ...Object.values({ ...ARRAYS, ...COMMENTS, ...ESCAPES }).map(({ dockerfile }) => marked(dockerfile).text),
  ...Object.values(FIX_EXAMPLES).map(({ before }) => before),
];

function findings(text: string, contexts: readonly string[]) {
  const analysis = analyze(readDockerfile(text), { ...NO_OPTIONS, contexts });
  const found = checkModel(analysis, (rule, error) => {
    throw new Error(`${rule.id} threw: ${String(error)}`);
  });
  return { found, model: analysis.model };
}

/** The text with a name for every stage, so that a context can replace it. */
function withNames(text: string): string {
  const unnamed = analyzeText(text).model.stages.filter(({ line }) => line.instruction.words.length === 1);
  return applyChanges(
    text,
    unnamed.map(({ line, base, index }) => insertion(toDocument(line, base.span).end, ` AS z${index}`)),
  );
}

/** What is found in stages that are replaced, of files in which all are; and what is found in the same places where none is. */
function inReplaced(): {
  text: string;
  replaced: RuleFinding[];
  built: RuleFinding[];
  errors: RuleFinding[];
}[] {
  return TEXTS.map(withNames).map(text => {
    const contexts = [...analyzeText(text).model.names.keys()];
    const { found, model } = findings(text, contexts);
    const isReplaced = ({ span }: RuleFinding) => stageAt(model, span.start)?.replaced === true;
    return {
      text,
      replaced: found.filter(isReplaced),
      errors: found.filter(({ rule }) => rule.origin === "error"),
      built: findings(text, []).found.filter(isReplaced),
    };
  });
}

describe("rules in stages that named contexts replace", () => {
  const all = inReplaced();

  for (const { id, origin, namesCause } of RULES)
    it(`${id}: ${origin === "own" ? "is silent" : PARSED.has(id) ? "speaks as ever" : "waits for what is built"}`, () => {
      for (const { text, replaced, built, errors } of all) {
        const said = replaced.filter(({ rule }) => rule.id === id);
        if (origin !== "own") {
          if (!PARSED.has(id)) assert.deepEqual(said, [], text);
          else assert.ok(said.length <= built.filter(({ rule }) => rule.id === id).length, text);
        } else if (said.length > 0) {
          assert.ok(namesCause, `${id} in ${text}`);
          assert.notDeepEqual(errors, [], `${id} in ${text}`);
        }
      }
    });

  it("is asked of rules that have something to say there", () => {
    const asked = new Set(all.flatMap(({ built }) => built.map(({ rule }) => rule.id)));
    for (const id of [
      "StrayEscape",
      "MisplacedEscape",
      "CommentInContinuedLine",
      "TextAfterArray",
      "TrailingComment",
      "WideSpaceInFlag",
    ])
      assert.ok(asked.has(id), id);
    assert.ok(asked.size > 60, String(asked.size));
  });

  const explained: Record<string, readonly [text: string, rules: string[]]> = {
    "what makes the builder refuse a line is told": [
      "FROM alpine AS a\nRUN apk update\n  && apk add git\nFROM alpine\n",
      ["MissingContinuation", "UnknownInstruction"],
    ],
    "what the builder takes is not": [
      'FROM alpine AS a\nRUN echo \\\nCOPY a b\nVOLUME ["/a"] # x\nWORKDIR /a # b\nFROM alpine\n',
      [],
    ],
    "a comment behind an instruction that has to have none is": [
      "FROM alpine AS a\nHEALTHCHECK NONE # none\nFROM alpine\n",
      ["InvalidHealthcheck", "TrailingComment"],
    ],
  };
  for (const [title, [text, rules]] of Object.entries(explained))
    it(title, () => {
      assert.deepEqual(
        findings(text, ["a"])
          .found.map(({ rule }) => rule.id)
          .sort(),
        rules,
      );
    });
});
