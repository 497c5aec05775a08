import * as l10n from "@vscode/l10n";
import type { Flag } from "../dockerfile/flags";
import { INSTRUCTIONS } from "../dockerfile/instructionSet";
import type { FlagKind } from "../dockerfile/instructionSet";
import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";

export const invalidFlag: Rule = {
  id: "InvalidFlag",
  title: "Each instruction takes flags of its own, once each, with the value they want.",
  advice: () => l10n.t("Give the flag once, with a value of the kind that it takes."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, flags } = line.instruction;
    const known = flags.length > 0 ? INSTRUCTIONS.get(keyword) : undefined;
    if (!known) return;
    for (const flag of flags) {
      // As the builder does, stop at the first fault: an unknown flag is for another rule to say.
      if (!known.has(flag.name)) break;
      const message = flagError(flag, known, flags);
      if (message === null) continue;
      report({ span: toDocument(line, flag.span), message });
      break;
    }
  },
};

/** What is wrong with a flag that the instruction knows, or null. */
export function flagError(
  flag: Flag,
  known: ReadonlyMap<string, FlagKind>,
  flags: readonly Flag[],
): string | null {
  const { name, value } = flag;
  const kind = known.get(name);
  if (kind !== "list" && flags.length > 1 && flags.find(other => other.name === name) !== flag)
    return `duplicate flag specified: --${name}`;
  if (kind !== "bool") return value === null ? `missing a value on flag: --${name}` : null;
  if (value === null) return null;
  if (value.text === "") return `missing a value on flag: --${name}`;
  return /^(true|false)$/i.test(value.text)
    ? null
    : `expecting boolean value for flag --${name}, not: ${value.text}`;
}
