/** How the things of a file are called in a hover. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Base, PlatformBase } from "../../stages/model/base";
import type { Stage } from "../../stages/model/model";
import type { Reference } from "../../stages/model/references";
import type { Role } from "../../stages/model/roles";
import { oneLine } from "../display";
import type { FeatureContext } from "../context";
import { forPlatforms } from "./eachPlatform";
import { code, filled, listed, paragraph, strong } from "./markup";
import type { Block, Line } from "./markup";

const LONGEST_DESCRIPTION = 400;
const LONGEST_REASON = 200;

const ROLES: Record<Role, () => string | null> = {
  default: () => l10n.t("default target"),
  target: () => l10n.t("target"),
  needed: () => null,
  varying: () => l10n.t("unused with these build arguments and platforms"),
  alone: () => l10n.t("not part of the default build"),
  unused: () => l10n.t("unused"),
};

/** `**builder** — stage 1 of 3 (index 0), default target`. */
export function stageTitle(
  { model: { stages } }: Analysis,
  { index, displayName, name }: Stage,
  role: Role,
): Block {
  const facts = [
    l10n.t("stage {0} of {1} (index {2})", index + 1, stages.length, index),
    name === "" ? l10n.t("without a name") : null,
    ROLES[role](),
  ];
  return paragraph(strong(displayName), ` — ${facts.filter(fact => fact !== null).join(", ")}`);
}

/** What a comment says, if one does. */
export function described(description: string | null): Block[] {
  return description === null || description === ""
    ? []
    : [paragraph(oneLine(description, LONGEST_DESCRIPTION))];
}

/** What a reference means: a stage by its name, all else by its kind. */
export function meant({ model: { stages } }: Analysis, { to, text }: Pick<Reference, "to" | "text">): Line {
  switch (to) {
    case "image":
      return filled(l10n.t("image {0}"), code(text));
    case "context":
      return filled(l10n.t("named context {0}"), code(text));
    case "scratch":
    case null:
      return [code(text)];
    default:
      return [strong(stages[to]?.displayName ?? text)];
  }
}

/**
 * What a stage is based on, given its chain (`baseChain`): the stages one after the other, down to what is no stage. The
 * instructions of a stage that a named context replaces count for nothing, and its base neither.
 */
export function basedOn(analysis: Analysis, chain: readonly Stage[]): Line {
  const [stage, ...bases] = chain;
  const root = chain.at(-1);
  if (!stage || !root) return [];
  if (stage.replaced) return filled(l10n.t("Not built: the named context {0} replaces it"), code(stage.name));
  const varying = chain.findIndex(({ base, replaced }) => base.byPlatform.length > 0 && !replaced);
  // From there on each platform has a chain of its own.
  if (varying !== -1 && varying < chain.length - 1) return basedOn(analysis, chain.slice(0, varying + 1));
  const line = listed(bases, ({ displayName }) => [strong(displayName)], " → ");
  if (root.replaced) return filled(l10n.t("Based on {0}, which a named context replaces"), line);
  return filled(l10n.t("Based on {0}"), [
    ...line,
    ...(bases.length > 0 ? [" → "] : []),
    ...baseWords(analysis, root.base),
  ]);
}

/** What a base is in builds for some platforms, and which those are. */
export function onPlatforms(analysis: Analysis, { platforms, to, expanded, problem }: PlatformBase): Line {
  const what = forPlatforms(meant(analysis, { to, text: expanded }), platforms);
  if (problem === null || !("reason" in problem)) return what;
  return [...what, " (", l10n.t("The builder rejects it: {0}", oneLine(problem.reason, LONGEST_REASON)), ")"];
}

/** What the base of a `FROM` is, with its arguments filled in and as it is written. */
export function baseWords(analysis: Analysis, { text, expanded, expansion, to, byPlatform }: Base): Line {
  if (text === "") return [l10n.t("nothing yet")];
  if (byPlatform.length > 0) return listed(byPlatform, base => onPlatforms(analysis, base));
  if (expansion.conditional) return filled(l10n.t("{0}, which depends on build arguments"), code(text));
  const what = meant(analysis, { to, text: expanded });
  return text === expanded ? what : [...what, " (", code(text), ")"];
}

/** The line, from 1, of an offset. */
export function lineNumber({ document, inside }: FeatureContext, offset: number): number {
  return inside?.lineOf(offset) ?? document.positionAt(offset).line + 1;
}
