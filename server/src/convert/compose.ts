/** The new file: every line of the old one in the stage that needs it, with the comments above it, and what was chosen. */
import * as l10n from "@vscode/l10n";
import { buildStage, earlyReason } from "./buildStage";
import type { CacheOrder } from "./cacheOrder";
import type { Command } from "./commands";
import { refusal } from "./conversion";
import type { Choice, Conversion, ConversionOptions } from "./conversion";
import { divide } from "./divide";
import type { Division } from "./divide";
import type { Plan } from "./plan";
import { runtimeStage } from "./runtimeStage";
import type { SingleStage } from "./singleStage";
import { shortened } from "./system";
import { writerOf } from "./writer";

/** With more commands that nobody knows, a file is a guess. */
const MOST_UNKNOWN = 3;

/**
 * The new file, or why there is none. Answers one change, from the FROM to the end, since half of it would be no file.
 * Coordinates are offsets in the document.
 */
export function compose(
  single: SingleStage,
  planned: Plan,
  order: CacheOrder | null,
  { explain }: ConversionOptions,
): Conversion {
  const { analysis, stage } = single;
  const { text } = analysis.model.file;
  const division = divide(single, planned);
  const plan: Plan = {
    ...planned,
    artifacts: [...planned.artifacts, ...division.extra],
    libraries: [...(planned.libraries ?? []), ...division.libraries],
  };
  const [strange, ...others] = division.unknown.flat();
  if (strange && others.length >= MOST_UNKNOWN)
    return refusal(
      l10n.t(
        'Cannot convert this file: the program may need the results of "{0}" and {1} other commands.',
        shortened(strange),
        others.length,
      ),
    );
  const writer = writerOf(single, plan, explain);
  const unknown = unknownOf(single, plan, division);
  const stages = [
    buildStage(single, plan, division, order, writer),
    runtimeStage(single, plan, division, unknown, writer),
  ].map(one => `${one.endsWith("\n") ? one.trimEnd() : one}${writer.newline}`);
  const ending = text.slice(stage.body.at(-1)?.next ?? stage.line.next);
  const result = stages.join(writer.newline) + (ending.trim() === "" ? "" : ending);
  return {
    changes: [{ span: { start: stage.line.from, end: text.length }, text: result }],
    choices: choicesOf(single, plan, division, order, unknown),
  };
}

/** What a person has to look at, beside packages, whose sentences stand at what installs them. */
function unknownOf({ image }: SingleStage, plan: Plan, { unknown, doubts }: Division): string[] {
  const hasOtherDigest = image.hasDigest && !plan.base.includes("@");
  return [
    ...new Set([
      ...(plan.unknown ?? []),
      ...doubts,
      ...(hasOtherDigest
        ? [l10n.t("Check the digest of {0}. The digest in the file belongs to the other image.", plan.base)]
        : []),
      ...unknown.map(strangeSentence),
    ]),
  ];
}

/** What is asked about the commands of one RUN. */
function strangeSentence(commands: readonly Command[]): string {
  const written = commands.map(command => `"${shortened(command)}"`).join(", ");
  return commands.length === 1
    ? l10n.t("Check whether the program needs what {0} leaves behind. If so, run it here, too.", written)
    : l10n.t("Check whether the program needs what {0} leave behind. If so, run them here, too.", written);
}

/** What was decided, then what a person has to look at. */
function choicesOf(
  { stage }: SingleStage,
  plan: Plan,
  { left, unknownPackages }: Division,
  order: CacheOrder | null,
  unknown: readonly string[],
): Choice[] {
  const decided = [
    l10n.t("The program is built on {0} and runs on {1}.", stage.base.text, plan.base),
    l10n.t("Runtime image: {0}", plan.baseReason),
    ...plan.artifacts.flatMap(({ reason }) => reason ?? []),
    ...(order ? [earlyReason()] : []),
    ...left,
  ];
  return [
    ...decided.map(text => ({ text, isUnknown: false })),
    ...[...unknown, ...unknownPackages].map(text => ({ text, isUnknown: true })),
  ];
}
