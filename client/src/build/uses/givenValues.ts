/** What stands in for values of a use: what a task or a command says, and the settings where the use leaves something open. Pure. */
import type { UseInfo } from "../../../../server/src/protocol";
import type { BuildOverrides, BuildSettings } from "../request/buildSettings";
import type { UseSituation } from "./usedBuild";

/** `hasContext`: a context was chosen for the Dockerfile. */
export function givenValues(
  { args, contexts, platforms }: UseInfo,
  settings: BuildSettings,
  overrides: BuildOverrides,
  hasContext: boolean,
): UseSituation["given"] {
  const isOpen = (value: { isOpen: boolean } | null | undefined) => value?.isOpen === true;
  const openNames = (names: Readonly<Record<string, unknown>>, values: UseInfo["args"]) =>
    Object.keys(names).filter(name => isOpen(values[name]));
  return {
    context: hasContext || overrides.context !== undefined,
    platforms: overrides.platforms !== undefined || (platforms.some(isOpen) && settings.platforms.length > 0),
    buildArgs: new Set([...Object.keys(overrides.buildArgs ?? {}), ...openNames(settings.buildArgs, args)]),
    contexts: new Set(openNames(settings.contexts, contexts)),
    secrets: new Set(Object.keys(settings.secrets)),
  };
}
