import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";

const MODES = new Set(["sandbox", "insecure"]);

export const invalidSecurityMode: Rule = {
  id: "InvalidSecurityMode",
  title: "RUN --security is sandbox or insecure.",
  advice: "The modes are sandbox and insecure.",
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, flags } = line.instruction;
    if (keyword !== "RUN" || flags.length === 0) return;
    const flag = flags.find(({ name }) => name === "security");
    if (flag?.value && !MODES.has(flag.value.text))
      report({
        span: toDocument(line, flag.span),
        message: `security ${JSON.stringify(flag.value.text)} is not valid`,
      });
  },
};
