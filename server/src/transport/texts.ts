/** The language in which people are spoken to. */
import * as l10n from "@vscode/l10n";

/**
 * Takes over a bundle as VS Code hands it out (`vscode.l10n.bundle`): texts by the English ones that `l10n.t` is asked for.
 * What is no text, or has not the places (`{0}`) of the English one, stays English; so does all where there is no bundle.
 * It holds for what is said from now on.
 */
export function useTexts(bundle: unknown): void {
  const entries = typeof bundle === "object" && bundle !== null ? Object.entries(bundle) : [];
  const fitting = entries.filter(
    ([english, text]) => typeof text === "string" && text !== "" && placesIn(text) === placesIn(english),
  ) as [string, string][];
  l10n.config({ contents: Object.fromEntries(fitting) });
}

/** The places of a text, each once, whatever their order. */
function placesIn(text: string): string {
  return [...new Set(text.match(/\{\d+\}/g))].sort().join();
}
