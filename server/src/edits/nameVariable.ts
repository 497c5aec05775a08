/**
 * Another name for a variable: an argument before the first stage, or what `ARG` and `ENV` set in stages. Only where every place
 * is certain and no build is told otherwise; else with the reason.
 */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { VariableOccurrence } from "../stages/analysis/variables/stageVariables";
import { isLikelyOfImage } from "../stages/evaluation/rootEnvironment";
import { stageAt } from "../stages/model/stagePlaces";
import { buildGiving } from "../stages/model/buildsAround";
import type { Analysis } from "../stages/analysis/analysis";
import { partsInDocument } from "../stages/cursor/occurrence";
import { variesByPlatform } from "../stages/cursor/variableFamily";
import { descriptionName } from "../stages/model/stageName";
import { globalVariables, hidesVariables } from "../stages/model/variables";
import { refuse } from "./edit";
import type { Edit, TextChange } from "./edit";
import { isReadByPrograms } from "./programVariables";
import { doubtfulLine } from "./variableDoubts";
import { variableScope } from "./variableScope";
import type { VariableScope, VariableSymbol } from "./variableScope";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Names that mean something to the builder itself (spec 2.1, 4.1). */
const OWN_MEANING =
  /^(?:BUILDKIT_\w*|SOURCE_DATE_EPOCH|TARGETSTAGE|(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)|(?:https?|ftp|no|all)_proxy)$/i;
/** The changes that give a variable another name, in its descriptions too; what stands there already is none. */
export function renameVariable(analysis: Analysis, symbol: VariableSymbol, to: string): Edit {
  const { name } = symbol;
  if (name === to) return { changes: [] };
  const scope = variableScope(analysis, symbol);
  const reason = scopeBinding(analysis, symbol, scope) ?? newNameProblem(analysis, scope, to);
  if (reason !== null) return refuse(reason);
  const declaring = scope.places.filter(({ isDeclaration }) => isDeclaration).map(({ line }) => line);
  const described = [...new Set(declaring)].flatMap(({ comments }): TextChange[] => {
    const span = descriptionName(comments, name);
    return span ? [{ span, text: to }] : [];
  });
  const written = scope.places.flatMap(place =>
    partsInDocument(place).map((span, index): TextChange => ({ span, text: index === 0 ? to : "" })),
  );
  return { changes: [...described, ...written] };
}

/** What outside of the file may know a variable by its name, in sentences for the person who renames it. */
export function outsideUses(analysis: Analysis, symbol: VariableSymbol): string[] {
  const { isArgument, isInImage, name } = variableScope(analysis, symbol);
  return [
    ...(isArgument ? [l10n.t('Builds that pass "--build-arg {0}=…" must use the new name.', name)] : []),
    ...(isInImage
      ? [l10n.t('Programs that read "{0}" from the environment must use the new name.', name)]
      : []),
  ];
}

/** Why a variable cannot have another name, whichever; null where it can. */
export function variableBinding(analysis: Analysis, symbol: VariableSymbol): string | null {
  return scopeBinding(analysis, symbol, variableScope(analysis, symbol));
}

function scopeBinding(analysis: Analysis, symbol: VariableSymbol, scope: VariableScope): string | null {
  if (symbol.kind === "stageVariable" && variesByPlatform(analysis, symbol))
    return l10n.t("The value depends on the platform of the build.");
  const { kind } = symbol;
  const { name, isArgument, isGlobal, places, stages, inStages } = scope;
  const { model } = analysis;
  if (kind === "variable" && !isGlobal)
    return l10n.t('"{0}" is not an argument that this file declares before the first FROM.', name);
  if (!places.some(({ isDeclaration }) => isDeclaration))
    return l10n.t('No ARG and no ENV in this file sets "{0}".', name);
  if (!NAME.test(name) || OWN_MEANING.test(name))
    return l10n.t('"{0}" has a special meaning for the builder.', name);
  if (inStages.length > 0 && isReadByPrograms(analysis, scope.stages, name))
    return l10n.t('Programs in the image can read "{0}" from the environment.', name);
  const isGiven = inStages.some(
    ({ declares }) => declares?.source === "none" || declares?.source === "before",
  );
  const isOpen = isGlobal && model.scope.args.some(arg => arg.name === name && arg.defaultText === null);
  const build = isArgument ? buildGiving(model, name) : undefined;
  if (build) return l10n.t('{0} sets "{1}" by this name.', build.label, name);
  if (isArgument && (model.options.buildArgs.has(name) || isGiven || isOpen))
    return l10n.t('Builds set "{0}" by this name.', name);
  return placesBinding(analysis, scope) ?? replacedBinding(analysis, scope, stages.length > 0);
}

