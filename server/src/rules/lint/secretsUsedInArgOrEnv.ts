import * as l10n from "@vscode/l10n";
import { isSecretName } from "../../shared/secrets";
import { stepPlace } from "../rule";
import type { Rule } from "../rule";

export const secretsUsedInArgOrEnv: Rule = {
  id: "SecretsUsedInArgOrEnv",
  title: "Sensitive data should not be used in the ARG or ENV commands",
  advice: () => l10n.t("Pass the secret to the command that needs it: RUN --mount=type=secret."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      for (const { name, span } of step.declared)
        if (isSecretName(name)) {
          const message = `Do not use ARG or ENV instructions for sensitive data (${step.instruction.keyword} ${JSON.stringify(name)})`;
          report({ ...stepPlace(step, span), message, line: step.line });
        }
    }
  },
};
