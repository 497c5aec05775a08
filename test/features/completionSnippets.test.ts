import assert from "node:assert/strict";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { completion } from "../../server/src/features/completion/completion";
import { expandSnippet, readSnippetText } from "../../server/src/features/completion/snippetText";
import type { Snippet } from "../../server/src/features/completion/snippetList";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { ABLE, PLAIN, applied } from "../support/completions";
import { contextOf } from "../support/feature";
import { HOSTILE_TEXTS } from "../support/hostileTexts";
import { cursor } from "../support/marked";
import { random } from "../support/random";
import { FILES, PARTS, SNIPPETS } from "../support/snippets";

const TWO = "FROM alpine AS build\nRUN make\n\nFROM alpine AS deps\nRUN make\n";
const LAST = `${TWO}\nFROM alpine AS runtime\n`;

/** What is offered at the cursor of a marked text, in the order of the list. */
function offered(marked: string, support = ABLE): CompletionItem[] {
  const { text, offset } = cursor(marked);
  const context = contextOf(text);
  const position = context.document.positionAt(offset);
  return completion(context, { position }, support, undefined, SNIPPETS).sort((a, b) =>
    (a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1,
  );
}

const names = (marked: string) => offered(marked).map(({ label }) => label);
const of = (snippets: readonly Snippet[], ...kinds: Snippet["kind"][]) =>
  snippets.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);

/** The text of an instruction that is written by a snippet, with its defaults. */
function written(marked: string, name: string): string {
  const { newText } = itemOf(marked, name);
  return expandSnippet(readSnippetText(newText)).text;
}

function itemOf(marked: string, name: string): { newText: string } {
  const item = offered(marked).find(({ label }) => label === name);
  assert.ok(item?.textEdit, `${name} is not offered`);
  return item.textEdit;
}

