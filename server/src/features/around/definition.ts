/** Where a part of a build leads: a target to its stage, an argument to its ARG, a named context to what it replaces. */
import type { Location, Range } from "vscode-languageserver-protocol";
import { namesStage } from "../../around/parts";
import type { UsePart } from "../../around/parts";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import { nameSpan } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { rangeOf } from "../context";
import type { FeatureContext } from "../context";

/** The stage that a part names in its Dockerfile; null where there is none, or it depends on a variable. */
export function stageOf({ analysis: { model } }: FeatureContext, part: UsePart): Stage | null {
  const { text, isOpen } = part;
  const index = isOpen || !namesStage(part) ? undefined : model.names.get(text.toLowerCase());
  return (index === undefined ? undefined : model.stages[index]) ?? null;
}

/** What a part means in its Dockerfile, in the order of that. */
export function placesInDockerfile(context: FeatureContext, part: UsePart): Location[] {
  const { uri } = context.document;
  return rangesOf(context, part).map(range => ({ uri, range }));
}

function rangesOf(context: FeatureContext, part: UsePart): Range[] {
  const start = { line: 0, character: 0 };
  switch (part.kind) {
    case "target":
    case "noCacheFilter": {
      const stage = stageOf(context, part);
      return stage ? [rangeOf(context, nameSpan(stage) ?? stage.line)] : [];
    }
    case "argument":
      return declarationsOf(context, part.text).map(span => rangeOf(context, span));
    case "context":
      return namedIn(context, part.text).map(span => rangeOf(context, span));
    case "dockerfile":
      return [{ start, end: start }];
    // Without another Dockerfile it is the one in that folder.
    case "folder":
      return part.use.dockerfile.place === null ? [{ start, end: start }] : [];
    case "contextValue":
    case "inherited":
      return [];
  }
}

/** The names in the ARG instructions that declare an argument. */
function declarationsOf({ analysis: { model } }: FeatureContext, name: string): Span[] {
  return model.file.lines.flatMap(line => {
    const { keyword, words } = line.instruction.trigger ?? line.instruction;
    if (keyword !== "ARG") return [];
    return words
      .filter(({ text }) => text.split("=", 1)[0] === name)
      .map(({ span: { start } }) => toDocument(line, { start, end: start + name.length }));
  });
}

/** Where the Dockerfile names what a named context replaces: the stage, and what refers to it or to the image. */
function namedIn({ analysis }: FeatureContext, name: string): Span[] {
  const { options } = analysis.model;
  const { stages, references } = analysis.under({ ...options, contexts: [name] }).model;
  return [
    ...stages.flatMap(stage => (stage.replaced ? (nameSpan(stage) ?? []) : [])),
    ...references.filter(({ to }) => to === "context").map(({ line, span }) => toDocument(line, span)),
  ];
}
