import assert from "node:assert/strict";
import { CompletionItemKind } from "vscode-languageserver-types";
import { completion } from "../../server/src/features/completion/completion";
import { PLAIN } from "../support/completions";
import { contextOf } from "../support/feature";
import { cursor } from "../support/marked";
import { DRESSES, PLACES } from "./places";

/** The stages offered at the cursor of a text, in the order that a client shows them. */
function labels(marked: string): string[] {
  const { text, offset } = cursor(marked);
  const context = contextOf(text);
  const position = context.document.positionAt(offset);
  const items = completion(context, { position }, PLAIN).filter(({ detail }) => detail?.startsWith("Stage "));
  assert.ok(items.every(({ kind }) => kind === CompletionItemKind.Module));
  return items.sort((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? "")).map(item => item.label);
}

const STAGES = "# first the first of all\nFROM alpine:3 AS first\nFROM scratch AS Second\n";

describe("completion of stages", () => {
  for (const [dress, wear] of Object.entries(DRESSES))
    describe(dress, () => {
      for (const { title, form, instruction } of PLACES)
        for (const typed of ["", "fi"])
          it(`${title}, ${typed === "" ? "nothing" : `"${typed}"`} typed`, () => {
            const inStage = form === "FROM" ? "" : "FROM busybox AS current\n";
            const text = wear(`${STAGES}${inStage}${instruction.replace("@", `${typed}<|>`)}\n`);
            const expected = {
              FROM: ["second", "first"],
              COPY: ["Second", "first"],
              MOUNT: ["Second", "first"],
              // What is held back runs in a stage that comes later, so the holder itself may be named.
              ONBUILD: ["current", "Second", "first"],
            }[form];
            assert.deepEqual(labels(text), expected);
          });
    });

  const nothing: Record<string, string> = {
    "in a comment": "FROM a AS b\n# FROM <|>",
    "in a heredoc": "FROM a AS b\nFROM c\nRUN <<EOF\nFROM <|>\nEOF",
    "behind the base": "FROM a AS b\nFROM b <|>",
    "in a name": "FROM a AS b\nFROM b AS <|>",
    "in the keyword": "FROM a AS b\nFROM<|>",
    "in another flag": "FROM a AS b\nFROM c\nCOPY --chown=<|> /a /b",
    "in a platform": "FROM a AS b\nFROM --platform=<|> c",
    "in a source": "FROM a AS b\nFROM c\nCOPY --from=b <|>/a /b",
    "in an operand that looks like a flag": "FROM a AS b\nFROM c\nCOPY /a --from=<|> /b",
    "in ADD, which has no --from": "FROM a AS b\nFROM c\nADD --from=<|> /a /b",
    "in another key of a mount": "FROM a AS b\nFROM c\nRUN --mount=type=bind,source=<|> true",
    "in the text of RUN": "FROM a AS b\nFROM c\nRUN echo --mount=from=<|>",
    "before the first stage": "COPY --from=<|> /a /b",
    "in the first FROM": "FROM <|>",
    "in the first stage": "FROM a AS b\nCOPY --from=<|> /a /b",
    "in ONBUILD FROM, which is not allowed": "FROM a AS b\nONBUILD FROM <|>",
    "behind the escape of a continuation": "FROM a AS b\nFROM \\ <|>\n  c",
  };
  for (const [title, marked] of Object.entries(nothing))
    it(`offers nothing ${title}`, () => {
      assert.deepEqual(labels(marked), []);
    });

  it("offers no later stage, no stage without a name and none whose name the builder refuses", () => {
    const marked =
      "FROM a AS one\nFROM b\nFROM c AS 2x\nFROM d AS here\nCOPY --from=<|> /a /b\nFROM e AS later\n";
    assert.deepEqual(labels(marked), ["one"]);
  });

  it("offers a name that is used twice only where it means a stage that is legal there", () => {
    const file = (line: string) => `FROM a AS twice\nFROM b AS x\n${line}\nFROM c AS twice\n`;
    assert.deepEqual(labels(file("COPY --from=<|> /a /b")), [], "COPY means the last one, which is later");
    assert.deepEqual(labels("FROM a AS twice\nFROM b AS twice\nFROM <|>\n"), ["twice"]);
  });

  it("says what a stage is based on and what it is for", () => {
    const { text, offset } = cursor(`${STAGES}FROM x\nCOPY --from=<|>\n`);
    const context = contextOf(text);
    const item = completion(context, { position: context.document.positionAt(offset) }, PLAIN).find(
      ({ label }) => label === "first",
    );
    assert.equal(item?.detail, "Stage 0");
    assert.deepEqual(item.documentation, {
      kind: "plaintext",
      value: "the first of all\n\nBased on alpine:3",
    });
  });

  it("replaces the whole token, and keeps what stands behind the cursor where a client inserts", () => {
    const { text, offset } = cursor(`${STAGES}FROM x\nCOPY --link --from=fi<|>rs /a /b\n`);
    const context = contextOf(text);
    const position = context.document.positionAt(offset);
    const at = (start: number, end: number) => ({
      start: { line: 4, character: start },
      end: { line: 4, character: end },
    });
    assert.deepEqual(completion(context, { position }, PLAIN)[1]?.textEdit, {
      range: at(19, 23),
      newText: "first",
    });
    assert.deepEqual(completion(context, { position }, { ...PLAIN, insertReplace: true })[1]?.textEdit, {
      insert: at(19, 21),
      replace: at(19, 23),
      newText: "first",
    });
  });

  it("edits one line alone, also in a token that a continuation splits", () => {
    const { text, offset } = cursor(`${STAGES}FROM x\nCOPY --from=fi\\\nr<|>st /a /b\n`);
    const context = contextOf(text);
    const edit = completion(context, { position: context.document.positionAt(offset) }, PLAIN)[0]?.textEdit;
    assert.deepEqual(edit, {
      range: { start: { line: 5, character: 0 }, end: { line: 5, character: 3 } },
      newText: "Second",
    });
  });
});
