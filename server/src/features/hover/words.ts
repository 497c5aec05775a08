/** How the things of a file are called in a hover. */
import type { Base, Stage, StageModel } from "../../stages/model";
import type { Reference } from "../../stages/references";
import type { Role } from "../../stages/roles";
import { oneLine } from "../display";
import type { FeatureContext } from "../context";
import { code, listed, paragraph, strong } from "./markup";
import type { Block, Line } from "./markup";

const LONGEST_DESCRIPTION = 400;

const ROLES: Record<Role, string> = {
  default: ", default target",
  target: ", target",
  needed: "",
  varying: ", unused with these build arguments",
  alone: ", no part of the default build",
  unused: ", unused",
};

/** `**builder** — stage 1 of 3 (index 0), default target`. */
export function stageTitle({ stages }: StageModel, { index, displayName, name }: Stage, role: Role): Block {
  const place = `stage ${index + 1} of ${stages.length} (index ${index})`;
  const named = name === "" ? `${place}, without a name` : place;
  return paragraph(strong(displayName), ` — ${named}${ROLES[role]}`);
}

/** What a comment says, if one does. */
export function described(description: string | null): Block[] {
  return description === null || description === ""
    ? []
    : [paragraph(oneLine(description, LONGEST_DESCRIPTION))];
}

/** What a reference means: a stage by its name, all else by its kind. */
export function meant({ stages }: StageModel, { to, text }: Pick<Reference, "to" | "text">): Line {
  switch (to) {
    case "image":
      return ["image ", code(text)];
    case "context":
      return ["named context ", code(text)];
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
export function basedOn(model: StageModel, chain: readonly Stage[]): Line {
  const [stage, ...bases] = chain;
  const root = chain.at(-1);
  if (!stage || !root) return [];
  if (stage.replaced) return ["Not built: the named context ", code(stage.name), " takes its place"];
  const line: Line = ["Based on ", ...listed(bases, ({ displayName }) => [strong(displayName)], " → ")];
  if (root.replaced) return [...line, ", which a named context replaces"];
  return [...line, ...(bases.length > 0 ? [" → "] : []), ...baseWords(model, root.base)];
}

/** What the base of a `FROM` is, with its arguments filled in and as it is written. */
export function baseWords(model: StageModel, { text, expanded, expansion, to }: Base): Line {
  if (text === "") return ["nothing yet"];
  if (expansion.conditional) return [code(text), ", which build arguments complete"];
  const what = meant(model, { to, text: expanded });
  return text === expanded ? what : [...what, " (", code(text), ")"];
}

/** The line, from 1, of an offset. */
export function lineNumber({ document }: FeatureContext, offset: number): number {
  return document.positionAt(offset).line + 1;
}
