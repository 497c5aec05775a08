/** A stage of its own for the platform that a `COPY` asks for, because only a `FROM` can choose one. */
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import type { Analysis } from "../stages/analysis/analysis";
import type { Stage } from "../stages/model/model";
import { repositoryIn } from "../stages/model/imageReference";
import { parsePlatform } from "../stages/model/platform";
import type { Reference } from "../stages/model/references";
import { expandIn } from "../stages/model/scope";
import { refuse } from "./edit";
import type { Edit } from "./edit";
import { lineAbove } from "./lines";
import { rewritten } from "./nameStage";
import { withoutPlatformFlag } from "./platformFlag";
import { freeName, toStageName } from "./stageNames";
import { shiftedIndexes } from "./stageOrder";

/**
 * Puts `FROM --platform=<platform> <image> AS <name>` in front of the stage of a reference to an image, and the name into the reference
 * in place of the flag. A stage above that is just that is used again.
 */
export function platformStage(
  analysis: Analysis,
  consumer: Stage,
  reference: Reference,
  platform: string,
): Edit {
  const { model } = analysis;
  const { text, line } = reference;
  const { result, error, unmatched } = expandIn(model.scope, platform);
  const reading = parsePlatform(result);
  if (error !== null || unmatched.size > 0 || !reading.platform)
    return refuse(l10n.t('A FROM cannot have the platform "{0}".', platform));
  const removed = withoutPlatformFlag(line);
  if (removed.refused !== undefined) return removed;
  const known = model.stages.find(
    stage =>
      stage.index < consumer.index &&
      stage.platform === platform &&
      stage.base.text === text &&
      stage.body.length === 0 &&
      model.names.get(stage.name) === stage.index,
  );
  if (known) return { changes: [...removed.changes, ...rewritten(reference, known.name)] };
  const repository = repositoryIn(text).split("/").at(-1) ?? "";
  // A stage that is named after its platform says that it is meant (FromPlatformFlagConstDisallowed).
  const suffix = platform.includes("$") ? "platform" : reading.platform.arch;
  const name = freeName(analysis, toStageName(`${repository}-${suffix}`) ?? "image");
  const isUpper = writtenKeyword(consumer.line.instruction) === "FROM";
  const [from, as] = isUpper ? ["FROM", "AS"] : ["from", "as"];
  return {
    changes: [
      lineAbove(model.file, consumer.line, `${from} --platform=${platform} ${text} ${as} ${name}`),
      ...removed.changes,
      ...rewritten(reference, name),
      ...shiftedIndexes(analysis, index => (index >= consumer.index ? index + 1 : index)),
    ],
  };
}
