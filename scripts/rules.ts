/**
 * `npm run rules`: writes what the registry of rules knows into the manifest: one setting for each rule. A test fails while
 * the manifest says something else.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../server/src/rules/registry";
import type { Rule } from "../server/src/rules/rule";

const PREFIX = "dockerfileStages.rules.";
const LEVELS = ["default", "off", "hint", "information", "warning", "error"];

/** The settings of the rules, by their names, in the order of the alphabet. */
export function ruleSettings(): Record<string, unknown> {
  const sorted = [...RULES].sort((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(sorted.map(rule => [PREFIX + rule.id, ruleSetting(rule)]));
}

function ruleSetting({ title, severity, isOffByDefault }: Rule): unknown {
  const loudness = isOffByDefault ? "off" : severity;
  return {
    type: "string",
    enum: LEVELS,
    default: "default",
    scope: "resource",
    markdownDescription: `${title.replace(/\.$/, "")}. Default: ${loudness}.`,
  };
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

if (require.main === module) {
  const file = join(__dirname, "..", "package.json");
  writeFileSync(file, withRuleSettings(readFileSync(file, "utf8")));
}
