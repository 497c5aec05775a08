import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { format, formatOnType } from "../../../server/src/features/basics/format";
import type { Analysis } from "../../../server/src/stages/analysis/analysis";
import { instructionCheckOptions } from "../../../server/src/stages/model/checkOptions";
import { DEFAULT_SETTINGS } from "../../../server/src/workspace/settings";
import type { ContinuationLines } from "../../../server/src/workspace/settings";
import { realFiles, withSharedData } from "../../stages/sharedData";
import { contextOf } from "../../support/feature";
import { HOSTILE_TEXTS } from "../../support/hostileTexts";
import { random } from "../../support/random";
import { DRESSES } from "../places";

const SPACES = { tabSize: 4, insertSpaces: true };

const settingsFor = (continuationLines: ContinuationLines) => ({
  ...DEFAULT_SETTINGS,
  format: { continuationLines },
});

function formatted(text: string, options = SPACES, mode: ContinuationLines = "auto"): string {
  const context = contextOf(text, settingsFor(mode));
  return TextDocument.applyEdits(context.document, format(context, options));
}

/** What a build reads of a file, with the white space between the words of commands left out. */
function meaning({ model, directives, checkOptions, script }: Analysis): unknown {
  const { file, stages } = model;
  return {
    directives: [
      directives.syntax?.value,
      directives.check?.value,
      file.escape,
      file.directives.map(({ name, value }) => [name, value]),
    ],
    checkOptions,
    stages: stages.map(({ name, description, base, platform }) => [
      name,
      description,
      base.expanded,
      platform,
    ]),
    lines: file.lines.map(line => {
      const { instruction, heredocs } = line;
      const { keyword, flags, words, json, text, trigger } = instruction;
      const held = trigger ?? instruction;
      return [
        keyword,
        flags.map(({ name, value }) => [name, value?.text]),
        words.map(word => word.text),
        json,
        heredocs.map(({ body, name }) => [name, file.text.slice(body.start, body.end)]),
        [held.keyword, held.words.map(word => word.text), held.json],
        script(line)?.commands,
        text.replace(/\s/g, ""),
        instructionCheckOptions(line.comments),
      ];
    }),
  };
}

function assertSameMeaning(text: string, options = SPACES, mode: ContinuationLines = "indent"): boolean {
  const after = formatted(text, options, mode);
  const title = JSON.stringify(text.slice(0, 2000));
  assert.deepEqual(meaning(contextOf(after).analysis), meaning(contextOf(text).analysis), title);
  assert.equal(formatted(after, options, mode), after, `not at once: ${title}`);
  const lineEnds = (each: string) => each.match(/\r?\n/g) ?? [];
  assert.deepEqual(lineEnds(after), lineEnds(text), title);
  return after !== text;
}

/** A text, and what it is once it is formatted; null where it stays. */
const EXAMPLES: Record<string, readonly [string, string | null]> = {
  "instructions are not indented": ["  FROM a\n\tRUN b\n", "FROM a\nRUN b\n"],
  "comments are not indented": ["FROM a\n  # c\nRUN b\n", "FROM a\n# c\nRUN b\n"],
  "blank lines are empty": ["FROM a\n  \n\t\nRUN b\n   ", "FROM a\n\n\nRUN b\n"],
  "lines that go on are indented": [
    "FROM a\nRUN a && \\\nb && \\\n  c\n",
    "FROM a\nRUN a && \\\n    b && \\\n    c\n",
  ],
  "comments and blank lines between them": [
    "FROM a\nRUN a \\\n# c\n \n  b\n",
    "FROM a\nRUN a \\\n    # c\n\n    b\n",
  ],
  "with the other escape character": [
    "# escape=`\nFROM a\nCOPY a `\n  b\n",
    "# escape=`\nFROM a\nCOPY a `\n    b\n",
  ],
  "CRLF stays": ["  FROM a\r\nCOPY a \\\r\n b\r\n", "FROM a\r\nCOPY a \\\r\n    b\r\n"],
  "behind a byte order mark": ["\uFEFF  FROM a\n", "\uFEFFFROM a\n"],
  "pairs, flags and arrays": [
    'FROM a\nENV A=1 \\\n  B=2\nRUN --mount=type=ssh \\\n  a\nCMD ["a", \\\n"b"]\n',
    'FROM a\nENV A=1 \\\n    B=2\nRUN --mount=type=ssh \\\n    a\nCMD ["a", \\\n    "b"]\n',
  ],
  "a substitution in quotes": [
    'FROM a\nRUN x="$(a "b c")" \\\n  d\n',
    'FROM a\nRUN x="$(a "b c")" \\\n    d\n',
  ],
  "levels of a script stay": ["FROM a\nRUN if b; then \\\n      c; \\\n    fi\n", null],
  "a word that goes on stays": ["FROM a\nRUN apt-get in\\\nstall b\n", null],
  "a quoted text stays": ["FROM a\nRUN echo \"a \\\n  b\"\nRUN echo 'a \\\n  b'\n", null],
  "a text in a substitution in quotes stays": ['FROM a\nRUN x="$(echo "a \\\n  b")"\n', null],
  "a default stays": ["FROM a\nRUN echo ${A:-a \\\n  b}\n", null],
  "the body of a heredoc stays": ["FROM a\nRUN <<EOF\n  b \\\n c\n   \nEOF\nADD <<-X /d\n\te\n\tX\n", null],
  "the text of a variable stays": ["FROM a\nENV A some \\\n  text\nLABEL b c \\\n  d\n", null],
  "a path, a user and a name stay": [
    "FROM a\nWORKDIR /a \\\n  b\nUSER a \\\n  b\nMAINTAINER a \\\n  b\n",
    null,
  ],
  "the commands of other shells stay": ['FROM a\nSHELL ["cmd", "/S", "/C"]\nRUN echo a \\\n  b\n', null],
  "the commands of Windows stay": ["FROM mcr.microsoft.com/windows/nanoserver\nRUN echo a \\\n  b\n", null],
  "what would be a directive stays": [
    "  # syntax=docker/dockerfile:1\nFROM a\n  # check=skip=all\nRUN b\n",
    null,
  ],
  "what would describe a stage stays": ["  # b is small\nFROM a AS b\n", null],
  "what would part comments stays": ["# b is small\n  #\nFROM a AS b\n", null],
  "an escaped space stays one": ["FROM a\nRUN ls a\\ \\\nb\n", null],
};

