import * as l10n from "@vscode/l10n";
import { isHeredoc, stepPlace } from "../rule";
import type { Rule } from "../rule";
import { sourceKind } from "../facts/sourceKind";

const LENGTHS: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

export const invalidChecksum: Rule = {
  id: "InvalidChecksum",
  title: "ADD --checksum must be the digest of a downloaded source.",
  advice: () =>
    l10n.t(
      "Write the checksum as sha256:<64 hexadecimal digits>. It applies to a single source that is downloaded.",
    ),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      const word = step.words.find(({ role }) => role === "checksum");
      if (!word || word.expansion.result === "") continue;
      const sources = step.words.filter(({ role, text }) => role === "operand" && !isHeredoc(step, text));
      if (sources.length !== 1) {
        const message = "checksum can't be specified for multiple sources";
        report({ ...stepPlace(step, word.span), message });
        continue;
      }
      if ([word, ...sources].some(({ expansion }) => expansion.dependsOnBuild || expansion.error !== null))
        continue;
      const kinds = sources.map(({ expansion }) => sourceKind(expansion.result));
      // A commit is what the digest of a repository is; the builder does not look at its form.
      const message = kinds.includes("path")
        ? "checksum requires HTTP(S) or Git sources"
        : kinds.includes("url")
          ? digestError(word.expansion.result)
          : null;
      if (message !== null) report({ ...stepPlace(step, word.span), message });
    }
  },
};

/** Any digest, as go-digest has it. */
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/;

function digestError(digest: string): string | null {
  const colon = digest.indexOf(":");
  const algorithm = digest.slice(0, colon);
  const hex = digest.slice(colon + 1);
  if (colon < 1 || hex === "") return "invalid checksum digest format";
  const length = LENGTHS.get(algorithm);
  if (length === undefined)
    return DIGEST.test(digest) ? "unsupported digest algorithm" : "invalid checksum digest format";
  if (hex.length !== length) return "invalid checksum digest length";
  return /[^0-9a-f]/.test(hex) ? "invalid checksum digest format" : null;
}
