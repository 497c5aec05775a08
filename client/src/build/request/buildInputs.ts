/** What builds of a Dockerfile are given beside the file. */
import type * as vscode from "vscode";
import type { UseInfo, UseValue } from "../../../../server/src/protocol";
import type { BuildInputs } from "../../snapshot/staleness";
import { useInForce } from "../uses/findUse";
import type { Uses } from "../uses/uses";
import type { BuildSettings } from "./buildSettings";
import { settingsFor } from "./settingsFor";

/**
 * What the settings and the use in force say of builds of a Dockerfile; `undefined` where they cannot be read. Results are compared
 * by what settings and the use that was built say, not by what one build was given: a task with options of its own has built the
 * stage as well.
 */
export function buildInputsOf(
  uses: Pick<Uses, "known" | "contextOf">,
  uri: vscode.Uri,
): BuildInputs | undefined {
  const read = settingsFor({ uri });
  if ("problem" in read) return undefined;
  const answer = uses.known(uri);
  return inputsOf(read.settings, answer && useInForce(answer), uses.contextOf(uri));
}

/** The inputs under settings, a use and a context that was chosen. */
export function inputsOf(
  { context, buildArgs, contexts, platforms }: BuildSettings,
  use: UseInfo | undefined,
  chosenContext: string | undefined,
): BuildInputs {
  const texts = (values: Record<string, UseValue | null> = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value?.text ?? ""]));
  return {
    context: chosenContext ?? use?.context?.folder ?? use?.context?.text ?? context,
    buildArgs: { ...buildArgs, ...texts(use?.args) },
    contexts: { ...contexts, ...texts(use?.contexts) },
    platforms: use?.platforms.length ? use.platforms.map(({ text }) => text) : platforms,
  };
}
