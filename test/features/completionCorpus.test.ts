import assert from "node:assert/strict";
import { CompletionItemKind } from "vscode-languageserver-types";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { completion } from "../../server/src/features/completion/completion";
import { toDocument } from "../../server/src/dockerfile/sourceMap";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { analyze } from "../../server/src/stages/analysis/analyze";
import type { StageModel } from "../../server/src/stages/model/model";
import { realFiles, withSharedData } from "../stages/sharedData";
import { ABLE, PLAIN, applied } from "../support/completions";
import { contextOf } from "../support/feature";
import { HOSTILE_TEXTS } from "../support/hostileTexts";
import { random } from "../support/random";

const SEED = 20;
const CURSORS = 5;
const PROPOSALS = 2;

/** What a build refuses, each with where it is said. */
function errors(model: StageModel): { what: string; start: number; end: number }[] {
  return (
    checkModel(analyze(model.file, model.options), () => undefined)
      // A file may ask for warnings to fail its builds: those are no matter of what is legal.
      .filter(({ rule }) => rule.severity === "error")
      .map(({ rule, message, span: { start, end } }) => ({ what: `${rule.id}: ${message}`, start, end }))
  );
}

/** Something still has to be written behind it: a value, a name, the other keys of a mount. */
function isUnfinished({ label, kind, textEdit }: CompletionItem): boolean {
  return (
    /[=,]$/.test(textEdit?.newText ?? "") ||
    kind === CompletionItemKind.Keyword ||
    kind === CompletionItemKind.Variable ||
    label === "secret" ||
    label === "--mount"
  );
}

/** Cursors where much can be proposed: in the heads of instructions, in their flags, in front of their words. */
function cursors({ file }: StageModel): number[] {
  return file.lines.flatMap(line => {
    const { instruction } = line;
    const holder = instruction.trigger ?? instruction;
    const spans = [
      { start: holder.keywordSpan.end, end: holder.keywordSpan.end + 1 },
      ...holder.flags.flatMap(({ span, valueSpan }) => [span, ...(valueSpan ? [valueSpan] : [])]),
      ...holder.mounts.flatMap(({ options }) => options.map(({ span }) => span)),
      ...holder.words.map(({ span }) => span),
    ];
    return spans.flatMap(span => {
      const { start, end } = toDocument(line, span);
      return [start, end, Math.floor((start + end) / 2)];
    });
  });
}

describe("completion anywhere", () => {
  withSharedData(() => {
    it("proposes nothing in real files that a build would refuse there", function () {
      this.timeout(120_000);
      const { pick } = random(SEED);
      let count = 0;
      for (const { id, dockerfile } of realFiles()) {
        const context = contextOf(dockerfile);
        const before = new Set(errors(context.analysis.model).map(({ what }) => what));
        const places = cursors(context.analysis.model);
        for (let i = 0; i < Math.min(CURSORS, places.length); i++) {
          const offset = pick(places);
          const position = context.document.positionAt(offset);
          const items = completion(context, { position }, PLAIN).filter(item => !isUnfinished(item));
          for (let j = 0; j < Math.min(PROPOSALS, items.length); j++) {
            const item = pick(items);
            const { text, start } = applied(context, item, offset);
            const end = start + (item.textEdit?.newText.length ?? 0);
            count++;
            const found = errors(contextOf(text).analysis.model).filter(
              error => !before.has(error.what) && error.start <= end && start <= error.end,
            );
            assert.deepEqual(found, [], `${id} at ${offset}: ${item.label} (${SEED})`);
          }
        }
      }
      assert.ok(count > 1000, `${count} proposals were taken`);
    });
  });

  it("touches the cursor on its own line, whatever the text, and never throws", () => {
    const { below } = random(SEED);
    for (const [title, { text }] of Object.entries(HOSTILE_TEXTS)) {
      const context = contextOf(text);
      for (let i = 0; i < 5; i++) {
        const offset = below(text.length + 1);
        const position = context.document.positionAt(offset);
        for (const item of completion(context, { position }, ABLE).slice(0, 5))
          assert.doesNotThrow(() => applied(context, item, context.document.offsetAt(position)), title);
      }
    }
  });

  it("answers while instructions are being typed, letter by letter", () => {
    const before = "ARG V=1\nFROM alpine AS a\nRUN mkdir /x\nFROM b AS c\n";
    for (const line of [
      "FROM --platform=${BUILDPLATFORM} alpine:${V} AS name",
      'COPY --from="a" --link ["/x y", "/z"] # no',
      'RUN --mount=type=cache,"target=/a,b",from=a,source=/x --network=none true',
      "ONBUILD COPY --from=a /x/$V /y",
      "COPY --from=a <<'EOF' /x\n$V\nEOF",
    ])
      for (let length = 0; length <= line.length; length++) {
        const text = before + line.slice(0, length);
        const context = contextOf(text);
        for (const item of completion(context, { position: context.document.positionAt(text.length) }, ABLE))
          applied(context, item, text.length);
      }
  });
});
