/** What holds of names in any file: real ones, real ones with something changed, and random texts. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Range } from "vscode-languageserver-protocol";
import { toDocument } from "../../server/src/dockerfile/sourceMap";
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from "../../server/src/features/callHierarchy";
import type { FeatureContext } from "../../server/src/features/context";
import { definition, implementation, typeDefinition } from "../../server/src/features/definition";
import { documentHighlights } from "../../server/src/features/highlight";
import { linkedEditing } from "../../server/src/features/linkedEditing";
import { references } from "../../server/src/features/references";
import { prepareRename, rename } from "../../server/src/features/rename";
import { nameProblem } from "../../server/src/edits/stageNames";
import { stageGraph } from "../../server/src/stages/model/graph";
import { nameSpan } from "../../server/src/stages/model/stagePlaces";
import type { StageModel } from "../../server/src/stages/model/model";
import { forAll } from "../dockerfile/randomText";
import { mutatedFiles, realFiles, withSharedData } from "../stages/sharedData";
import { URI, contextOf } from "../support/feature";

const FRESH = "a-name-nobody-has";

/** What a model says, with the name of one stage, wherever that is meant, replaced by another. */
function facts(model: StageModel, stage: number, name: string) {
  const { bases, needs, triggered } = stageGraph(model);
  const on = (lists: typeof needs) => lists.map(list => list.map(need => need.on));
  return {
    stages: model.stages.map(({ index, base, platform, description, nameError, body }) => ({
      name: index === stage ? name : model.stages[index]?.name,
      base: base.to === stage ? name : base.text,
      lines: body.length,
      nameError: index === stage ? null : nameError,
      ...{ platform, description, to: base.to },
    })),
    references: model.references.map(({ form, onbuild, inStage, to, problem, text }) => ({
      text: to === stage && !/^\d+$/.test(text) ? name : text,
      ...{ form, onbuild, inStage, to, problem },
    })),
    graph: [bases, on(needs), on(triggered)],
  };
}

/** The text after a rename at the name of a stage, with what was changed in it; null where that is refused. */
function renamed(
  context: FeatureContext,
  index: number,
  newName: string,
): { text: string; changed: string[] } | null {
  const { document } = context;
  const { model } = context.analysis;
  const stage = model.stages[index];
  const span = stage && nameSpan(stage);
  assert.ok(span);
  const position = document.positionAt(span.start);
  const edit = rename(context, position, newName, false);
  const prepared = prepareRename(context, position);
  if ("refused" in edit) {
    assert.notEqual(edit.refused, "");
    return null;
  }
  assert.ok("range" in prepared && prepared.placeholder === stage.displayName);
  const edits = edit.changes?.[URI] ?? [];
  return {
    text: TextDocument.applyEdits(document, edits),
    changed: edits.map(({ range }) => document.getText(range)),
  };
}

/** Renames every stage of a text there and back; answers how many could be. */
function renameAll(text: string): { done: number; refused: number } {
  const context = contextOf(text);
  const count = { done: 0, refused: 0 };
  for (const { index, name, displayName } of context.analysis.model.stages) {
    if (name === "") continue;
    const there = renamed(context, index, FRESH);
    if (!there) {
      count.refused++;
      continue;
    }
    count.done++;
    for (const old of there.changed) assert.ok(old === "" || name.includes(old.toLowerCase()), old);
    const after = contextOf(there.text);
    assert.equal(after.analysis.model.stages[index]?.name, FRESH);
    assert.deepEqual(facts(after.analysis.model, index, FRESH), facts(context.analysis.model, index, FRESH));
    if (there.changed.some(old => old.toLowerCase() !== name)) continue; // A name in parts becomes whole.
    const back = renamed(after, index, name);
    // What another stage has too, what means an image in a FROM, or is no good name, is not given anew.
    if (!back) assert.notEqual(nameProblem(after.analysis, name), null);
    else if (displayName === name && there.changed.every(old => old === name)) assert.equal(back.text, text);
    else assert.equal(back.text.toLowerCase(), text.toLowerCase());
  }
  return count;
}

/** Each reference of a text is among the references of what it leads to, and leads to where its stage is given. */
function holdReferences(text: string): number {
  const context = contextOf(text);
  const { document } = context;
  const { model } = context.analysis;
  let held = 0;
  for (const { line, span, to } of model.references) {
    const stage = typeof to === "number" ? model.stages[to] : undefined;
    if (!stage) continue;
    const place = toDocument(line, span);
    const [link, ...more] = definition(context, document.positionAt(place.start));
    assert.ok(link && more.length === 0);
    assert.deepEqual(offsets(context, link.targetSelectionRange), nameSpan(stage) ?? only(stage.line));
    const from = stage.nameWord ? link.targetSelectionRange.start : document.positionAt(place.start);
    const found = references(context, from, false).map(({ range }) => offsets(context, range));
    assert.ok(found.some(({ start, end }) => start === place.start && end === place.end));
    held++;
  }
  return held;
}

const only = ({ start, end }: { start: number; end: number }) => ({ start, end });

function offsets({ document }: FeatureContext, { start, end }: Range) {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

/** Asks for everything at an offset: nothing throws, and what is linked says the same. */
function askAt(context: FeatureContext, offset: number): void {
  const { document } = context;
  const position = document.positionAt(offset);
  const touched = definition(context, position);
  assert.equal(touched.length > 0 && references(context, position, true).length === 0, false);
  for (const { originSelectionRange } of touched) {
    assert.ok(originSelectionRange);
    const { start, end } = offsets(context, originSelectionRange);
    // No position stands between the two characters of a line end.
    const at = document.offsetAt(position);
    assert.ok(start <= at && at <= end);
  }
  documentHighlights(context, position);
  typeDefinition(context, position);
  implementation(context, position);
  const linked = linkedEditing(context, position)?.ranges.map(range => document.getText(range));
  assert.ok(new Set(linked ?? [""]).size === 1);
  prepareRename(context, position);
  rename(context, position, FRESH, true);
  for (const item of prepareCallHierarchy(context, position) ?? []) {
    assert.ok(incomingCalls(context, item));
    assert.ok(outgoingCalls(context, item));
  }
}

describe("names: properties of any text", function () {
  this.timeout(120_000);

  it("every offset has an answer", () => {
    forAll(300, text => {
      const context = contextOf(text);
      for (let offset = 0; offset <= text.length; offset++) askAt(context, offset);
    });
  });

  it("a stage that is renamed changes nothing but its name", () => {
    const total = { done: 0, refused: 0 };
    forAll(1_500, text => {
      const { done, refused } = renameAll(text);
      total.done += done;
      total.refused += refused;
    });
    assert.ok(total.done > 500, JSON.stringify(total));
  });

  withSharedData(() => {
    for (const [title, files, least] of [
      ["real files", realFiles, 1_200],
      ["real files with something changed", mutatedFiles, 2_400],
    ] as const)
      it(`${title}: stages renamed there and back, references held`, () => {
        let done = 0;
        let refused = 0;
        let held = 0;
        for (const { id, dockerfile } of files()) {
          try {
            const count = renameAll(dockerfile);
            done += count.done;
            refused += count.refused;
            held += holdReferences(dockerfile);
          } catch (error) {
            throw new Error(`${id} fails`, { cause: error });
          }
        }
        console.log(`      ${done} stages renamed, ${refused} refused, ${held} references held`);
        assert.ok(done > least && refused < done / 10 && held > done);
      });
  });
});
