import assert from "node:assert/strict";
import { CONVERT_REQUEST } from "../../server/src/protocol";
import type { ConvertAnswer } from "../../server/src/protocol";
import { conversionExamples } from "../convert/conversionExamples";
import { kindCases } from "../convert/kindCases";
import { PREDEFINED_TEXTS } from "../../server/src/features/completion/texts";
import { RULES } from "../../server/src/rules/registry";
import { EXAMPLES } from "../rules/examples";
import { ARGUMENT_EXAMPLES } from "../rules/examples/arguments";
import { EFFECT_EXAMPLES } from "../rules/examples/effects";
import { EPOCH_EXAMPLES } from "../rules/examples/epoch";
import { FRONTEND_EXAMPLES } from "../rules/examples/frontends";
import { LINT_EXAMPLES } from "../rules/examples/lint";
import { OWN_EXAMPLES } from "../rules/examples/own";
import { STEP_EXAMPLES } from "../rules/examples/steps";
import { TEMPLATE_EXAMPLES } from "../rules/examples/templates";
import { eventually } from "../e2e/eventually";
import { readSource, sourceFiles, textsOf } from "../../scripts/l10n";
import { startEditor } from "../support/languageServer";
import type { Editor, Position } from "../support/languageServer";
import { marked } from "../support/marked";
import { openWorkspace } from "../support/workspace";
import { englishTexts, pseudo, pseudoBundle, strayPhrases } from "../support/pseudo";

const CAPABILITIES = {
  textDocument: {
    diagnostic: { relatedDocumentSupport: false },
    publishDiagnostics: { relatedInformation: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } },
      disabledSupport: true,
    },
    completion: {
      completionItem: { labelDetailsSupport: true, documentationFormat: ["markdown"], snippetSupport: true },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true, labelSupport: true },
    documentLink: { tooltipSupport: true },
    inlayHint: {},
    hover: { contentFormat: ["markdown"] },
    rename: { prepareSupport: true },
  },
};

/** Stages in every relation to each other, and arguments of every origin. */
const FILES = [
  `# syntax=docker/dockerfile:1
# check=skip=
ARG GO=1.26
ARG OPEN
ARG HALF=\${OPEN}-x
ARG GIVEN=a
ARG TARGETPLATFORM
# base what all is based on
FROM --platform=$BUILDPLATFORM golang:\${GO} AS base
WORKDIR src
FROM base AS build
COPY --chown=0:0 . .
RUN --mount=type=cache,sharing=locked,target=/c --mount=type=ssh go build
ONBUILD COPY --from=base /a /b
FROM build
FROM busybox:\${GIVEN} AS Web
COPY --from=0 /x y
COPY --from=build --link /out /
COPY --from=2 /out /
COPY --from=nginx /etc /etc
COPY --from=ctx / /
COPY --from=bulid /a /b
COPY --from=9 /a /b
COPY --from=$GO /a /b
RUN --mount=from=build,target=/m --mount=from=1,target=/n --mount=type=tmpfs,from=base,target=/t true
RUN --mount=type=cache,from=base,target=k true
FROM \${OPEN} AS later
FROM \${HALF} AS later
FROM Web
FROM last AS 9x
FROM ctx
FROM scratch AS nothing
COPY --from=last /a /b
FROM WEB as last
ENTRYPOINT ["a"]
EXPOSE 80
COPY --from=last --from
RUN --mount=type=bind,
`,
  "FROM alpine\n",
  "ARG X\nFROM al\n\n# \nFROM scratch AS build\nRUN --\n\nC\nADD --checksum= --unpack=\nHEALTHCHECK --\n",
  "# syntax=\n# escape=\n# check=\nFROM x\n# check=skip=\nRUN a\n",
  `# check=skip=
ARG V=1
ARG HIDDEN=2
FROM alpine AS base
ARG V
ARG A=0
ENV A=1
ENV B=$V
ENV A=2
ENV UID=$HIDDEN
RUN echo $A $B $C $PATH
FROM base AS middle
FROM middle AS leaf
ARG A=3
ARG NOTE
ARG NOTE=5
ENV SET=$A
ENV SET=\${SET:-4}
RUN echo $A $B $V $NOTE $TARGETARCH $HTTP_PROXY $HIDDEN $SET $NODE_VERSION
FROM node:20
RUN echo $NODE_VERSION $TARGETARCH
`,
  "FROM node AS node\nRUN --mount=type=\nRUN --mount=type=cache,\nRUN --mount=type=cache,sharing=\nRUN --mount=type=cache,target=\n",
];

