/** Completion: whatever can be written at a cursor that the stage model knows something about. */
import type { CompletionItem, Position } from "vscode-languageserver-protocol";
import { completionPlacesAt } from "../../stages/cursor/completionPlace";
import type { CompletionPlace } from "../../stages/cursor/completionPlaces";
import { offsetOf } from "../context";
import type { FeatureContext } from "../context";
import type { ListStage } from "./builtPaths";
import { readTopic } from "./describe";
import { proposeCheckOptions, proposeCheckRules, proposeDirectiveValues } from "./directives";
import { proposeFlagValues, proposeFlags } from "./flags";
import { proposeMountKeys, proposeMountValues } from "./mounts";
import { proposeNames } from "./names";
import { proposeContextPaths } from "./contextPaths";
import { proposePaths } from "./paths";
import type { ListFolder } from "./paths";
import { describe, toItems } from "./proposal";
import type { CompletionSupport, Proposal } from "./proposal";
import type { Snippet } from "./snippetList";
import { snippetItems } from "./snippets";
import { proposeAs, proposeStageNames } from "./stageName";
import { proposeDescription, proposeTargets } from "./targets";
import { proposeVariables } from "./variables";

const NOTHING: KnownFolders = { context: () => null, stage: () => null };

/** What is known of folders beside the file itself; a place that needs none of it does not ask. */
export interface KnownFolders {
  /** Those of the build context. */
  readonly context: ListFolder;
  /** Those of images that were built. */
  readonly stage: ListStage;
}

/** The keywords at a position, where they are ours to give. */
export type ListKeywords = (
  context: FeatureContext,
  question: CompletionQuestion,
  support: CompletionSupport,
) => readonly CompletionItem[];

/** Where and how a client asks. */
export interface CompletionQuestion {
  readonly position: Position;
  /** The character that has just been typed, where the client asks for that reason. */
  readonly trigger?: string | undefined;
}

/**
 * What is legal at a position, the likeliest first. `folders` answer what is in the build context and in built stages; a
 * place that needs none of it does not ask. `snippets` are those that there are; they come behind the keywords.
 */
export function completion(
  context: FeatureContext,
  { position, trigger }: CompletionQuestion,
  support: CompletionSupport,
  folders: KnownFolders = NOTHING,
  snippets: readonly Snippet[] = [],
  keywords: ListKeywords = () => [],
): CompletionItem[] {
  const offset = offsetOf(context, position);
  const items = completionPlacesAt(context.analysis, offset)
    .filter(place => !isUncalledFor(place, trigger))
    .flatMap(place => toItems(context, place, offset, propose(context, place, folders), support))
    .concat(keywords(context, { position, trigger }, support))
    .concat(snippetItems(context, offset, snippets, support));
  const width = String(items.length).length;
  for (const [rank, item] of items.entries()) item.sortText = String(rank).padStart(width, "0");
  return items;
}

/** The item with its detail and documentation; as it is where there are none, or its data is not of ours. */
export function resolveCompletion(
  context: FeatureContext,
  item: CompletionItem,
  support: CompletionSupport,
): CompletionItem {
  const topic = readTopic((item.data as { topic?: unknown } | undefined)?.topic);
  return topic ? { ...item, ...describe(context, topic, support) } : item;
}

/** Behind every space an instruction could have a flag: nobody wants a list of them there unless they ask. */
function isUncalledFor({ kind, token }: CompletionPlace, trigger: string | undefined): boolean {
  return kind === "flag" && trigger === " " && token.start === token.end;
}

function propose(
  { analysis, settings, inside }: FeatureContext,
  place: CompletionPlace,
  folders: KnownFolders,
): Proposal[] {
  const { frontend } = analysis;
  switch (place.kind) {
    case "variable":
      return proposeVariables(analysis, place, settings.variables.onlyStages);
    case "stage":
      return proposeNames(analysis, place.place);
    case "as":
      return proposeAs(place);
    case "stageName":
      return proposeStageNames(analysis, place);
    case "flag":
      return proposeFlags(frontend, place);
    case "flagValue":
      return proposeFlagValues(analysis, place);
    case "mountKey":
      return proposeMountKeys(place);
    case "mountValue":
      return proposeMountValues(analysis, place);
    case "path":
      return proposePaths(analysis, place, folders.context, folders.stage);
    case "contextPath":
      // In a file of its own other extensions know them.
      return inside ? proposeContextPaths(analysis, place, folders.context) : [];
    case "target":
      return proposeTargets(analysis, place);
    case "description":
      return proposeDescription(place);
    case "directive":
      return proposeDirectiveValues(place);
    case "checkOption":
      return proposeCheckOptions(place);
    case "checkRule":
      return proposeCheckRules(place);
  }
}
