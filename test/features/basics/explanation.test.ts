import assert from "node:assert/strict";
import { MarkupKind } from "vscode-languageserver-types";
import type { MarkupContent } from "vscode-languageserver-protocol";
import { withExplanation } from "../../../server/src/features/basics/explanation";
import { keywordItems } from "../../../server/src/features/basics/keywords";
import { signatureHelp } from "../../../server/src/features/basics/signature";
import { INSTRUCTIONS } from "../../../server/src/dockerfile/instructionSet";
import { hover } from "../../../server/src/features/hover";
import { ABLE } from "../../support/completions";
import { contextOf } from "../../support/feature";
import { HOSTILE_TEXTS } from "../../support/hostileTexts";
import { cursor } from "../../support/marked";

function explained(
  marked: string,
  kind: MarkupKind = MarkupKind.Markdown,
): { said: string; of: string } | null {
  const { text, offset } = cursor(marked);
  const context = contextOf(text);
  const position = context.document.positionAt(offset);
  const found = withExplanation(context, position, kind, hover(context, position, kind));
  if (!found) return null;
  return { said: (found.contents as MarkupContent).value, of: context.document.getText(found.range) };
}

/** Marked texts, what is explained there, and the beginning of it. */
const EXPLAINED: Record<string, readonly [string, string, RegExp]> = {
  "a keyword": ["FROM a\nR<|>UN b\n", "RUN", /^Execute any commands/],
  "one in lower case": ["from a\nrun<|> b\n", "run", /^Execute any commands/],
  "one on two lines": ["FROM a\n<|>COPY \\\n a b\n", "COPY", /^Copy files or folders/],
  "a trigger": ["FROM a\nONBUILD CO<|>PY a b\n", "COPY", /^Copy files or folders/],
  ONBUILD: ["FROM a\nON<|>BUILD COPY a b\n", "ONBUILD", /^Add a _trigger_/],
  "a flag": ["FROM a\nCOPY --ch<|>own=1 a b\n", "--chown", /to own the copied content/],
  "a flag that the library does not know": [
    "FROM a\nRUN --mo<|>unt=type=ssh b\n",
    "--mount",
    /^Mounts something/,
  ],
  "a flag of a trigger": ["FROM a\nONBUILD ADD --checksum<|>=1 a b\n", "--checksum", /^The build fails if/],
  "a flag without a value": ["FROM a\nCOPY --li<|>nk a b\n", "--link", /^Puts the files/],
  "a word of HEALTHCHECK": [
    "FROM a\nHEALTHCHECK --retries=3 C<|>MD a\n",
    "CMD",
    /^Define how Docker should test/,
  ],
  "its other word": ["FROM a\nHEALTHCHECK none<|>\n", "none", /^Disable the/],
  "a directive": ["# syn<|>tax=docker/dockerfile:1\nFROM a\n", "syntax", /^Set the location/],
  "an indented directive": ["  # ESCAPE<|> = `\nFROM a\n", "ESCAPE", /^Sets the character/],
};

const UNEXPLAINED = [
  "FROM a\nRUN <|>b\n",
  "FROM a\nRU<|>M b\n",
  "FROM a\nCOPY --nob<|>ody=1 a b\n",
  "FROM a\nCOPY --chown=<|>1 a b\n",
  "FROM a\n# R<|>UN b\n",
  "FROM a\nRUN a \\\n# R<|>UN b\n  b\n",
  "FROM a\nRUN <<E\nR<|>UN b\nE\n",
  "FROM a\n# syn<|>tax=a\n",
  "<|>",
];

