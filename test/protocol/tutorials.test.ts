// What a learner meets: the files of tutorials, opened in an editor that takes all that our server offers.
import assert from "node:assert/strict";
import type { Editor } from "../support/languageServer";
import { open, startLearning } from "../tutorials/learner";
import { publishedText, readExpected, textAfter, tutorials } from "../tutorials/tutorial";

const ALL = tutorials();

describe("the file of a tutorial", () => {
  let editor: Editor | undefined;

  before(async () => {
    editor = await startLearning();
  });
  after(() => editor?.stop());

  for (const tutorial of ALL)
    it(`is told what is wrong, and mended: ${tutorial.name}`, async () => {
      assert.ok(editor);
      const { findings, left } = readExpected(tutorial);
      const learner = open(editor, tutorial);
      assert.deepEqual(await learner.findings(), findings);
      await learner.fixAll();
      assert.equal(learner.text(), textAfter(tutorial, "fixed"));
      for (const asked of tutorial.refactorings ?? []) await learner.refactor(asked);
      assert.equal(learner.text(), textAfter(tutorial, "refactored"));
      const after = await learner.findings();
      assert.deepEqual(
        after.map(({ rule, line, severity, message }) => ({ rule, line, severity, message })),
        left,
      );
      learner.close();
    });
});

describe("what is expected of the tutorials", () => {
  it("is of files with one stage, and of files with several", () => {
    const stagesOf = (text: string) => text.match(/^FROM /gim)?.length ?? 0;
    const counts = ALL.map(tutorial => stagesOf(publishedText(tutorial)));
    assert.ok(ALL.length >= 30);
    assert.ok(counts.filter(count => count === 1).length >= 4);
    assert.ok(counts.filter(count => count > 1).length >= 30);
  });

  for (const tutorial of ALL) {
    const { name, faults, decides = {}, declined = {}, byHand } = tutorial;
    const { findings, left, after } = readExpected(tutorial);
    it(`names faults, and the reason for all that is left: ${name}`, () => {
      assert.ok(faults.length > 0);
      const reasons = { ...decides, ...declined };
      assert.deepEqual(Object.keys(decides).sort(), [...new Set(left.map(({ rule }) => rule))].sort());
      for (const rule of Object.keys(declined))
        assert.ok(
          findings.some(said => said.rule === rule),
          rule,
        );
      for (const reason of Object.values(reasons)) assert.match(reason, /\w{2}.*\.$/);
      // A file that does not build in the end has somebody who knows why, and what it should be.
      if (after !== null) assert.match(byHand?.why ?? "", /\w{2}.*\.$/);
    });
  }
});
