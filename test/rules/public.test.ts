/** Files that people ask about in public: what is found, what the fix of the cause makes of them, in every form of writing. */
import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { INSTRUCTIONS } from "../../server/src/dockerfile/instructionSet";
import { applyChanges } from "../../server/src/edits/edit";
import { RULES } from "../../server/src/rules/registry";
import { checkModel } from "../../server/src/rules/run/checkModel";
import type { RuleFinding } from "../../server/src/rules/run/finding";
import { analyzeText } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import type { BuildOptions } from "../../server/src/stages/model/buildOptions";
import { marked } from "../support/marked";
import { ALL, check, markedRules } from "./check";
import type { PublicCase, VariantName } from "./public/case";
import { ARRAYS } from "./public/arrays";
import { BYTES } from "./public/bytes";
import { COMMENTS } from "./public/comments";
import { EFFECTS } from "./public/effects";
import { ESCAPES } from "./public/escapes";
import { FLAGS } from "./public/flags";
import { FRONTENDS } from "./public/frontends";
import { HEREDOCS } from "./public/heredocs";
import { VALUES } from "./public/values";

const KINDS: Record<string, Record<string, PublicCase>> = {
  "escape characters": ESCAPES,
  "text behind an array": ARRAYS,
  "comments behind instructions": COMMENTS,
  "values of variables": VALUES,
  "characters that look like spaces": BYTES,
  frontends: FRONTENDS,
  "heredocs that the builder expands": HEREDOCS,
  "what has another effect": EFFECTS,
  "flags, checks and indexes": FLAGS,
};

const CAUSES = new Set(RULES.filter(({ namesCause }) => namesCause).map(({ id }) => id));

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

/** What the rules of `ids` find in a text, causes first. */
function findings(text: string, options: BuildOptions, ids: ReadonlySet<string>): RuleFinding[] {
  const found = checkModel(analyzeText(text, options), (rule, error) => {
    throw new Error(`${rule.id} threw`, { cause: error });
  }).filter(({ rule }) => ids.has(rule.id));
  return [...found.filter(({ rule }) => rule.namesCause), ...found.filter(({ rule }) => !rule.namesCause)];
}

/** The text after the preferred fix of the first finding that has one. */
function fixed(text: string, found: readonly RuleFinding[]): string | undefined {
  for (const { fixes } of found) {
    const [preferred] = fixes?.() ?? [];
    if (preferred && !preferred.isChoice && preferred.refused === undefined)
      return applyChanges(text, preferred.changes);
  }
  return undefined;
}

const idsOf = (found: readonly RuleFinding[]) => found.map(({ rule }) => rule.id).sort();

describe("what people ask about in public", () => {
  for (const [kind, cases] of Object.entries(KINDS))
    describe(kind, () => {
      for (const [title, { dockerfile, fixed: after, buildArgs = {}, differsIn = {} }] of Object.entries(
        cases,
      )) {
        const options = { ...NO_OPTIONS, buildArgs: new Map(Object.entries(buildArgs)) };
        const { text } = marked(dockerfile);
        const found = new Set(markedRules(dockerfile));
        const causes = new Set([...found].filter(id => CAUSES.has(id)));
        // What has a cause may be silent in another form; the cause is not.
        const ids = causes.size > 0 ? causes : found;
        it(title, () => {
          check(dockerfile, options, ALL);
          assert.equal(fixed(text, findings(text, options, ids)), after);
        });
        for (const [name, variant] of Object.entries(VARIANTS)) {
          // Nothing but its form is known of what is held back.
          if (name in differsIn || (name === "ONBUILD" && causes.size === 0)) continue;
          it(`${title}: ${name}`, () => {
            const written = variant(text);
            const there = findings(written, options, ids);
            assert.deepEqual(idsOf(there), idsOf(findings(text, options, ids)), written);
            const changed = fixed(written, there);
            assert.equal(changed && released(changed), after && released(variant(after)));
          });
        }
      }
    });
});
