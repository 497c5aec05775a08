import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import type { IGrammar } from "vscode-textmate";
import { TOKENS_LEGEND } from "../../../server/src/features/capabilities";
import { tokenLines, withStandIns } from "./tokenize";

const MANIFEST = path.join(__dirname, "../../../package.json");

describe("the colours of stages", () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await withStandIns();
  });

  // «…» is coloured as a stage, ‹…› as an index, ⟨…⟩ as an image, ⟦…⟧ as a variable, ⦅…⦆ as the empty image; nothing else
  // is.
  const cases: Record<string, string> = {
    FROM: "FROM ⟨alpine⟩ AS «build»",
    "FROM in lower case": "from ⟨alpine⟩ as «Build-1.x_y»",
    "FROM with a platform": "FROM --platform=⟦$BUILDPLATFORM⟧ ⟨golang:1.22⟩ AS «build»",
    "FROM on several lines": "FROM --platform=x \\\n  # why\n  ⟨alpine⟩ \\\n  AS «build»",
    "FROM on several lines that are not indented": "FROM \\\n⟨alpine⟩ \\\nAS «build»",
    "FROM with a backtick": "# escape=`\nFROM ⟨alpine⟩ `\n  AS «build»",
    "FROM with a backtick behind other directives":
      "# syntax=⟨docker/dockerfile:1⟩\n# ESCAPE = `\n# check=skip=all\nFROM ⟨alpine⟩ `\n  AS «build»",
    "FROM behind a backtick that is no escape": "RUN x=`date`\nFROM ⟨alpine⟩ AS «build»",
    "FROM behind a backslash that is no escape": "# escape=`\nCOPY a C:\\\nFROM ⟨alpine⟩ AS «build»",
    "FROM behind two backslashes": "RUN a \\\\\nFROM ⟨alpine⟩ AS «build»",
    "FROM behind an apostrophe": "RUN echo don't\nFROM ⟨alpine⟩ AS «build»",
    "FROM in an instruction": "RUN a \\\nFROM alpine AS build",
    "AS and the name on lines of their own": "FROM ⟨alpine⟩ \\\n  AS \\\n\n # why\n  «build»",
    "FROM behind an escape directive too late": "\n# escape=`\nRUN a `\nFROM ⟨alpine⟩ AS «build»",
    "FROM without a name": "FROM ⟨alpine⟩",
    "FROM without a base": "FROM ",
    "FROM whose name is not written yet": "FROM ⟨alpine⟩ A",
    "FROM named after itself": "FROM ⟨as⟩ AS «as»",
    "FROM with variables": "FROM ⟨golang:⟩⟦${GO}⟧⟨-alpine⟩ AS «build»",
    "FROM with a variable alone": "FROM ⟦$BASE⟧",
    "FROM with a variable and a default": "FROM ⟦${BASE⟧⟨:-alpine⟩⟦}⟧",
    "FROM with a digest": "FROM ⟨ghcr.io/a/b:1@sha256:00⟩ AS «b»",
    "FROM scratch": "FROM ⦅scratch⦆",
    "FROM what begins like scratch": "FROM ⟨scratch:1⟩ AS «a»",
    "COPY --from": "COPY --from=«build» /a /b",
    "COPY --from among flags": "COPY --link --from=«build» --chown=1:1 /a /b",
    "COPY --from with an index": "COPY --from=‹0› /a /b",
    "COPY --from in quotes": 'COPY --from="«build»" "/a" /b',
    "COPY --from on a continued line": "COPY --link \\\n  --from=«build» /a /b",
    "COPY --from an image": "COPY --from=⟨nginx:latest⟩ /a /b",
    "COPY --from an image in quotes": "COPY --from='⟨a.io/b/c@sha256:00⟩' /a /b",
    "--from after the flags": "COPY /a --from=build",
    "RUN --mount": "RUN --mount=type=bind,from=«build»,target=/x ls",
    "a mount of an image": "RUN --mount=type=bind,from=⟨golang:1.22⟩,target=/x ls",
    "two mounts": "RUN --mount=from=«a»,target=/a --mount=type=cache,target=/c,FROM=«b» ls",
    "a mount on a continued line":
      "RUN --mount=type=cache,target=/c \\\n    --mount=from=«b»,target=/b \\\n    ls --from=no",
    "what a shell gets": 'RUN docker build --mount=from=no --from=no && echo "FROM a AS b"',
    "a trigger": "ONBUILD COPY --from=«build» /a /b",
    "a trigger with a mount": "ONBUILD RUN --mount=from=«build» ls",
    "a comment": "# FROM a AS b\n# COPY --from=a",
    "a trigger on two lines": "ONBUILD \\\n  COPY --from=«build» /a /b",
    "a trigger that is none": "ONBUILD FROM alpine AS build",
    "a mount in quotes": 'RUN --mount="type=bind,from=«build»,target=/x" ls',
    "a mount of a name in quotes": 'RUN --mount=from="«build»",target=/x --mount="from=«b»" ls',
    "a mount with an index, which is an image": "RUN --mount=from=⟨0⟩,target=/x ls",
    "COPY --from with a variable": "COPY --from=⟦$X⟧ /a /b",
    ADD: "ADD --chown=1 a b",
    "after all": "FROM ⟨a⟩ AS «b»\nRUN true\nFROM ⟨b⟩",
  };
  it("are those that the server's tokens have", () => {
    const { contributes } = JSON.parse(readFileSync(MANIFEST, "utf8")) as {
      contributes: { semanticTokenScopes: { language: string; scopes: Record<string, string[]> }[] };
    };
    const [{ language, scopes } = { language: "", scopes: {} }] = contributes.semanticTokenScopes;
    assert.equal(language, "dockerfile");
    for (const type of TOKENS_LEGEND.tokenTypes) assert.ok(scopes[type], type);
    const known = Object.values(scopes).flat();
    for (const { scope } of MARKS) assert.ok(known.includes(scope), scope);
  });

  for (const [name, marked] of Object.entries(cases)) {
    it(`are those of ${name}`, () => {
      assert.equal(mark(grammar, marked.replace(/[«»‹›⟨⟩⟦⟧⦅⦆]/g, "")), marked);
    });
  }
});

/** The scopes of the colours and what stands around a text that has them: the first one that holds. */
const MARKS = [
  { scope: "entity.name.type.stage.dockerfile", open: "«", close: "»" },
  { scope: "constant.numeric.stage.dockerfile", open: "‹", close: "›" },
  { scope: "variable.other.readwrite.dockerfile", open: "⟦", close: "⟧" },
  { scope: "constant.language.scratch.dockerfile", open: "⦅", close: "⦆" },
  { scope: "variable.other.enummember.image.dockerfile", open: "⟨", close: "⟩" },
];

function mark(grammar: IGrammar, text: string): string {
  return tokenLines(grammar, text)
    .map(({ tokens }) =>
      tokens
        .map(({ start, end, scopes }) => {
          const found = MARKS.find(({ scope }) => scopes.includes(scope));
          const token = text.slice(start, end);
          return found ? found.open + token + found.close : token;
        })
        .join(""),
    )
    .join("\n")
    .replace(/(.)(?:»«|⟩⟨)/g, "$1");
}
