/** What a base, `--from=` and `from=` may name: stages, named contexts, and the images that the file uses already. */
import * as l10n from "@vscode/l10n";
import { CompletionItemKind } from "vscode-languageserver-types";
import type { Analysis } from "../../stages/analysis/analysis";
import type { NameSlot } from "../../stages/cursor/cursorContext";
import { stagesNameableAt } from "../../stages/cursor/cursorContext";
import { contextKey } from "../../stages/model/imageReference";
import { imageText } from "../../stages/model/references";
import type { Reference } from "../../stages/model/references";
import { RESERVED_NAMES } from "../../stages/model/stageName";
import type { Proposal } from "./proposal";

/** More images than anybody chooses from. */
const MOST_IMAGES = 50;

/** The stages that are legal at a place, the newest first, then contexts, then images. Indexes would work in `COPY --from`, too, but a name is better. */
export function proposeNames(analysis: Analysis, place: NameSlot): Proposal[] {
  const { model } = analysis;
  const stages = stagesNameableAt(model, place).map((stage): Proposal => ({
    // The builder compares a base with lower-cased names to the letter; everywhere else it folds case.
    label: place.form === "FROM" ? stage.name : stage.displayName,
    kind: CompletionItemKind.Module,
    note: stage.base.text,
    topic: { kind: "stage", index: stage.index, name: stage.name },
  }));
  return [...stages, ...proposeContexts(analysis), ...proposeImages(analysis, place)];
}

function proposeContexts({ model: { options, names } }: Analysis): Proposal[] {
  return options.contexts
    .filter(name => contextKey(name) !== null && !RESERVED_NAMES.includes(name) && !names.has(name))
    .map(name => ({ label: name, kind: CompletionItemKind.Folder, note: l10n.t("named context") }));
}

/** The images of the file, those of the nearest lines first, as they are written. */
function proposeImages(analysis: Analysis, place: NameSlot): Proposal[] {
  const { model } = analysis;
  const isBase = place.form === "FROM";
  // What the base has is there already.
  const own = isBase ? null : place.stage.base.expanded;
  const images = new Set<string>();
  const add = (reference: Reference) => {
    if (images.size >= MOST_IMAGES || isHere(reference, place)) return;
    const text = imageOf(analysis, reference, isBase);
    // The name of a stage, in any case, would mean that stage.
    if (text !== null && text !== own && !model.names.has(text.toLowerCase())) images.add(text);
  };
  const { index } = place.stage;
  for (let at = index; at >= 0; at--) model.referencesByStage[at]?.forEach(add);
  for (let at = index + 1; at < model.stages.length && images.size < MOST_IMAGES; at++)
    model.referencesByStage[at]?.forEach(add);
  if (isBase && !model.names.has("scratch")) images.add("scratch");
  return [...images].map(label => ({
    label,
    kind: CompletionItemKind.Value,
    note: label === "scratch" ? l10n.t("empty image") : l10n.t("image"),
  }));
}

/** A reference that is being written is no use of an image. */
function isHere({ line, span, form }: Reference, place: NameSlot): boolean {
  if (line !== place.line) return false;
  return form === "FROM" || (span.start <= place.token.end && place.token.start <= span.end);
}

function imageOf({ model: { stages } }: Analysis, reference: Reference, isBase: boolean): string | null {
  const { to, problem, form, inStage } = reference;
  if (to !== "image" || problem !== null) return null;
  const written = form === "FROM" ? (stages[inStage]?.base.text ?? "") : imageText(reference);
  return /["'\\`,\s]/.test(written) || (!isBase && written.includes("$")) ? null : written;
}
