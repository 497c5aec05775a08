import assert from "node:assert/strict";
import { SymbolKind } from "vscode-languageserver-types";
import type { DocumentSymbol } from "vscode-languageserver-protocol";
import { documentSymbols, flatSymbols } from "../../server/src/features/documentSymbols";
import type { SymbolMemory } from "../../server/src/features/documentSymbols";
import { createDocuments } from "../../server/src/workspace/documents";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { URI, contextOf } from "../support/feature";
import { PLAIN_DRESSES } from "./places";
import { MACHINE } from "../support/machine";

/** Symbols as lines: names with details behind `|`, indented as the tree is. */
function lines(symbols: readonly DocumentSymbol[], indentation: string): string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${indentation}${name}${detail === undefined ? "" : ` | ${detail}`}`,
    ...lines(children ?? [], `${indentation}  `),
  ]);
}

/** The outline of a text as lines. */
function outline(text: string, settings = DEFAULT_SETTINGS): string[] {
  return lines(documentSymbols(contextOf(text, settings), new WeakMap()), "");
}

const FILE = `ARG GO=1.22
FROM golang:\${GO} AS builder
RUN --mount=type=cache,target=/c \\
  # why
  go build \\
  -o /out
FROM alpine
COPY --from=0 --chown=1:1 /out /app
ONBUILD COPY --from=builder /a /b
CMD ["/app"]
`;

const FILE_OUTLINE = [
  "ARG GO=1.22",
  "builder · golang:1.22 | golang:${GO}",
  "  RUN go build -o /out",
  "stage-1 · alpine",
  "  COPY /out /app | from builder",
  "  ONBUILD COPY /a /b | from builder",
  '  CMD ["/app"]',
];

describe("document symbols", () => {
  for (const [dress, wear] of Object.entries(PLAIN_DRESSES))
    it(`are stages by what they do, with their instructions: ${dress}`, () => {
      const found = outline(wear(FILE));
      // Behind a heredoc's stage, an ARG is that stage's.
      const isBehind = dress === "after a heredoc";
      const before = isBehind
        ? ["stage-0 · scratch", "  RUN cat <<-EOF FROM no AS stage", "  ARG GO=1.22"]
        : ["ARG GO=1.22"];
      if (!isBehind) assert.deepEqual(found, FILE_OUTLINE);
      assert.deepEqual(found.slice(0, before.length), before);
    });

  /** The first stage that a text ends with, or all of its outline. */
  const titles: Record<string, { text: string; title: string }> = {
    "an image": { text: "FROM alpine:3 AS a", title: "a · alpine:3" },
    "no name": { text: "FROM alpine", title: "stage-0 · alpine" },
    "a name that the builder refuses": { text: "FROM alpine AS 1a", title: "1a · alpine" },
    "no base yet": { text: "FROM ", title: "stage-0" },
    "a digest": {
      text: `FROM alpine:3@sha256:${"0123456789abcdef".repeat(4)} AS a`,
      title: "a · alpine:3@sha256:0123456789ab…",
    },
    "a base in quotes": { text: 'FROM "alpine" AS a', title: 'a · alpine | "alpine"' },
    "an argument without a default": { text: "ARG BASE\nFROM $BASE AS a", title: "a · $BASE" },
    "an argument in a part": { text: "ARG V\nFROM alpine:$V AS a", title: "a · alpine:$V" },
    "a variable that nobody declares": { text: "FROM $NOBODY AS a", title: "a · $NOBODY" },
    "another stage": { text: "FROM alpine AS a\nFROM a AS b", title: "b · a | alpine" },
    "a chain of stages": { text: "FROM alpine AS a\nFROM a AS b\nFROM b AS c", title: "c · b | alpine" },
    "a stage through a variable": {
      text: "ARG S=a\nFROM alpine AS a\nFROM $S AS b",
      title: "b · a | alpine",
    },
    "a stage in upper case": { text: "FROM alpine AS Base\nFROM base AS b", title: "b · Base | alpine" },
  };
  for (const [title, { text, title: expected }] of Object.entries(titles))
    it(`name a stage on ${title}`, () => {
      assert.equal(outline(text).at(-1), expected);
    });

  it("say of a stage that a named context replaces it", () => {
    const settings = { ...DEFAULT_SETTINGS, build: { context: "", contexts: { a: "./a" }, platforms: [] } };
    assert.deepEqual(outline("FROM alpine AS a\n", settings), ["a · alpine | replaced by a named context"]);
  });

  it("are short, on one line, and say what a heredoc begins with", () => {
    assert.deepEqual(
      outline("FROM a\nRUN <<EOF\n\n  apt-get update\n  rest\nEOF\n").at(-1),
      "  RUN <<EOF apt-get update",
    );
    assert.deepEqual(outline("FROM a\nRUN  <<EOF \nEOF\nCMD\n").slice(1), ["  RUN <<EOF", "  CMD"]);
    assert.deepEqual(outline("FROM a\r\nRUN <<EOF\r\nmake  \r\nEOF\r\n").slice(1), ["  RUN <<EOF make"]);
    const [, long = ""] = outline(`FROM a\nRUN \t x ${"😀".repeat(5_000)}\n`);
    assert.ok(long.length <= 62 && long.startsWith("  RUN x 😀") && long.endsWith("😀…"), long);
  });

  it("name each source of an instruction once", () => {
    const mounts = ["a,target=/1", "b,target=/2", "A,target=/3"].map(from => `--mount=from=${from}`);
    assert.equal(outline(`FROM x AS a\nFROM y\nRUN ${mounts.join(" ")} go\n`).at(-1), "  RUN go | from a, b");
  });

  it("have the kinds that every client knows", () => {
    const kinds = documentSymbols(contextOf(`${FILE}WHATEVER\nENV A=b\nEXPOSE 80\n`), new WeakMap()).flatMap(
      symbol => [symbol.kind, ...(symbol.children ?? []).map(({ kind }) => kind)],
    );
    const { Variable, Module, Method, File, Function: Program, Property, Constant, Interface } = SymbolKind;
    assert.deepEqual(kinds, [
      Variable,
      Module,
      Method,
      Module,
      File,
      File,
      Program,
      Property,
      Constant,
      Interface,
    ]);
  });

  it("reach from a FROM to the end of the last instruction, and select what stands in the line of the FROM", () => {
    const context = contextOf(`${FILE}# behind\n\nFROM scratch \\\n  AS last\n`);
    const stages = documentSymbols(context, new WeakMap()).slice(1);
    const texts = stages.map(({ range, selectionRange }) => [
      context.document.getText(range).replace(/\n[^]*\n/, " … "),
      context.document.getText(selectionRange),
    ]);
    assert.deepEqual(texts, [
      ["FROM golang:${GO} AS builder …   -o /out", "builder"],
      ['FROM alpine … CMD ["/app"]', "FROM"],
      ["FROM scratch \\\n  AS last", "FROM"],
    ]);
  });

  it("stand one after the other for clients that know no tree", () => {
    const flat = flatSymbols(contextOf(FILE), new WeakMap());
    assert.deepEqual(
      flat.map(({ name, containerName }) => [name, containerName]),
      [
        ["ARG GO=1.22", undefined],
        ["builder · golang:1.22", undefined],
        ["RUN go build -o /out", "builder · golang:1.22"],
        ["stage-1 · alpine", undefined],
        ["COPY /out /app", "stage-1 · alpine"],
        ["ONBUILD COPY /a /b", "stage-1 · alpine"],
        ['CMD ["/app"]', "stage-1 · alpine"],
      ],
    );
    assert.deepEqual(flat[0]?.location, {
      uri: URI,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 11 } },
    });
  });

  const elsewhere: Record<string, [text: string, from: string, to: string, last: string | undefined]> = {
    "the name behind an index": [
      "FROM x AS a\nFROM y\nCOPY --from=0 /a /b\n",
      "AS a",
      "AS ab",
      "  COPY /a /b | from ab",
    ],
    "the case of a name": [
      "FROM x AS a\nFROM y\nCOPY --from=A /a /b\n",
      "AS a",
      "AS A",
      "  COPY /a /b | from A",
    ],
    "the image at the root": [
      "FROM alpine AS a\nFROM a AS b\nFROM b AS c\n",
      "alpine",
      "busybox",
      "c · b | busybox",
    ],
    "a default of the base": ["ARG V=1\nFROM a\nFROM x:$V AS b\n", "V=1", "V=2", "b · x:2 | x:$V"],
  };
  for (const [title, [text, from, to, last]] of Object.entries(elsewhere))
    it(`of a stage that is left alone follow ${title}`, () => {
      const documents = createDocuments(() => null, MACHINE);
      const memory: SymbolMemory = new WeakMap();
      const read = () => {
        const context = documents.read(URI, DEFAULT_SETTINGS);
        assert.ok(context);
        return lines(documentSymbols(context, memory), "");
      };
      documents.open(URI, "dockerfile", 1, text);
      read();
      const { line, character } = contextOf(text).document.positionAt(text.indexOf(from));
      const range = { start: { line, character }, end: { line, character: character + from.length } };
      documents.change(URI, 2, [{ range, text: to }]);
      assert.equal(read().at(-1), last);
    });

  it("are none where there is nothing", () => {
    assert.deepEqual(outline(""), []);
    assert.deepEqual(outline("# FROM a\n\\\n"), []);
  });
});
