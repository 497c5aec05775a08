import assert from "node:assert/strict";
import { MarkupKind } from "vscode-languageserver-types";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { realFiles, withSharedData } from "../stages/sharedData";
import { contextOf } from "../support/feature";
import { HOSTILE_TEXTS } from "../support/hostileTexts";
import { hoverAt, shown } from "./hoverAt";
import { DRESSES, PLACES } from "./places";
import { assertTame } from "./tameMarkdown";

describe("hover", () => {
  const nothing: Record<string, string> = {
    "another keyword": "FROM a\nCO<|>PY --from=b /a /b\n",
    "another flag": "FROM a\nCOPY --li<|>nk --from=b /a /b\n",
    "a path": "FROM a\nCOPY --from=b /<|>a /b\n",
    AS: "FROM a A<|>S b\n",
    "a platform": "FROM --platform=lin<|>ux/amd64 a\n",
    "a comment": "FROM a AS b\n# FROM <|>b\n",
    "a comment in a continuation": "FROM a AS b\nFROM \\\n# b<|>\n b\n",
    "the escape before a base": "FROM a AS b\nFROM <|>\\\nb\n",
    "a heredoc": "FROM a AS b\nFROM c\nRUN <<EOF\nFROM <|>b\nEOF\n",
    "a key of a mount": "FROM a\nRUN --mount=type=bind,tar<|>get=/b,from=c true\n",
    "an empty --from": "FROM a\nCOPY --from=<|> /a /b\n",
    "an empty file": "<|>",
  };
  for (const [title, text] of Object.entries(nothing))
    it(`leaves to others: ${title}`, () => {
      assert.equal(shown(text), null);
    });

  it("keeps what a file says from being anything but text", () => {
    const evil =
      "[x](http://e.org) ![i](http://e.org/i) <img src=x> <http://e.org> `c` **b** _u_ https://e.org www.e.org a@e.org &lt; \\";
    const word = "`[x](command:y)`<b>*_&amp;";
    const text = `# ${word} ${evil}\nARG ${word}=${word}\nARG X="${evil}" # x\n# x ${evil}\nFROM --platform=${word} ${word}$X AS x\nWORKDIR /${evil}\nCMD ${evil}\nUSER ${word}\nEXPOSE ${word}\nFROM ${word} AS ${word}\nCOPY --from=x ${evil} ${word}\nCOPY --from=${word} ${evil}\nRUN --mount=from="${word}",source=${word},target=${word} x\nFROM x AS y\nCOPY --from=1. ${word}\u202e\u0000 \uD800\n`;
    const settings = {
      ...DEFAULT_SETTINGS,
      buildArgs: { V: evil, "```": "```\n[x](y)" },
      build: { context: evil, contexts: { [word]: evil }, platforms: [] },
    };
    const context = contextOf(text, settings);
    let found = 0;
    for (let offset = 0; offset <= text.length; offset++) {
      const answer = hoverAt(context, offset, MarkupKind.Markdown);
      if (!answer) continue;
      found++;
      assertTame(answer.says);
    }
    assert.ok(found > 150, String(found));
  });

  for (const [dress, wear] of Object.entries(DRESSES))
    it(`touches every position that it answers, ${dress}`, () => {
      for (const { instruction } of PLACES) {
        const text = wear(`ARG V=1\nFROM a:$V AS first\nFROM b\n${instruction.replace("@", "first")}\n`);
        const context = contextOf(text);
        let answers = 0;
        for (let offset = 0; offset <= text.length; offset++)
          if (hoverAt(context, offset, MarkupKind.PlainText)) answers++;
        assert.ok(answers >= 30, instruction);
      }
    });

  for (const [title, { text }] of Object.entries(HOSTILE_TEXTS))
    it(`survives ${title}`, () => {
      const context = contextOf(text);
      for (const offset of [0, 1, 5, 16, 30, Math.floor(text.length / 2), text.length]) {
        const answer = hoverAt(context, Math.min(offset, text.length), MarkupKind.Markdown);
        if (answer) assertTame(answer.says);
      }
    });

  withSharedData(() => {
    it("answers on every name of every real file, and touches the position", () => {
      let asked = 0;
      for (const { id, dockerfile } of realFiles()) {
        const context = contextOf(dockerfile);
        const { stages, references } = context.analysis.model;
        const names = stages.flatMap(({ line, nameWord }) =>
          [line.instruction.keywordSpan, nameWord?.span].map(span => ({ line, span })),
        );
        for (const { line, span } of [...references, ...names]) {
          // Where a line goes on the text of the line is not that of the document: others look at that.
          if (!span || line.pieces.length > 0) continue;
          const offset = line.start + Math.floor((span.start + span.end) / 2);
          const answer = hoverAt(context, offset, MarkupKind.Markdown);
          assert.ok(answer, `${id} at ${offset}`);
          assertTame(answer.says);
          asked++;
        }
      }
      assert.ok(asked > 1000, String(asked));
    }).timeout(60_000);
  });
});