/** Texts that are no texts of ours, each with the reason. */
const NOT_OURS = [
  // Lines of a Dockerfile, as they declare what the builder knows, and a base as it comes out.
  ...[...PREDEFINED_TEXTS.keys()].map(name => `ARG ${name}`),
  "common-full",
  // Names of tools, of things of the builder, and of rules, which people look up by them.
  ...["npm", "pnpm", "pip", "uv", "Cargo", "Maven", "Gradle", "NuGet", "scratch"],
  ...RULES.map(({ id }) => id),
  // What the builder says of its own rules, in the completion of `# check=skip=`.
  ...RULES.filter(({ origin }) => origin === "builder").map(({ title }) => title),
].join("\n");

/** Of what holds a text for people, by the keys of the protocol. `label` is one in hints alone, `name` of what a file holds. */
const TEXT_KEYS = new Set(["title", "reason", "detail", "description", "tooltip", "value", "message"]);

function textsIn(answer: unknown, more: readonly string[] = []): string[] {
  const texts: string[] = [];
  const walk = (value: unknown, isText: boolean): void => {
    if (typeof value === "string" && isText) texts.push(value);
    if (typeof value !== "object" || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      if (["textEdit", "edit", "data", "command"].includes(key) && typeof part === "string") continue;
      if (["textEdit", "edit", "data", "diagnostics"].includes(key)) continue;
      walk(part, TEXT_KEYS.has(key) || more.includes(key) || (isText && Array.isArray(value)));
    }
  };
  walk(answer, false);
  return texts;
}

/** Everything that is said of a file: asked at the beginning, in the middle and at the end of every word of it. */
async function saidOf(editor: Editor, text: string): Promise<string[]> {
  const lines = text.split("\n");
  const end: Position = { line: lines.length, character: 0 };
  const whole = { start: { line: 0, character: 0 }, end };
  const asked = await Promise.all([
    editor.ask("textDocument/codeLens").then(textsIn),
    editor.ask("textDocument/inlayHint", { range: whole }).then(answer => textsIn(answer, ["label"])),
    editor.ask("textDocument/documentSymbol").then(textsIn),
    editor.ask("textDocument/documentLink").then(textsIn),
    ...lines.map((line, at) =>
      editor
        .ask("textDocument/codeAction", {
          range: { start: { line: at, character: 0 }, end: { line: at, character: line.length } },
          context: { diagnostics: [], triggerKind: 1 },
        })
        .then(textsIn),
    ),
    editor
      .ask("textDocument/codeAction", {
        range: whole,
        context: { diagnostics: [], only: ["source.fixAll", "refactor"] },
      })
      .then(textsIn),
  ]);
  return asked.flat();
}

async function saidAtWords(editor: Editor, text: string): Promise<string[]> {
  const asked = text.split("\n").flatMap((line, at) =>
    [...line.matchAll(/[\w.]+|$/g)].flatMap(({ index, 0: word }) =>
      [...new Set([index, index + word.length])].map(async character => {
        const position = { line: at, character };
        const hover = await editor.ask("textDocument/hover", { position });
        const items = await editor.ask("textDocument/completion", { position });
        const refused = await editor
          .ask("textDocument/prepareRename", { position })
          .then(() => [])
          .catch((error: unknown) => [(error as Error).message]);
        return [...textsIn(hover), ...textsIn(items), ...refused];
      }),
    ),
  );
  return (await Promise.all(asked)).flat();
}

