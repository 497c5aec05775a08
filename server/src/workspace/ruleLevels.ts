/** The rules and their severities, as the project file and the command line name them, and what is said of other names. */
import { RULES } from "../rules/registry";
import { nearest } from "../stages/model/suggest";

/** The levels of a rule, as the file, the settings and the command line write them. */
export const RULE_LEVELS = ["error", "warning", "information", "hint", "off"] as const;
/** From which severity on a check fails. */
export const FAIL_ON = ["error", "warning", "information", "hint", "never"] as const;
export type FailOn = (typeof FAIL_ON)[number];

const RULE_IDS: readonly string[] = RULES.map(({ id }) => id);

/** What is wrong with the name of a rule, with the one that may be meant; null for a rule. */
export function ruleFault(id: string): string | null {
  if (RULE_IDS.includes(id)) return null;
  return `"${id}" is not a rule.${meant(id, RULE_IDS)}`;
}

/** What is wrong with the level of a rule; null for a level. */
export function levelFault(level: string): string | null {
  if (isOneOf(RULE_LEVELS, level)) return null;
  return `"${level}" is not a severity. Write ${listOf(RULE_LEVELS)}.`;
}

/** Whether a text is one of some. */
export function isOneOf<Text extends string>(texts: readonly Text[], text: string): text is Text {
  return (texts as readonly string[]).includes(text);
}

/** Texts as a sentence has them: `a, b or c`. */
export function listOf(texts: readonly string[]): string {
  return `${texts.slice(0, -1).join(", ")} or ${texts.at(-1) ?? ""}`;
}

/** The question whether one of the known names is meant; empty where none is near. */
export function meant(name: string, known: readonly string[]): string {
  const near = known.find(each => each.toLowerCase() === name.toLowerCase()) ?? nearest(name, known);
  return near === null ? "" : ` Did you mean "${near}"?`;
}
