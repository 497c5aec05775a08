/** `AS` behind a base, and a name for the stage that begins there. */
import * as l10n from "@vscode/l10n";
import { CompletionItemKind } from "vscode-languageserver-types";
import { writtenKeyword } from "../../dockerfile/instruction";
import { toDocumentParts } from "../../dockerfile/sourceMap";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Occurrence } from "../../stages/cursor/completionPlaces";
import { repositoryIn } from "../../stages/model/imageReference";
import { RESERVED_NAMES, builderName, contextNameError } from "../../stages/model/stageName";
import type { Proposal } from "./proposal";

/** What stages are called everywhere, in the order in which they stand in a file. */
export const CONVENTIONAL_NAMES: readonly string[] = ["base", "deps", "build", "test", "dev", "runtime"];

/** The one word that can follow a base; in the case of the keyword, as the builder's rule wants it. */
export function proposeAs({ line, token }: Occurrence): Proposal[] {
  const typed = line.instruction.text.slice(token.start, token.end);
  const model = typed === "" ? writtenKeyword(line.instruction) : typed;
  const label = model === model.toLowerCase() ? "as" : "AS";
  return [{ label, kind: CompletionItemKind.Keyword, note: l10n.t("names the stage"), commit: [" "] }];
}

/**
 * Names that no stage has: first those that the file uses already and that are yet to be given, then that of the base image,
 * then what stages are called everywhere.
 */
export function proposeStageNames(analysis: Analysis, place: Occurrence): Proposal[] {
  const { model } = analysis;
  const { stage, line } = place;
  const taken = new Set(model.stages.filter(other => other !== stage).map(({ name }) => name));
  // Where something is named that is no stage, it would become this one.
  const named = new Set(
    model.references
      .filter(reference => reference.to === "image" && reference.line !== line)
      .map(({ text }) => text.toLowerCase()),
  );
  const awaited = CONVENTIONAL_NAMES.filter(name => named.has(name));
  const ofBase = nameOfBase(analysis, place);
  const names = [
    ...awaited,
    ...(ofBase === null || named.has(ofBase) ? [] : [ofBase]),
    ...CONVENTIONAL_NAMES.filter(name => !awaited.includes(name)),
  ];
  return [...new Set(names)]
    .filter(name => !taken.has(name))
    .map(label => ({
      label,
      kind: CompletionItemKind.Module,
      note: awaited.includes(label)
        ? l10n.t("used in this file without a stage of this name")
        : l10n.t("new stage"),
    }));
}

/** The name of the base image without its registry and tag; null where that is no name for a stage. */
function nameOfBase({ model: { scope } }: Analysis, { stage, line }: Occurrence): string | null {
  const { base } = stage;
  if (base.to !== "image" || [...base.expansion.matched].some(name => scope.needBuildArg.has(name)))
    return null;
  if (toDocumentParts(line, base.span).length > 1) return null;
  const path = repositoryIn(base.expanded);
  const name = builderName(path.slice(path.lastIndexOf("/") + 1));
  return name === null || RESERVED_NAMES.includes(name) || contextNameError(name) !== null ? null : name;
}