describe("the reader's language", function () {
  this.timeout(120_000);

  const heard = new Set<string>();
  let editor: Editor;
  before(async () => {
    editor = await startEditor({
      capabilities: CAPABILITIES,
      initializationOptions: {
        texts: pseudoBundle(),
        commands: ["dockerfileStages.buildUpToStage", "dockerfileStages.runStage"],
        dockerfileStages: {
          buildArgs: { GIVEN: "b" },
          build: { contexts: { ctx: "." } },
          codeLens: { run: true, references: true, role: true, description: true },
          inlayHints: { stageIndex: "all", defaultTarget: true },
          rules: Object.fromEntries(RULES.map(({ id }) => [id, "warning"])),
        },
      },
    });
  });
  after(() => editor.stop());

  function check(texts: readonly string[], text: string): void {
    for (const said of texts) {
      heard.add(said);
      const stray = strayPhrases(said, `${text}\n${NOT_OURS}`);
      assert.deepEqual(stray, [], `of ${JSON.stringify(said)}`);
    }
  }

  it("is that of the outline's name", () => {
    assert.deepEqual(editor.initialized.capabilities.documentSymbolProvider, { label: pseudo("Stages") });
  });

  for (const [index, text] of FILES.entries())
    it(`is that of all that is said of file ${index + 1}`, async () => {
      editor.open(text);
      check(await saidOf(editor, text), text);
      check(await saidAtWords(editor, text), text);
      editor.close();
    });

  it("is that of findings, what is related to them and what mends them; the builder keeps its own words", async () => {
    const examples = [
      EXAMPLES,
      ARGUMENT_EXAMPLES,
      EFFECT_EXAMPLES,
      EPOCH_EXAMPLES,
      FRONTEND_EXAMPLES,
      LINT_EXAMPLES,
      OWN_EXAMPLES,
      STEP_EXAMPLES,
      TEMPLATE_EXAMPLES,
    ];
    for (const example of examples.flatMap(group => Object.values(group))) {
      const { text } = marked(example);
      editor.open(text);
      const { items } = await editor.ask<{
        items: { code: string; message: string; relatedInformation?: object[] }[];
      }>("textDocument/diagnostic");
      for (const { code, message, relatedInformation } of items) {
        const rule = RULES.find(({ id }) => id === code);
        assert.ok(rule, code);
        assert.ok(
          message.endsWith(`. ${pseudo(rule.advice()).replace(/^⟦/, "⟦")}`) || /⟧$/.test(message),
          message,
        );
        heard.add(message);
        if (rule.origin === "own") check([message], "");
        check(textsIn(relatedInformation), text);
      }
      check(await saidOf(editor, text), text);
      editor.close();
    }
  });

  it("is that of conversions, of their choices and of why there is none", async () => {
    for (const { before } of [
      ...[...conversionExamples().values()].flat(),
      ...[...kindCases().values()].flat(),
    ]) {
      editor.open(before);
      const { refused, edits, choices } = await editor.ask<ConvertAnswer>(CONVERT_REQUEST);
      check([...(refused === null ? [] : [refused]), ...choices.map(({ text }) => text)], before);
      for (const { newText } of edits) heard.add(newText);
      editor.close();
    }
  });

  it("is that of findings in the files around a Dockerfile", async () => {
    const compose = [
      "services:",
      "  a: {build: {context: ., target: buld, args: {VERSIO: 1}, additional_contexts: {othr: ./o}}}",
      "  b: {build: {context: ., dockerfile: Dockerfil, additional_contexts: {src: ./o}}}",
      "  c: {build: {context: ., args: {UNKNOWN: 1}, additional_contexts: {unrelated: ./o}}}",
      "  d: {build: {context: ., dockerfile: Dockerfile, target: '${T:-build}'}}",
    ].join("\n");
    const dockerfile =
      "ARG VERSION\nFROM alpine AS build\nRUN echo $VERSION\nFROM alpine\nCOPY --from=other / /\n";
    const around = await openWorkspace({ Dockerfile: dockerfile, "compose.yaml": compose }, "Dockerfile", {
      capabilities: {
        workspace: { workspaceFolders: true },
        textDocument: {
          synchronization: { dynamicRegistration: true },
          documentLink: { tooltipSupport: true },
          completion: { completionItem: { labelDetailsSupport: true } },
        },
      },
      initializationOptions: { texts: pseudoBundle() },
    });
    const uri = around.uriOf("compose.yaml");
    const ask = (method: string, line: number, character: number) =>
      around.editor.ask<unknown>(`textDocument/${method}`, { position: { line, character } }, uri);
    try {
      await around.editor.connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "yaml", version: 1, text: compose },
      });
      const found = await eventually(
        "the findings",
        () => around.editor.pushed.filter(each => each.uri === uri).at(-1)?.diagnostics ?? [],
        ({ length }) => length >= 6,
      );
      for (const { code, message } of found) {
        heard.add(message);
        if (RULES.find(({ id }) => id === code)?.origin === "own")
          check([message], `${compose}\n${dockerfile}`);
      }
      const line = compose.split("\n").length - 1;
      const character = compose.split("\n")[line]?.indexOf("$") ?? 0;
      const refused = await ask("prepareRename", line, character).catch((error: unknown) => error);
      assert.ok(refused instanceof Error);
      const inContexts = compose.split("\n")[1]?.indexOf("othr") ?? 0;
      for (const said of [
        refused.message,
        await ask("codeLens", 0, 0),
        await ask("documentLink", 0, 0),
        await ask("completion", 1, inContexts),
      ])
        check(textsIn(said), `${compose}\n${dockerfile}`);
    } finally {
      await around.stop();
    }
  });

  it("was heard in most of the texts that the server has", () => {
    const all = [...heard].join("\n");
    const escaped = (part: string) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    const texts = sourceFiles()
      .filter(path => path.startsWith("server/"))
      .flatMap(path => textsOf(readSource(path)));
    const missing = [...new Set(texts)].filter(english => {
      const pattern = pseudo(english)
        .split(/\{\d+\}/)
        .map(escaped)
        .join("[^]*?");
      return !new RegExp(pattern).test(all);
    });
    assert.ok(
      missing.length < texts.length / 3,
      `${missing.length} of ${texts.length} were not:\n${missing.join("\n")}`,
    );
  });
});

describe("a bundle that is none", () => {
  for (const [title, texts] of Object.entries<unknown>({
    "is no object": "Deutsch",
    "is a list": ["a"],
    "has no texts": { "The base of this stage": 7, "Write --from=.": null, Run: {} },
    "has other places than the English": Object.fromEntries(
      englishTexts().map(text => [text, /\{\d/.test(text) ? "nichts {7}" : `{0} {1} ${text}`]),
    ),
    "has empty texts": Object.fromEntries(englishTexts().map(text => [text, ""])),
  }))
    it(`leaves English as it is where it ${title}`, async () => {
      const text = "FROM alpine AS base\nFROM alpine\nCOPY --from=0 / /\n";
      const said = async (initializationOptions: object) => {
        const editor = await startEditor({
          capabilities: CAPABILITIES,
          initializationOptions,
        });
        editor.open(text);
        const report = await editor.ask("textDocument/diagnostic");
        const answer = [report, await saidOf(editor, text), await saidAtWords(editor, text)];
        assert.equal(await editor.stop(), 0);
        return answer;
      };
      assert.deepEqual(await said({ texts }), await said({}));
    });
});
