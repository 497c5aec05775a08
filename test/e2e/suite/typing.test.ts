/** What the language configuration does in the editor beside that of the built-in extension. */
import { strict as assert } from "node:assert";
import { commands, Selection } from "vscode";
import { eventually } from "../eventually";
import { openMarked } from "./markedFile";

/** The text of a file after something was typed at its mark. */
async function typed(marked: string, text: string): Promise<string> {
  const { document, editor, marks } = await openMarked(marked);
  const [mark] = marks;
  assert.ok(mark);
  editor.options = { tabSize: 4, insertSpaces: true };
  editor.selection = new Selection(mark, mark);
  await commands.executeCommand("type", { text });
  return document.getText();
}

describe("typing in a Dockerfile", () => {
  const entered: Record<string, string> = {
    "# a comment<|>": "# a comment\n# ",
    "RUN make \\<|>": "RUN make \\\n    ",
    "RUN make \\\n    # why<|>": "RUN make \\\n    # why\n    # ",
    "RUN make \\\n    && make install \\<|>": "RUN make \\\n    && make install \\\n    ",
    "RUN make \\\n    && make install<|>": "RUN make \\\n    && make install\n",
    // The built-in configuration indents behind a colon.
    "ENV A=b:<|>": "ENV A=b:\n",
    // In a heredoc the rules of its language hold.
    "RUN python3 <<EOF\nif True:<|>\nEOF\n": "RUN python3 <<EOF\nif True:\n    \nEOF\n",
  };
  for (const [before, after] of Object.entries(entered))
    it(`goes on behind ${JSON.stringify(before)}`, async () => {
      // What the language of a heredoc indents is read when its first token is seen.
      await eventually(
        "the text behind the line",
        () => typed(before, "\n"),
        text => text === after,
        40_000,
      );
    }).timeout(60_000);

  it("closes quotes, but not in a quoted text", async () => {
    assert.equal(await typed("ENV A=<|>", '"'), 'ENV A=""');
    assert.equal(await typed('ENV A="b <|>"', "'"), 'ENV A="b \'"');
  });

  it("takes the name of a stage as one word", async () => {
    const { document, marks } = await openMarked("FROM alpine AS a-b<|>.c_d\nCOPY --from=a-b<|>.c_d /x /y\n");
    for (const mark of marks)
      assert.equal(document.getText(document.getWordRangeAtPosition(mark)), "a-b.c_d");
  });

  it("comments out in the language of a heredoc", async () => {
    const { document, editor, marks } = await openMarked(
      "FROM node\nCOPY <<EOF /a.js\ncons<|>t a = 1;\nEOF\nRUN tr<|>ue\n",
    );
    const [inHeredoc, behind] = marks;
    assert.ok(inHeredoc && behind);
    for (const mark of [inHeredoc, behind]) {
      const before = document.getText();
      editor.selection = new Selection(mark, mark);
      // What a language calls a comment is read when its first token is seen.
      await eventually(
        "a comment",
        async () => {
          await commands.executeCommand("editor.action.commentLine");
          return document.getText();
        },
        text => text !== before,
        40_000,
      );
    }
    assert.equal(document.getText(), "FROM node\nCOPY <<EOF /a.js\n// const a = 1;\nEOF\n# RUN true\n");
  }).timeout(90_000);
});
