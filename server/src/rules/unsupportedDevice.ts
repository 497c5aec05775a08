import * as l10n from "@vscode/l10n";
import { findDirective } from "../dockerfile/directives";
import { toDocument } from "../dockerfile/place";
import { addDirective } from "../edits/directive";
import { frontendFor } from "../stages/frontend";
import type { StageModel } from "../stages/model";
import { deviceError } from "./invalidDevice";
import { fix, replacement } from "./fix";
import type { Fix } from "./fix";
import type { Rule } from "./rule";

const LABS = "docker/dockerfile:1-labs";

export const unsupportedDevice: Rule = {
  id: "UnsupportedDevice",
  title: "RUN --device is known to the frontends of the labs channel alone.",
  advice: () => l10n.t("Write # syntax={0} in the first line.", LABS),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkAlone(stage, model, report) {
    for (const line of stage.body) {
      const flag = line.instruction.flags.find(({ name }) => name === "device");
      // Most files have none, so what reads them is asked last.
      if (line.instruction.keyword !== "RUN" || !flag?.value || hasLabs(model)) continue;
      // It is read before it is refused.
      if (deviceError(flag.value) !== null) continue;
      report({
        span: toDocument(line, flag.span),
        message: "device feature is only supported in Dockerfile frontend 1.14.0-labs or later",
        fixes: () => [useLabs(model)],
      });
    }
  },
};

function hasLabs({ file, options }: StageModel): boolean {
  return frontendFor(file.text, options.buildArgs).hasLabs;
}

function useLabs({ file }: StageModel): Fix {
  const title = l10n.t("Use the frontend {0}", LABS);
  const syntax = findDirective(file.text, "syntax");
  return syntax ? replacement(title, syntax.valueSpan, LABS) : fix(title, addDirective(file, "syntax", LABS));
}
