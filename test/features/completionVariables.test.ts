import assert from "node:assert/strict";
import { completion } from "../../server/src/features/completion/completion";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { PLAIN } from "../support/completions";
import { contextOf } from "../support/feature";
import { cursor } from "../support/marked";
import { DRESSES } from "./places";

const ABOVE =
  "ARG GLOBAL=1\nFROM x AS a\nARG ONLY=1 TOP=2\nENV X=1\nONBUILD ENV HELD=$X\nFROM a AS b\nENV X=2 Y=/a-$X\nARG Z\n";

function proposed(markedText: string, onlyStages = false): string[] {
  const { text, offset } = cursor(markedText);
  const context = contextOf(text, { ...DEFAULT_SETTINGS, variables: { onlyStages } });
  return completion(context, { position: context.document.positionAt(offset) }, PLAIN).map(
    ({ label, detail = "" }) => `${label} (${detail})`,
  );
}

const KNOWN = [
  "Z (ARG Z)",
  "X (ENV X=2)",
  "Y (ENV Y=/a-1)",
  "HELD (ENV HELD=1)",
  "ONLY (ARG ONLY=1)",
  "TOP (ARG TOP=2)",
];

describe("completion of variables in a stage", () => {
  const places: Record<string, readonly [line: string, names: readonly string[]]> = {
    "an operand": ["WORKDIR /$<|>", KNOWN],
    "braces that are open": ["USER ${<|>", KNOWN],
    "double quotes": ['LABEL a="b $<|>"', KNOWN],
    "a name that has begun": ["EXPOSE $X<|>/tcp", KNOWN],
    "a flag": ["COPY --chown=$<|> a b", KNOWN],
    "a mount": ["RUN --mount=type=cache,target=/$<|> true", KNOWN],
    "an array of paths": ['COPY ["$<|>", "/b"]', KNOWN],
    "a script": ["RUN echo a && \\\n  echo ${<|>}", KNOWN],
    "a value of ENV, which sees nothing of its line": ["ENV NEW=1 OTHER=$<|>", KNOWN],
    "a default of ARG, which sees what is before it": ["ARG NEW=1 OTHER=$<|>", ["NEW (ARG NEW=1)", ...KNOWN]],
    "what a container starts, which has ENV alone": [
      "CMD run $<|>\nENV LATE=1",
      ["LATE (ENV LATE=1)", "X (ENV X=2)", "Y (ENV Y=/a-1)", "HELD (ENV HELD=1)"],
    ],
    "the body of a heredoc that becomes a file": ["COPY <<E /x\na '$<|>'\nE", KNOWN],
    "a script in a heredoc": ["RUN <<E\n# don't\necho ${<|>\nE", KNOWN],
    "a script whose heredoc is quoted": ["RUN <<'E'\necho $X<|>\nE", KNOWN],
    "a heredoc that a command is given": ["RUN cat <<-E > /x\n\t'$<|>'\n\tE", KNOWN],
    "the second heredoc": ["COPY <<A <<B /x/\na\nA\nb$<|>\nB", KNOWN],
    "a heredoc of what ONBUILD holds back": ["ONBUILD COPY <<E /x\n$<|>\nE", KNOWN],
    "a heredoc that is quoted": ["COPY <<'E' /x\n$<|>\nE", []],
    "a quoted heredoc that a command is given": ["RUN cat <<'E' > /x\n$<|>\nE", []],
    "an escaped dollar in a heredoc": ["COPY <<E /x\n\\$<|>\nE", []],
    "single quotes in a script in a heredoc": ["RUN <<E\necho '$<|>'\nE", []],
    "a heredoc for another program": ["RUN <<E\n#!/usr/bin/env python3\nprint($<|>)\nE", []],
    "what ONBUILD holds back": ["ONBUILD RUN echo $<|>", KNOWN],
    "single quotes": ["RUN echo '$<|>'", []],
    "an escaped dollar": ["RUN echo \\$<|>", []],
    "an array that is run": ['RUN ["echo", "$<|>"]', []],
    "a flag that is not expanded": ["COPY --exclude=$<|> a b", []],
  };
  for (const [title, [line, names]] of Object.entries(places))
    it(`knows what counts at ${title}`, () => {
      assert.deepEqual(proposed(`${ABOVE}${line}\n`), names);
      assert.deepEqual(proposed(DRESSES["CRLF"]?.(`${ABOVE}${line}\n`) ?? ""), names);
    });

  it("leaves to others what they know: the lines of the stage and of the head", () => {
    assert.deepEqual(proposed(`${ABOVE}WORKDIR /$<|>\n`, true), KNOWN.slice(3));
    assert.deepEqual(proposed("FROM x\nARG A=1 B=2\nUSER $<|>\n", true), ["B (ARG B=2)"]);
    assert.equal(
      proposed("ARG A=1\nFROM x:$<|>\n", true).some(item => item.startsWith("A ")),
      false,
    );
  });

  it("writes the brace that is missing", () => {
    const { text, offset } = cursor("FROM x\nENV X=1\nUSER ${<|>\n");
    const context = contextOf(text);
    const [item] = completion(context, { position: context.document.positionAt(offset) }, PLAIN);
    assert.equal(item?.textEdit?.newText, "X}");
  });

  it("replaces the name in the body of a heredoc", () => {
    const { text, offset } = cursor("FROM x\nENV LONG=1\nCOPY <<E /x\na ${LO<|>N} b\nE\n");
    const context = contextOf(text);
    const [item] = completion(context, { position: context.document.positionAt(offset) }, PLAIN);
    assert.deepEqual(item?.textEdit, {
      newText: "LONG",
      range: { start: { line: 3, character: 4 }, end: { line: 3, character: 7 } },
    });
  });
});
