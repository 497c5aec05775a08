import { stepPlace } from "./rule";
import type { Rule } from "./rule";

export const exposeProtoCasing: Rule = {
  id: "ExposeProtoCasing",
  title: "Protocol in EXPOSE instruction should be lowercase",
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "EXPOSE") continue;
      for (const { span, expansion } of step.words)
        for (const port of expansion.words) {
          const protocol = port.slice(port.indexOf("/") + 1);
          if (!port.includes("/") || protocol === protocol.toLowerCase()) continue;
          const message = `Defined protocol '${port}' in EXPOSE instruction should be lowercase`;
          report({ ...stepPlace(step, span), message, line: step.line });
        }
    }
  },
};
