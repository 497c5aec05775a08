/**
 * `npm run rules`: writes the facts of the rule registry to the manifest (a setting for each rule, its text in
 * package.nls.json) and to the pages of docs/rules (the facts at the top of each). A test fails while they differ.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { ONLY_AROUND } from "../server/src/rules/around/registry";
import { RULES } from "../server/src/rules/registry";
import type { Rule } from "../server/src/rules/rule";
import { builderRulePage } from "../server/src/rules/rule";
import { fixTitles, readRulePage } from "./rulePage";

const PREFIX = "dockerfileStages.rules.";
/** The keys of their texts. */
const TEXT = "rule.";
const LEVELS = ["default", "off", "hint", "information", "warning", "error"];
const FACTS = /(<!-- facts -->\n)[^]*?(<!-- \/facts -->)/;
const ROOT = join(__dirname, "..");

export const RULE_INDEX = join(ROOT, "docs", "rules", "README.md");

/** The settings of the rules, by their names, in the order of the alphabet. */
export function ruleSettings(): Record<string, unknown> {
  return Object.fromEntries(byId().map(rule => [PREFIX + rule.id, ruleSetting(rule)]));
}

function byId(): Rule[] {
  return [...RULES].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ruleSetting(rule: Rule): unknown {
  return {
    type: "string",
    enum: LEVELS,
    default: "default",
    scope: "resource",
    markdownDescription: `%${TEXT}${rule.id}%`,
  };
}

/** package.nls.json with the texts of the settings of the rules as they are, behind the title of their group. */
export function withRuleTexts(texts: string): string {
  const lines = byId().map(rule => {
    const text = `${summaryOf(rule)} Default severity: ${defaultSeverity(rule)}.`;
    return `  ${JSON.stringify(TEXT + rule.id)}: ${JSON.stringify(text)},\n`;
  });
  return texts
    .replace(/^ {2}"rule\..*\n/gm, "")
    .replace(/^ {2}"configuration\.rules".*\n/m, title => title + lines.join(""));
}

function summaryOf({ title }: Rule): string {
  return `${title.replace(/\.$/, "")}.`;
}

function defaultSeverity({ severity, isOffByDefault }: Rule): string {
  return isOffByDefault ? "off" : severity;
}

interface Manifest {
  contributes: { configuration: { title: string; properties: Record<string, unknown> }[] };
}

/** The text of a manifest with the settings of the rules as they are. */
export function withRuleSettings(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  const title = "%configuration.rules%";
  const others = manifest.contributes.configuration.filter(group => group.title !== title);
  manifest.contributes.configuration = [...others, { title, properties: ruleSettings() }];
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The file of the page of a rule. */
export function rulePageFile({ id }: Rule): string {
  return join(ROOT, "docs", "rules", `${id}.md`);
}

/** The text of a page with the facts about its rule as they are. */
export async function withFacts(rule: Rule, text: string): Promise<string> {
  const { fixes, onSaving } = fixTitles(rule, readRulePage(text));
  const rows = [
    [
      "Severity",
      rule.experimental
        ? `${defaultSeverity(rule)}; off unless the file has \`# check=experimental=${rule.id}\``
        : defaultSeverity(rule),
    ],
    ["Reported by", reportedBy(rule)],
    ["Setting", `\`${PREFIX}${rule.id}\``],
    [
      "Also reported by other tools",
      rule.isAboutStages
        ? "no; this rule stays on next to other Docker extensions"
        : "yes; off by default next to other Docker extensions (`dockerfileStages.diagnostics.scope`)",
    ],
    [
      "How to turn it off",
      rule.origin === "error"
        ? "the setting only; the builder rejects the file"
        : // These files have no comments for checks.
          ONLY_AROUND.includes(rule)
          ? "the setting"
          : `the setting, or the comment \`# check=skip=${rule.id}\``,
    ],
    [
      "Quick fix",
      fixes.length > 0
        ? fixes
            .map(
              title => `${title}${onSaving ? " (also on save, with `source.fixAll.dockerfileStages`)" : ""}`,
            )
            .join("; ")
        : "none",
    ],
  ];
  const table = [
    "| | |",
    "| --- | --- |",
    ...rows.map(([name, value]) => `| ${name ?? ""} | ${value ?? ""} |`),
  ].join("\n");
  const facts = `\n${summaryOf(rule)} ${rule.advice()}\n\n${table}\n\n`;
  return format(
    text.replace(FACTS, (_, start: string, end: string) => start + facts + end),
    { parser: "markdown", printWidth: 110, proseWrap: "always" },
  );
}

/** The index of the pages, by who reports what. */
export async function ruleIndex(): Promise<string> {
  const groups = [
    ["Errors of the builder", "error"],
    ["Warnings of the builder", "builder"],
    ["Rules of this extension", "own"],
  ] as const;
  const rowsOf = (origin: Rule["origin"]) =>
    RULES.filter(rule => rule.origin === origin)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(rule => `| [${rule.id}](${rule.id}.md) | ${summaryOf(rule)} | ${defaultSeverity(rule)} |`);
  const tables = groups.map(([title, origin]) =>
    [
      `## ${title}`,
      "",
      "| Rule | Description | Default severity |",
      "| --- | --- | --- |",
      ...rowsOf(origin),
    ].join("\n"),
  );
  const text = `# Rules\n\n<!-- npm run rules writes this page. -->\n\nEach page explains a rule, with an example before and after the fix. The setting \`dockerfileStages.rules.<Rule>\` changes the\nseverity of a rule, or turns it off.\n\n${tables.join("\n\n")}\n`;
  return format(text, { parser: "markdown", printWidth: 110, proseWrap: "always" });
}

function reportedBy({ id, origin }: Rule): string {
  if (origin === "builder") return `BuildKit, as [${id}](${builderRulePage(id)})`;
  return origin === "error" ? "BuildKit, which rejects the file" : "this extension";
}

async function main(): Promise<void> {
  const manifest = join(ROOT, "package.json");
  writeFileSync(manifest, withRuleSettings(readFileSync(manifest, "utf8")));
  const texts = join(ROOT, "package.nls.json");
  writeFileSync(texts, withRuleTexts(readFileSync(texts, "utf8")));
  for (const rule of RULES) {
    const file = rulePageFile(rule);
    writeFileSync(file, await withFacts(rule, readFileSync(file, "utf8")));
  }
  writeFileSync(RULE_INDEX, await ruleIndex());
}

if (require.main === module) void main();
