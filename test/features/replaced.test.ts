import assert from "node:assert/strict";
import { MarkupKind } from "vscode-languageserver-types";
import { NO_PROJECT } from "../../server/src/convert/conversion";
import { convertToMultiStage } from "../../server/src/convert/convert";
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from "../../server/src/features/callHierarchy";
import { codeLenses } from "../../server/src/features/codeLens";
import { completion } from "../../server/src/features/completion/completion";
import { definition, implementation, typeDefinition } from "../../server/src/features/definition";
import { diagnostics } from "../../server/src/features/diagnostics";
import { documentSymbols } from "../../server/src/features/documentSymbols";
import { hover } from "../../server/src/features/hover";
import { documentHighlights } from "../../server/src/features/highlight";
import { inlayHints } from "../../server/src/features/inlayHints";
import { linkedEditing } from "../../server/src/features/linkedEditing";
import { modelAnswer } from "../../server/src/features/model";
import { prepareRename } from "../../server/src/features/rename";
import { references } from "../../server/src/features/references";
import { LENS_KINDS, RUN_COMMAND } from "../../server/src/protocol";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { Settings } from "../../server/src/workspace/settings";
import { PLAIN } from "../support/completions";
import { contextOf } from "../support/feature";
import { cursor } from "../support/marked";

/**
 * A named context takes the place of the stage `base`: nothing of its instructions is done but the ONBUILD lines, which the
 * builder triggers in the stages that are based on it (asked of BuildKit). `alone` has nothing but what it inherits.
 */
const FILE = `ARG IMAGE=debian
FROM \${IMAGE} AS base
ENV EARLY=/early
WORKDIR /early
USER somebody
CMD ["base"]
COPY --from=tools /x /y
RUN cd /tmp
ONBUILD WORKDIR /triggered
FROM base AS alone
RUN true
FROM base AS own
CMD ["own"]
FROM own AS last
COPY --from=base /a /b
COPY --from=alone /a /b
COPY rel \${EARLY}
`;

const REPLACED: Settings = {
  ...DEFAULT_SETTINGS,
  build: { context: "", contexts: { base: "docker-image://other" }, platforms: [] },
};

const RUNS = { commands: new Set([RUN_COMMAND]), resolves: false };

/** The same of the file with the context and without it: what a feature says, as a value. */
type Fact = (settings: Settings) => unknown;

function at(marked: string, settings: Settings) {
  const { text, offset } = cursor(marked);
  const context = contextOf(text, settings);
  return { context, position: context.document.positionAt(offset) };
}

/** The file with a cursor in front of the first place of a text in it. */
function before(what: string): string {
  const index = FILE.indexOf(what);
  assert.notEqual(index, -1, what);
  return `${FILE.slice(0, index)}<|>${FILE.slice(index)}`;
}

const hovered =
  (what: string): Fact =>
  settings => {
    const { context, position } = at(before(what), settings);
    const found = hover(context, position, MarkupKind.PlainText)?.contents;
    return typeof found === "object" && "value" in found
      ? found.value.split("\n").filter(line => /^- (?:Based|Image settings|Not built|Copies)/.test(line))
      : null;
  };

const linesOf = (found: readonly { readonly targetRange: { readonly start: { readonly line: number } } }[]) =>
  found.map(({ targetRange }) => targetRange.start.line);

