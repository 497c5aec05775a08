/** What the settings say about rules. */
import type { Rule, Severity } from "./rule";

/** What a rule is set to: a severity, silence, or what the rule itself says. */
export type RuleLevel = Severity | "off" | "default";

/** What the settings say about rules. */
export interface RuleSettings {
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** Rules that are not about stages keep silent: another tool reports what they say. */
  readonly onlyStages: boolean;
}

export const DEFAULT_RULE_SETTINGS: RuleSettings = { levels: {}, onlyStages: false };

/** How loud a rule is under the settings; null where it keeps silent. */
export function levelOf(rule: Rule, { levels, onlyStages }: RuleSettings): Severity | null {
  if (onlyStages && !rule.isAboutStages) return null;
  const level = levels[rule.id] ?? "default";
  if (level === "off") return null;
  if (level !== "default") return level;
  return rule.isOffByDefault ? null : rule.severity;
}
