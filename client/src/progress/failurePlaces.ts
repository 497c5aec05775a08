/**
 * Brings what the engine said about a failed build to the lines of the file: by the excerpt it showed, else by the line
 * it named, else by the number of the step, else by the image it could not get.
 */
import type { ModelAnswer, ModelRange, ModelReference } from "../../../server/src/protocol";
import type { ShownPlace } from "./errorText";
import { linesRange } from "../snapshot/placeNow";
import type { BuildFailure } from "./progressReader";
import { instructionOfStep, type BuiltFile } from "./stepPlaces";

/** The ranges of the instructions that made the build fail; none if the file is not to blame. */
export function failurePlaces(failure: BuildFailure, file: BuiltFile): ModelRange[] {
  if (failure.kind !== "build") return [];
  const shown = failure.places
    .filter(place => place.file === file.name)
    .flatMap(place => shownRanges(place, file.lines));
  if (shown.length > 0) return shown.sort((a, b) => a.start.line - b.start.line);
  if (failure.places.some(place => place.file === file.name)) return []; // The lines it showed are gone by now.
  if (failure.parseErrorLine !== undefined) return oneLine(failure.parseErrorLine - 1, file.lines);
  const { step, record } = failure;
  if (step === undefined) return conversionRanges(failure, file);
  const instruction = file.instructions[instructionOfStep(step, file, record) ?? -1];
  return instruction === undefined ? imageRanges(step.name, file.model) : [instruction.range];
}

/** One range per run of neighbouring marked lines, moved to where the same text stands if the file was edited since. */
function shownRanges({ marked, line }: ShownPlace, lines: readonly string[]): ModelRange[] {
  if (marked.length === 0) return oneLine(line - 1, lines);
  const groups: { first: number; texts: string[] }[] = [];
  for (const { line: number, text } of marked) {
    const last = groups.at(-1);
    if (last !== undefined && last.first + last.texts.length === number - 1) last.texts.push(text);
    else groups.push({ first: number - 1, texts: [text] });
  }
  return groups.flatMap(({ first, texts }) => {
    const found = findLines(texts, first, lines);
    return found === undefined ? [] : [linesRange(found, found + texts.length - 1, lines)];
  });
}

/** The first line of `texts` in the file: at `expected`, else the nearest place where all of them stand. */
function findLines(texts: string[], expected: number, lines: readonly string[]): number | undefined {
  const matches = (at: number) => texts.every((text, i) => lines[at + i]?.trimEnd() === text.trimEnd());
  for (let distance = 0; distance <= lines.length; distance++) {
    for (const at of [expected - distance, expected + distance]) {
      if (at >= 0 && matches(at)) return at;
    }
  }
  return undefined;
}

/** `[internal] load metadata for docker.io/library/x:latest` or `FROM docker.io/library/x:latest`: who refers to x. */
function imageRanges(vertex: string, model: ModelAnswer): ModelRange[] {
  return imageReferences(vertex, model).map(({ range }) => range);
}

/** The references to the image that a step of this name loads; none for any other step. */
export function imageReferences(vertex: string, model: ModelAnswer): ModelReference[] {
  const [, image] = /^(?:\[.*internal\] load metadata for|(?:\[.*\] )?FROM) (\S+)$/.exec(vertex) ?? [];
  if (image === undefined) return [];
  const wanted = familiarName(image);
  return model.references.filter(({ to, text }) => to === "image" && familiarName(text) === wanted);
}

function familiarName(image: string): string {
  return image.replace(/^docker\.io\/(?:library\/)?/, "").replace(/:latest(?=@|$)/, "");
}

/** An error without any place that came before the first step: about a base that it quotes, else about the stage asked for. */
function conversionRanges({ message }: BuildFailure, { model, target, lines }: BuiltFile): ModelRange[] {
  const [, base] = /base name \((.*)\) should not be blank/.exec(message) ?? [];
  if (base !== undefined) {
    const stages = model.stages.filter(stage => stage.base.text === base);
    return stages.flatMap(stage => oneLine(stage.keywordRange.start.line, lines));
  }
  const isAboutTheFile =
    /invalid stage index|invalid context name|failed to parse stage name|variable expansion is not/;
  const stage = model.stages[target];
  if (stage === undefined || !isAboutTheFile.test(message)) return [];
  return oneLine(stage.keywordRange.start.line, lines);
}

function oneLine(line: number, lines: readonly string[]): ModelRange[] {
  return line >= 0 && line < lines.length ? [linesRange(line, line, lines)] : [];
}