/** By feature: what it says where a named context replaces the base, and what where none does. */
const FACTS: Record<string, { fact: Fact; replaced: unknown; built: unknown }> = {
  "the lens that runs": {
    fact: settings => {
      const context = contextOf(FILE, settings);
      const runs = codeLenses(context, RUNS).filter(({ command }) => command?.command === RUN_COMMAND);
      return runs.map(
        ({ range }) =>
          context.analysis.model.stages.find(
            ({ line }) => context.document.positionAt(line.start).line === range.start.line,
          )?.name,
      );
    },
    replaced: ["own", "last"],
    built: ["base", "alone", "own", "last"],
  },
  "the hover on the stage": {
    fact: hovered("base\nENV"),
    replaced: ["- Not built: the named context base replaces it"],
    built: [
      "- Based on image debian (${IMAGE})",
      "- Copies /x from image tools",
      '- Image settings: WORKDIR /early, USER somebody, CMD ["base"]',
    ],
  },
  "the hover on what is based on it": {
    fact: hovered("alone\nRUN"),
    replaced: ["- Based on base, which a named context replaces", "- Image settings: WORKDIR /triggered"],
    built: [
      "- Based on base → image debian (${IMAGE})",
      '- Image settings: WORKDIR /triggered, USER somebody, CMD ["base"]',
    ],
  },
  "the hover on a copy from it": {
    fact: hovered("base /a /b"),
    replaced: ["- Copies /a to /b", "- Not built: the named context base replaces it"],
    built: ["- Copies /a to /b", "- Based on image debian (${IMAGE})"],
  },
  "the hover on the copy of a stage that is replaced": {
    fact: hovered("tools /x"),
    replaced: ["- Copies /x to /y"],
    built: ["- Copies /x to /y"],
  },
  "paths of what is based on it": {
    fact: settings => {
      const { context, position } = at(before("/a /b\nCOPY rel").replace("<|>/a", "/<|>a"), settings);
      return completion(context, { position }, PLAIN).map(({ label }) => label);
    },
    replaced: ["/triggered"],
    built: ["/early", "/triggered", "/y"],
  },
  "the title in the outline": {
    fact: settings =>
      documentSymbols(contextOf(FILE, settings), new WeakMap()).map(
        ({ name, detail = "" }) => `${name} | ${detail}`,
      ),
    replaced: [
      "ARG IMAGE=debian | ",
      "base · debian | replaced by a named context",
      "alone · base | ",
      "own · base | ",
      "last · own | ",
    ],
    built: [
      "ARG IMAGE=debian | ",
      "base · debian | ${IMAGE}",
      "alone · base | debian",
      "own · base | debian",
      "last · own | debian",
    ],
  },
  "the hint beside its base": {
    fact: settings => {
      const context = contextOf(FILE, settings);
      const range = { start: context.document.positionAt(0), end: context.document.positionAt(FILE.length) };
      return inlayHints(context, range, false).map(({ label }) => label);
    },
    replaced: [],
    built: ["debian"],
  },
  "the definition of its name": {
    fact: settings => {
      const { context, position } = at(before("base AS alone"), settings);
      return linesOf(definition(context, position));
    },
    replaced: [1],
    built: [1],
  },
  "what it is based on": {
    fact: settings => {
      const { context, position } = at(before("alone\nRUN"), settings);
      return linesOf(typeDefinition(context, position));
    },
    replaced: [1],
    built: [1],
  },
  "what is based on it": {
    fact: settings => {
      const { context, position } = at(before("base\nENV"), settings);
      return linesOf(implementation(context, position));
    },
    replaced: [9, 11, 13],
    built: [9, 11, 13],
  },
  "its references": {
    fact: settings => {
      const { context, position } = at(before("base\nENV"), settings);
      return references(context, position, true).map(({ range }) => range.start.line);
    },
    replaced: [1, 9, 11, 14],
    built: [1, 9, 11, 14],
  },
  "its highlights": {
    fact: settings => {
      const { context, position } = at(before("base\nENV"), settings);
      return documentHighlights(context, position)?.length;
    },
    replaced: 4,
    built: 4,
  },
  "renaming it": {
    fact: settings => {
      const { context, position } = at(before("base\nENV"), settings);
      return "refused" in prepareRename(context, position);
    },
    replaced: true,
    built: false,
  },
  "typing over its name": {
    fact: settings => {
      const { context, position } = at(before("base\nENV"), settings);
      return linkedEditing(context, position)?.ranges.length ?? null;
    },
    replaced: null,
    built: 4,
  },
  "its tree of calls": {
    fact: settings => {
      const { context, position } = at(before("base\nENV"), settings);
      const [item] = prepareCallHierarchy(context, position) ?? [];
      assert.ok(item);
      const names = (
        calls: readonly { readonly from?: { name: string }; readonly to?: { name: string } }[] | null,
      ) => calls?.map(({ from, to }) => (from ?? to)?.name);
      return [names(incomingCalls(context, item)), names(outgoingCalls(context, item))];
    },
    replaced: [["alone", "own", "last"], []],
    built: [["alone", "own", "last"], []],
  },
  "what the stages need": {
    fact: settings => modelAnswer(contextOf(FILE, settings), {}).stages.map(({ needs }) => needs),
    replaced: [[], [0], [0], [2, 0, 1]],
    built: [[], [0], [0], [2, 0, 1]],
  },
  "our own rules about its instructions": {
    fact: settings => [
      ...new Set(diagnostics(contextOf(FILE, settings), () => assert.fail()).map(({ code }) => code)),
    ],
    replaced: [],
    built: ["RunWithoutEffect"],
  },
  "our own rules about what it copies and installs": {
    fact: settings => {
      const text = `FROM golang:1 AS build
RUN go build .
FROM scratch AS empty
FROM golang:1 AS base
COPY --from=build / /all
COPY --from=empty /x /y
RUN go build . && apk add gcc
CMD ["x"]
`;
      const found = diagnostics(contextOf(text, settings), () => assert.fail());
      return found.map(({ code }) => code);
    },
    replaced: [],
    built: ["BuildToolsInFinalStage", "CopyWholeStage", "CopyFromEmptyStage", "BuildToolsInFinalStage"],
  },
  "its conversion": {
    fact: settings =>
      convertToMultiStage(
        contextOf(
          'FROM golang:1 AS base\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n',
          settings,
        ).analysis,
        NO_PROJECT,
        { explain: true },
      ).refused !== undefined,
    replaced: true,
    built: false,
  },
};

describe("a stage that a named context replaces", () => {
  for (const [feature, { fact, replaced, built }] of Object.entries(FACTS))
    it(feature, () => {
      assert.deepEqual(fact(REPLACED), replaced, "replaced");
      assert.deepEqual(fact(DEFAULT_SETTINGS), built, "built");
    });

  it("has its lenses as they are without one, but for the one that runs", () => {
    const titles = (settings: Settings) =>
      codeLenses(contextOf(FILE, settings), { commands: new Set(), resolves: false }).map(
        ({ command }) => command?.title,
      );
    assert.ok(LENS_KINDS.includes("run"));
    assert.deepEqual(titles(REPLACED), titles(DEFAULT_SETTINGS));
  });
});
