/** Our server beside the one of Container Tools, as they run in one window: what one of them says, the other does not repeat. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Hover, Location, LocationLink, MarkupContent } from "vscode-languageserver-protocol";
import { INSTRUCTIONS } from "../../server/src/dockerfile/instructionSet";
import { startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";

const THEIRS = join(__dirname, "../../node_modules/dockerfile-language-server-nodejs/bin/docker-langserver");
const CAPABILITIES = {
  textDocument: {
    definition: { linkSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ["markdown"] },
  },
};
const TEXT = `ARG VERSION=1
FROM golang:$VERSION AS build
WORKDIR /src
ENV A=b
COPY --chown=1:1 . .
RUN --mount=type=cache,target=/c go build -o /out/server

FROM --platform=linux/amd64 alpine:3.22
COPY --from=build /out/server /
EXPOSE 80
HEALTHCHECK --interval=5s CMD true
USER 1
ENTRYPOINT ["/server"]
O`;
/** Nobody would look at more of a list. */
const LABEL = 60;

interface Said {
  readonly labels: readonly string[];
  readonly hover: string;
}

async function saidAt(editor: Editor, line: number, character: number): Promise<Said> {
  const position = { line, character };
  const items = await editor.ask<{ label: string }[] | { items: { label: string }[] } | null>(
    "textDocument/completion",
    { position },
  );
  const hover = await editor.ask<Hover | null>("textDocument/hover", { position });
  const contents = hover?.contents as MarkupContent | string | undefined;
  return {
    labels: (Array.isArray(items) ? items : (items?.items ?? [])).map(({ label }) => label.slice(0, LABEL)),
    hover: typeof contents === "string" ? contents : (contents?.value ?? ""),
  };
}

const isKeyword = (label: string) => INSTRUCTIONS.has(label.split(" ", 1)[0] ?? "");

/** Variables that one stage, the chain of its bases, or both servers know. */
const VARIABLES = `ARG GLOBAL=0
FROM --platform=$BUILDPLATFORM alpine:$GLOBAL AS base
ARG ONLY=1
ENV SAME=2 BOTH="3"
ONBUILD ENV HELD=4
RUN echo $ONLY \${SAME} $BOTH
FROM base AS build
ARG GLOBAL
ARG OWN=5 SECOND=6
ENV SAME=7 TEXT=$OWN
RUN echo $ONLY $SAME $BOTH $HELD $GLOBAL $OWN $SECOND $TEXT $NOBODY
COPY --chown=$OWN $TEXT /\${SAME:-x}/
WORKDIR /$SECOND
LABEL a="$ONLY" b=$TEXT
CMD run $SAME $OWN
HEALTHCHECK CMD run $SAME`;
/** What the client makes of \`auto\` where Container Tools is installed. */
const BESIDE = { dockerfileStages: { variables: { scope: "stages" }, diagnostics: { scope: "stages" } } };

/** The places where an editor shows a link to, as it compares them: by the whole range of what is linked. */
async function linkedAt(editor: Editor, line: number, character: number): Promise<string[]> {
  const found = await editor.ask<(Location | LocationLink)[] | Location | null>("textDocument/definition", {
    position: { line, character },
  });
  return (Array.isArray(found) ? found : found ? [found] : []).map(link => {
    const { start, end } = "targetUri" in link ? link.targetRange : link.range;
    return `${start.line}:${start.character}-${end.line}:${end.character}`;
  });
}

describe("beside the server of Container Tools", () => {
  it("no variable is told twice", async function () {
    this.timeout(120_000);
    const editors = await Promise.all([
      startEditor({ server: THEIRS, capabilities: CAPABILITIES }),
      startEditor({ capabilities: CAPABILITIES, initializationOptions: BESIDE }),
    ]);
    const seen = { theirs: 0, ours: 0, links: 0, alone: 0, names: 0 };
    try {
      for (const editor of editors) editor.open(VARIABLES);
      for (const [line, text] of VARIABLES.split("\n").entries())
        for (let character = 0; character <= text.length; character++) {
          const [theirs, ours] = await Promise.all(
            editors.map(editor => saidAt(editor, line, character)) as [Promise<Said>, Promise<Said>],
          );
          const where = `${line}:${character} ${text}`;
          const isInName = /[$\w{]/.test(text[character - 1] ?? "");
          if (text[character - 1] === "$") {
            const both = ours.labels.filter(label => theirs.labels.includes(label));
            assert.deepEqual(both, [], where);
            seen.names += ours.labels.length;
          }
          const isVariable = isInName && /^\*\*\w+\*\*(?: =| —) /.test(ours.hover);
          if (isVariable && line > 1) {
            // Where both speak, ours has more to say than the value.
            if (theirs.hover === "") seen.alone++;
            else {
              assert.ok(
                ours.hover.split("\n- ").length > 2 ||
                  !ours.hover.includes(`\`${theirs.hover}\``) ||
                  /takes the value|: `/.test(ours.hover),
                `${where}: ${ours.hover}`,
              );
              seen.ours++;
            }
          } else if (theirs.hover !== "" && isInName) seen.theirs++;
          const [theirLinks, ourLinks] = await Promise.all(
            editors.map(editor => linkedAt(editor, line, character)) as [
              Promise<string[]>,
              Promise<string[]>,
            ],
          );
          for (const link of ourLinks) {
            seen.links++;
            // The same line in another range would be shown twice.
            const onLine = (other: string) => other.split(":", 1)[0] === link.split(":", 1)[0];
            for (const other of theirLinks.filter(onLine)) assert.equal(link, other, where);
          }
        }
    } finally {
      await Promise.all(editors.map(editor => editor.stop()));
    }
    assert.ok(
      Object.values(seen).every(count => count > 5),
      JSON.stringify(seen),
    );
  });

  it("no keyword is completed twice, and nothing is explained twice", async function () {
    this.timeout(120_000);
    const editors = await Promise.all([
      startEditor({ server: THEIRS, capabilities: CAPABILITIES }),
      startEditor({ capabilities: CAPABILITIES }),
    ]);
    const seen = { keywords: 0, both: 0 };
    try {
      for (const editor of editors) editor.open(TEXT);
      for (const [line, text] of TEXT.split("\n").entries())
        for (let character = 0; character <= text.length; character++) {
          const [theirs, ours] = await Promise.all(
            editors.map(editor => saidAt(editor, line, character)) as [Promise<Said>, Promise<Said>],
          );
          const where = `${line}:${character}`;
          if (theirs.labels.some(isKeyword)) seen.keywords++;
          assert.deepEqual(ours.labels.filter(isKeyword), [], where);
          if (theirs.hover === "" || ours.hover === "") continue;
          seen.both++;
          const keyword = /^\s*([A-Z]+)/.exec(text);
          const isOnKeyword = keyword?.[1] !== undefined && character < keyword[0].length;
          // Over FROM theirs tells what the instruction is, and ours which stage it begins.
          if (isOnKeyword) assert.equal(keyword[1], "FROM", where);
          for (const sentence of theirs.hover.split(/[.\n]/).filter(part => part.trim().length > 20))
            assert.ok(!ours.hover.includes(sentence.trim()), `${where}: ${sentence}`);
        }
    } finally {
      await Promise.all(editors.map(editor => editor.stop()));
    }
    // It has been a test of something.
    assert.ok(seen.keywords > 10 && seen.both > 3, JSON.stringify(seen));
  });
});
