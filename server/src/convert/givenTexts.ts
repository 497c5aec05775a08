/**
 * Stands in for `@vscode/l10n` in the bundle of the conversion (esbuild.mjs): the texts are those of the server that has
 * loaded it, which alone knows the reader's language.
 */
import type { t as texts } from "@vscode/l10n";

type Texts = typeof texts;

/** The text in the reader's language. */
export let t: Texts = (message: unknown) => String(message);

/** Takes over where texts come from. */
export function useTexts(given: Texts): void {
  t = given;
}
