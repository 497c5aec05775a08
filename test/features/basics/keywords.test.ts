import assert from "node:assert/strict";
import { keywordItems } from "../../../server/src/features/basics/keywords";
import { completion } from "../../../server/src/features/completion/completion";
import { INSTRUCTIONS } from "../../../server/src/dockerfile/instructionSet";
import { ABLE, PLAIN, applied } from "../../support/completions";
import { contextOf } from "../../support/feature";
import { cursor } from "../../support/marked";
import { SNIPPETS } from "../../support/snippets";

function itemsAt(marked: string, support = PLAIN, trigger?: string) {
  const { text, offset } = cursor(marked);
  const context = contextOf(text);
  const items = keywordItems(context, { position: context.document.positionAt(offset), trigger }, support);
  return { context, offset, items };
}

const labels = (marked: string, support = PLAIN) => itemsAt(marked, support).items.map(({ label }) => label);

function taken(marked: string, label: string, support = PLAIN): string {
  const { context, offset, items } = itemsAt(marked, support);
  const item = items.find(found => found.label === label);
  assert.ok(item, `${label} is not among ${items.map(found => found.label).join()}`);
  return applied(context, item, offset).text;
}

const ALL = [...INSTRUCTIONS.keys()].sort();

/** Marked texts, and what is proposed there: each word once. */
const WORDS: Record<string, readonly [string, readonly string[]]> = {
  "an empty file": ["<|>", ["ARG", "FROM"]],
  "before the first stage": ["# c\nARG A\n<|>\nFROM a\n", ["ARG", "FROM"]],
  "a half-typed first line": ["fr<|>", ["ARG", "FROM"]],
  "in a stage": ["FROM a\n<|>\n", ALL],
  "at the end of a file": ["FROM a\nRU<|>", ALL],
  indented: ["FROM a\n  RU<|>\n", ALL],
  "between lines": ["FROM a\n\n<|>\n\nFROM b\n", ALL],
  "in a keyword": ["FROM a\nR<|>UN b\n", ALL],
  "in a file of lower case": ["from a\nrun b\n<|>", ALL.map(word => word.toLowerCase())],
  "what is typed in lower case, in another file": ["FROM a\nRUN b\nru<|>", ALL],
  "behind ONBUILD": [
    "FROM a\nONBUILD <|>\n",
    ALL.filter(word => !["FROM", "MAINTAINER", "ONBUILD"].includes(word)),
  ],
  "a half-typed trigger": [
    "FROM a\nONBUILD CO<|>PY a b\n",
    ALL.filter(word => !["FROM", "MAINTAINER", "ONBUILD"].includes(word)),
  ],
  "behind HEALTHCHECK": ["FROM a\nHEALTHCHECK <|>", ["CMD", "NONE"]],
  "behind its flags": ["FROM a\nHEALTHCHECK --retries=3 <|>", ["CMD", "NONE"]],
  "in a trigger": ["FROM a\nONBUILD HEALTHCHECK N<|>", ["CMD", "NONE"]],
  "on the next line": ["FROM a\nHEALTHCHECK --retries=3 \\\n  <|>", ["CMD", "NONE"]],
  "in a first comment": ["# <|>\nFROM a\n", ["syntax=", "escape=", "check="]],
  "a half-typed directive": ["# syntax=a\n# e<|>\nFROM a\n", ["escape="]],
  "behind a directive that is there": ["# syntax=a\n#<|>\nFROM a\n", ["escape=", "check="]],
  "an indented directive": ["  # <|>\nFROM a\n", ["escape="]],
  "a destination": ["FROM a\nWORKDIR /src\nWORKDIR app\nCOPY a <|>\n", ["/src/app/", "/src/"]],
  "a destination of a base": ["FROM a AS b\nWORKDIR /b\nFROM b\nADD a /<|>\n", ["/b/"]],
  "a half-typed destination": ["FROM a\nWORKDIR /src\nWORKDIR /app\nCOPY a /a<|>\n", ["/app/"]],
  "a whole keyword": ["FROM a\nRUN<|>\n", []],
  "a whole word of HEALTHCHECK": ["FROM a\nHEALTHCHECK NONE<|>", []],
  "a comment": ["FROM a\n# R<|>\n", []],
  "a comment that somebody wrote first": ["# <|>is small\nFROM a\n", []],
  "a command": ["FROM a\nRUN m<|>ake\n", []],
  "a continuation": ["FROM a\nRUN a \\\n<|>\n", []],
  "a heredoc": ["FROM a\nRUN <<E\nR<|>\nE\n", []],
  "the second word of HEALTHCHECK": ["FROM a\nHEALTHCHECK CMD a<|>", []],
};

