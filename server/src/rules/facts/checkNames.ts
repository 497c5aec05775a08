/** The rules of the builder that `# check=` can name, and the instructions for which each is reported (spec 7). */
import { nearest } from "../../stages/model/suggest";
import { ERROR_RULE_IDS, OWN_RULE_IDS } from "../ruleIds";

const EXPANDED = ["ADD", "ARG", "COPY", "ENV", "LABEL", "RUN", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"];
const FROM = ["FROM"];

/** By rule, the keywords above which a comment silences it; none where only the directive of the file does. */
const REPORTED_FOR: ReadonlyMap<string, readonly string[]> = new Map([
  ["ConsistentInstructionCasing", []],
  ["CopyIgnoredFile", ["ADD", "COPY"]],
  ["DuplicateStageName", []],
  ["ExposeInvalidFormat", ["EXPOSE"]],
  ["ExposeProtoCasing", ["EXPOSE"]],
  ["FromAsCasing", FROM],
  ["FromPlatformFlagConstDisallowed", FROM],
  ["InvalidBaseImagePlatform", []],
  ["InvalidDefaultArgInFrom", []],
  ["InvalidDefinitionDescription", ["ARG", "FROM"]],
  ["JSONArgsRecommended", ["CMD", "ENTRYPOINT"]],
  ["LegacyKeyValueFormat", ["ENV", "LABEL"]],
  ["MaintainerDeprecated", ["MAINTAINER"]],
  ["MultipleInstructionsDisallowed", ["CMD", "ENTRYPOINT", "HEALTHCHECK"]],
  ["NoEmptyContinuation", []],
  ["RedundantTargetPlatform", FROM],
  ["ReservedStageName", []],
  ["SecretsUsedInArgOrEnv", ["ARG", "ENV"]],
  ["StageNameCasing", FROM],
  ["UndefinedArgInFrom", FROM],
  ["UndefinedVar", EXPANDED],
  ["WorkdirRelativePath", ["WORKDIR"]],
]);

/** Rules of hadolint and ShellCheck, which read comments of their own. */
const OF_OTHERS = /^(?:DL|SC)\d{4}$/;

const OWN: ReadonlySet<string> = new Set(OWN_RULE_IDS);
const ERRORS: ReadonlySet<string> = new Set(ERROR_RULE_IDS);

/** By their names in small letters, the rules that a comment can turn off. */
const SILENCED: ReadonlyMap<string, string> = new Map(
  [...REPORTED_FOR.keys(), ...OWN].map(rule => [rule.toLowerCase(), rule]),
);

/** The keywords of the instructions above which a comment silences a rule; null for a name that is none of the builder's. */
export function silencedAbove(rule: string): readonly string[] | null {
  return REPORTED_FOR.get(rule) ?? null;
}

/** Whether a name is that of a rule, or is meant to be one. */
export function looksLikeRule(name: string): boolean {
  return REPORTED_FOR.has(name) || OWN.has(name) || nameFault(name) !== null;
}

/** What is wrong with a name in a list of rules. */
export type NameFault =
  /** It is likely to mean another one, which is ours or the builder's. */
  | { readonly kind: "misspelled"; readonly meant: string; readonly isOurs: boolean }
  /** It is that of an error, which no comment turns off. */
  | { readonly kind: "error" }
  /** It is that of another program. */
  | { readonly kind: "foreign" };

/** What is wrong with a name in a list of rules; null for a rule, and for what nobody knows. */
export function nameFault(name: string): NameFault | null {
  if (name === "all" || REPORTED_FOR.has(name) || OWN.has(name)) return null;
  if (ERRORS.has(name)) return { kind: "error" };
  const folded = name.toLowerCase().replace(/[-_]/g, "");
  if (folded === "all" || folded === "*") return { kind: "misspelled", meant: "all", isOurs: false };
  const meant = SILENCED.get(folded) ?? SILENCED.get(nearest(folded, SILENCED.keys()) ?? "");
  if (meant !== undefined) return { kind: "misspelled", meant, isOurs: OWN.has(meant) };
  return OF_OTHERS.test(name) ? { kind: "foreign" } : null;
}
