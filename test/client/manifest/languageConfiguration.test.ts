import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as path from "node:path";

interface Pattern {
  readonly pattern: string;
  readonly flags?: string;
}

interface EnterRule {
  readonly beforeText: Pattern;
  readonly afterText?: Pattern;
  readonly previousLineText?: Pattern;
  readonly action: { readonly indent: string; readonly appendText?: string };
}

const FILE = path.join(__dirname, "../../../language-configuration.json");
const { wordPattern, onEnterRules, indentationRules, folding } = JSON.parse(readFileSync(FILE, "utf8")) as {
  wordPattern: Pattern;
  onEnterRules: EnterRule[];
  indentationRules: Record<
    "increaseIndentPattern" | "decreaseIndentPattern" | "unIndentedLinePattern",
    string
  >;
  folding: { markers: { start: string; end: string } };
};

const compiled = ({ pattern, flags }: Pattern) => new RegExp(pattern, flags);
const isMet = (wanted: Pattern | undefined, text: string) => !wanted || compiled(wanted).test(text);

/** What Enter does at the `|` of the last line: the first rule that fits decides, as in VS Code. */
function onEnter(text: string): string {
  const lines = text.split("\n");
  const [before = "", after = ""] = (lines.at(-1) ?? "").split("|");
  const rule = onEnterRules.find(
    ({ beforeText, afterText, previousLineText }) =>
      isMet(beforeText, before) && isMet(afterText, after) && isMet(previousLineText, lines.at(-2) ?? ""),
  );
  return rule ? [rule.action.indent, rule.action.appendText].filter(Boolean).join(" + ") : "as before";
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(new RegExp(wordPattern.pattern, `g${wordPattern.flags ?? ""}`))].map(
    ([word]) => word,
  );
}

describe("the language configuration", () => {
  const entered: Record<string, string> = {
    "# a comment|": "none + # ",
    "  # a comment |of words": "none + # ",
    "# |": "none",
    "# syntax=docker/dockerfile:1|": "none",
    "# region tools|": "none",
    "# endregion|": "none",
    "RUN make \\|": "indent",
    "run make \\  |": "indent",
    "RUN make `|": "indent",
    "COPY --from=a \\|": "indent",
    "RUN make \\\n  && make install \\|": "none",
    "RUN make \\\n  # why\n  && make install \\|": "none",
    "RUN make \\\n  env A=1 \\|": "none",
    "RUN make \\\n  && make install|": "outdent",
    "RUN make \\\n  # why\n  && make install|": "outdent",
    "RUN make \\\n  && make |install": "as before",
    "RUN echo `date`|": "as before",
    "RUN make|": "as before",
    "COPY a \\\nRUN make|": "as before",
  };
  for (const [text, expected] of Object.entries(entered))
    it(`at Enter in ${JSON.stringify(text)}: ${expected}`, () => {
      assert.equal(onEnter(text), expected);
    });

  it("takes names of stages as words, and nothing around them", () => {
    const words: Record<string, string[]> = {
      "COPY --from=a-b.c_d /x": ["COPY", "from", "a-b.c_d", "x"],
      "FROM golang:1.26-alpine AS build.x-1": ["FROM", "golang", "1.26-alpine", "AS", "build.x-1"],
      "RUN --mount=type=bind,from=b--c,target=/x": [
        "RUN",
        "mount",
        "type",
        "bind",
        "from",
        "b--c",
        "target",
        "x",
      ],
      "# the stage build. Größe": ["the", "stage", "build", "Größe"],
      "${A_B:-c}": ["A_B", "c"],
    };
    for (const [text, expected] of Object.entries(words)) assert.deepEqual(wordsOf(text), expected);
  });

  it("finds words in a long line soon", () => {
    const started = performance.now();
    for (const text of ["a.", "a", ".-", "a-.."]) wordsOf(text.repeat(50_000));
    assert.ok(performance.now() - started < 2_000);
  });

  it("indents what continues an instruction, up to the next one", () => {
    const { increaseIndentPattern, decreaseIndentPattern, unIndentedLinePattern } = indentationRules;
    const does = (pattern: string, line: string) => new RegExp(pattern).test(line);
    for (const line of ["RUN a \\", "  COPY a \\ "]) assert.ok(does(increaseIndentPattern, line), line);
    for (const line of ["RUN a", "  run b \\", "FROM a:", "# RUN a \\", "  a -"])
      assert.ok(!does(increaseIndentPattern, line), line);
    assert.ok(does(decreaseIndentPattern, "  FROM a"));
    assert.ok(!does(decreaseIndentPattern, "  from a"));
    assert.ok(does(unIndentedLinePattern, "# RUN a \\"));
  });

  it("folds the regions that the server folds", () => {
    assert.match("# region tools", new RegExp(folding.markers.start));
    assert.match("  #endregion", new RegExp(folding.markers.end));
    assert.doesNotMatch("# endregion", new RegExp(folding.markers.start));
  });
});
