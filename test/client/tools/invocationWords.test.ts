import { strict as assert } from "node:assert";
import { invocationWords } from "../../../client/src/tools/invocationWords";

describe("what people are told of a tool that runs", () => {
  it("is a question before a build alone, with all that is built", () => {
    assert.equal(invocationWords({ path: "Dockerfile" }, true).question, undefined);
    const { question } = invocationWords({ path: "app/Dockerfile", stage: "test", cache: "skipAll" }, false);
    assert.equal(question?.title, "Build this stage?");
    for (const said of ["`app/Dockerfile`", "`test`", "`skipAll`"])
      assert.ok(question.markdown.includes(said), said);
  });

  const INPUTS: unknown[] = [
    null,
    1,
    "x",
    [],
    {},
    { path: 1, stage: [], cache: {} },
    { path: "[x](command:y)`", stage: "`](command:workbench.action.quit)\n# Build", cache: "](command:x)" },
    { path: "\u202eevil\u0007", stage: "a|b\\|c" },
    { path: "x".repeat(100_000) },
  ];
  for (const input of INPUTS)
    it(`does nothing and hides nothing, whatever the input: ${JSON.stringify(input).slice(0, 60)}`, () => {
      const { running, question } = invocationWords(input, false);
      for (const unseen of ["\u0007", "\u202e", "\n"]) assert.ok(!running.includes(unseen), running);
      const markdown = question?.markdown ?? "";
      // Outside of code there is no link.
      assert.ok(!markdown.replace(/(`+).*?\1/g, "").includes("](command:"), markdown);
      assert.ok(markdown.length < 2_000);
    });
});
