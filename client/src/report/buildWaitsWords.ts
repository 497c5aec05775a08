/** The critical path in words: `build waited 18 s for deps`. Pure. */
import * as l10n from "@vscode/l10n";
import { seconds } from "../engine/amounts";
import type { BuildWaits } from "./buildWaits";

/** Nobody can wait less: the mark `critical` has the same limit. */
export const SHORTEST_MS = 50;

/** Sentences as plain text; `quote` makes a name safe for where it is shown. None where nothing took any time. */
export function waitSentences(
  { path, saved }: BuildWaits,
  quote: (name: string) => string = name => name,
): string[] {
  const known = path.filter(({ took }) => took >= SHORTEST_MS);
  const [only] = known;
  const sentences: string[] = [];
  if (known.length === 1 && only !== undefined)
    sentences.push(l10n.t("The build waited {0} for {1}.", seconds(only.took), quote(only.name)));
  for (const [index, { name, took }] of known.entries()) {
    const next = known[index + 1];
    if (next !== undefined)
      sentences.push(l10n.t("{0} waited {1} for {2}.", quote(next.name), seconds(took), quote(name)));
    else if (known.length > 1) sentences.push(l10n.t("{0} then took {1}.", quote(name), seconds(took)));
  }
  if (saved >= SHORTEST_MS)
    sentences.push(l10n.t("Steps that ran at the same time saved {0}.", seconds(saved)));
  return sentences;
}
