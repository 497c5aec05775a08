/** Names that a stage can be given: those the builder takes, and that leave every other line its meaning. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../stages/analysis/analysis";
import type { Stage } from "../stages/model/model";
import { contextKey, repositoryIn } from "../stages/model/imageReference";
import { RESERVED_NAMES, builderName, contextNameError } from "../stages/model/stageName";

/** Why a name cannot become that of a stage, in words for the person who asked for it; null where it can. */
export function nameProblem(analysis: Analysis, name: string): string | null {
  const { model } = analysis;
  if (builderName(name) !== name)
    return l10n.t(
      '"{0}" is not a valid stage name. Use lowercase letters, digits, "-", "_" and ".". The first character must be a letter.',
      name,
    );
  if (RESERVED_NAMES.includes(name)) return l10n.t('"{0}" has a special meaning in a Dockerfile.', name);
  const reason = contextNameError(name);
  if (reason !== null) return l10n.t('The builder rejects the name "{0}": {1}.', name, reason);
  if (model.names.has(name)) return l10n.t('The file already has a stage named "{0}".', name);
  if (isContext(analysis, name))
    return l10n.t('"{0}" is a named context, which would replace the stage.', name);
  // Such a text means an image or a named context now, and would mean the stage.
  return analysis.otherNames.has(name)
    ? l10n.t('"{0}" is already used for something else in this file.', name)
    : null;
}

/** Whether a named context has a name: it takes the place of a stage that is called so (spec 2.4). */
function isContext({ model: { options } }: Analysis, name: string): boolean {
  return options.contexts.some(context => (contextKey(context) ?? context) === name);
}

/** The wished name, or the first of `<wished>-2`, `<wished>-3` … that can be given. */
export function freeName(analysis: Analysis, wished: string): string {
  for (let attempt = 1, name = wished; ; name = `${wished}-${++attempt}`)
    if (nameProblem(analysis, name) === null) return name;
}

/** Characters that nobody sees: zero-width spaces and joiners, soft hyphens, byte order marks. */
export const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** A text made into a stage name: what nobody sees is left out, what the builder does not take becomes a hyphen. Null where nothing is left. */
export function toStageName(text: string): string | null {
  const name = text
    .toLowerCase()
    .replace(INVISIBLE, "")
    .replace(/[^a-z0-9]+/g, found => (/^[._-]$/.test(found) ? found : "-"))
    .replace(/^[^a-z]+|(?<![^a-z0-9])[^a-z0-9]+$/g, "");
  return name === "" || RESERVED_NAMES.includes(name) || contextNameError(name) !== null ? null : name;
}

/** A name for a stage that has none: what its base is called, or the label that the builder gives it. */
export function suggestedName(analysis: Analysis, stage: Stage): string {
  const repository = repositoryIn(stage.base.expanded);
  const image = stage.base.to === "image" ? toStageName(repository.split("/").at(-1) ?? "") : null;
  return freeName(analysis, image ? `${image}-stage` : `stage-${stage.index}`);
}
