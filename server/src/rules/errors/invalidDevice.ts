import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { deviceError } from "../facts/deviceError";
import type { Rule } from "../rule";

export const invalidDevice: Rule = {
  id: "InvalidDevice",
  title: "RUN --device must name one device and, optionally, whether it is required.",
  advice: () => l10n.t("Write the device as name=<name>,required=<bool>."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, flags } = line.instruction;
    if (keyword !== "RUN" || flags.length === 0) return;
    for (const { name, value, span } of flags) {
      if (name !== "device" || !value) continue;
      const message = deviceError(value);
      if (message === null) continue;
      report({ span: toDocument(line, span), message });
      break;
    }
  },
};
