import * as l10n from "@vscode/l10n";
import { safeFix } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

export const exposeProtoCasing: Rule = {
  id: "ExposeProtoCasing",
  title: "Protocol in EXPOSE instruction should be lowercase",
  advice: () => l10n.t("Write tcp, udp or sctp."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "EXPOSE") continue;
      for (const { span, text, expansion } of step.words)
        for (const port of expansion.words) {
          const protocol = port.slice(port.indexOf("/") + 1);
          if (!port.includes("/") || protocol === protocol.toLowerCase()) continue;
          const message = `Defined protocol '${port}' in EXPOSE instruction should be lowercase`;
          const place = stepPlace(step, span);
          const right = port.toLowerCase();
          report({
            ...place,
            message,
            line: step.line,
            ...stepFixes(step, () =>
              text === port
                ? [safeFix(l10n.t('Write "{0}"', right), { changes: [{ span: place.span, text: right }] })]
                : [],
            ),
          });
        }
    }
  },
};
