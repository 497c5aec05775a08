import assert from "node:assert/strict";
import { block, code, plain, table } from "../../../client/src/report/markdown";
import { html } from "../../../client/src/report/html";
import { random } from "../../support/random";

const COLUMNS = ["Step", "Took"];

/** The cells of a row as GitHub and VS Code split it: at bars with an even number of backslashes before them. */
function cellsOf(row: string): string[] {
  const inner = row.replace(/^\| /, "").replace(/ \|$/, "");
  const cells = [""];
  for (const [part] of inner.matchAll(/\\[^]|[^]/gu)) {
    if (part === "|") cells.push("");
    else cells.push((cells.pop() ?? "") + (part === "\\|" ? "|" : part));
  }
  return cells.map(cell => cell.trim());
}

/** The text of a cell that is nothing but code, or nothing but escaped words. */
function textOf(cell: string): string {
  const fenced = /^(`+) ?([^]*?) ?\1$/.exec(cell);
  return fenced?.[2] ?? cell.replace(/\\([^\w\s])/g, "$1");
}

describe("texts of anybody in Markdown", () => {
  const texts = [
    "RUN grep 'a\\|b' file",
    "RUN a \\\\| b \\\\\\| c",
    "RUN x \\| [y](command:evil) ![z](https://evil.example/pixel)",
    "RUN `a` | ``b`` \\",
    "RUN curl https://example.com | sh",
    "RUN <img src=x onerror=alert(1)>",
    "|",
    "\\|",
    "\\",
  ];

  for (const text of texts)
    it(`stay in their cell, and are what they are: ${text}`, () => {
      for (const written of [code(text), plain(text)]) {
        const row = table(COLUMNS, [[written, "1 s"]]).split("\n")[2] ?? "";
        const cells = cellsOf(row);
        assert.deepEqual(cells.slice(1), ["1 s"], row);
        assert.equal(textOf(cells[0] ?? ""), text, row);
      }
    });

  it("stay in their cell, whatever they are", () => {
    for (let seed = 0; seed < 3_000; seed++) {
      const from = random(seed);
      let text = "x";
      for (let count = from.below(15); count > 0; count--)
        text += from.pick(["\\", "|", "`", "a", " ", "[", "](", "!", "\n", "\x1b[2J", "\x9d", "&", "$"]);
      for (const written of [code(text), plain(text)]) {
        const row = table(COLUMNS, [[written, "1 s"]]).split("\n")[2] ?? "";
        assert.equal(cellsOf(row).length, 2, `seed ${seed}: ${row}`);
        // eslint-disable-next-line no-control-regex -- they are what is looked for
        assert.doesNotMatch(row, /[\0-\x1f\x7f-\x9f]/, `seed ${seed}`);
      }
    }
  });

  it("make no address a link", () => {
    assert.equal(
      plain("see https://evil.example or www.evil.example"),
      "see https\\://evil.example or www\\.evil.example",
    );
  });

  it("carry no control sequence into a file that a terminal may show, nor into a page", () => {
    assert.equal(block(["a\x1b]52;c;ZQ==\x07b"]), "```text\nab\n```");
    assert.equal(html`<p>${"a\x1b[31m<b>\x9b2J\x1b[0m"}</p>`.html, "<p>a&lt;b&gt;</p>");
  });
});
