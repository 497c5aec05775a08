import * as l10n from "@vscode/l10n";
import type { Span } from "../dockerfile/source";
import type { Step } from "../stages/dispatch";
import { stepPlace } from "./rule";
import type { Rule } from "./rule";

// The builder's `dockerfile2llb/validations.go`.
const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const HARMLESS = /(?:_|^)(?:public|file|version)(?:_|$)/i;

export const secretsUsedInArgOrEnv: Rule = {
  id: "SecretsUsedInArgOrEnv",
  title: "Sensitive data should not be used in the ARG or ENV commands",
  advice: () => l10n.t("Give the secret to the one command that needs it: RUN --mount=type=secret."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      for (const { name, span } of declaredNames(step))
        if (isSecretName(name)) {
          const message = `Do not use ARG or ENV instructions for sensitive data (${step.instruction.keyword} ${JSON.stringify(name)})`;
          report({ ...stepPlace(step, span), message, line: step.line });
        }
    }
  },
};

/** Whether the builder takes a name for that of a secret. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name);
}

/** The names that an `ARG` or `ENV` sets: an `ARG` takes them as they are written, an `ENV` expands them. */
export function declaredNames({ instruction, words }: Step): { name: string; span: Span }[] {
  if (instruction.keyword === "ENV")
    return words
      .filter(({ role }) => role === "key")
      .map(({ expansion, span }) => ({ name: expansion.result, span }));
  if (instruction.keyword !== "ARG") return [];
  return instruction.words.map(({ text, span }) => {
    const name = text.split("=", 1)[0] ?? "";
    return { name, span: { start: span.start, end: span.start + name.length } };
  });
}
