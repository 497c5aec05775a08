/** The registry, its pages, the settings and the code actions say the same of every rule. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { RULE_INDEX, ruleIndex, rulePageFile, withFacts } from "../../scripts/rules";
import { aroundFindingsIn, findingsIn, fixTitles, readRulePage } from "../../scripts/rulePage";
import { FIX_ALL_KIND } from "../../server/src/features/capabilities";
import { codeActions } from "../../server/src/features/codeActions";
import { RULES } from "../../server/src/rules/registry";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { contextOf } from "../support/feature";

const FOLDER = join(__dirname, "..", "..", "docs", "rules");
const EVERYWHERE = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

describe("the pages of the rules", () => {
  it("are one for each rule, and no others", () => {
    const pages = readdirSync(FOLDER).filter(file => file !== "README.md");
    assert.deepEqual(pages.sort(), RULES.map(({ id }) => `${id}.md`).sort());
  });

  it("have an index, as `npm run rules` writes it", async () => {
    assert.equal(await ruleIndex(), readFileSync(RULE_INDEX, "utf8"));
  });

  for (const rule of RULES) {
    const text = readFileSync(rulePageFile(rule), "utf8");
    it(`${rule.id}: has the facts as \`npm run rules\` writes them`, async () => {
      assert.equal(await withFacts(rule, text), text);
    });

    it(`${rule.id}: shows what it finds, and a file in which it finds nothing`, () => {
      const { heading, before, after } = readRulePage(text);
      assert.equal(heading, rule.id);
      const ofRule = (example: typeof before) =>
        [...findingsIn(example, rule), ...aroundFindingsIn(example)].filter(found => found.rule === rule);
      assert.equal(ofRule(before).length > 0, !before.isAbridged);
      assert.deepEqual(ofRule(after), []);
      const errors = findingsIn(after, rule).filter(found => found.rule.origin === "error");
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
      );
    });

    it(`${rule.id}: is fixed by the kinds of code actions that the page speaks of`, () => {
      const page = readRulePage(text);
      const { fixes, onSaving } = fixTitles(rule, page);
      // What a build is told is the builder's, and no setting: those rules have no fixes.
      const { target, ignoreFile, context: buildContext, costs } = page.before.options;
      // Those of files around are tested there.
      if (page.before.compose !== null) return;
      if (target !== undefined || ignoreFile || buildContext || costs) return;
      const settings = {
        ...DEFAULT_SETTINGS,
        rules: { levels: { [rule.id]: rule.severity }, onlyStages: false },
        buildArgs: Object.fromEntries(page.before.options.buildArgs),
        build: {
          context: "",
          contexts: Object.fromEntries(page.before.options.contexts.map(name => [name, "."])),
          platforms: [],
        },
      };
      const context = contextOf(page.before.dockerfile, settings);
      const support = { disabled: false, documentChanges: true };
      const titlesOf = (kind: string) =>
        codeActions(context, EVERYWHERE, [kind], support, () => undefined).map(({ title }) => title);
      const quickFixes = titlesOf("quickfix");
      for (const title of fixes) assert.ok(quickFixes.includes(title), title);
      assert.equal(
        quickFixes.includes(`Turn off ${rule.id} in this file`),
        rule.origin !== "error" && !page.before.isAbridged,
      );
      if (onSaving) assert.equal(titlesOf(FIX_ALL_KIND).length, 1);
    });
  }
});