describe("keywords are proposed", () => {
  for (const [title, [marked, words]] of Object.entries(WORDS))
    it(title, () => {
      const found = labels(marked).map(label => label.replace(/^(HEALTHCHECK) .*/i, "$1"));
      assert.deepEqual([...new Set(found)].sort(), [...words].sort());
    });

  it("in their forms, with tab stops, in the case of the file", () => {
    assert.equal(taken("FROM a\nCO<|>", "COPY source dest", ABLE), "FROM a\nCOPY ${1:source} ${2:dest}");
    assert.equal(taken("from a\n<|>", "copy source dest", ABLE), "from a\ncopy ${1:source} ${2:dest}");
    assert.equal(taken("from a\n<|>", "healthcheck none", ABLE), "from a\nhealthcheck none");
    assert.match(
      taken(
        "from a\n<|>",
        labels("from a\nhea<|>", ABLE).find(label => label.startsWith("healthcheck --")) ?? "",
        ABLE,
      ),
      /--retries=\$\{4:3\} cmd \[ "\$\{5:executable\}" \]$/,
    );
    assert.equal(
      taken("FROM a\nONBUILD C<|>", 'CMD [ "executable" ]', ABLE),
      'FROM a\nONBUILD CMD [ "${1:executable}" ]',
    );
    assert.equal(taken("#<|>\n", "check="), "#check=\n");
    assert.equal(taken("# sy<|>=x\n", "syntax="), "# syntax=x\n");
  });

  it("as words alone where their operands are written", () => {
    for (const support of [PLAIN, ABLE])
      assert.equal(taken("FROM a\nC<|> a b\n", "COPY", support), "FROM a\nCOPY a b\n");
    assert.equal(taken("FROM a\nHEALTHCHECK N<|> true", "CMD", ABLE), "FROM a\nHEALTHCHECK CMD true");
  });

  it("with what they mean", () => {
    for (const marked of ["FROM a\n<|>", "FROM a\nC<|> a b", "FROM a\nHEALTHCHECK <|>", "#<|>\n"])
      for (const support of [PLAIN, ABLE])
        for (const { label, documentation } of itemsAt(marked, support).items) {
          assert.ok(typeof documentation === "object" && documentation.value.length > 20, label);
          assert.equal(documentation.kind, support.markdown ? "markdown" : "plaintext");
        }
  });

  it("and flags in front of what is there, unless a space asks", () => {
    assert.equal(taken("FROM a\nCOPY <|>a b\n", "--from=", ABLE), "FROM a\nCOPY --from=$1 a b\n");
    assert.equal(taken("FROM a\nCOPY --link <|>a b\n", "--chmod="), "FROM a\nCOPY --link --chmod= a b\n");
    assert.ok(!labels("FROM a\nCOPY --link <|>a b\n").includes("--link"));
    assert.deepEqual(itemsAt("FROM a\nCOPY <|>a b\n", ABLE, " ").items, []);
  });

  it("and folders, unless a path is typed", () => {
    const marked = "FROM a\nWORKDIR /b\nCOPY a /<|>\n";
    assert.deepEqual(itemsAt(marked, ABLE, "/").items, []);
    assert.equal(taken(marked, "/b/"), "FROM a\nWORKDIR /b\nCOPY a /b/\n");
  });

  it("before the snippets, each once", () => {
    const context = contextOf("FROM a\n");
    const items = completion(
      context,
      { position: { line: 1, character: 0 } },
      ABLE,
      undefined,
      SNIPPETS,
      keywordItems,
    );
    const names = items.map(({ label }) => label);
    assert.equal(new Set(names).size, names.length);
    const firstSnippet = names.findIndex(name => name.startsWith("ms-"));
    assert.ok(firstSnippet > ALL.length);
    assert.ok(names.slice(firstSnippet).every(name => name.startsWith("ms-")));
  });
});
