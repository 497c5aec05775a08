/**
 * Every way to write the name of a stage, in every form of a reference and every dress, through definition, references,
 * highlight and rename: what they answer from each of the places is held against the places themselves.
 */
import assert from "node:assert/strict";
import type { Range } from "vscode-languageserver-protocol";
import type { Span } from "../../server/src/dockerfile/source";
import { definition } from "../../server/src/features/definition";
import { documentHighlights } from "../../server/src/features/highlight";
import { references } from "../../server/src/features/references";
import { prepareRename, rename } from "../../server/src/features/rename";
import type { FeatureContext } from "../../server/src/features/context";
import { contextOf } from "../support/feature";
import { marked } from "../support/marked";
import { DRESSES, PLACES, stagesBefore } from "./places";
import type { Place } from "./places";

/** The FROM of the stage: `n` is its name, `d` what describes it. */
const DECLARED: Record<string, string> = {
  "in lower case": "FROM alpine:3 AS «n:first»\n",
  "in mixed case": "from alpine:3 as «n:First»\n",
  "with a description": "# «d:first» what it is for\n# first of all\nFROM alpine:3 AS «n:first»\n",
  "over lines": "FROM --platform=linux/amd64 \\\n  alpine:3 \\\n  aS \\\n  «n:FIRST»\n",
};

/** A file: `u` is the name in the instruction, `i` the index of the stage, `m` another reference by name. */
function fileWith({ form, instruction }: Place, declared: string, spelled: string, dress: string): string {
  const inStage = form === "FROM" ? "" : "FROM busybox AS current\n";
  const used = instruction.replace("@", `«u:${spelled}»`);
  const others = `FROM scratch\nRUN --mount=from=«m:first»,target=/m x\nCOPY --from=«i:${stagesBefore(dress)}» /x /y\n`;
  return `ARG first=first\n${declared}${inStage}${used}\n${others}`;
}

/** The places of a stage in such a file, in the order of the file: its name, and what means it. */
interface Named {
  readonly context: FeatureContext;
  readonly text: string;
  readonly name: Span;
  readonly uses: readonly Span[];
  readonly index: Span;
  readonly description: Span | undefined;
}

function read(markedText: string): Named {
  const { text, spans } = marked(markedText);
  const [name, use, mount, index] = ["n", "u", "m", "i"].map(mark => spans.get(mark));
  assert.ok(name && use && mount && index);
  const description = spans.get("d");
  return { context: contextOf(text), text, name, uses: [use, mount, index], index, description };
}

const spanOf = ({ document }: FeatureContext, { start, end }: Range): Span => ({
  start: document.offsetAt(start),
  end: document.offsetAt(end),
});

function holdDefinition({ context, name, uses }: Named): void {
  for (const place of [name, ...uses])
    for (const offset of offsetsIn(place)) {
      const [link, ...more] = definition(context, context.document.positionAt(offset));
      assert.ok(link?.originSelectionRange && more.length === 0);
      assert.deepEqual(spanOf(context, link.originSelectionRange), place);
      assert.deepEqual(spanOf(context, link.targetSelectionRange), name);
    }
}

function holdReferences({ context, name, uses }: Named): void {
  for (const place of [name, ...uses])
    for (const offset of offsetsIn(place)) {
      const position = context.document.positionAt(offset);
      const spans = (withName: boolean) =>
        references(context, position, withName).map(({ range }) => spanOf(context, range));
      assert.deepEqual(spans(true), [name, ...uses]);
      assert.deepEqual(spans(false), uses);
    }
}

function holdHighlights({ context, name, uses }: Named): void {
  const [read, write] = [2, 3];
  const expected = [{ span: name, kind: write }, ...uses.map(span => ({ span, kind: read }))];
  for (const { start } of [name, ...uses]) {
    const found = documentHighlights(context, context.document.positionAt(start)) ?? [];
    assert.deepEqual(
      found.map(({ range, kind }) => ({ span: spanOf(context, range), kind })),
      expected,
    );
  }
}

function holdRename({ context, text, name, uses, index, description }: Named): void {
  const written = [...(description ? [description] : []), name, ...uses.filter(use => use !== index)];
  for (const place of written.slice(description ? 1 : 0)) {
    const position = context.document.positionAt(place.end);
    const prepared = prepareRename(context, position);
    assert.ok("range" in prepared, JSON.stringify(prepared));
    assert.deepEqual(spanOf(context, prepared.range), place);
    assert.equal(prepared.placeholder, text.slice(place.start, place.end));
    const edit = rename(context, position, "other", false);
    assert.ok(!("refused" in edit), JSON.stringify(edit));
    const edits = Object.values(edit.changes ?? {}).flat();
    assert.deepEqual(
      edits.map(({ range, newText }) => ({ ...spanOf(context, range), newText })),
      written.map(span => ({ ...span, newText: "other" })),
    );
  }
  assert.ok("refused" in prepareRename(context, context.document.positionAt(index.end)));
}

/** Its two ends, and one between. */
function offsetsIn({ start, end }: Span): number[] {
  return [start, (start + end) >> 1, end];
}

const HELD: Record<string, (named: Named) => void> = {
  definition: holdDefinition,
  references: holdReferences,
  highlight: holdHighlights,
  rename: holdRename,
};

describe("names of stages", () => {
  const spellings = ({ form }: Place) => (form === "FROM" ? ["first"] : ["first", "FIRST"]);
  for (const [dress, wear] of Object.entries(DRESSES))
    for (const [way, declared] of Object.entries(DECLARED))
      for (const [feature, hold] of Object.entries(HELD))
        it(`${feature}: ${way}, ${dress}`, () => {
          for (const place of PLACES)
            for (const spelled of spellings(place)) {
              const markedText = wear(fileWith(place, declared, spelled, dress));
              try {
                hold(read(markedText));
              } catch (error) {
                throw new Error(`${place.title}: ${JSON.stringify(markedText)}`, { cause: error });
              }
            }
        });

  it("are read in more than two thousand files", () => {
    const files =
      PLACES.flatMap(spellings).length * Object.keys(DRESSES).length * Object.keys(DECLARED).length;
    assert.ok(files > 2_000, String(files));
  });
});
