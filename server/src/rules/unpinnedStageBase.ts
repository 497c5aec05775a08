import { baseSpan } from "./rule";
import type { Rule } from "./rule";

export const unpinnedStageBase: Rule = {
  id: "UnpinnedStageBase",
  title: "The base image of a stage should have a tag other than latest, or a digest",
  advice: "Name a version, or a digest.",
  severity: "hint",
  origin: "own",
  isAboutStages: true,
  isOffByDefault: true,
  check({ model }, report) {
    for (const stage of model.stages) {
      const { to, problem, expanded } = stage.base;
      if (to !== "image" || problem || stage.replaced || expanded.includes("@")) continue;
      const tag = /:([^/:]*)$/.exec(expanded)?.[1];
      if (tag !== undefined && tag !== "latest") continue;
      report({
        span: baseSpan(stage),
        message: `${expanded} is whatever image is the latest when this is built`,
        line: stage.line,
      });
    }
  },
};
