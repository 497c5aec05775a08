/** Another name for a stage, as a person asks for it: only where every build stays what it is, else with the reason. */
import * as l10n from "@vscode/l10n";
import { expand } from "../dockerfile/shellLexer";
import type { Analysis } from "../stages/analysis/analysis";
import { mountsWithoutFrom } from "../stages/model/graph";
import type { Stage } from "../stages/model/model";
import { isLiteral } from "../stages/model/references";
import { builderName } from "../stages/model/stageName";
import { globalVariables } from "../stages/model/variables";
import { refuse } from "./edit";
import type { Edit } from "./edit";
import { namesOf, renameStage } from "./nameStage";
import { nameProblem } from "./stageNames";

/** Arguments whose values are names of stages to the builder (spec 2.1). */
const NAMING_ARGUMENTS = new Set(["SOURCE_DATE_EPOCH", "BUILDKIT_SBOM_SCAN_STAGE"]);

/** The changes that give a stage another name: what stands there already is none. */
export function renameStageTo(analysis: Analysis, stage: Stage, name: string): Edit {
  const { model } = analysis;
  const lower = name.toLowerCase();
  if (builderName(name) === null || lower !== stage.name) {
    const reason =
      bindingOf(analysis, stage) ?? nameProblem(analysis, lower) ?? bindingOfName(analysis, stage, lower);
    if (reason !== null) return refuse(reason);
  }
  if (lower !== name && namesOf(analysis, stage).some(({ form }) => form === "FROM"))
    return refuse(
      l10n.t(
        '"FROM {0}" would not find the stage, because the builder stores its name as "{1}". Use that name.',
        name,
        lower,
      ),
    );
  const { changes, ...refused } = renameStage(analysis, stage, name);
  const { text } = model.file;
  return {
    ...refused,
    changes: changes.filter(({ span, text: to }) => text.slice(span.start, span.end) !== to),
  };
}

/** Why a stage cannot have another name, whichever; null where it can. */
export function bindingOf(analysis: Analysis, stage: Stage): string | null {
  const { model } = analysis;
  const { name } = stage;
  if (stage.replaced) return l10n.t('A named context replaces the stage "{0}" by this name.', name);
  if (name === "scratch" && model.stages.some(needsScratch))
    return l10n.t('A mount without "from" uses the stage named "scratch".');
  const hidden = namesOf(analysis, stage).find(reference => !isLiteral(reference));
  const base = hidden && model.stages[hidden.inStage]?.base.text;
  if (base !== undefined)
    return l10n.t('"FROM {0}" refers to the stage "{1}" through a variable.', base, name);
  return name === "" ? null : bindingOfName(analysis, stage, name);
}

/** Why a stage can neither lose nor get a name: something beside its references may mean it. */
function bindingOfName(analysis: Analysis, stage: Stage, name: string): string | null {
  const { model } = analysis;
  const { stages, file, scope } = model;
  const choosing = stages.find(
    ({ index, base }) => index > stage.index && mayBecome(base.text, name, file.escape),
  );
  if (choosing)
    return l10n.t('"FROM {0}" can refer to "{1}", depending on its variables.', choosing.base.text, name);
  const argument = namingArgument(analysis, name);
  if (argument !== null) return l10n.t('The value of {0} is the name of the stage "{1}".', argument, name);
  const lines = [...scope.madeOf.lines, ...stages.map(({ line }) => line)];
  const isTarget = lines.some(line => globalVariables(model, line).some(use => use.name === "TARGETSTAGE"));
  return isTarget ? l10n.t("A FROM uses TARGETSTAGE, which contains the name of a stage.") : null;
}

function needsScratch({ body }: Stage): boolean {
  return body.some(({ instruction }) => mountsWithoutFrom(instruction.trigger ?? instruction).length > 0);
}

/** What a variable may stand for, in a text that is expanded. */
const ANYTHING = "\0";

/**
 * Whether a base with variables may come to a name in one build or another, going by what it says beside them:
 * `build-${TARGETARCH}` to `build-arm64`. One that says nothing else may come to anything, and is mostly an image.
 */
function mayBecome(base: string, name: string, escape: string): boolean {
  if (!base.includes("$")) return false;
  const { result, error, isCut } = expand(base, () => ANYTHING, { escape });
  if (isCut) return true;
  const [first = "", ...parts] = result.split(ANYTHING);
  const last = parts.pop();
  if (last === undefined) return result === name;
  if (error !== null || result.length === parts.length + 1) return false;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
    return false;
  let at = first.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

/** The argument whose value names a stage, or null. */
function namingArgument({ model: { file, options } }: Analysis, name: string): string | null {
  const isNamed = (value: string) => value.toLowerCase().split(",").includes(name);
  for (const argument of NAMING_ARGUMENTS)
    if (isNamed(options.buildArgs.get(argument) ?? "")) return argument;
  for (const { instruction } of file.lines) {
    if (instruction.keyword !== "ARG") continue;
    for (const { text } of instruction.words) {
      const [argument = "", value = ""] = text.replace(/["']/g, "").split("=", 2);
      if (NAMING_ARGUMENTS.has(argument) && isNamed(value)) return argument;
    }
  }
  return null;
}
