import { findCheckDirective } from "../dockerfile/directives";
import { fileCheckOptions } from "../stages/checkOptions";
import type { Rule } from "./rule";

export const invalidDirective: Rule = {
  id: "InvalidDirective",
  title: "A parser directive that the builder refuses.",
  advice: "Directives stand once each at the very top of the file.",
  severity: "error",
  origin: "error",
  isAboutStages: false,
  check({ model }, report) {
    const { text, directiveProblem } = model.file;
    if (directiveProblem) report(directiveProblem);
    const { problem } = fileCheckOptions(text);
    const check = findCheckDirective(text);
    if (problem !== null && check) report({ span: check.valueSpan, message: problem });
  },
};
