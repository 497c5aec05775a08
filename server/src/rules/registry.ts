/** Every rule: one line for each. */
import { dockerfileNotFound } from "./around/dockerfileNotFound";
import { unknownNoCacheFilter } from "./around/unknownNoCacheFilter";
import { unusedNamedContext } from "./around/unusedNamedContext";
import { argNotInScope } from "./own/argNotInScope";
import { blankBaseName } from "./errors/blankBaseName";
import { buildToolsInFinalStage } from "./own/buildToolsInFinalStage";
import { checkWithoutEffect } from "./own/checkWithoutEffect";
import { circularStageDependency } from "./errors/circularStageDependency";
import { commentInContinuedLine } from "./own/commentInContinuedLine";
import { consistentInstructionCasing } from "./lint/consistentInstructionCasing";
import { copyFromEmptyStage } from "./own/copyFromEmptyStage";
import { copyFromOwnBase } from "./own/copyFromOwnBase";
import { copyIgnoredFile } from "./lint/copyIgnoredFile";
import { copyWholeStage } from "./own/copyWholeStage";
import { duplicateStageName } from "./lint/duplicateStageName";
import { exposeInvalidFormat } from "./lint/exposeInvalidFormat";
import { exposeProtoCasing } from "./lint/exposeProtoCasing";
import { foreignFrontend } from "./own/foreignFrontend";
import { forwardStageReference } from "./errors/forwardStageReference";
import { fromAsCasing } from "./lint/fromAsCasing";
import { fromPlatformFlagConstDisallowed } from "./lint/fromPlatformFlagConstDisallowed";
import { ignoredByFrontend } from "./own/ignoredByFrontend";
import { invalidArguments } from "./errors/invalidArguments";
import { invalidChecksum } from "./errors/invalidChecksum";
import { invalidChmod } from "./errors/invalidChmod";
import { invalidLinkOwner } from "./errors/invalidLinkOwner";
import { invalidCopySource } from "./errors/invalidCopySource";
import { invalidDefaultArgInFrom } from "./lint/invalidDefaultArgInFrom";
import { invalidDefinitionDescription } from "./lint/invalidDefinitionDescription";
import { invalidDevice } from "./errors/invalidDevice";
import { invalidDirective } from "./errors/invalidDirective";
import { invalidExpansion } from "./errors/invalidExpansion";
import { invalidFlag } from "./errors/invalidFlag";
import { invalidFromArguments } from "./errors/invalidFromArguments";
import { invalidHealthcheck } from "./errors/invalidHealthcheck";
import { invalidHeredoc } from "./errors/invalidHeredoc";
import { invalidImageReference } from "./errors/invalidImageReference";
import { invalidMount } from "./errors/invalidMount";
import { invalidNetworkMode } from "./errors/invalidNetworkMode";
import { invalidOnbuild } from "./errors/invalidOnbuild";
import { invalidPlatform } from "./errors/invalidPlatform";
import { invalidPort } from "./errors/invalidPort";
import { invalidSecurityMode } from "./errors/invalidSecurityMode";
import { invalidSignal } from "./errors/invalidSignal";
import { invalidSourceDateEpoch } from "./errors/invalidSourceDateEpoch";
import { invalidStageIndex } from "./errors/invalidStageIndex";
import { invalidStageName } from "./errors/invalidStageName";
import { invalidVolume } from "./errors/invalidVolume";
import { jsonArgsRecommended } from "./lint/jsonArgsRecommended";
import { wideSpaceInFlag } from "./own/wideSpaceInFlag";
import { implicitStageIndex } from "./own/implicitStageIndex";
import { lateDirective } from "./own/lateDirective";
import { legacyKeyValueFormat } from "./lint/legacyKeyValueFormat";
import { likelyStageTypo } from "./own/likelyStageTypo";
import { likelyVariableTypo } from "./own/likelyVariableTypo";
import { lineTooLong } from "./errors/lineTooLong";
import { maintainerDeprecated } from "./lint/maintainerDeprecated";
import { missingContinuation } from "./own/missingContinuation";
import { missingNamedContext } from "./own/missingNamedContext";
import { misplacedEscape } from "./own/misplacedEscape";
import { misspelledFromFlag } from "./own/misspelledFromFlag";
import { misspelledJsonForm } from "./own/misspelledJsonForm";
import { multiStageOpportunity } from "./own/multiStageOpportunity";
import { multipleInstructionsDisallowed } from "./lint/multipleInstructionsDisallowed";
import { noBuildStage } from "./errors/noBuildStage";
import { noEmptyContinuation } from "./lint/noEmptyContinuation";
import { redundantTargetPlatform } from "./lint/redundantTargetPlatform";
import { reservedStageName } from "./lint/reservedStageName";
import { runWithoutEffect } from "./own/runWithoutEffect";
import { secretInIntermediateStage } from "./own/secretInIntermediateStage";
import { secretsUsedInArgOrEnv } from "./lint/secretsUsedInArgOrEnv";
import { stageNameCasing } from "./lint/stageNameCasing";
import { stageOrder } from "./own/stageOrder";
import { strayEscape } from "./own/strayEscape";
import { templateMarkup } from "./own/templateMarkup";
import { textAfterArray } from "./own/textAfterArray";
import { trailingComment } from "./own/trailingComment";
import { undefinedArgInFrom } from "./lint/undefinedArgInFrom";
import { undefinedVar } from "./lint/undefinedVar";
import { unknownFlag } from "./errors/unknownFlag";
import { unknownInstruction } from "./errors/unknownInstruction";
import { unknownTarget } from "./errors/unknownTarget";
import { unsupportedByFrontend } from "./errors/unsupportedByFrontend";
import { unsupportedDevice } from "./errors/unsupportedDevice";
import { unnamedStageReference } from "./own/unnamedStageReference";
import { unpinnedStageBase } from "./own/unpinnedStageBase";
import { unterminatedHeredoc } from "./errors/unterminatedHeredoc";
import { unusedStage } from "./own/unusedStage";
import { variableInFrom } from "./errors/variableInFrom";
import { workdirRelativePath } from "./lint/workdirRelativePath";
import { entrypointClearsCommand } from "./own/entrypointClearsCommand";
import { platformWithoutEffect } from "./own/platformWithoutEffect";
import { undeclaredBuildArgument } from "./own/undeclaredBuildArgument";
import { linkWithUserName } from "./own/linkWithUserName";
import { shellNotInImage } from "./own/shellNotInImage";
import { userNotInImage } from "./own/userNotInImage";
import { relativeCopySource } from "./own/relativeCopySource";
import { dependencyNotCopied } from "./own/dependencyNotCopied";
import { instructionOrder } from "./own/instructionOrder";
import { sourceNotInContext } from "./own/sourceNotInContext";
import type { Rule } from "./rule";

