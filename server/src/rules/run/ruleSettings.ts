/** What the settings say about rules. */
import type { Rule, Severity } from "../rule";

/** What a rule is set to: a severity, or silence. */
export type RuleLevel = Severity | "off";

/** What the settings say about rules. */
export interface RuleSettings {
  /** By rule; a rule that is not among them is as loud as it says itself. */
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** Rules that are not about stages keep silent: another tool reports what they say. */
  readonly onlyStages: boolean;
}

export const DEFAULT_RULE_SETTINGS: RuleSettings = { levels: {}, onlyStages: false };

/** How loud a rule is under the settings; null where it keeps silent. */
export function levelOf(rule: Rule, { levels, onlyStages }: RuleSettings): Severity | null {
  if (onlyStages && !rule.isAboutStages) return null;
  const level = levels[rule.id] ?? (rule.isOffByDefault ? "off" : rule.severity);
  return level === "off" ? null : level;
}
