import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";

const MODES = new Set(["default", "none", "host"]);

export const invalidNetworkMode: Rule = {
  id: "InvalidNetworkMode",
  title: "RUN --network is default, none or host.",
  advice: "The networks are default, none and host.",
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, flags } = line.instruction;
    if (keyword !== "RUN" || flags.length === 0) return;
    const flag = flags.find(({ name }) => name === "network");
    if (flag?.value && !MODES.has(flag.value.text))
      report({
        span: toDocument(line, flag.span),
        message: `invalid network mode ${JSON.stringify(flag.value.text)}`,
      });
  },
};
