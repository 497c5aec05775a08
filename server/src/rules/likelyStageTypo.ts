import * as l10n from "@vscode/l10n";
import { toDocument } from "../dockerfile/place";
import { nameSpan } from "../stages/model";
import type { StageModel } from "../stages/model";
import type { Reference } from "../stages/references";
import { isNear, nearest } from "../stages/suggest";
import { to as renamed } from "../edits/nameStage";
import { fix } from "./fix";
import { OFFICIAL_IMAGES } from "./officialImages";
import { fromSpan } from "./rule";
import type { Rule } from "./rule";

/** A shorter name is within two edits of too many images. */
const SHORTEST = 4;
const ONE_EDIT_UP_TO = 5;

export const likelyStageTypo: Rule = {
  id: "LikelyStageTypo",
  title: "A name that is nearly that of a stage is likely to mean it",
  advice: () => l10n.t("Name a stage above, or an image with its tag."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check({ model }, report) {
    // Most files name one image again and again.
    const known = new Map<string, string[]>();
    const namesNear = (written: string): string[] => {
      const names = known.get(written) ?? near(model, written);
      known.set(written, names);
      return names;
    };
    for (const reference of model.references) {
      const name = meantStage(model, reference, namesNear);
      const stage = model.stages[model.names.get(name ?? "") ?? -1];
      if (name === null || !stage) continue;
      report({
        span: toDocument(reference.line, reference.span),
        message: l10n.t('"{0}" is no stage, so it means an image (did you mean {1}?)', reference.text, name),
        related: [
          { span: nameSpan(stage) ?? fromSpan(stage), message: l10n.t('"{0}" is defined here', name) },
        ],
        line: reference.line,
        fixes: () => [fix(l10n.t('Use the stage "{0}"', name), { changes: [renamed(name)(reference)] })],
      });
    }
  },
};

function near({ names }: StageModel, written: string): string[] {
  return [...names.keys()].filter(name => isNear(written, name));
}

/** The name of an earlier stage that a reference to an image is a slip away from, or null. */
export function meantStage(
  model: StageModel,
  { to, text, inStage, form }: Reference,
  namesNear = (written: string) => near(model, written),
): string | null {
  // A tag, a registry or an organisation says that an image is meant.
  if (to !== "image" || !/^[\w.-]+$/.test(text)) return null;
  const written = text.toLowerCase();
  if (written.length < SHORTEST) return null;
  const names = namesNear(written).filter(name => {
    const index = model.names.get(name) ?? Infinity;
    return index < inStage && model.stages[index]?.nameError === null;
  });
  const name = nearest(written, names);
  if (name === null || isOtherVariant(written, name)) return null;
  if (written.length <= ONE_EDIT_UP_TO && !isOneSlip(written, name)) return null;
  // Images are the bases of most stages: there only what is no image of a name people know is a slip.
  return form === "FROM" && OFFICIAL_IMAGES.has(written) ? null : name;
}

/** `build2` is not `build1` misspelled, and `base-arm64` not `base-amd64`: they differ in parts that have a number each. */
function isOtherVariant(a: string, b: string): boolean {
  const parts = b.split(/[-_.]/);
  const differing = a
    .split(/[-_.]/)
    .flatMap((part, at) => (part === parts[at] ? [] : [part, parts[at] ?? ""]));
  return differing.every(part => /\d/.test(part));
}

/** A letter more, a letter less, another letter, or two neighbours that changed places. */
export function isOneSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return isOneMore(a, b) || isOneMore(b, a);
  const at = [...a].findIndex((char, index) => char !== b[index]);
  const isSwapped = a.charAt(at) + a.charAt(at + 1) === b.charAt(at + 1) + b.charAt(at);
  return a.slice(at + 1) === b.slice(at + 1) || (isSwapped && a.slice(at + 2) === b.slice(at + 2));
}

function isOneMore(longer: string, shorter: string): boolean {
  return [...longer].some((_, at) => longer.slice(0, at) + longer.slice(at + 1) === shorter);
}
