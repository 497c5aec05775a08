import { nameSpan } from "../stages/model";
import { fromSpan } from "./rule";
import type { Rule } from "./rule";

export const invalidStageName: Rule = {
  id: "InvalidStageName",
  title: "A stage name begins with a letter and is a valid part of an image reference.",
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check({ model }, report) {
    for (const stage of model.stages) {
      if (!stage.nameWord || stage.line.instruction.words.length !== 3) continue;
      if (stage.name !== "" && stage.nameError === null) continue;
      const span = nameSpan(stage) ?? fromSpan(stage);
      if (stage.name === "") {
        const quoted = JSON.stringify(stage.nameWord.text);
        const message = `invalid name for build stage: ${quoted}, name can't start with a number or contain symbols`;
        report({ span, message });
        continue;
      }
      report({ span, message: `invalid context name ${stage.name}: ${stage.nameError ?? ""}` });
    }
  },
};
