/** When several stages gain anything over one, and what is said where they do not: the same in every language. */
import * as l10n from "@vscode/l10n";
import { refusal } from "./conversion";
import type { Refusal } from "./conversion";
import { isSmall, slimOf } from "./image";
import { installs } from "./packages";
import type { Plan } from "./plan";
import type { SingleStage } from "./singleStage";

/** Whether the stage installs packages of the system that only a build needs: compilers, headers. */
export function installsForBuild({ lines }: SingleStage): boolean {
  return lines.some(({ commands }) => installs(commands, {}).left.length > 0);
}

/**
 * The base that runs what the file's own base runs: the small image of the same version, with `reason` for it, or the same
 * image again where that is small already. `slimFirst`: tags say `slim-bookworm`, not `bookworm-slim`.
 */
export function smallBase(
  { stage, image, tag }: SingleStage,
  reason: string,
  slimFirst = false,
): Pick<Plan, "base" | "baseReason"> {
  return isSmall(tag)
    ? { base: stage.base.text, baseReason: l10n.t("The same image, without the build dependencies.") }
    : { base: slimOf(image, slimFirst), baseReason: reason };
}

/**
 * Refuses a stage that several stages would not make smaller, where nothing but packages is installed (`hasInstalls`): none
 * are, or the base is small and nothing is built on it. Null where they would. `smaller` is the base that would do.
 */
export function noBenefit(single: SingleStage, hasInstalls: boolean, smaller: string): Refusal | null {
  const isSmallAlready = isSmall(single.tag);
  if (hasInstalls && (!isSmallAlready || installsForBuild(single))) return null;
  return isSmallAlready ? smallAlready(single) : nothingBuilt(smaller);
}

/** The folder that the program lies in, an absolute path; null where nothing in the file says which. */
export function programFolder({ workdir }: SingleStage): string | null {
  return workdir === "/" ? null : workdir;
}

/** Refuses a stage that leaves nothing behind. `smaller` is the base that would do for it. */
export function nothingBuilt(smaller: string): Refusal {
  return refusal(
    l10n.t(
      "This file builds nothing, so a second stage would leave nothing behind. Use {0} as the base image instead.",
      smaller,
    ),
  );
}

/** Refuses a stage that compiles no program. `command` is one that would, as it is typed. */
export function noBuildCommand(command: string): Refusal {
  return refusal(l10n.t('No command in this file builds a program, such as "{0}".', command));
}

/** Refuses a stage whose base is small, with nothing on it that could be left behind. */
export function smallAlready({ stage }: SingleStage): Refusal {
  return refusal(
    l10n.t(
      "{0} is already small, and this file installs nothing that only the build needs.",
      stage.base.text,
    ),
  );
}

/** Refuses a stage of which {@link programFolder} is not known. */
export function noProgramFolder(): Refusal {
  return refusal(l10n.t("The file has no WORKDIR, so the folder of the program is not known."));
}
