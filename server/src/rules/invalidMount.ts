import { toDocument } from "../dockerfile/place";
import type { Flag } from "../dockerfile/flags";
import type { Mount, MountOption } from "../dockerfile/mounts";
import type { Rule } from "./rule";

export const invalidMount: Rule = {
  id: "InvalidMount",
  title: "A --mount that cannot be read, or that must not have a from.",
  severity: "error",
  check({ model }, report) {
    for (const line of model.file.lines) {
      const { mounts, flags } = line.instruction;
      if (mounts.length === 0) continue;
      const mountFlags = mounts.some(mount => mount.error !== null) ? flags.filter(isMount) : [];
      for (const [index, mount] of mounts.entries()) {
        const flag = mountFlags[index];
        if (mount.error !== null && flag)
          report({
            span: toDocument(line, flag.span),
            message: `failed to parse csv mounts: ${mount.error}`,
          });
        const from =
          mount.error === null && isSecret(mount) ? mount.options.findLast(isGivenFrom) : undefined;
        if (from)
          report({ span: toDocument(line, from.span), message: "secret mount should not have a from" });
      }
    }
  },
};

/** The flags that `Instruction.mounts` was read from, in the same order. */
function isMount({ name, value }: Flag): boolean {
  return name === "mount" && value !== null;
}

function isSecret({ options }: Mount): boolean {
  return options.findLast(({ key }) => key === "type")?.value?.text.toLowerCase() === "secret";
}

function isGivenFrom({ key, value }: MountOption): boolean {
  return key === "from" && value !== null && value.text !== "";
}
