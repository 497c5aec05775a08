import { readPort } from "./portSpec";
import { stepPlace } from "./rule";
import type { Rule } from "./rule";

export const exposeInvalidFormat: Rule = {
  id: "ExposeInvalidFormat",
  title:
    "IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release",
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "EXPOSE") continue;
      for (const { span, expansion } of step.words)
        for (const port of expansion.words) {
          if (!readPort(port).hasHost) continue;
          const message = `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`;
          report({ ...stepPlace(step, span), message, line: step.line });
        }
    }
  },
};
