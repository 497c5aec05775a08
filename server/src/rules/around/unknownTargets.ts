/** A stage that a file around the Dockerfile names, and that the Dockerfile does not have. */
import * as l10n from "@vscode/l10n";
import type { Place, Use, Value } from "../../around/use";
import { stageLabel } from "../../stages/model/stagePlaces";
import { nearest } from "../../stages/model/suggest";
import { unknownTarget, unknownTargetMessage } from "../errors/unknownTarget";
import { isUncertain } from "./buildAround";
import type { AroundRule, BuildAround, Claim, Problem } from "./buildAround";

/** These are built by BuildKit, which takes no index for a target (spec 3). */
const OF_BUILDKIT: ReadonlySet<Use["kind"]> = new Set(["compose", "bake", "devcontainer", "task"]);
/** So are commands of these programs. */
const PROGRAMS = ["docker", "docker-buildx", "nerdctl", "depot"];

export const unknownTargets: AroundRule = {
  rule: unknownTarget,
  judge: build => {
    const { target } = build.use;
    return target ? claimsOf(build, target) : [];
  },
};

function claimsOf(build: BuildAround, { text, isOpen, place }: Value): readonly Claim[] {
  if (!place) return [];
  const isKnown = !isOpen && text !== "" && !isUncertain(build);
  const model = isKnown ? build.analysis?.model : undefined;
  const isRight = !model || model.names.has(text.toLowerCase()) || isIndex(build, text);
  return [{ place, text, problem: isRight ? null : problemOf(build, text, place) }];
}

/** Builders other than BuildKit take the index of a stage without a name. */
function isIndex({ use, analysis, isWritten }: BuildAround, text: string): boolean {
  const stages = analysis?.model.stages ?? [];
  if (!/^\d+$/.test(text) || Number(text) >= stages.length) return false;
  // The place of a command is its first word.
  return !OF_BUILDKIT.has(use.kind) && !PROGRAMS.some(program => isWritten(use.place, program));
}

/** The name of a stage of the Dockerfile that is near to another one, as it is written there. */
export function nearestStage({ analysis }: BuildAround, text: string): string | null {
  const names = analysis?.model.stages.filter(({ name }) => name !== "").map(stageLabel) ?? [];
  return nearest(text, names) ?? nearest(text.toLowerCase(), names);
}

function problemOf(build: BuildAround, text: string, place: Place): Problem {
  const near = nearestStage(build, text);
  return {
    message: unknownTargetMessage(text, near),
    advice: l10n.t("Use a stage of the Dockerfile as the target."),
    fixes:
      near !== null && build.isWritten(place, text)
        ? [{ title: l10n.t('Use the stage "{0}"', near), place, text: near }]
        : [],
  };
}
