import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { readIgnoreFile } from "../../server/src/shared/ignorePatterns";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { cases, withSharedData } from "./sharedData";
import type { Case } from "./sharedData";

/** Cases in which we do not say what the specification says, and why. */
const UNLIKE: Readonly<Record<string, string>> = {
  "arg-014": "hangs on an argument that a build has to give: a warning for us",
};

interface Verdict {
  readonly ok: boolean;
  readonly warnings?: readonly string[];
}

/** What the rules find. A build goes through what its target needs, by default the last stage. */
function verdictOf({ dockerfile, mode, target, buildArgs, contexts, dockerignore, expect }: Case): Verdict {
  const analysis = analyze(readDockerfile(dockerfile), {
    ...(mode === "check" && target === undefined ? {} : { target: target ?? "" }),
    buildArgs: new Map(Object.entries(buildArgs ?? {})),
    contexts: Object.keys(contexts ?? {}),
    ...(dockerignore === undefined ? {} : { ignoreFile: readIgnoreFile(dockerignore) }),
  });
  const found = checkModel(analysis, (rule, error) => {
    throw new Error(`${rule.id} threw`, { cause: error });
  });
  const lineOf = (offset: number) => dockerfile.slice(0, offset).split("\n").length;
  const warnings = found
    .filter(({ rule }) => rule.origin === "builder")
    .map(({ rule, span }) => `${rule.id}@${lineOf(span.start)}`)
    .sort();
  return {
    ok: !found.some(({ severity }) => severity === "error"),
    ...(expect.ok && expect.warnings ? { warnings } : {}),
  };
}

describe("stages: the verdicts of the specification", () => {
  withSharedData(() => {
    for (const one of cases()) {
      const { ok, warnings } = one.expect;
      const expected: Verdict = {
        ok,
        ...(ok && warnings ? { warnings: warnings.map(({ rule, line }) => `${rule}@${line}`).sort() } : {}),
      };
      const reason = UNLIKE[one.id];
      it(`${one.id}${reason === undefined ? "" : ` (${reason})`}`, () => {
        if (reason === undefined) assert.deepEqual(verdictOf(one), expected);
        else assert.notDeepEqual(verdictOf(one), expected, "It is unlike no more.");
      });
    }
  });
});
