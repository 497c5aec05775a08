import { parsePlatform } from "../stages/platform";
import { expandIn } from "../stages/scope";
import { didYouMean, nearest } from "../stages/suggest";
import { platformSpan } from "./rule";
import type { Rule } from "./rule";

export const invalidPlatform: Rule = {
  id: "InvalidPlatform",
  title: "--platform is an operating system, an architecture, or both with a variant.",
  advice: "Write the platform as os/architecture, such as linux/arm64.",
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check({ model }, report) {
    for (const stage of model.stages) {
      if (!stage.platform) continue;
      const { result, unmatched, error, conditional } = expandIn(model.scope, stage.platform);
      if (error !== null || conditional) continue;
      const [missing] = unmatched;
      const suggestion = didYouMean(missing === undefined ? null : nearest(missing, model.scope.names));
      const span = platformSpan(stage);
      if (result === "") {
        report({ span, message: `empty platform value from expression ${stage.platform}${suggestion}` });
        continue;
      }
      const reading = parsePlatform(result);
      if (reading.error !== null)
        report({
          span,
          message: `failed to parse platform ${stage.platform}: ${reading.error}${suggestion}`,
        });
    }
  },
};
