/** What is wrong with the value of a flag, in the builder's words. */
import type { Flag } from "../../dockerfile/flags";
import type { FlagKind } from "../../dockerfile/instructionSet";

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
