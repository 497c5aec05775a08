import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { buildsFor } from "../../server/src/stages/model/buildPlatforms";
import { DEFAULT_PLATFORM } from "../../server/src/stages/model/platform";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { ORACLE_CASES } from "./cases";
import type { OracleCase } from "./verdict";

interface Finding {
  readonly message: string;
  /** From 1: where it stands, and what is related to it. */
  readonly lines: number[];
}

/** The errors that our rules find. */
function errorsOf({ dockerfile, given }: OracleCase): Finding[] {
  const analysis = analyze(readDockerfile(dockerfile), {
    ...(given.target === undefined ? {} : { target: given.target }),
    buildArgs: new Map(Object.entries(given.buildArgs ?? {})),
    contexts: given.contexts ?? [],
    platforms: buildsFor(given.platform === undefined ? [] : [given.platform], DEFAULT_PLATFORM),
  });
  const found = checkModel(analysis, (rule, error) => {
    throw new Error(`${rule.id} threw`, { cause: error });
  });
  return found
    .filter(({ severity }) => severity === "error")
    .map(({ message, span, related = [] }) => ({
      message,
      lines: [span, ...related.map(place => place.span)].map(
        ({ start }) => dockerfile.slice(0, start).split("\n").length,
      ),
    }));
}

/** How we differ from the builder, or null where we say what it says. */
function difference(oracleCase: OracleCase): string | null {
  const { verdict, error, lines } = oracleCase;
  const errors = errorsOf(oracleCase);
  const messages = errors.map(({ message }) => message).join("; ");
  if (verdict !== "refused" || error === null) return errors.length === 0 ? null : `we say: ${messages}`;
  const same = errors.filter(({ message }) => error.includes(message));
  if (same.length === 0) return `the builder says: ${error}; we say: ${messages}`;
  if (lines.length === 0 || same.some(finding => finding.lines.some(line => lines.includes(line))))
    return null;
  return `the builder says it of line ${lines.join()}, we of ${same.flatMap(finding => finding.lines).join()}`;
}

describe("oracle: what a real builder said", () => {
  for (const [about, cases] of Object.entries(ORACLE_CASES))
    describe(about, () => {
      for (const oracleCase of cases) {
        const { dockerfile, given, verdict, unlike } = oracleCase;
        const shown = Object.keys(given).length > 0 ? ` with ${JSON.stringify(given)}` : "";
        it(`${JSON.stringify(dockerfile).slice(0, 100)}${shown}: ${unlike ? "unlike us " : ""}${verdict}`, () => {
          if (unlike === null) assert.equal(difference(oracleCase), null);
          else
            assert.notEqual(
              difference(oracleCase),
              null,
              "We say what the builder says: it is unlike no more.",
            );
        });
      }
    });

  it("is there once for every file", () => {
    const keys = Object.values(ORACLE_CASES).flatMap(cases =>
      cases.map(({ dockerfile, given }) => JSON.stringify([dockerfile, given])),
    );
    assert.deepEqual(
      keys.filter((key, index) => keys.indexOf(key) !== index),
      [],
    );
  });
});
