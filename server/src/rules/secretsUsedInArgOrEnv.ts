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
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, report) {
    for (const step of steps) {
      const { keyword } = step.instruction;
      if (keyword !== "ARG" && keyword !== "ENV") continue;
      for (const { name, span } of declaredNames(step))
        if (SECRET.test(name) && !HARMLESS.test(name)) {
          const message = `Do not use ARG or ENV instructions for sensitive data (${keyword} ${JSON.stringify(name)})`;
          report({ ...stepPlace(step, span), message, line: step.line });
        }
    }
  },
};

/** The names that an instruction sets: an `ARG` takes them as they are written, an `ENV` expands them. */
function declaredNames({ instruction, words }: Step): { name: string; span: Span }[] {
  if (instruction.keyword === "ENV")
    return words
      .filter(({ role }) => role === "key")
      .map(({ expansion, span }) => ({ name: expansion.result, span }));
  return instruction.words.map(({ text, span }) => {
    const name = text.split("=", 1)[0] ?? "";
    return { name, span: { start: span.start, end: span.start + name.length } };
  });
}
