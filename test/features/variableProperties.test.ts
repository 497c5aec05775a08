/** What holds of a variable that is renamed, in any file: every stage is evaluated as before, with that one name changed. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { prepareRename, rename } from "../../server/src/features/rename";
import type { FeatureContext } from "../../server/src/features/context";
import { inDocument } from "../../server/src/stages/cursor/occurrence";
import { forAll } from "../dockerfile/randomText";
import { realFiles, withSharedData } from "../stages/sharedData";
import { URI, contextOf } from "../support/feature";
import type { Random } from "../support/random";

const FRESH = "Q9_NOBODY_HAS";
const LINES = [
  "ARG V=1 W=$V\n",
  "FROM x:$V AS a\n",
  "FROM a AS b\n",
  "FROM scratch\n",
  "FROM b\n",
  "ARG V\n",
  "# V of the stage\nARG V=2\n",
  "ENV V=3 W=$V\n",
  "ENV W $V/${W}\n",
  "RUN echo $V ${W:-$V}\n",
  "RUN V=4 make\n",
  "RUN <<E\nprintf '%s' \"$W\"\nE\n",
  "RUN cat <<E\n$V\nE\n",
  "COPY --chown=$V <<E /x\n$W ${V}\nE\n",
  'COPY ["$V", "/\\u0061${W}/"]\n',
  "WORKDIR /${V}/$W\n",
  "USER ${V\\\n#c\n#-x}\n",
  "CMD run $V\n",
  "ONBUILD ARG V=5\n",
  "ONBUILD RUN echo $V $W\n",
];
const fileOf = (random: Random) =>
  `ARG V=0\nFROM x AS a\n${Array.from({ length: random.below(12) }, () => random.pick(LINES)).join("")}`;

/** What the builder does in every stage, and what the references of variables are, with some names made one. */
function facts({ analysis }: FeatureContext, names: ReadonlySet<string>) {
  const named = (name: string) => (names.has(name) ? "*" : name);
  const all = (set: ReadonlySet<string>) => [...set].map(named).sort();
  const { model, evaluation, variables } = analysis;
  return [
    model.scope.args.map(({ name, value, error }) => [named(name), value, error]),
    model.stages.map(stage => ({
      base: [stage.base.expanded, stage.base.to, all(stage.base.expansion.matched)],
      steps: evaluation(stage)?.steps.map(({ instruction, words, declared }) => [
        instruction.keyword,
        words.map(({ role, expansion: { result, matched, unmatched, conditional } }) => [
          role,
          role === "key" ? named(result) : result,
          all(matched),
          all(unmatched),
          conditional,
        ]),
        declared.map(({ name, value, isOpen, source }) => [named(name), value, isOpen, source]),
      ]),
      uses: [variables(stage).own, variables(stage).held].map(one =>
        one?.occurrences.map(({ name, reader, known }) => [
          named(name),
          reader,
          known?.giver.value,
          known?.env?.value,
          known?.giver.stage.index,
        ]),
      ),
    })),
  ];
}

/** Renames every variable of a text there and back, from each of its places; answers how many could be. */
function renameAll(text: string): { done: number; refused: number } {
  const context = contextOf(text);
  const { document, analysis } = context;
  const count = { done: 0, refused: 0 };
  const tried = new Set<string>();
  for (const stage of analysis.model.stages) {
    const { own, held } = analysis.variables(stage);
    for (const place of [...own.occurrences, ...(held?.occurrences ?? [])]) {
      const { name } = place;
      const { start } = inDocument(place, place.span);
      if (!place.declares || tried.has(`${name} ${stage.index}`)) continue;
      tried.add(`${name} ${stage.index}`);
      const position = document.positionAt(start);
      const edit = rename(context, position, FRESH, false);
      const prepared = prepareRename(context, position);
      assert.equal("refused" in prepared, "refused" in edit);
      if ("refused" in edit) {
        assert.notEqual(edit.refused, "");
        count.refused++;
        continue;
      }
      count.done++;
      const edits = edit.changes?.[URI] ?? [];
      const there = contextOf(TextDocument.applyEdits(document, edits));
      const names = new Set([name, FRESH]);
      assert.deepEqual(facts(there, names), facts(context, names), name);
      const from = edits.find(
        ({ range }) => document.getText(range) === name && document.offsetAt(range.start) === start,
      );
      assert.ok(from);
      // A name in parts becomes whole.
      if (edits.some(({ range }) => document.getText(range) !== name)) continue;
      const shift = edits.filter(({ range }) => document.offsetAt(range.start) < start).length;
      const at = there.document.positionAt(start + shift * (FRESH.length - name.length));
      const back = rename(there, at, name, false);
      // Other variables of the name, and words of scripts, stand against it.
      if ("refused" in back) continue;
      assert.equal(TextDocument.applyEdits(there.document, back.changes?.[URI] ?? []), text);
    }
  }
  return count;
}

describe("variables: properties of renaming", function () {
  this.timeout(120_000);

  it("a variable that is renamed changes nothing but its name", () => {
    const total = { done: 0, refused: 0 };
    forAll(1_200, (text, random) => {
      for (const file of [text, fileOf(random)]) {
        const { done, refused } = renameAll(file);
        total.done += done;
        total.refused += refused;
      }
    });
    assert.ok(total.done > 300 && total.refused > 300, JSON.stringify(total));
  });

  withSharedData(() => {
    it("real files: variables renamed there and back", () => {
      const total = { done: 0, refused: 0 };
      for (const { id, dockerfile } of realFiles())
        try {
          const { done, refused } = renameAll(dockerfile);
          total.done += done;
          total.refused += refused;
        } catch (error) {
          throw new Error(`${id} fails`, { cause: error });
        }
      console.log(`      ${total.done} variables renamed, ${total.refused} refused`);
      assert.ok(total.done > 500, JSON.stringify(total));
    });
  });
});
