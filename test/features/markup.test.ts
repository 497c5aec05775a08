import assert from "node:assert/strict";
import { MarkupKind } from "vscode-languageserver-types";
import { oneLine } from "../../server/src/features/display";
import { code, cut, listed, paragraph, render, strong } from "../../server/src/features/hover/markup";
import type { Block } from "../../server/src/features/hover/markup";
import { assertTame } from "./tameMarkdown";

function markdown(...blocks: Block[]): string {
  const { value } = render(blocks, MarkupKind.Markdown);
  assertTame(value);
  return value;
}

describe("the Markdown of hovers", () => {
  const texts: Record<string, string> = {
    "plain text": "plain text",
    "a_b-c: d (e) 1.5 #1": "a_b-c: d (e) 1.5 #1",
    "# heading": "\\# heading",
    "> quotation": "\\> quotation",
    "- item": "\\- item",
    "+ item": "\\+ item",
    "1. item": "1\\. item",
    "23) item": "23\\) item",
    "===": "\\===",
    "[a](b)": "\\[a\\](b)",
    "![a](b)": "!\\[a\\](b)",
    "<b>": "\\<b>",
    "`a` *b* _c_ ~~d~~": "\\`a\\` \\*b\\* \\_c\\_ \\~\\~d\\~\\~",
    "\\[": "\\\\\\[",
    "&amp;": "\\&amp;",
    "https://e.org www.e.org a@e.org mailto:a": "https\\://e.org www\\.e.org a\\@e.org mailto\\:a",
  };
  for (const [text, expected] of Object.entries(texts))
    it(`takes for text: ${text}`, () => {
      assert.equal(markdown(paragraph(text)), expected);
      assert.equal(markdown({ kind: "list", items: [[text]] }), `- ${expected}`);
      assert.equal(render([paragraph(text)], MarkupKind.PlainText).value, text);
    });

  const codes: Record<string, string> = {
    "a b": "`a b`",
    "[a](b)\\": "`[a](b)\\`",
    "`": "`` ` ``",
    "a`b": "``a`b``",
    "``a": "``` ``a ```",
    " a\r\n\tb ": "`a b`",
    "a\u0000\u202eb": "`a\ufffd\ufffdb`",
  };
  for (const [text, expected] of Object.entries(codes))
    it(`takes for code: ${JSON.stringify(text)}`, () => {
      assert.equal(markdown(paragraph(code(text))), expected);
    });

  it("ends a command where the command ends", () => {
    assert.equal(markdown({ kind: "shell", command: "a\n```\nb" }), "````sh\na\n```\nb\n````");
    assert.equal(markdown({ kind: "shell", command: "a" }), "```sh\na\n```");
  });

  it("cuts texts between characters, and lists", () => {
    assert.equal(oneLine("a  b\n c", 5), "a b c");
    assert.equal(oneLine("ab cd", 3), "ab…");
    assert.equal(oneLine("\u{1f433}\u{1f433}\u{1f433}", 2), "\u{1f433}\u{1f433}…");
    assert.equal(oneLine(`a${" ".repeat(1000)}b`, 4), "a…");
    const numbers = Array.from({ length: 10 }, (_, i) => `${i}`);
    assert.equal(
      markdown(paragraph(...listed(numbers, text => [text]))),
      "0, 1, 2, 3, 4, 5, 6, 7 and 2 more",
    );
    assert.equal(markdown(paragraph(...listed(numbers.slice(2), text => [text]))), "2, 3, 4, 5, 6, 7, 8, 9");
    assert.deepEqual(cut(numbers.map(text => [text])).at(-1), ["and 2 more"]);
    assert.equal(markdown(paragraph(strong("x".repeat(999)))).length, 165);
  });

  it("leaves out lists of nothing", () => {
    assert.equal(markdown(paragraph("a"), { kind: "list", items: [] }, paragraph("b")), "a\n\nb");
  });
});