/** What is uncertain of the places. */
function placesBinding(analysis: Analysis, scope: VariableScope): string | null {
  const { name, isGlobal, inStages, stages, places } = scope;
  const { model, evaluation } = analysis;
  const broken = [
    ...(isGlobal ? [...model.scope.madeOf.lines, ...model.stages.map(({ line }) => line)] : []).filter(line =>
      hidesVariables(model, line),
    ),
    ...stages
      .flatMap(stage => evaluation(stage)?.steps ?? [])
      .filter(({ words }) =>
        words.some(({ text, expansion }) => expansion.error !== null && text.includes(name)),
      )
      .map(({ onbuildSource, line }) => onbuildSource ?? line),
  ];
  const [first] = broken;
  if (first)
    return l10n.t(
      'Line {0} contains an invalid variable, and can refer to "{1}".',
      lineOf(analysis, first),
      name,
    );
  const disguised = inStages.find(
    ({ declares, line, span }) => declares && line.instruction.text.slice(span.start, span.end) !== name,
  );
  if (disguised)
    return l10n.t('Line {0} writes "{1}" with quotes or variables.', lineOf(analysis, disguised.line), name);
  // What no line has set by then is the image's, or empty.
  const early = inStages.find(({ declares, reader, known }) => {
    const giver = reader === "container" ? known?.env : known?.giver;
    return declares === null && !giver;
  });
  if (early)
    return l10n.t(
      'Line {0} uses "{1}" where no line of the file has set it. The base image can set it.',
      lineOf(analysis, early.line),
      name,
    );
  const elsewhere = inStages.find(({ known }) => known?.giver.linked ?? known?.env?.linked);
  const linked = elsewhere?.known?.giver.linked ?? elsewhere?.known?.env?.linked;
  if (elsewhere && linked)
    return l10n.t(
      'Line {0} uses "{1}", which {2} sets.',
      lineOf(analysis, elsewhere.line),
      name,
      linked.label,
    );
  const hidden = inStages.find(place => isLikelyHidden(analysis, place));
  if (hidden)
    return l10n.t(
      'Line {0} uses "{1}" in a stage based on the one that declares it. A base image that sets "{1}" goes first.',
      lineOf(analysis, hidden.line),
      name,
    );
  const doubtful = doubtfulLine(analysis, name, stages, places);
  return (
    doubtful &&
    l10n.t(
      'Line {0} contains "{1}" in a script or text that can refer to it.',
      lineOf(analysis, doubtful),
      name,
    )
  );
}

/** Whether a place means an `ARG` of a base, unless the image sets a variable of this name, as images of its kind do. */
function isLikelyHidden(
  { model, evaluation }: Analysis,
  { name, line, known, declares }: VariableOccurrence,
): boolean {
  const stage = stageAt(model, line.start);
  const environment = stage && evaluation(stage)?.inherited;
  if (!environment || declares || !known || known.env || known.giver.isHeld) return false;
  return known.giver.stage !== stage && environment.root !== "scratch" && isLikelyOfImage(environment, name);
}

/** The lines of a stage that a named context replaces are not evaluated, and are built by whoever does not pass the context. */
function replacedBinding({ model }: Analysis, { name }: VariableScope, isInStages: boolean): string | null {
  const word = new RegExp(`(?<![\\p{L}\\p{Nd}_])${name}(?![\\p{L}\\p{Nd}_])`, "u");
  const stage = model.stages.find(
    ({ replaced, body }) =>
      isInStages && replaced && body.some(({ instruction: { text } }) => word.test(text)),
  );
  return stage
    ? l10n.t('A named context replaces the stage "{0}", which also contains "{1}".', stage.displayName, name)
    : null;
}

function newNameProblem(analysis: Analysis, scope: VariableScope, name: string): string | null {
  const { model, variables } = analysis;
  if (!NAME.test(name))
    return l10n.t(
      '"{0}" is not a valid argument name. Use letters, digits and "_". The first character cannot be a digit.',
      name,
    );
  if (OWN_MEANING.test(name)) return l10n.t('"{0}" has a special meaning for the builder.', name);
  if (scope.inStages.length > 0 && isReadByPrograms(analysis, scope.stages, name))
    return l10n.t('Programs in the image can read "{0}" from the environment.', name);
  if (model.scope.names.has(name)) return l10n.t('The file already has an argument named "{0}".', name);
  const build = buildGiving(model, name);
  if (build) return l10n.t('{0} sets "{1}" by this name.', build.label, name);
  if (model.options.buildArgs.has(name)) return l10n.t('The settings give "{0}" a value for builds.', name);
  const isUsedBefore = model.file.lines.some(line =>
    globalVariables(model, line).some(use => use.name === name),
  );
  const isSet = model.stages.some(stage => {
    const { own, held } = variables(stage);
    return [own, held].some(one => one?.occurrences.some(place => place.name === name && place.declares));
  });
  return isUsedBefore || isSet || doubtfulLine(analysis, name, scope.stages, []) !== null
    ? l10n.t('"{0}" is already used for something else in this file.', name)
    : null;
}

function lineOf({ model }: Analysis, { start }: LogicalLine): number {
  return model.file.text.slice(0, start).split("\n").length;
}
