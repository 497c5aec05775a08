/** The rules of the builder that `# check=` can name, and the instructions for which each is reported (spec 7). */
import { nearest } from "../../stages/model/suggest";

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

/** The keywords of the instructions above which a comment silences a rule; null for a name that is none of the builder's. */
export function silencedAbove(rule: string): readonly string[] | null {
  return REPORTED_FOR.get(rule) ?? null;
}

/** What is wrong with a name in a list of rules: the name that it is likely to mean, or that it is another program's. */
export function nameFault(name: string): { readonly meant: string | null } | null {
  if (name === "all" || REPORTED_FOR.has(name)) return null;
  const folded = name.toLowerCase().replace(/[-_]/g, "");
  if (folded === "all" || folded === "*") return { meant: "all" };
  const options = new Map([...REPORTED_FOR.keys()].map(rule => [rule.toLowerCase(), rule]));
  const meant = options.get(folded) ?? options.get(nearest(folded, options.keys()) ?? "");
  if (meant !== undefined) return { meant };
  return OF_OTHERS.test(name) ? { meant: null } : null;
}