describe("snippets, where an instruction can begin", () => {
  it("are the whole files first in a file without a stage", () => {
    for (const text of [
      "<|>",
      "\n<|>",
      "# a comment\n<|>",
      "ARG V=1\n<|>",
      "ms-<|>",
      "  no<|>de",
      "<|>\r\n",
      "\uFEFF<|>",
    ])
      assert.deepEqual(
        names(text),
        [...of(FILES, "file"), "ms-arg", "ms-stage", "ms-cross"],
        JSON.stringify(text),
      );
  });

  it("are stages and arguments before the first stage", () => {
    for (const text of [`<|>\n\n${TWO}`, `ARG V=1\n<|>\n${TWO}`])
      assert.deepEqual(names(text), ["ms-doc", "ms-arg", "ms-stage", "ms-cross"], JSON.stringify(text));
  });

  it("are parts in a stage, and those that mean another stage only behind one", () => {
    const needsOne = SNIPPETS.filter(({ earlier }) => earlier).map(({ name }) => name);
    const inFirst = names("FROM alpine AS build\n<|>");
    assert.ok(inFirst.includes("ms-cache") && inFirst.includes("ms-test") && inFirst.includes("ms-arg"));
    assert.ok(!inFirst.includes("ms-copy") && !inFirst.includes("ms-node"));
    const inSecond = names(`${TWO}<|>`);
    for (const name of needsOne) assert.ok(inSecond.includes(name), name);
    assert.deepEqual(inSecond, [
      ...of(PARTS, "instruction"),
      ...of(PARTS, "stage"),
      ...of(PARTS, "argument"),
    ]);
    assert.ok(!names("FROM alpine\n<|>").includes("ms-test"), "a stage without a name cannot be meant");
  });

  it("are none where no instruction can begin", () => {
    for (const text of [
      "# <|>",
      "# ms-<|>",
      "# syntax=<|>",
      "FROM alpine\n#<|>",
      "FROM alpine\nRUN <|>",
      "FROM alpine\nRUN ms-<|>",
      "FROM alpine\nRUN a \\\n<|>",
      "FROM alpine\nRUN a \\\n  ms-<|>",
      "FROM alpine\nRUN a \\\n\n<|>",
      "FROM alpine\nRUN a \\\n# c\n<|>",
      "FROM alpine\nRUN a \\\n<|>\n  && b",
      "FROM alpine\nRUN a \\<|>",
      "# escape=`\nFROM alpine\nRUN a `\n<|>",
      "FROM alpine\nRUN <<EOF\n<|>",
      "FROM alpine\nRUN <<EOF\nms-<|>\nEOF",
      "FROM alpine\nRUN <<EOF\n\n<|>\n\nEOF\n",
      "<|>FROM alpine",
      "  <|>  FROM alpine",
      "FROM alpine<|>",
      "FR<|>OM alpine",
      "ms-<|> alpine",
      "ms-<|>\\\nalpine",
      "FROM alpine\nONBUILD <|>",
    ]) {
      const found = names(text).filter(name => name.startsWith("ms-"));
      assert.deepEqual(found, [], JSON.stringify(text));
    }
  });

  it("are there again behind what ends", () => {
    for (const text of [
      "FROM alpine\nRUN a \\\n  b\n<|>",
      "FROM alpine\nRUN a \\\\\n<|>",
      "FROM alpine\nRUN <<EOF\na\nEOF\n<|>",
      "FROM alpine\n# a comment\n<|>",
      "FROM alpine\n  <|>",
      "FROM alpine\r\n<|>\r\nRUN a",
      "FROM alpine\n<|>\nRUN a",
      "FROM alpine\nms-<|>\nRUN a",
      "FROM alpine\nRUN<|>\nRUN a",
    ])
      assert.ok(names(text).includes("ms-cache"), JSON.stringify(text));
  });

  it("have the names of the stages above: the usual one first, else the nearest", () => {
    const copy = "COPY --from=";
    assert.equal(itemOf(`${LAST}<|>`, "ms-copy").newText.split(" ")[1], "--from=${1|build,deps|}");
    assert.match(written(`${LAST}<|>`, "ms-copy"), /^COPY --from=build /);
    assert.match(itemOf("FROM a AS x\nFROM b AS y\nFROM c\n<|>", "ms-copy").newText, /from=\$\{1\|y,x\|\}/);
    assert.match(itemOf("FROM a AS x\nFROM b AS y\n<|>", "ms-copy").newText, /from=\$\{1:x\}/);
    assert.match(written("FROM a AS One\nFROM b\n<|>", "ms-bind"), /from=one,/);
    assert.match(written(`${LAST}<|>`, "ms-debug"), /^FROM runtime AS debug$/m);
    assert.ok(written(`${TWO}<|>`, "ms-copy").startsWith(copy));
  });

  it("begin stages by names that no stage has", () => {
    const text = `${TWO}FROM build AS test\n<|>`;
    assert.match(written(text, "ms-test"), /^# test-2 .*--target test-2 \.\nFROM build AS test-2\n/);
    assert.match(written(`${TWO}FROM build AS Test-2\nFROM a AS test\n<|>`, "ms-test"), /AS test-3\n/);
  });

  it("describe the stage whose FROM comes next, unless it is described", () => {
    assert.match(written("<|>\nFROM alpine AS Build\n", "ms-doc"), /^# Build /);
    assert.match(written("FROM a AS x\nms-<|>\n\nFROM alpine AS y\n", "ms-doc"), /^# y /);
    for (const text of [
      "<|>\nFROM alpine\n",
      "<|>\n# b is there.\nFROM a AS b\n",
      "FROM a AS x\n<|>\nRUN a\nFROM a AS b",
    ])
      assert.ok(!names(text).includes("ms-doc"), text);
  });

  it("are shown as what they become, and only to those that know tab stops", () => {
    const [first] = offered("ms-<|>");
    assert.equal(first?.insertTextFormat, 2);
    assert.equal(first.filterText, first.label);
    assert.deepEqual(first.documentation, {
      kind: "markdown",
      value: `\`\`\`dockerfile\n${written("ms-<|>", first.label)}\n\`\`\``,
    });
    const [plain] = offered("<|>", { ...ABLE, markdown: false });
    assert.deepEqual(plain?.documentation, { kind: "plaintext", value: written("<|>", first.label) });
    assert.deepEqual(offered("<|>", PLAIN), []);
    const [both] = offered("m<|>s-", { ...ABLE, insertReplace: true });
    assert.ok(both?.textEdit && "insert" in both.textEdit);
    assert.equal(both.textEdit.insert.end.character, 1);
    assert.equal(both.textEdit.replace.end.character, 3);
  });

  it("bring no error and no warning wherever they are taken", () => {
    const file = `# a file\n\nARG V=1\n\n${TWO}\n\nFROM alpine AS runtime\nCOPY --from=build /a /b\n`;
    const worst = (text: string) =>
      checkModel(contextOf(text).analysis, () => undefined)
        .filter(({ rule }) => rule.severity === "error" || rule.severity === "warning")
        .map(({ rule, message }) => `${rule.id}: ${message}`);
    assert.deepEqual(worst(file), []);
    let count = 0;
    for (let offset = 0; offset <= file.length; offset++) {
      const context = contextOf(file);
      const position = context.document.positionAt(offset);
      for (const item of completion(context, { position }, ABLE, undefined, SNIPPETS)) {
        if (!item.label.startsWith("ms-")) continue;
        count++;
        const { text } = expandSnippet(readSnippetText(item.textEdit?.newText ?? ""));
        const taken = applied(context, { ...item, textEdit: { ...itemEdit(item), newText: text } }, offset);
        assert.deepEqual(worst(taken.text), [], `${item.label} at ${offset}`);
      }
    }
    assert.ok(count > 80, `${count} snippets were taken`);
  });

  it("never throw, whatever the text", () => {
    const { below } = random(7);
    for (const [title, { text }] of Object.entries(HOSTILE_TEXTS)) {
      const context = contextOf(text);
      for (const offset of [0, text.length, below(text.length + 1)]) {
        const position = context.document.positionAt(offset);
        assert.doesNotThrow(() => completion(context, { position }, ABLE, undefined, SNIPPETS), title);
      }
    }
  });
});

function itemEdit({ textEdit }: CompletionItem): { newText: string; range: never } {
  assert.ok(textEdit);
  return textEdit as { newText: string; range: never };
}

describe("the text of a snippet", () => {
  const expanded = (text: string) => expandSnippet(readSnippetText(text)).text;

  it("is expanded as editors do", () => {
    for (const [snippet, text] of [
      ["plain } text", "plain } text"],
      ["\\$1 \\} \\\\ \\n", "$1 } \\ \\n"],
      ["${1:a} $1 ${1}", "a a a"],
      ["${1|a,b\\,c|} $1", "a a"],
      ["${2:x ${1:y} \\} \\$z} $1", "x y } $z y"],
      ["$1${1:late}", "late"],
      ["$0 $", " $"],
      ["${TM_FILENAME} ${", "${TM_FILENAME} ${"],
      ["${1:open", "open"],
    ] as const)
      assert.equal(expanded(snippet), text, snippet);
  });
});