describe("explanations", () => {
  for (const [title, [marked, of, pattern]] of Object.entries(EXPLAINED))
    it(`are given of ${title}`, () => {
      for (const kind of [MarkupKind.Markdown, MarkupKind.PlainText]) {
        const found = explained(marked, kind);
        assert.equal(found?.of, of);
        assert.match(found.said.replaceAll("_", ""), new RegExp(pattern.source.replaceAll("_", "")));
      }
    });

  it("are given of nothing else", () => {
    for (const marked of UNEXPLAINED) assert.equal(explained(marked), null, marked);
  });

  it("are there for every instruction and every flag", () => {
    for (const [keyword, flags] of INSTRUCTIONS) {
      const line = (rest: string) => `${keyword === "FROM" ? "" : "FROM a\n"}${rest}\n`;
      assert.ok(
        (explained(line(`${keyword.slice(0, 1)}<|>${keyword.slice(1)} a b`))?.said.length ?? 0) > 20,
        keyword,
      );
      for (const [flag] of flags ?? [])
        assert.ok(
          (explained(line(`${keyword} --<|>${flag}=1 a b`))?.said.length ?? 0) > 20,
          `${keyword} ${flag}`,
        );
    }
  });

  it("stand behind what is told of a stage, on one card", () => {
    const found = explained("F<|>ROM alpine AS build\n");
    const [ours = "", theirs = "", ...more] = found?.said.split("\n\n---\n\n") ?? [];
    assert.match(ours, /build/);
    assert.match(theirs, /^Set the `baseImage`/);
    assert.deepEqual(more, []);
    assert.match(
      explained("FROM a AS b\nFROM c\nCOPY --fr<|>om=b /a /b\n")?.said ?? "",
      /b[\s\S]*\n\n---\n\nThe previous build stage/,
    );
  });

  it("throw nothing for texts that nobody writes, as keywords and signatures", () => {
    for (const { text } of Object.values(HOSTILE_TEXTS)) {
      const context = contextOf(text);
      for (const part of [0, 0.3, 0.7, 1]) {
        const position = context.document.positionAt(Math.floor(text.length * part));
        withExplanation(context, position, MarkupKind.Markdown, null);
        signatureHelp(context, position);
        keywordItems(context, { position }, ABLE);
      }
    }
  });
});

/** Marked texts, the label of the first signature there, and its active parameter. */
const SIGNATURES: Record<string, readonly [string, string, string]> = {
  "a command": ["FROM a\nRUN <|>", "RUN command parameter ...", "command"],
  "its parameter": ["FROM a\nRUN a <|>b", "RUN command parameter ...", "parameter"],
  "on the next line": ["FROM a\nRUN a \\\n# c\n  <|>b", "RUN command parameter ...", "parameter"],
  "behind the escape character": ["FROM a\nRUN a \\  <|>\n  b", "RUN command parameter ...", "parameter"],
  "flags of COPY": ["FROM a\nCOPY --<|>", "COPY [flags] source ... dest", "[flags]"],
  "a destination": ["FROM a\nCOPY a <|>b", "COPY [flags] source ... dest", "dest"],
  "the stage of --from": ["FROM a\nCOPY --from=<|>b c d", "--from=stage", "stage"],
  "an array": ['FROM a\nCMD [ <|>"a"', 'CMD [ "executable", "parameter", ... ]', '"executable"'],
  "a base": ["FROM <|>a", "FROM baseImage", "baseImage"],
  "a trigger": ["FROM a\nONBUILD COPY <|>a b", "COPY [flags] source ... dest", "source"],
  "a heredoc, in its first line": [
    "FROM a\nRUN cat <|><<E\nb\nE\n",
    "RUN command parameter ...",
    "parameter",
  ],
  "a file with the other escape character": [
    "# escape=`\nFROM a\nCOPY a `\n  <|>b",
    "COPY [flags] source ... dest",
    "dest",
  ],
  "the escape directive": ["# escape=<|>`\nFROM a", "escape=\\", "\\"],
};

describe("signature help", () => {
  for (const [title, [marked, label, parameter]] of Object.entries(SIGNATURES))
    it(`is given for ${title}`, () => {
      const { text, offset } = cursor(marked);
      const context = contextOf(text);
      const help = signatureHelp(context, context.document.positionAt(offset));
      const [first] = help?.signatures ?? [];
      assert.equal(first?.label, label);
      assert.equal(first.parameters?.[help?.activeParameter ?? -1]?.label, parameter);
    });

  it("is given nowhere else", () => {
    for (const marked of [
      "FR<|>OM a",
      "FROM a\n# R<|>UN b",
      "FROM a\nRUN <<E\nR<|>UN b\nE\n",
      "<|>",
      "FROM a\nRUN a \\\n# <|>c\n b",
      "# syntax=<|>a\n",
    ]) {
      const { text, offset } = cursor(marked);
      const context = contextOf(text);
      assert.equal(signatureHelp(context, context.document.positionAt(offset)), null, marked);
    }
  });
});
