/**
 * Names for stages: which ones the builder accepts, and which would change what other lines of the file mean.
 */
import * as l10n from "@vscode/l10n";
import type { ModelAnswer, ModelPosition } from "../../../../server/src/protocol";

const NAME = /^[a-z][a-z0-9-_.]*$/;
// The builder also looks every stage name up as an image reference. One `.`, one or two `_` or any run of `-` may
// separate letters and digits there, nothing else.
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const RESERVED = new Set(["scratch", "context"]);
/** An image path has at most 255 characters, and `library/` is part of it. */
const LONGEST_NAME = 255 - "library/".length;

/** Why `name` cannot become the name of an unnamed stage, in words for the person who typed it. */
export function stageNameProblem(model: ModelAnswer, name: string): string | undefined {
  if (name === "") return l10n.t("Enter a name for the stage.");
  if (name !== name.toLowerCase()) {
    return l10n.t(
      'Use lower case: "FROM {0}" would not find this stage. Try "{1}".',
      name,
      name.toLowerCase(),
    );
  }
  if (!/^[a-z]/.test(name)) return l10n.t("A stage name starts with a letter.");
  if (!NAME.test(name)) return l10n.t('A stage name can contain only letters, digits, "-", "_" and ".".');
  if (!PATH_COMPONENT.test(name)) {
    return l10n.t(
      'The builder rejects this name. Use a single "-", "_" or "." only between letters or digits.',
    );
  }
  if (name.length > LONGEST_NAME) return l10n.t("The builder rejects this name, because it is too long.");
  if (/^[0-9a-f]{64}$/.test(name))
    return l10n.t("The builder rejects this name, because it has the form of an image ID.");
  if (RESERVED.has(name)) return l10n.t('"{0}" has a special meaning in a Dockerfile.', name);
  const taken = model.stages.find(stage => stage.name === name);
  if (taken !== undefined)
    return l10n.t('The file already has a stage named "{0}" in line {1}.', name, taken.range.start.line + 1);
  const meant = model.references.find(({ text, to }) => to === "image" && text.toLowerCase() === name);
  if (meant !== undefined) {
    return l10n.t(
      'Line {0} refers to the image "{1}". With this name, it would refer to the stage.',
      meant.range.start.line + 1,
      name,
    );
  }
  if (model.references.some(({ text, to }) => to === "context" && text.toLowerCase() === name)) {
    return l10n.t('"{0}" is a named build context, which would replace the stage.', name);
  }
  return undefined;
}

/** Where ` AS <name>` has to be written to name the stage at `index`: behind its base. `undefined` if it cannot be named. */
export function placeOfName(model: ModelAnswer, index: number): ModelPosition | undefined {
  if (model.stages[index]?.name !== "") return undefined;
  return model.references.find(({ kind, inStage }) => kind === "FROM" && inStage === index)?.range.end;
}

/** A free name for the unnamed stage at `index`: the label that the builder shows for it, or one close to it. */
export function suggestStageName(model: ModelAnswer, index: number): string {
  const label = `stage-${index}`;
  for (let attempt = 2, name = label; ; name = `${label}-${attempt++}`) {
    if (stageNameProblem(model, name) === undefined) return name;
  }
}
