import * as l10n from "@vscode/l10n";
import type { Flag } from "../../dockerfile/flags";
import { toDocument } from "../../dockerfile/sourceMap";
import { mountFault, misspelledOption } from "../facts/mountOptions";
import { replacement } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

export const invalidMount: Rule = {
  id: "InvalidMount",
  title: "RUN --mount must have valid options.",
  advice: () => l10n.t("Write the mount as type=<type>,<key>=<value>."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { mounts, flags } = line.instruction;
    if (!mounts.some(({ error }) => error !== null)) return;
    const mountFlags = flags.filter(isMount);
    for (const [index, { error }] of mounts.entries()) {
      const flag = mountFlags[index];
      if (error !== null && flag)
        report({ span: toDocument(line, flag.span), message: `failed to parse csv mounts: ${error}` });
    }
  },
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      const { instruction, words, workdir } = step;
      const { mounts } = instruction;
      if (mounts.length === 0 || mounts.some(({ error }) => error !== null)) continue;
      const expansions = words.filter(({ role }) => role === "mount").map(({ expansion }) => expansion);
      let at = 0;
      for (const [index, mount] of mounts.entries()) {
        const count = mount.options.filter(({ key, value }) => value !== null && key !== "from").length;
        const fault = mountFault(mount, expansions.slice(at, at + count).values(), workdir);
        at += count;
        if (!fault) continue;
        const flag = instruction.flags.filter(isMount)[index];
        const span = fault.option?.span ?? flag?.span ?? instruction.rest;
        // As the builder does, say the first of them alone.
        report({
          ...stepPlace(step, span),
          message: fault.message,
          ...stepFixes(step, () => {
            const misspelled = fault.option && misspelledOption(fault.option);
            if (!misspelled) return [];
            const { meant } = misspelled;
            return [replacement(l10n.t('Write "{0}"', meant), toDocument(step.line, misspelled.span), meant)];
          }),
        });
        break;
      }
    }
  },
};

/** The flags that `Instruction.mounts` was read from, in the same order. */
function isMount({ name, value }: Flag): boolean {
  return name === "mount" && value !== null;
}
