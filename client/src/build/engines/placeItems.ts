/** What the lists of builders and contexts show of each. */
import * as l10n from "@vscode/l10n";
import { isInsideEngine, keepsImages, type ListedBuilder } from "../../engine/builderList";
import type { ListedContext } from "../../engine/contextList";
import type { ChosenPlace } from "./chosenPlace";

/** One line of a list, and the place that choosing it makes. */
export interface PlaceItem {
  label: string;
  description: string;
  detail: string;
  place: ChosenPlace;
}

/** First what forgets the choice, then each builder. A chosen one that is not there any more is listed as gone. */
export function builderItems(builders: readonly ListedBuilder[], chosen: ChosenPlace): PlaceItem[] {
  const before = chosen.builder;
  const kept = keptContext(chosen);
  const current = builders.find(({ isCurrent }) => isCurrent);
  return [
    {
      label: `$(server) ${l10n.t("Automatic")}`,
      description: current === undefined ? "" : l10n.t("currently {0}", current.name),
      detail: l10n.t("The builder that buildx has selected"),
      place: kept,
    },
    ...builders.map(({ name, driver, nodes }) => ({
      label: `$(server) ${name}`,
      description: marked(driver, before?.name === name),
      detail: [
        ...nodes.map(nodeText),
        ...(keepsImages(driver) ? [l10n.t("loads its images into the engine")] : []),
      ].join("; "),
      place: placeOf({ name, driver }, kept),
    })),
  ];
}

/**
 * The builder inside an engine is listed under the name of the Docker context that leads to that engine. buildx refuses it
 * unless that context is the current one, so the context is part of the choice.
 */
function placeOf(builder: { name: string; driver: string }, kept: ChosenPlace): ChosenPlace {
  return isInsideEngine(builder) ? { builder, dockerContext: builder.name } : { ...kept, builder };
}

/** The context that was chosen by itself; one that a builder brought along goes with that builder. */
function keptContext({ builder, dockerContext }: ChosenPlace): ChosenPlace {
  if (dockerContext === undefined || (builder !== undefined && isInsideEngine(builder))) return {};
  return { dockerContext };
}

function marked(text: string, isChosen: boolean): string {
  return isChosen ? `${text} · ${l10n.t("selected")}` : text;
}

function nodeText({ endpoint, status, platforms, error }: ListedBuilder["nodes"][number]): string {
  const shown = platforms.slice(0, 4).join(", ") + (platforms.length > 4 ? ", …" : "");
  return [endpoint, error || status, shown].filter(text => text !== "").join(" · ");
}

/** First what forgets the choice, then each context. A builder belongs to its context: another context forgets it. */
export function contextItems(contexts: readonly ListedContext[], chosen: ChosenPlace): PlaceItem[] {
  const current = contexts.find(({ isCurrent }) => isCurrent);
  const { dockerContext: before, ...rest } = chosen;
  return [
    {
      label: `$(plug) ${l10n.t("Automatic")}`,
      description: current === undefined ? "" : l10n.t("currently {0}", current.name),
      detail: l10n.t("The current context of docker"),
      place: before === undefined ? rest : {},
    },
    ...contexts.map(({ name, description, endpoint, error }) => ({
      label: `$(plug) ${name}`,
      description: marked(endpoint, before === name),
      detail: error || description,
      place: before === name ? chosen : { dockerContext: name },
    })),
  ];
}
