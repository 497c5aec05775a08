/** The files of the stages that somebody has looked into: an index of each image, kept while it is used. */
import * as vscode from "vscode";
import type { BuiltStage } from "../build/builtImage";
import type { Engine } from "../engine/engine";
import type { FileIndex } from "../inside/fileIndex";
import type { Asked, ImageFacts } from "../engine/image";
import { indexImage } from "../inside/imageFiles";

/** A stage, with the files of an image that was built of it. */
export interface IndexedStage extends BuiltStage {
  index: FileIndex;
  /** Whether a later build has made another image. */
  isOld: boolean;
}

/** An image whose files can be read. */
export interface IndexedImage {
  engine: Engine;
  facts: ImageFacts;
  index: FileIndex;
}

export interface StageFiles {
  /** The stages in the view, the newest last. */
  shown(): IndexedStage[];
  /** The newest index of a stage; undefined where none was made, or a later build has made another image. */
  of(uri: vscode.Uri, stage: string | undefined): IndexedStage | undefined;
  /** The image of that id, if it has an index. */
  image(id: string): IndexedImage | undefined;
  /** Reads the files of an image; those of one that was read are known. */
  readImage(engine: Engine, facts: ImageFacts, signal?: AbortSignal): Promise<Asked<IndexedImage>>;
  /** Reads the files of a stage and keeps them. */
  read(built: BuiltStage, signal?: AbortSignal): Promise<Asked<IndexedStage>>;
  show(stage: IndexedStage): void;
  close(stage: IndexedStage): void;
  /** Whether anything is known, shown or being read of a stage: only then has {@link built} to hear of its builds. */
  isWanted(uri: vscode.Uri, stage: string | undefined): boolean;
  /** Hears of each build: what was read, or is being read, of an image before this one is old. */
  built(stage: BuiltStage): void;
  /** What is in the view is another. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

/** More images than anybody looks into at once; an index may have tens of megabytes. */
const MOST_IMAGES = 8;

/** Nothing is read yet. */
export function createStageFiles(): StageFiles {
  const images = new Map<string, IndexedImage>();
  const stages = new Map<string, IndexedStage>();
  const shown: IndexedStage[] = [];
  /** The id of the newest image of each stage that somebody has asked about: reading an older one may end later. */
  const newest = new Map<string, string>();
  const changed = new vscode.EventEmitter<void>();

  function keepImage(image: IndexedImage): void {
    images.set(image.facts.id, image);
    const used = new Set(shown.map(({ facts }) => facts.id));
    for (const id of images.keys()) {
      if (images.size <= MOST_IMAGES) return;
      if (used.has(id) || id === image.facts.id) continue;
      images.delete(id);
      for (const [key, { facts }] of stages) if (facts.id === id) stages.delete(key);
    }
  }

  async function readImage(
    engine: Engine,
    facts: ImageFacts,
    signal?: AbortSignal,
  ): Promise<Asked<IndexedImage>> {
    const there = images.get(facts.id);
    if (there) return { answer: there };
    const read = await indexImage(engine, facts.id, signal);
    if (read.problem !== undefined) return read;
    const image = { engine, facts, index: read.answer };
    keepImage(image);
    return { answer: image };
  }

  return {
    shown: () => [...shown],
    of: (uri, stage) => {
      const found = stages.get(keyOf({ uri, stage }));
      return found?.isOld ? undefined : found;
    },
    image: id => images.get(id),
    readImage,
    read: async (built, signal) => {
      const key = keyOf(built);
      newest.set(key, built.facts.id);
      const read = await readImage(built.engine, built.facts, signal);
      if (read.problem !== undefined) return read;
      const isOld = newest.get(key) !== built.facts.id;
      const stage = { ...built, index: read.answer.index, isOld };
      if (!isOld) stages.set(key, stage);
      return { answer: stage };
    },
    show: stage => {
      const before = shown.findIndex(
        ({ facts, uri }) => facts.id === stage.facts.id && isSame(uri, stage.uri),
      );
      if (before >= 0) shown.splice(before, 1);
      shown.push(stage);
      changed.fire();
    },
    close: stage => {
      const at = shown.indexOf(stage);
      if (at >= 0) shown.splice(at, 1);
      changed.fire();
    },
    isWanted: (uri, stage) => newest.has(keyOf({ uri, stage })),
    built: built => {
      const key = keyOf(built);
      newest.set(key, built.facts.id);
      for (const stage of [...shown, ...stages.values()])
        if (keyOf(stage) === key) stage.isOld = stage.facts.id !== built.facts.id;
      // The same image, made of another text: a comment was changed.
      const there = stages.get(key);
      if (there && !there.isOld) there.fingerprint = built.fingerprint;
      changed.fire();
    },
    onDidChange: changed.event,
    dispose: () => {
      changed.dispose();
    },
  };
}

function keyOf({ uri, stage }: Pick<BuiltStage, "uri" | "stage">): string {
  return `${uri.toString()} ${stage ?? ""}`;
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}
