import assert from "node:assert/strict";
import { selectionRanges } from "../../server/src/features/selectionRange";
import { contextOf } from "../support/feature";
import { cursor } from "../support/marked";
import { PLAIN_DRESSES } from "./places";

/** What the selection grows to from the cursor of a text: the texts of the ranges, without the whole file. */
function growth(marked: string): string[] {
  const { text, offset } = cursor(marked);
  const context = contextOf(text);
  const texts: string[] = [];
  const [first] = selectionRanges(context, [context.document.positionAt(offset)]);
  for (let at = first; at; at = at.parent) texts.push(context.document.getText(at.range));
  assert.equal(texts.pop(), text);
  return texts;
}

const STAGE = "ARG X\nFROM alpine AS a\n@";

/** A line of the stage, and what the selection grows to in it, up to the line. */
const LINES: Record<string, { line: string; grows: string[] }> = {
  "the value of a flag": {
    line: "COPY --link --from=bui<|>ld-1 --chown=a /a /b",
    grows: ["build", "build-1", "--from=build-1"],
  },
  "the name of a flag": { line: "COPY --fr<|>om=a /a /b", grows: ["from", "--from=a"] },
  "a path": { line: "COPY --from=a /out/bi<|>n /b", grows: ["bin", "/out/bin", "/out/bin /b"] },
  "a mount": {
    line: "RUN --mount=type=cache,target=/c --mount=type=bind,from=bui<|>ld,target=/m go",
    grows: [
      "build",
      "from=build",
      "type=bind,from=build,target=/m",
      "--mount=type=bind,from=build,target=/m",
    ],
  },
  "a field in quotes": {
    line: 'RUN --mount=type=bind,"from=b<|>",ro go',
    grows: ["b", "from=b", 'type=bind,"from=b",ro', '--mount=type=bind,"from=b",ro'],
  },
  "a command": { line: "RUN make --all=a-<|>b c", grows: ["b", "a-b", "--all=a-b", "make --all=a-b c"] },
  "a variable": {
    line: "ENV A=1 PATH=/x:<|>$PATH",
    grows: ["/x:$PATH", "PATH=/x:$PATH", "A=1 PATH=/x:$PATH"],
  },
  "a keyword": { line: "WORK<|>DIR /a", grows: ["WORKDIR"] },
  "a mount that ONBUILD holds back": {
    line: "ONBUILD RUN --mount=from=a<|>,ro go",
    grows: ["a", "from=a", "from=a,ro", "--mount=from=a,ro", "RUN --mount=from=a,ro go"],
  },
  "what ONBUILD holds back": {
    line: "ONBUILD COPY --from=a<|> /a /b",
    grows: ["a", "--from=a", "COPY --from=a /a /b"],
  },
};

describe("selection ranges", () => {
  for (const [title, { line, grows }] of Object.entries(LINES))
    describe(`grow from ${title}`, () => {
      for (const [dress, wear] of Object.entries(PLAIN_DRESSES))
        it(dress, () => {
          const found = growth(wear(STAGE.replace("@", () => line) + "\nRUN true\n"));
          const whole = line.replace("<|>", "");
          const stage = wear(`FROM alpine AS a\n${whole}\nRUN true`)
            .split(/(?=FROM alpine)/)
            .at(-1);
          assert.deepEqual(found, [...grows, whole, stage]);
        });
    });

  it("grow over the lines of an instruction", () => {
    assert.deepEqual(growth("FROM a\nRUN x \\\n  # wh<|>y\n  y\n"), [
      "why",
      "# why",
      "RUN x \\\n  # why\n  y",
      "FROM a\nRUN x \\\n  # why\n  y",
    ]);
    assert.deepEqual(growth("FROM a\nCOPY \\\n  --from=<|>a \\\n /a /b\n"), [
      "a",
      "--from=a",
      "COPY \\\n  --from=a \\\n /a /b",
      "FROM a\nCOPY \\\n  --from=a \\\n /a /b",
    ]);
  });

  it("grow over a heredoc", () => {
    assert.deepEqual(growth("FROM a\nRUN <<EOF\n  make a<|>ll\n  x\nEOF\n"), [
      "all",
      "make all",
      "  make all\n  x\n",
      "RUN <<EOF\n  make all\n  x\nEOF",
      "FROM a\nRUN <<EOF\n  make all\n  x\nEOF",
    ]);
  });

  it("grow from a comment, and from nothing, to the file", () => {
    assert.deepEqual(growth("# a com<|>ment\nFROM a\n"), ["comment", "# a comment"]);
    assert.deepEqual(growth("\n<|>\nFROM a\n"), []);
    assert.deepEqual(growth("<|>"), []);
  });

  it("answer each of several positions, also beyond the text", () => {
    const context = contextOf("FROM a\n");
    const found = selectionRanges(context, [
      { line: 0, character: 1 },
      { line: 99, character: 99 },
    ]);
    assert.deepEqual(
      found.map(({ range }) => context.document.getText(range)),
      ["FROM", "FROM a\n"],
    );
  });
});
