/** Where a builder looked for a path that an instruction takes and that was not there. */
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Mount } from "../dockerfile/mounts";
import type { MissingSourcePlace } from "../protocol";
import { joinPath } from "../stages/evaluation/workdir";
import { pathsBelow } from "../stages/files/fileTree";
import { stageFiles } from "../stages/files/filesOfStage";
import type { Reference } from "../stages/model/references";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/**
 * The place of a path for the instruction that begins in a line of the document, from 0; null where the instruction takes from
 * several places and does not say of which this path is, and where there is no such instruction.
 */
export function missingSourcePlace(
  context: FeatureContext,
  line: number,
  path: string,
): MissingSourcePlace | null {
  const { model } = context.analysis;
  const found = model.file.lines.find(each => rangeOf(context, each).start.line === line);
  if (!found) return null;
  const { keyword } = found.instruction;
  const references = model.references.filter(({ line: at, form }) => at === found && form !== "FROM");
  if (keyword === "ADD") return { kind: "context" };
  if (keyword === "COPY") {
    const [reference] = references;
    return reference ? placeOf(reference, context) : { kind: "context" };
  }
  return keyword === "RUN" ? placeOfMount(context, found, references, path) : null;
}

/** That of the mounts whose source is the path, if they are of one place; else that of all, if there is but one. */
function placeOfMount(
  context: FeatureContext,
  { instruction: { mounts } }: LogicalLine,
  references: readonly Reference[],
  path: string,
): MissingSourcePlace | null {
  const taking = mounts.filter(({ type, from }) => from !== null || type === null || type === "bind");
  const meant = taking.filter(mount => sourceOf(mount) === `/${path}`);
  const places = (meant.length > 0 ? meant : taking).map((mount): MissingSourcePlace => {
    const reference = references.find(each => each.mount === mount);
    return reference ? placeOf(reference, context) : { kind: "context" };
  });
  const [first] = places;
  const isOne = places.every(place => JSON.stringify(place) === JSON.stringify(first));
  return first && isOne ? first : null;
}

/** The source of a mount as it is written, from the root. */
function sourceOf({ options }: Mount): string {
  const option = options.findLast(({ key }) => key === "source" || key === "src");
  return joinPath("/", option?.value?.text ?? "");
}

function placeOf({ to, text }: Reference, { analysis }: FeatureContext): MissingSourcePlace {
  if (typeof to !== "number") return { kind: "other", text };
  const stage = analysis.model.stages[to];
  return stage ? { kind: "stage", stage: to, name: stage.displayName } : { kind: "other", text };
}

/** What a folder of a stage has, as far as the file says it. */
export function namesInStage(
  { analysis }: FeatureContext,
  index: number,
  folder: string,
): { name: string; isFolder: boolean }[] {
  const stage = analysis.model.stages[index];
  if (!stage) return [];
  const lead = folder === "/" ? "/" : `${folder}/`;
  return pathsBelow(stageFiles(analysis, stage), folder, () => null).flatMap(({ path, kind }) => {
    const below = path.slice(lead.length);
    return below.includes("/") ? [] : [{ name: below, isFolder: kind === "folder" }];
  });
}