describe("formatting", () => {
  for (const [title, [text, after]] of Object.entries(EXAMPLES))
    it(title, () => {
      assert.equal(formatted(text), after ?? text);
      assertSameMeaning(text);
    });

  it("indents as the editor does", () => {
    assert.equal(
      formatted("FROM a\nCOPY a \\\nb\n", { tabSize: 8, insertSpaces: false }),
      "FROM a\nCOPY a \\\n\tb\n",
    );
    assert.equal(
      formatted("FROM a\nCOPY a \\\nb\n", { tabSize: 2, insertSpaces: true }),
      "FROM a\nCOPY a \\\n  b\n",
    );
  });

  it("leaves lines that go on as they are, or indents all of them, where a person wants that", () => {
    const text = " FROM a\nRUN if b; then \\\n      c; \\\n    fi\n";
    assert.equal(formatted(text, SPACES, "keep"), text.slice(1));
    assert.equal(formatted(text, SPACES, "indent"), "FROM a\nRUN if b; then \\\n    c; \\\n    fi\n");
  });

  it("of a range are its lines alone", () => {
    const context = contextOf(" FROM a\n RUN b\n RUN c \\\n d\n RUN e\n");
    const linesOf = (first: number, last: number, character = 1) =>
      format(context, SPACES, {
        start: { line: first, character: 2 },
        end: { line: last, character },
      }).map(({ range }) => range.start.line);
    assert.deepEqual(linesOf(0, 0), [0]);
    assert.deepEqual(linesOf(1, 2), [1, 2]);
    assert.deepEqual(linesOf(3, 3), [3]);
    assert.deepEqual(linesOf(5, 9), []);
    // A selection of whole lines ends before the first character of the next one.
    assert.deepEqual(linesOf(0, 1, 0), [0]);
    assert.deepEqual(linesOf(1, 2, 0), [1]);
    assert.deepEqual(linesOf(2, 4, 0), [2, 3]);
    assert.deepEqual(linesOf(4, 4, 0), [4]);
  });

  it("behind a typed escape character is the next line", () => {
    const typed = (text: string, line: number, character: number, char = "\\") => {
      const context = contextOf(text);
      return TextDocument.applyEdits(
        context.document,
        formatOnType(context, { line, character }, char, SPACES),
      );
    };
    assert.equal(typed("FROM a\nRUN b \\\nc\n", 1, 7), "FROM a\nRUN b \\\n    c\n");
    for (const [text, line, character] of [
      ["FROM a\nRUN b\\x\nc\n", 1, 6],
      ["FROM a\n# b \\\nRUN c\n", 1, 5],
      ["FROM a\nRUN <<E\nb \\\nc\nE\n", 2, 3],
      ["FROM a\nRUN b\\\nc\n", 1, 6],
    ] as const)
      assert.equal(typed(text, line, character), text);
    assert.equal(typed("# escape=`\nFROM a\nRUN b \\\nc\n", 2, 7), "# escape=`\nFROM a\nRUN b \\\nc\n");
    assert.equal(
      typed("# escape=`\nFROM a\nCOPY b `\nc\n", 2, 8, "`"),
      "# escape=`\nFROM a\nCOPY b `\n    c\n",
    );
  });

  it("means the same in every dress, and for any text", () => {
    for (const [text] of Object.values(EXAMPLES))
      for (const dress of Object.values(DRESSES)) assertSameMeaning(dress(text));
    for (const { text } of Object.values(HOSTILE_TEXTS)) if (text.length < 50_000) assertSameMeaning(text);
  });

  it("means the same for random texts", () => {
    const { pick, below } = random(18);
    const words = [
      ...Array.from("\"'`#;&|<>(){}[]$="),
      "echo",
      "a",
      "$(",
      "${x:-",
      "\\ ",
      '\\"',
      "$'",
      "case x in",
      "<<EOF",
      "EOF",
      "A=b",
      "don't",
    ];
    const starts = [
      "RUN",
      "ENV",
      "LABEL",
      "COPY a",
      "CMD",
      "ONBUILD RUN",
      "FROM a AS",
      "ARG",
      "WORKDIR",
      "run",
      "# check=",
      "#",
    ];
    let changed = 0;
    for (let round = 0; round < 500; round++) {
      let text = "FROM a\n";
      for (let line = below(3); line >= 0; line--) {
        text += `${pick(["", "  ", "\t"])}${pick(starts)} `;
        for (let word = below(8); word >= 0; word--)
          text += pick(words) + pick(["", " ", "  ", " \\\n", "\\\n  ", " \\\n    # c\n", "\\ \n\n \t"]);
        text += "\n";
      }
      if (assertSameMeaning(text)) changed++;
    }
    assert.ok(changed > 150, String(changed));
  });

  withSharedData(() => {
    it("means the same in every real file", function () {
      this.timeout(60_000);
      let changed = 0;
      for (const { dockerfile } of realFiles())
        if (assertSameMeaning(dockerfile, { tabSize: 3, insertSpaces: true })) changed++;
      assert.ok(changed > 400, String(changed));
    });
  });
});
