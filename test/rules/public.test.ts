/** Files that people ask about in public: what is found, what the fix of the cause makes of them, in every form of writing. */
import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { INSTRUCTIONS } from "../../server/src/dockerfile/instructionSet";
import { applyChanges } from "../../server/src/edits/edit";
import { checkModel } from "../../server/src/rules/run/checkModel";
import type { RuleFinding } from "../../server/src/rules/run/finding";
import { analyzeText } from "../../server/src/stages/analysis/analysis";
import { NO_OPTIONS } from "../../server/src/stages/model/model";
import { marked } from "../support/marked";
import { ALL, check } from "./check";
import type { PublicCase, VariantName } from "./public/case";
import { ARRAYS } from "./public/arrays";
import { COMMENTS } from "./public/comments";
import { ESCAPES } from "./public/escapes";

const KINDS: Record<string, Record<string, PublicCase>> = {
  "escape characters": ESCAPES,
  "text behind an array": ARRAYS,
  "comments behind instructions": COMMENTS,
};

/** A text in another form. What is found and what fixes make of it takes the same form. */
const VARIANTS: Record<VariantName, (text: string) => string> = {
  CRLF: text => text.replaceAll("\n", "\r\n"),
  BOM: text => `\ufeff${text}`,
  tabs: text => text.replaceAll(/^ +/gm, "\t").replaceAll(/^([A-Z]+) +/gm, "$1\t"),
  backtick: text => `# escape=\`\n${text.replaceAll("\\", "`")}`,
  "last stage": text => `FROM alpine:3 AS before\nRUN true\n${text}`,
  "first stage": text => `${text}FROM alpine:3 AS after\nRUN true\n`,
  ONBUILD: heldBack,
};

/** Each instruction as one that a base stage holds back. */
function heldBack(text: string): string {
  const starts = readDockerfile(text)
    .lines.filter(
      ({ instruction: { keyword } }) =>
        INSTRUCTIONS.has(keyword) && keyword !== "FROM" && keyword !== "ONBUILD" && keyword !== "MAINTAINER",
    )
    .map(({ start }) => start);
  return starts.reduceRight((held, start) => `${held.slice(0, start)}ONBUILD ${held.slice(start)}`, text);
}

/** The text with nothing held back: what a fix gives back is then an instruction of the stage itself. */
function released(text: string): string {
  return text.replaceAll("ONBUILD ", "");
}

function causes(text: string): RuleFinding[] {
  return checkModel(analyzeText(text), (rule, error) => {
    throw new Error(`${rule.id} threw`, { cause: error });
  }).filter(({ rule }) => rule.namesCause);
}

/** The text after the preferred fix of the first cause that has one. */
function fixed(text: string, found: readonly RuleFinding[]): string | undefined {
  for (const { fixes } of found) {
    const [preferred] = fixes?.() ?? [];
    if (preferred && !preferred.isChoice && preferred.refused === undefined)
      return applyChanges(text, preferred.changes);
  }
  return undefined;
}

describe("what people ask about in public", () => {
  for (const [kind, cases] of Object.entries(KINDS))
    describe(kind, () => {
      for (const [title, { dockerfile, fixed: after, differsIn = {} }] of Object.entries(cases)) {
        const { text } = marked(dockerfile);
        it(title, () => {
          check(dockerfile, NO_OPTIONS, ALL);
          assert.equal(fixed(text, causes(text)), after);
        });
        for (const [name, variant] of Object.entries(VARIANTS)) {
          if (name in differsIn) continue;
          it(`${title}: ${name}`, () => {
            const written = variant(text);
            const found = causes(written);
            assert.deepEqual(
              found.map(({ rule }) => rule.id),
              causes(text).map(({ rule }) => rule.id),
              written,
            );
            const changed = fixed(written, found);
            assert.equal(changed && released(changed), after && released(variant(after)));
          });
        }
      }
    });
});
