import * as l10n from "@vscode/l10n";
import { stepPlace } from "../rule";
import type { Rule } from "../rule";

// The builder's `github.com/moby/sys/signal`, on Linux.
const SIGNALS = new Set(
  (
    "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP " +
    "TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX"
  ).split(" "),
);
const REAL_TIME = /^RT(?:MIN\+(?:[1-9]|1[0-5])|MAX-(?:[1-9]|1[0-4]))$/;

export const invalidSignal: Rule = {
  id: "InvalidSignal",
  title: "STOPSIGNAL must be the number or the name of a signal.",
  advice: () => l10n.t("Use the name of a signal, such as SIGTERM, or its number."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "STOPSIGNAL") continue;
      for (const { span, expansion } of step.words)
        if (!expansion.dependsOnBuild && expansion.error === null && !isSignal(expansion.result))
          report({ ...stepPlace(step, span), message: `invalid signal: ${expansion.result}` });
    }
  },
};

function isSignal(text: string): boolean {
  if (/^[-+]?\d+$/.test(text)) return Number(text) !== 0;
  const name = text.toUpperCase().replace(/^SIG/, "");
  return SIGNALS.has(name) || REAL_TIME.test(name);
}