/** Every rule, in the order in which they are asked: the errors, the lint of the builder, and ours. */
export const RULES: readonly Rule[] = [
  blankBaseName,
  circularStageDependency,
  forwardStageReference,
  invalidChecksum,
  invalidChmod,
  invalidCopySource,
  invalidPort,
  invalidSignal,
  invalidVolume,
  invalidArguments,
  invalidHeredoc,
  invalidNetworkMode,
  invalidSecurityMode,
  invalidHealthcheck,
  unknownFlag,
  unknownTarget,
  unsupportedByFrontend,
  unsupportedDevice,
  invalidDevice,
  invalidDirective,
  invalidExpansion,
  invalidFlag,
  invalidFromArguments,
  invalidImageReference,
  invalidLinkOwner,
  invalidMount,
  invalidOnbuild,
  invalidPlatform,
  invalidSourceDateEpoch,
  invalidStageIndex,
  invalidStageName,
  lineTooLong,
  noBuildStage,
  unknownInstruction,
  unterminatedHeredoc,
  variableInFrom,
  duplicateStageName,
  fromAsCasing,
  fromPlatformFlagConstDisallowed,
  invalidDefaultArgInFrom,
  invalidDefinitionDescription,
  redundantTargetPlatform,
  reservedStageName,
  stageNameCasing,
  undefinedArgInFrom,
  consistentInstructionCasing,
  copyIgnoredFile,
  exposeInvalidFormat,
  exposeProtoCasing,
  jsonArgsRecommended,
  legacyKeyValueFormat,
  maintainerDeprecated,
  multipleInstructionsDisallowed,
  noEmptyContinuation,
  secretsUsedInArgOrEnv,
  undefinedVar,
  workdirRelativePath,
  argNotInScope,
  buildToolsInFinalStage,
  checkWithoutEffect,
  commentInContinuedLine,
  copyFromEmptyStage,
  copyFromOwnBase,
  copyWholeStage,
  dependencyNotCopied,
  dockerfileNotFound,
  entrypointClearsCommand,
  implicitStageIndex,
  foreignFrontend,
  ignoredByFrontend,
  lateDirective,
  wideSpaceInFlag,
  likelyStageTypo,
  likelyVariableTypo,
  linkWithUserName,
  misplacedEscape,
  misspelledFromFlag,
  misspelledJsonForm,
  missingContinuation,
  missingNamedContext,
  multiStageOpportunity,
  platformWithoutEffect,
  relativeCopySource,
  runWithoutEffect,
  secretInIntermediateStage,
  shellNotInImage,
  instructionOrder,
  sourceNotInContext,
  stageOrder,
  strayEscape,
  templateMarkup,
  textAfterArray,
  trailingComment,
  undeclaredBuildArgument,
  unnamedStageReference,
  unpinnedStageBase,
  unusedNamedContext,
  unknownNoCacheFilter,
  unusedStage,
  userNotInImage,
];
