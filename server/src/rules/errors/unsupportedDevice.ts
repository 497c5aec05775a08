import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { flagGraduation, flagSince, hasFeature } from "../../stages/model/frontendFeatures";
import { deviceError } from "../facts/deviceError";
import { raise } from "../facts/raise";
import type { Rule } from "../rule";

/** The first version that has devices. */
const FIRST = "docker/dockerfile:1.27";

export const unsupportedDevice: Rule = {
  id: "UnsupportedDevice",
  title: "RUN --device requires a frontend that supports devices.",
  advice: () => l10n.t("Write # syntax={0} in the first line.", FIRST),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStageLocally(stage, analysis, report) {
    // The device is looked at where the stage is built.
    if (stage.replaced) return;
    for (const line of stage.body) {
      const flag = line.instruction.flags.find(({ name }) => name === "device");
      // Most files have none, so what reads them is asked last.
      if (line.instruction.keyword !== "RUN" || !flag?.value) continue;
      const { frontend } = analysis;
      const graduation = flagGraduation("RUN", "device");
      // An older one does not know the flag at all.
      const isKnown = hasFeature(frontend, flagSince("RUN", "device"));
      if (!graduation || !isKnown || hasFeature(frontend, graduation.since)) continue;
      // It is read before it is refused.
      if (deviceError(flag.value) !== null) continue;
      report({
        span: toDocument(line, flag.span),
        message: graduation.refusal,
        fixes: () => [raise(analysis, graduation.since)],
      });
    }
  },
};
