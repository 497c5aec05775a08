import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";

export const fromAsCasing: Rule = {
  id: "FromAsCasing",
  title: "The 'as' keyword should match the case of the 'from' keyword.",
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
      if (as.text === (upper ? as.text.toUpperCase() : as.text.toLowerCase())) continue;
      report({
        span: toDocument(line, as.span),
        message: `'${as.text}' and '${from}' keywords' casing do not match`,
        line,
      });
    }
  },
};
