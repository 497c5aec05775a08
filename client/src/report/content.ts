/** What is in the image of a built stage, and which instruction put it there or wasted it. Pure data, in bytes. */
import type { ModelInstruction } from "../../../server/src/protocol";
import { imageContent, type ContentNode, type Wasted } from "../inside/imageContent";
import { leftCaches } from "../inside/leftCaches";
import type { SavedImage } from "../inside/savedImage";
import { instructionSizes } from "../progress/instructionSizes";
import type { BuiltFile } from "../progress/stepPlaces";

/** An instruction as a page names it. */
export interface Culprit {
  title: string;
  /** Its line when the build began, from 1. */
  line: number;
}

/** Files that one instruction wrote again or removed, and that another one had written. */
export interface WastedGroup extends Culprit {
  how: Wasted["how"];
  bytes: number;
  /** The largest first. */
  paths: string[];
  /** Who had written the largest of them; undefined where that is the base image. */
  written: Culprit | undefined;
}

export interface CacheLeft extends Culprit {
  tool: string;
  /** With a slash in front. */
  path: string;
  bytes: number;
  /** Flags that keep it out of the image, to be written behind `RUN`; none where that could change what the build makes. */
  flags: string[];
}

export interface StageContent {
  /** The name of the Dockerfile. */
  file: string;
  stage: string;
  image: string;
  /** What the layers below those of the stage have. */
  baseBytes: number;
  /** What the stage added, the largest first. */
  root: ContentNode;
  /** The instruction of each layer, by the index of the layer. */
  culprits: readonly (Culprit | undefined)[];
  wastedBytes: number;
  wasted: WastedGroup[];
  caches: CacheLeft[];
  /** There were more files than are kept. */
  isCut: boolean;
}

/** The content of the image; `undefined` where its history is not that of the file. */
export function stageContent(file: BuiltFile, image: string, saved: SavedImage): StageContent | undefined {
  const sizes = instructionSizes(file, saved.history);
  if (sizes === undefined) return undefined;
  const instructionOf = (layer: number): ModelInstruction | undefined => {
    const entry = saved.history.findIndex(each => each.layer === layer);
    return file.instructions[sizes.instructionOfEntry[entry] ?? -1];
  };
  const isOwn = (instruction: ModelInstruction | undefined) =>
    instruction?.stage === file.target && instruction.keyword !== "FROM";
  const first = saved.layers.findIndex((_, layer) => isOwn(instructionOf(layer)));
  const firstOwn = first === -1 ? saved.layers.length : first;
  const { root, wasted, layerBytes } = imageContent(saved.layers, firstOwn);
  const all = saved.history.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    file: file.name,
    stage: file.model.stages[file.target]?.displayName ?? "",
    image,
    baseBytes: all - layerBytes,
    root,
    culprits: saved.layers.map((_, layer) => culpritOf(instructionOf(layer))),
    wastedBytes: wasted.reduce((sum, { bytes }) => sum + bytes, 0),
    wasted: grouped(wasted, instructionOf),
    caches: leftCaches(root).flatMap(({ layer, path, flags, isIndex, ...cache }) => {
      const instruction = instructionOf(layer);
      const culprit = culpritOf(instruction);
      if (instruction === undefined || culprit === undefined) return [];
      const isSafe = canHaveMount(instruction, cache.tool, isIndex, file);
      return [{ ...cache, ...culprit, path: `/${path}`, flags: isSafe ? flags : [] }];
    }),
    isCut: saved.isCut,
  };
}

function culpritOf(instruction: ModelInstruction | undefined): Culprit | undefined {
  return instruction && { title: instruction.text, line: instruction.range.start.line + 1 };
}

function grouped(
  wasted: readonly Wasted[],
  instructionOf: (layer: number) => ModelInstruction | undefined,
): WastedGroup[] {
  const groups = new Map<string, WastedGroup>();
  for (const { by, how, bytes, path, written } of wasted) {
    const culprit = culpritOf(instructionOf(by));
    if (culprit === undefined) continue;
    const writer = instructionOf(written);
    const key = `${by} ${how}`;
    const group = groups.get(key) ?? {
      ...culprit,
      ...{ how, bytes: 0, paths: [], written: writer?.keyword === "FROM" ? undefined : culpritOf(writer) },
    };
    group.bytes += bytes;
    group.paths.push(`/${path}`);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.bytes - a.bytes);
}

/**
 * Whether a RUN may keep a cache out of the image without changing what the build makes: the list of packages must not be needed by
 * a later instruction, nor any cache by one that works offline.
 */
function canHaveMount(
  instruction: ModelInstruction,
  tool: string,
  isIndex: boolean,
  { instructions, lines }: BuiltFile,
): boolean {
  const { keyword, range } = instruction;
  const behind = lines[range.start.line]?.[range.start.character + keyword.length];
  if (keyword !== "RUN" || (behind !== " " && behind !== "\t")) return false;
  return instructions.slice(instructions.indexOf(instruction) + 1).every(later => {
    const text = lines.slice(later.range.start.line, later.range.end.line + 1).join("\n");
    return !text.includes("offline") && !(isIndex && text.includes(tool));
  });
}
