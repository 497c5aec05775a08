/** What an index behind the stages of a file means. That builders take it, and which they refuse, is in the oracle's cases. */
import assert from "node:assert/strict";
import { read } from "../read";
import { plansOf } from "../plan";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { readStages } from "../../../server/src/stages/model/model";
import { analyzeText } from "../../../server/src/stages/analysis/analyze";
import { insertStage } from "../../../server/src/edits/insertStage";
import { applyChanges } from "../../../server/src/edits/edit";

/** Each `COPY --from=<index>` behind the stages: what it means, the line from 1 that adds it, or why it fails. */
function indexes(text: string, contexts: readonly string[] = []): string[] {
  const { references, stages } = read(text, { contexts });
  return references
    .filter(reference => /^\+?\d+$/.test(reference.text) && Number(reference.text) >= stages.length)
    .map(({ text: index, to, implicit, problem }) => {
      const line = implicit ? text.slice(0, implicit.line.start).split("\n").length : 0;
      return implicit
        ? `${index}: ${to} ${implicit.text} @${line}`
        : `${index}: ${problem?.kind ?? "chance"}`;
    });
}

const A = "FROM scratch AS a\n";
const B = "FROM scratch AS b\n";
const from = (name: string | number): string => `COPY --from=${name} /a /b\n`;

const MEANINGS: Record<string, readonly [text: string, meanings: string[], contexts?: string[]]> = {
  "an image": [A + from("nginx:1") + B + from(2), ["2: image nginx:1 @2"]],
  "in the order of the file": [
    A + from("nginx") + from("redis") + B + from(3) + from("caddy") + from(2),
    ["3: image redis @3", "2: image nginx @2"],
  ],
  "the same image twice": [
    A + from("nginx") + from("nginx") + from(1) + from(2),
    ["1: image nginx @2", "2: image nginx @3"],
  ],
  "an index counts again": [
    A + from("nginx") + from(1) + from("redis") + from(2) + from(3),
    ["1: image nginx @2", "2: image nginx @2", "3: image redis @4"],
  ],
  "not what comes later": [A + from(1) + from("nginx"), ["1: index"]],
  "not itself": [A + from(1), ["1: index"]],
  "stages, contexts and variables": [
    A + B + from("a") + from(0) + from("ctx") + from(2),
    ["2: context ctx @5"],
    ["ctx"],
  ],
  "mounts with and without a name": [
    `${A}RUN --mount=type=cache,target=/x --mount=from=nginx,target=/y --mount=type=secret,id=z ls\n${from(1)}${from(2)}${from(3)}`,
    ["1: scratch scratch @2", "2: image nginx @2", "3: scratch scratch @2"],
  ],
  "a mount from a stage": [`${A}${B}RUN --mount=from=a,target=/x ls\n${from(2)}`, ["2: index"]],
  "a stage named scratch": [
    `FROM alpine AS scratch\n${B}RUN --mount=type=cache,target=/x ls\n${from("scratch")}${from(2)}`,
    ["2: index"],
  ],
  "the main context and ADD": [`${A}COPY x y\nADD x y\nCOPY --from= x y\n${from(1)}`, ["1: index"]],
  "a stage that a named context replaces": [A + from("nginx") + B + from(2), ["2: image nginx @2"], ["a"]],
  "a plus and zeros": [
    A + from("nginx") + from("+1") + from("01"),
    ["+1: image nginx @2", "01: image nginx @2"],
  ],
  "a trigger counts for no instruction": [`${A}ONBUILD ${from("nginx")}FROM a\n${from(2)}`, ["2: index"]],
  "a trigger sees instructions below": [
    `${A}ONBUILD ${from(2)}FROM a\n${from("nginx")}`,
    ["2: image nginx @4"],
  ],
  "triggers in their order": [
    `${A}ONBUILD ${from(3)}ONBUILD ${from("nginx")}ONBUILD ${from(2)}FROM a\n`,
    ["3: index", "2: image nginx @3"],
  ],
  "triggers of two bases": [
    `${A}ONBUILD ${from(4)}${B}ONBUILD ${from("nginx")}FROM a\nFROM b\n`,
    ["4: chance"],
  ],
  "a trigger of nobody": [`${A}ONBUILD ${from(2)}${B}ONBUILD ${from("nginx")}`, ["2: index"]],
};

describe("implicit stages", () => {
  for (const [what, [text, meanings, contexts]] of Object.entries(MEANINGS))
    it(what, () => {
      assert.deepEqual(indexes(text, contexts), meanings);
    });

  it("mean the same in the next version", () => {
    let model = read(A + from("nginx") + B + from(2));
    for (const text of [
      A + from("redis") + B + from(2),
      A + B + from(2),
      A + B + from(2) + from("nginx"),
      A + from("b") + B + from(2),
      A + from("nginx") + from("x") + B + from(3),
    ]) {
      model = readStages(readDockerfile(text, model.file), model.options, model);
      assert.deepEqual(
        model.references.map(({ to, implicit, problem }) => [to, implicit?.text, problem?.kind]),
        read(text).references.map(({ to, implicit, problem }) => [to, implicit?.text, problem?.kind]),
        text,
      );
    }
  });

  it("get their names where an edit moves the indexes", () => {
    const text = A + from("nginx") + B + from(0) + from(2);
    const { model } = analyzeText(text);
    const { changes } = insertStage(analyzeText(text), 0, "busybox", "first");
    const changed = applyChanges(text, changes);
    assert.equal(changed, `FROM busybox AS first\n\n${A}${from("nginx")}${B}${from(1)}${from("nginx")}`);
    assert.equal(plansOf(read(changed)).get("b"), plansOf(model).get("b"));
  });

  it("cost little however many there are", () => {
    const many = 5_000;
    const lines = Array.from({ length: many }, (_, index) => from("nginx") + from(index + 1)).join("");
    assert.equal(read(A + lines).references.filter(({ implicit }) => implicit).length, many);
  });
});
