import { toDocument } from "../dockerfile/place";
import { safeFix } from "./fix";
import type { Rule } from "./rule";

export const fromAsCasing: Rule = {
  id: "FromAsCasing",
  title: "The 'as' keyword should match the case of the 'from' keyword.",
  advice: "Write both in the same case.",
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  check({ model }, report) {
    for (const { line, nameWord } of model.stages) {
      const { text, keywordSpan, words } = line.instruction;
      const as = nameWord && words[1];
      if (!as) continue;
      const from = text.slice(keywordSpan.start, keywordSpan.end);
      if (from === "FROM" && as.text === "AS") continue;
      const upper = from === from.toUpperCase();
      // A FROM of mixed case sets no example to follow.
      if (!upper && from !== from.toLowerCase()) continue;
      const right = upper ? "AS" : "as";
      if (as.text === right) continue;
      const span = toDocument(line, as.span);
      report({
        span,
        message: `'${as.text}' and '${from}' keywords' casing do not match`,
        line,
        fixes: () => [safeFix(`Write "${right}"`, { changes: [{ span, text: right }] })],
      });
    }
  },
};
