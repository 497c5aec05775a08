/** Every rule: one line for each. */
import { argNotInScope } from "./argNotInScope";
import { blankBaseName } from "./blankBaseName";
import { buildToolsInFinalStage } from "./buildToolsInFinalStage";
import { circularStageDependency } from "./circularStageDependency";
import { consistentInstructionCasing } from "./consistentInstructionCasing";
import { copyFromEmptyStage } from "./copyFromEmptyStage";
import { copyFromOwnBase } from "./copyFromOwnBase";
import { copyIgnoredFile } from "./copyIgnoredFile";
import { copyWholeStage } from "./copyWholeStage";
import { duplicateStageName } from "./duplicateStageName";
import { exposeInvalidFormat } from "./exposeInvalidFormat";
import { exposeProtoCasing } from "./exposeProtoCasing";
import { forwardStageReference } from "./forwardStageReference";
import { fromAsCasing } from "./fromAsCasing";
import { fromPlatformFlagConstDisallowed } from "./fromPlatformFlagConstDisallowed";
import { invalidArguments } from "./invalidArguments";
import { invalidChecksum } from "./invalidChecksum";
import { invalidChmod } from "./invalidChmod";
import { invalidCopySource } from "./invalidCopySource";
import { invalidDefaultArgInFrom } from "./invalidDefaultArgInFrom";
import { invalidDefinitionDescription } from "./invalidDefinitionDescription";
import { invalidDevice } from "./invalidDevice";
import { invalidDirective } from "./invalidDirective";
import { invalidExpansion } from "./invalidExpansion";
import { invalidFlag } from "./invalidFlag";
import { invalidFromArguments } from "./invalidFromArguments";
import { invalidHealthcheck } from "./invalidHealthcheck";
import { invalidHeredoc } from "./invalidHeredoc";
import { invalidImageReference } from "./invalidImageReference";
import { invalidMount } from "./invalidMount";
import { invalidNetworkMode } from "./invalidNetworkMode";
import { invalidOnbuild } from "./invalidOnbuild";
import { invalidPlatform } from "./invalidPlatform";
import { invalidPort } from "./invalidPort";
import { invalidSecurityMode } from "./invalidSecurityMode";
import { invalidSignal } from "./invalidSignal";
import { invalidSourceDateEpoch } from "./invalidSourceDateEpoch";
import { invalidStageIndex } from "./invalidStageIndex";
import { invalidStageName } from "./invalidStageName";
import { invalidVolume } from "./invalidVolume";
import { jsonArgsRecommended } from "./jsonArgsRecommended";
import { lateDirective } from "./lateDirective";
import { legacyKeyValueFormat } from "./legacyKeyValueFormat";
import { likelyStageTypo } from "./likelyStageTypo";
import { likelyVariableTypo } from "./likelyVariableTypo";
import { lineTooLong } from "./lineTooLong";
import { maintainerDeprecated } from "./maintainerDeprecated";
import { missingContinuation } from "./missingContinuation";
import { misspelledFromFlag } from "./misspelledFromFlag";
import { misspelledJsonForm } from "./misspelledJsonForm";
import { multiStageOpportunity } from "./multiStageOpportunity";
import { multipleInstructionsDisallowed } from "./multipleInstructionsDisallowed";
import { noBuildStage } from "./noBuildStage";
import { noEmptyContinuation } from "./noEmptyContinuation";
import { redundantTargetPlatform } from "./redundantTargetPlatform";
import { reservedStageName } from "./reservedStageName";
import { runWithoutEffect } from "./runWithoutEffect";
import { secretInIntermediateStage } from "./secretInIntermediateStage";
import { secretsUsedInArgOrEnv } from "./secretsUsedInArgOrEnv";
import { stageNameCasing } from "./stageNameCasing";
import { stageOrder } from "./stageOrder";
import { undefinedArgInFrom } from "./undefinedArgInFrom";
import { undefinedVar } from "./undefinedVar";
import { unknownFlag } from "./unknownFlag";
import { unknownInstruction } from "./unknownInstruction";
import { unknownTarget } from "./unknownTarget";
import { unsupportedDevice } from "./unsupportedDevice";
import { unnamedStageReference } from "./unnamedStageReference";
import { unpinnedStageBase } from "./unpinnedStageBase";
import { unterminatedHeredoc } from "./unterminatedHeredoc";
import { unusedStage } from "./unusedStage";
import { variableInFrom } from "./variableInFrom";
import { workdirRelativePath } from "./workdirRelativePath";
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
  unsupportedDevice,
  invalidDevice,
  invalidDirective,
  invalidExpansion,
  invalidFlag,
  invalidFromArguments,
  invalidImageReference,
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
  copyFromEmptyStage,
  copyFromOwnBase,
  copyWholeStage,
  lateDirective,
  likelyStageTypo,
  likelyVariableTypo,
  misspelledFromFlag,
  misspelledJsonForm,
  missingContinuation,
  multiStageOpportunity,
  runWithoutEffect,
  secretInIntermediateStage,
  stageOrder,
  unnamedStageReference,
  unpinnedStageBase,
  unusedStage,
];
