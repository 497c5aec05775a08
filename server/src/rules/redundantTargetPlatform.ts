import { expandIn } from "../stages/scope";
import { platformSpan } from "./rule";
import type { Rule } from "./rule";

export const redundantTargetPlatform: Rule = {
  id: "RedundantTargetPlatform",
  title:
    "Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior.",
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  check({ model }, report) {
    for (const stage of model.stages) {
      if (!stage.platform) continue;
      const { result, matched, unmatched } = expandIn(model.scope, stage.platform);
      const onlyTarget = matched.size === 1 && unmatched.size === 0 && matched.has("TARGETPLATFORM");
      if (!onlyTarget || result !== model.scope.values.get("TARGETPLATFORM")) continue;
      report({
        span: platformSpan(stage),
        message: `Setting platform to predefined ${stage.platform} in FROM is redundant as this is the default behavior`,
        line: stage.line,
      });
    }
  },
};
