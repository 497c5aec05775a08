import { writtenKeyword } from "../dockerfile/instruction";
import { INSTRUCTIONS } from "../dockerfile/instructionSet";
import { toDocument } from "../dockerfile/place";
import { safeFix } from "./fix";
import type { Rule } from "./rule";

export const consistentInstructionCasing: Rule = {
  id: "ConsistentInstructionCasing",
  title: "All commands within the Dockerfile should use the same casing (either upper or lower)",
  advice: "Write all instructions in one case.",
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  check({ model }, report) {
    const lines = model.stages
      .flatMap(({ line, body }) => [line, ...body])
      .filter(({ instruction }) => INSTRUCTIONS.has(instruction.keyword));
    let lower = 0;
    let upper = 0;
    for (const { instruction } of lines) {
      const written = writtenKeyword(instruction);
      if (written === instruction.keyword) upper++;
      else if (written === written.toLowerCase()) lower++;
    }
    const [casing, isRight] =
      lower > upper
        ? ["lowercase", (written: string) => written === written.toLowerCase()]
        : ["uppercase", (written: string) => written === written.toUpperCase()];
    if (lower === 0 && upper === lines.length) return;
    for (const line of lines) {
      const written = writtenKeyword(line.instruction);
      if (isRight(written)) continue;
      const message = `Command '${written}' should match the case of the command majority (${casing})`;
      const span = toDocument(line, line.instruction.keywordSpan);
      const right = casing === "lowercase" ? written.toLowerCase() : written.toUpperCase();
      report({
        span,
        message,
        fixes: () => [safeFix(`Write "${right}"`, { changes: [{ span, text: right }] })],
      });
    }
  },
};
