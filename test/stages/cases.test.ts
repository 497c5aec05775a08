import assert from "node:assert/strict";
import { lineAt } from "../../server/src/dockerfile/dockerfile";
import { modelAnswer } from "../../server/src/features/model";
import type { ModelReference } from "../../server/src/protocol";
import { contextOf } from "../support/feature";
import { cases, withSharedData } from "./sharedData";
import type { Case } from "./sharedData";

type Facts = Pick<Case["expect"], "stages" | "reachable" | "resolves">;

/** What the model request answers to a case, in the words of the case. */
function answer({ dockerfile, target, buildArgs, contexts }: Case): Required<Facts> {
  const context = contextOf(dockerfile);
  const { stages, references, reachable } = modelAnswer(context, {
    ...(target === undefined ? {} : { target }),
    ...(buildArgs === undefined ? {} : { buildArgs }),
    ...(contexts === undefined ? {} : { contexts: Object.keys(contexts) }),
  });
  // Cases number instructions by their first line, ranges begin at the name.
  const lineOf = ({ range }: ModelReference): number => {
    const line = lineAt(context.analysis.model.file, context.document.offsetAt(range.start));
    return context.document.positionAt(line?.start ?? NaN).line + 1;
  };
  return {
    stages: stages.map(({ name }) => name),
    reachable,
    resolves: references
      .filter(({ kind }) => kind !== "ONBUILD")
      .map(reference => ({ line: lineOf(reference), ref: reference.text, to: reference.to })),
  };
}

function sorted(expect: Facts): Facts {
  const { resolves } = expect;
  return resolves
    ? { ...expect, resolves: [...resolves].sort((a, b) => a.line - b.line || (a.ref < b.ref ? -1 : 1)) }
    : expect;
}

describe("stages: the small cases of the specification", () => {
  withSharedData(() => {
    const all = cases();

    it("are all there", () => {
      assert.equal(all.length, 155);
      const told = all.flatMap(({ expect }) => [expect.stages, expect.reachable, expect.resolves]);
      assert.ok(told.filter(fact => fact !== undefined).length >= 78);
    });

    for (const one of all) {
      const { stages, reachable, resolves } = one.expect;
      if (!stages && !reachable && !resolves) continue;
      it(one.id, () => {
        const got = answer(one);
        assert.deepEqual(
          sorted({
            ...(stages && { stages: got.stages }),
            ...(reachable && { reachable: got.reachable }),
            ...(resolves && { resolves: got.resolves }),
          }),
          sorted({
            ...(stages && { stages }),
            ...(reachable && { reachable }),
            ...(resolves && { resolves }),
          }),
        );
      });
    }

    it("that the builder refuses give a model as well", () => {
      for (const one of all) assert.ok(Array.isArray(answer(one).stages), one.id);
    });
  });
});
