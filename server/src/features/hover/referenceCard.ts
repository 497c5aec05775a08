/** What a name means where it is used: a stage, an image, a context; in a `COPY` and a mount also what is taken from it. */
import { baseChain } from "../../stages/baseChain";
import { contextKey, fullReference } from "../../stages/imageReference";
import type { StageModel } from "../../stages/model";
import type { Reference } from "../../stages/references";
import { stageGraph } from "../../stages/graph";
import { isInteger } from "../../stages/resolve";
import type { Target } from "../../stages/resolve";
import { stageRoles } from "../../stages/roles";
import { meantStage } from "../../rules/likelyStageTypo";
import { oneLine } from "../display";
import type { FeatureContext } from "../context";
import { code, paragraph, strong } from "./markup";
import type { Block, Line } from "./markup";
import { stageCard } from "./stageCard";
import { taken } from "./taken";
import { basedOn, described, lineNumber, stageTitle } from "./words";

const LONGEST_REASON = 200;

/** The card of a reference. */
export function referenceCard(context: FeatureContext, reference: Reference): Block[] {
  const { model } = context;
  const { form, to } = reference;
  const stage = typeof to === "number" ? model.stages[to] : undefined;
  if (!stage) return otherCard(context, reference);
  if (form === "FROM") return stageCard(context, stage);
  const items = [...taken(model, reference), basedOn(model, baseChain(model, stage)), tooEarly(reference)];
  return [
    stageTitle(model, stage, stageRoles(model, stageGraph(model))[stage.index] ?? "needed"),
    ...described(stage.description),
    { kind: "list", items: items.filter(line => line.length > 0) },
  ];
}

/** A stage takes from those above it alone (spec 2.6). */
function tooEarly({ onbuild, to, inStage }: Reference): Line {
  if (onbuild || typeof to !== "number" || to < inStage) return [];
  return to === inStage
    ? ["The builder refuses it: a stage cannot take from itself"]
    : ["The builder refuses it: this stage stands below the one that takes from it"];
}

/** The card of what is no stage. */
function otherCard(context: FeatureContext, reference: Reference): Block[] {
  const { model } = context;
  const { form, to, text, inStage } = reference;
  const base = form === "FROM" ? model.stages[inStage]?.base : undefined;
  const written = base?.text ?? text;
  const isOpen = base?.expansion.conditional === true;
  const name = isOpen || text === "" ? written : text;
  const items = [
    ...(isOpen ? [] : details(context, reference)),
    written === name ? [] : ["Written ", code(written)],
    ...(form === "FROM" ? [] : taken(model, reference)),
    problem(model, reference),
    ...nearStage(context, reference),
  ];
  return [
    paragraph(strong(name), isOpen ? " — what build arguments make of it" : ` — ${kindOf(to)}`),
    { kind: "list", items: items.filter(line => line.length > 0) },
  ];
}

function kindOf(to: Target): string {
  if (to === "scratch") return "no image: no files at all";
  if (to === "context") return "named context";
  return to === "image" ? "image" : "nothing that can be built";
}

function details({ settings }: FeatureContext, { to, text }: Reference): Line[] {
  if (to === "context") {
    const key = contextKey(text);
    const place = Object.entries(settings.build.contexts).find(
      ([name]) => (contextKey(name) ?? name) === key,
    );
    return place ? [["Taken from ", code(place[1])]] : [];
  }
  const full = to === "image" ? fullReference(text) : null;
  return full === null || full === text ? [] : [["In full ", code(full)]];
}

/** Why the builder refuses it. */
function problem({ stages }: StageModel, { problem, form }: Reference): Line {
  switch (problem?.kind) {
    case undefined:
      return [];
    case "variable":
      return ["Variables are not filled in here: ", code("FROM"), " takes them, and gives the image a name"];
    case "index":
      return [`There is no stage of the index ${problem.index}: they are 0 to ${stages.length - 1}`];
    case "blank":
      return ["It comes out empty"];
    case "expansion":
      return [`The builder refuses it: ${oneLine(problem.reason, LONGEST_REASON)}`];
    case "image":
      return [
        form === "FROM" ? "The builder refuses it: " : "No stage, and the builder refuses it as an image: ",
        oneLine(problem.reason, LONGEST_REASON),
      ];
  }
}

/** A stage that may be meant where an image is named. */
function nearStage(context: FeatureContext, reference: Reference): Line[] {
  const { model } = context;
  const { to, form, text, inStage } = reference;
  if (to !== "image") return [];
  if (form === "MOUNT" && isInteger(text))
    return [["An index means a stage in ", code("COPY --from"), " alone: mounts take names"]];
  const same = model.stages[model.names.get(text.toLowerCase()) ?? -1];
  if (same && form === "FROM") {
    const line = lineNumber(context, same.line.start);
    return same.index >= inStage
      ? [["The stage ", strong(same.displayName), `, in line ${line}, stands below: a base stands above`]]
      : [
          [
            "The stage ",
            strong(same.displayName),
            " is not meant: a base is written in lower case, ",
            code(same.name),
          ],
        ];
  }
  const name = meantStage(model, reference);
  return name === null ? [] : [["No stage is called so; did you mean ", strong(name), "?"]];
}
