import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { applyChanges } from "../../server/src/edits/edit";
import { refactoringActions, refactorings } from "../../server/src/features/refactorings";
import type { Refactoring } from "../../server/src/features/refactorings";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import type { StageModel } from "../../server/src/stages/model/model";
import { plansOf } from "../stages/plan";
import { realFiles, withSharedData } from "../stages/sharedData";
import { contextOf } from "../support/feature";
import { REFACTORING_EXAMPLES } from "./refactoringExamples";

const SELECTION = /<\|([^]*?)\|>/;

function read(text: string): StageModel {
  return readStages(readDockerfile(text), NO_OPTIONS);
}

/** A text without its `<|…|>`, and the span that it marks. */
function selected(marked: string) {
  const match = SELECTION.exec(marked);
  assert.ok(match, `nothing is selected in ${marked}`);
  const [, inner = ""] = match;
  const text = marked.replace(SELECTION, inner.replaceAll("$", "$$$$"));
  return { text, span: { start: match.index, end: match.index + inner.length } };
}

/** What every refactoring of a file has to keep: what is built, and that no more is refused than before. */
function facts(model: StageModel) {
  const findings = checkModel(analyze(model.file, model.options), (_, error) => assert.fail(String(error)));
  return { plans: plansOf(model), errors: findings.filter(({ rule }) => rule.origin === "error").length };
}

/** Holds a refactoring against the facts of the text before. An inlined stage alone may be gone. Answers whether it was done. */
function hold(
  text: string,
  before: ReturnType<typeof facts>,
  { title, changes, refused }: Refactoring,
): boolean {
  const where = `${title}:\n${text}`;
  assert.equal(changes.length === 0, refused !== undefined, `changes something or says why not: ${where}`);
  if (refused !== undefined) return false;
  const after = read(applyChanges(text, changes));
  const now = facts(after);
  for (const [name, plan] of before.plans)
    assert.ok(
      now.plans.get(name) === plan || (title.startsWith("Inline") && !now.plans.has(name)),
      `"${name}" is built otherwise: ${where}\n${after.file.text}`,
    );
  assert.ok(now.errors <= before.errors, `there is a new error: ${where}\n${after.file.text}`);
  return true;
}

describe("refactorings", () => {
  for (const [name, { before, title, after }] of Object.entries(REFACTORING_EXAMPLES))
    it(name, () => {
      const { text, span } = selected(before);
      const model = read(text);
      const offered = refactorings(analyze(model.file, model.options), span);
      const found = offered.find(other => other.title === title);
      assert.ok(found, `${title} is none of ${JSON.stringify(offered.map(other => other.title))}`);
      if (typeof after === "string") {
        assert.equal(applyChanges(text, found.changes), after);
        hold(text, facts(model), found);
      } else assert.equal(found.refused, after.refused);
    });

  withSharedData(() => {
    it("build what the files built, on real files, or say why not", function () {
      this.timeout(300_000);
      const done = new Map<string, number>();
      for (const { dockerfile: text } of realFiles()) {
        const model = read(text);
        const before = facts(model);
        for (const span of spansOf(model))
          for (const refactoring of refactorings(analyze(model.file, model.options), span))
            if (hold(text, before, refactoring)) {
              const kind = `${refactoring.kind} ${refactoring.title.split(/["\d]/)[0] ?? ""}`;
              done.set(kind, (done.get(kind) ?? 0) + 1);
            }
      }
      // Every one of them was tried.
      assert.deepEqual(
        [...done].filter(([, count]) => count < 2).map(([kind]) => kind),
        [],
      );
      assert.ok(done.size >= 10, [...done.keys()].join(", "));
    });
  });

  it("are offered for a cursor only to those who ask", () => {
    const context = contextOf("FROM alpine AS a\nRUN true\nRUN true\nFROM a\n");
    const at = { line: 0, character: 3 };
    const asked = (only: string[] | undefined, isInvoked: boolean, end = at) =>
      refactoringActions(
        context,
        { start: at, end },
        { only, isInvoked },
        { disabled: false, documentChanges: true },
      ).map(({ kind }) => kind);
    assert.deepEqual(asked(undefined, false), []);
    assert.deepEqual(asked(["quickfix"], true), []);
    assert.deepEqual(asked(["refactor.inline"], false), ["refactor.inline"]);
    assert.deepEqual([...new Set(asked(undefined, true))], ["refactor.inline", "refactor.rewrite"]);
    assert.deepEqual(asked(undefined, false, { line: 1, character: 3 }), ["refactor.extract"]);
  });

  it("that cannot be done are shown, with the reason, to those who can show them", () => {
    const context = contextOf("FROM alpine AS a\n");
    const at = { line: 0, character: 3 };
    const [action] = refactoringActions(
      context,
      { start: at, end: at },
      { only: ["refactor.move"], isInvoked: true },
      { disabled: true, documentChanges: true },
    );
    assert.deepEqual(action, {
      title: "Move this stage up",
      kind: "refactor.move",
      disabled: { reason: "It is the first stage." },
    });
  });
});

/** The places of a file at which refactorings are asked for: each FROM, some references, instructions and selections. */
function spansOf(model: StageModel) {
  const at = (start: number, end = start) => ({ start, end });
  const froms = model.stages.slice(0, 3).map(({ line }) => at(line.start + 1));
  const references = model.references
    .filter(({ form }) => form !== "FROM")
    .slice(0, 4)
    .map(({ line, span }) => at(line.pieces.length > 0 ? line.start : line.start + span.start));
  const bodies = model.stages.slice(0, 2).flatMap(({ body }) => {
    const [first, second, third, fourth] = body;
    return [
      ...(second ? [at(second.start + 1)] : []),
      ...(first && second ? [at(first.start, second.end)] : []),
      ...(second && third ? [at(second.start, third.end)] : []),
      ...(fourth ? [at(fourth.start, fourth.start + 1)] : []),
    ];
  });
  return [...froms, ...references, ...bodies];
}
