import * as l10n from "@vscode/l10n";
import { isPlainImage, parseImageReference } from "../../stages/model/imageReference";
import { expandIn } from "../../stages/model/scope";
import type { GlobalScope } from "../../stages/model/scope";
import { baseSpan } from "../rule";
import type { Rule } from "../rule";

export const invalidDefaultArgInFrom: Rule = {
  id: "InvalidDefaultArgInFrom",
  title: "Default value for global ARG results in an empty or invalid base image name.",
  advice: () => l10n.t("Give the argument a default value that works."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkStageLocally(stage, { defaults: { scope } }, report) {
    const { text } = stage.base;
    const { error, result } = expandIn(scope, text);
    if (text === "" || error !== null) return;
    if (result !== "" && (isPlainImage(result) || parseImageReference(result).error === null)) return;
    if (hasFailingDefault(scope)) return;
    report({
      span: baseSpan(stage),
      message: `Default value for ARG ${text} results in empty or invalid base image name`,
    });
  },
};

const known = new WeakMap<GlobalScope, boolean>();

/** Whether a default cannot be expanded: the builder then compares no base, whatever arguments a build gives. */
function hasFailingDefault(scope: GlobalScope): boolean {
  const has = known.get(scope) ?? scope.args.some(({ isRequired, error }) => isRequired || error !== null);
  known.set(scope, has);
  return has;
}
