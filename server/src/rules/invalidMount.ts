import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";

export const invalidMount: Rule = {
  id: "InvalidMount",
  title: "A --mount that cannot be read, or that must not have a from.",
  severity: "error",
  check({ model }, report) {
    for (const line of model.file.lines) {
      if (line.instruction.mounts.length === 0) continue;
      const flags = line.instruction.flags.filter(({ name, value }) => name === "mount" && value !== null);
      for (const [index, mount] of line.instruction.mounts.entries()) {
        const flag = flags[index];
        if (!flag) continue;
        const from = mount.options.findLast(({ key, value }) => key === "from" && value?.text);
        const type = mount.options.findLast(({ key }) => key === "type")?.value?.text.toLowerCase();
        if (mount.error !== null)
          report({
            span: toDocument(line, flag.span),
            message: `failed to parse csv mounts: ${mount.error}`,
          });
        else if (from && type === "secret")
          report({ span: toDocument(line, from.span), message: "secret mount should not have a from" });
      }
    }
  },
};
