/** What an argument of the global scope stands for, and who says so. */
import * as l10n from "@vscode/l10n";
import type { GlobalArg } from "../../stages/model/scope";
import { descriptionOf } from "../../stages/model/stageName";
import { variableValue } from "../../stages/model/variables";
import type { VariableValue } from "../../stages/model/variables";
import type { FeatureContext } from "../context";
import { forPlatforms } from "./eachPlatform";
import { code, filled } from "./markup";
import type { Block, Line } from "./markup";
import { fromDefault, fromBuild, valueTitle, varyingTitle } from "./valueWords";
import { described, lineNumber, meant, onPlatforms } from "./words";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Stage } from "../../stages/model/model";

/**
 * The card of an argument where `declaration` is the `ARG` that counts, or null. `from` is the stage whose base it is part
 * of, or null.
 */
export function argumentCard(
  context: FeatureContext,
  name: string,
  declaration: GlobalArg | null,
  from: Stage | null,
): Block[] {
  const { analysis } = context;
  const value = variableValue(analysis.model, name, declaration);
  const values = valuesOnPlatforms(analysis, name, declaration);
  const { expanded = "", expansion, to = null } = from?.base ?? {};
  const base: Line[] =
    from && from.base.byPlatform.length > 0
      ? from.base.byPlatform.map(base => onPlatforms(analysis, base))
      : from && expanded !== "" && !expansion?.conditional
        ? [filled(l10n.t("Base image: {0}"), meant(analysis, { to, text: expanded }))]
        : [];
  return [
    values.length > 1 ? varyingTitle(name) : valueTitle(name, value.value),
    ...described(declaration && descriptionOf(declaration.line.comments, name)),
    { kind: "list", items: [...(values.length > 1 ? values : [origin(context, name, value)]), ...base] },
  ];
}

/** The values of a variable in builds for several platforms, a line each; one where it is the same on all. */
function valuesOnPlatforms({ model }: Analysis, name: string, declaration: GlobalArg | null): Line[] {
  const platformsOf = new Map<string | null, string[]>();
  for (const { scope, platforms } of model.scopes) {
    const arg = scope.args.find(({ word }) => word === declaration?.word) ?? null;
    const { value } = variableValue({ ...model, scope }, name, arg);
    platformsOf.set(value, [...(platformsOf.get(value) ?? []), ...platforms]);
  }
  return [...platformsOf].map(([value, platforms]) =>
    forPlatforms(value === null || value === "" ? [l10n.t("empty")] : [code(value)], platforms),
  );
}

function origin(context: FeatureContext, name: string, { origin, declaration }: VariableValue): Line {
  const line = String(declaration ? lineNumber(context, declaration.line.start) : 0);
  const written = declaration?.defaultText ?? null;
  switch (origin) {
    case "given":
      return fromBuild(context, name, written, line);
    case "default":
      return fromDefault(
        declaration?.value === written ? null : written,
        line,
        declaration?.needsBuildArg === true,
      );
    case "predefined":
      return [l10n.t("Set by the builder for each build. The editor uses this value")];
    case "buildArg":
      return filled(
        l10n.t("Declared in line {0} without a default value. Builds pass the value with {1}"),
        line,
        code(`--build-arg ${name}=…`),
      );
    case "undeclared":
      return filled(l10n.t("No {0} above declares it, so it is empty"), code("ARG"));
  }
}
