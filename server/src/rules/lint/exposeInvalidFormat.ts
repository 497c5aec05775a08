import * as l10n from "@vscode/l10n";
import { replacement } from "../fix";
import { readPort } from "../facts/portSpec";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

export const exposeInvalidFormat: Rule = {
  id: "ExposeInvalidFormat",
  title:
    "IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release",
  advice: () =>
    l10n.t("Use only the port of the container. Publish it on the host with docker run --publish."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "EXPOSE") continue;
      for (const { span, text, expansion } of step.words)
        for (const port of expansion.words) {
          if (!readPort(port).hasHost) continue;
          const message = `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`;
          const place = stepPlace(step, span);
          const right = port.slice(port.lastIndexOf(":") + 1);
          report({
            ...place,
            message,
            line: step.line,
            ...stepFixes(step, () =>
              text === port ? [replacement(l10n.t('Write "{0}"', right), place.span, right)] : [],
            ),
          });
        }
    }
  },
};
