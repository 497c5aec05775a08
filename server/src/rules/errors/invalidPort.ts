import * as l10n from "@vscode/l10n";
import { readPort } from "../facts/portSpec";
import { stepPlace } from "../rule";
import type { Rule } from "../rule";

export const invalidPort: Rule = {
  id: "InvalidPort",
  title: "EXPOSE takes ports or port ranges, with an optional protocol.",
  advice: () =>
    l10n.t("Use a port or a port range from 0 to 65535, optionally followed by /tcp, /udp or /sctp."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "EXPOSE") continue;
      const faults = step.words
        .filter(({ expansion }) => !expansion.dependsOnBuild && expansion.error === null)
        // The builder sorts the ports as they are written, and says the first fault of all.
        .toSorted((a, b) => (a.text < b.text ? -1 : 1))
        .flatMap(({ span, expansion }) =>
          expansion.words.map(port => ({ span, message: readPort(port).error })),
        )
        .filter(({ message }) => message !== null);
      const [fault] = faults;
      if (fault?.message) report({ ...stepPlace(step, fault.span), message: fault.message });
    }
  },
};
