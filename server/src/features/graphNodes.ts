/** The nodes of a stage graph, before it is known which of them a target needs. */
import type { GraphNode } from "../shared/graph/graph";
import type { PlatformBase } from "../stages/model/base";
import { contextKey } from "../stages/model/imageReference";
import { keywordSpan, nameSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { imageText } from "../stages/model/references";
import type { Reference } from "../stages/model/references";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";
import type { SilentNode } from "./graphSentences";
import { givenContexts, locationOf, stageOfUse } from "./linkedStages";
import type { GivenContext, LinkedDockerfiles } from "./linkedStages";
import { baseTitle } from "./stageTitle";

/** A node before all edges are known. */
export type Found = Omit<SilentNode, "isNeeded">;

export function idOf(stage: number): string {
  return `stage ${stage}`;
}

export function stageNode(context: FeatureContext, stage: Stage): Found {
  const { model, roles, isRunnable } = context.analysis;
  const { index, name, displayName, description, replaced } = stage;
  return {
    id: idOf(index),
    kind: "stage",
    label: displayName,
    detail: baseTitle(context.analysis, stage),
    description: description ?? "",
    stage: index,
    role: roles[index] ?? null,
    isShadowed: name !== "" && model.names.get(name) !== index,
    isReplaced: replaced,
    isRunnable: isRunnable[index] === true,
    range: rangeOf(context, nameSpan(stage) ?? keywordSpan(stage)),
  };
}

/** What a reference means: the id of a stage of the file, or a node for all else. */
export function targetNode(
  context: FeatureContext,
  reference: Reference,
  { to, ...meant }: Pick<Reference, "to"> | PlatformBase,
  linked: LinkedDockerfiles,
): string | Found {
  const text = "expanded" in meant ? meant.expanded : imageText(reference);
  switch (to) {
    case null: {
      // What a build has yet to complete says most as it is written.
      const written = reference.line.instruction.text.slice(reference.span.start, reference.span.end);
      return otherNode(reference.problem ? "missing" : "open", written);
    }
    case "scratch":
      return otherNode("scratch", "scratch");
    case "image":
      if (reference.problem) return otherNode("missing", text);
      return otherStageNode(givenContexts(context, reference, linked), linked) ?? otherNode("image", text);
    case "context": {
      const given = givenContexts(context, reference, linked);
      const [first] = given;
      return (
        otherStageNode(given, linked) ?? contextNode(text, first?.value.text ?? settingOf(context, text))
      );
    }
    default:
      return idOf(to);
  }
}

/** The stage of another Dockerfile whose image a build gives for a name; null where none does. */
function otherStageNode(given: readonly GivenContext[], linked: LinkedDockerfiles): Found | null {
  for (const { other } of given) {
    const there = other && stageOfUse(other, linked);
    if (!there) continue;
    const { uri, range } = locationOf(there);
    const { path } = other.dockerfile;
    return {
      ...otherNode("otherStage", there.stage.displayName),
      id: `otherStage ${uri} ${there.stage.index}`,
      detail: path === null ? linked.labelOf(other) : linked.shownPath(path),
      description: there.stage.description ?? "",
      range,
      uri,
    };
  }
  return null;
}

/** What the settings give for a named context; empty where they do not. */
export function settingOf({ settings }: FeatureContext, name: string): string {
  const key = contextKey(name);
  const given = Object.entries(settings.build.contexts).find(([each]) => contextKey(each) === key);
  return given?.[1] ?? "";
}

export function contextNode(name: string, detail: string): Found {
  return { ...otherNode("context", name), id: `context ${contextKey(name) ?? name}`, detail };
}

function otherNode(kind: Exclude<GraphNode["kind"], "stage">, label: string): Found {
  return {
    id: `${kind} ${label}`,
    kind,
    label,
    detail: "",
    description: "",
    stage: null,
    role: null,
    isShadowed: false,
    isReplaced: false,
    isRunnable: false,
    range: null,
  };
}
