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
    const { error, result, unmatched } = expandIn(scope, text);
    if (text === "" || error !== null) return;
    if (result !== "" && (isPlainImage(result) || parseImageReference(result).error === null)) return;
    // Without such an argument the builder does not come as far, with it the default does not count.
    const required = requiredNames(scope);
    if ([...unmatched].some(name => required.has(name))) return;
    report({
      span: baseSpan(stage),
      message: `Default value for ARG ${text} results in empty or invalid base image name`,
    });
  },
};

const known = new WeakMap<GlobalScope, ReadonlySet<string>>();

/** The arguments whose default refuses a build that does not give them. */
function requiredNames(scope: GlobalScope): ReadonlySet<string> {
  const names = known.get(scope) ?? new Set(scope.args.filter(arg => arg.isRequired).map(({ name }) => name));
  known.set(scope, names);
  return names;
}
