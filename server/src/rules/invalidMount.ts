import { toDocument } from "../dockerfile/place";
import type { Flag } from "../dockerfile/flags";
import type { Rule } from "./rule";

export const invalidMount: Rule = {
  id: "InvalidMount",
  title: "A --mount that cannot be read, or that must not have a from.",
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { mounts, flags } = line.instruction;
    if (mounts.length === 0) return;
    const mountFlags = mounts.some(({ error }) => error !== null) ? flags.filter(isMount) : [];
    for (const [index, { error, type, from }] of mounts.entries()) {
      if (error !== null) {
        const flag = mountFlags[index];
        if (flag)
          report({ span: toDocument(line, flag.span), message: `failed to parse csv mounts: ${error}` });
      } else if (type === "secret" && from?.value?.text)
        report({ span: toDocument(line, from.span), message: "secret mount should not have a from" });
    }
  },
};

/** The flags that `Instruction.mounts` was read from, in the same order. */
function isMount({ name, value }: Flag): boolean {
  return name === "mount" && value !== null;
}
