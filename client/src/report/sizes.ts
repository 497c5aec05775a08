/** How large the images of stages are beside each other: what multiple stages save. Pure data, in bytes. */
import type { ModelAnswer } from "../../../server/src/protocol";
import type { ImageStore } from "../engine/imageStore";

/** A stage that was built and measured. */
export interface MeasuredStage {
  /** The index of the stage in the file. */
  index: number;
  image: string;
  /** The size of its image, or why there is none. */
  size: { bytes: number } | { problem: string };
}

/** What is saved against something larger; below 0 where the image is larger than it. */
export interface Saving {
  bytes: number;
  /** Of what it is compared with, from 0 to 1; 0 beside something empty. */
  share: number;
}

export interface SizeRow {
  /** The index of the stage in the file. */
  index: number;
  name: string;
  /** The line of its FROM, from 1. */
  line: number;
  image: string;
  bytes: number | undefined;
  /** Why it has no size. */
  problem: string | undefined;
  /** Against the first stage that has a size; none for that one. */
  againstFirst: Saving | undefined;
  /** Against a single-stage build; none where it takes files from no stage that was measured. */
  againstSingle: { stage: string; bytes: number; saved: Saving } | undefined;
}

export interface SizeComparison {
  /** The name of the Dockerfile. */
  file: string;
  /** When it was measured, in milliseconds since 1970. */
  measured: number;
  store: ImageStore;
  /** In the order of the file. */
  rows: SizeRow[];
  /** Stages whose files end up in an image of a row, and which have no size themselves. */
  unmeasured: string[];
}

/**
 * Compares stages of one file. A single-stage build is taken to weigh what the largest of the stages weighs that a stage
 * takes files from, directly or through others: the image that the file would have ended with if it had one stage.
 */
export function compareSizes(
  model: ModelAnswer,
  measured: readonly MeasuredStage[],
  facts: Pick<SizeComparison, "file" | "measured" | "store">,
): SizeComparison {
  const stages = [...measured].sort((a, b) => a.index - b.index);
  const bytesOf = new Map(
    stages.flatMap(({ index, size }) => ("bytes" in size ? [[index, size.bytes]] : [])),
  );
  const [first] = bytesOf;
  const unmeasured = new Set<number>();
  const rows = stages.map(({ index, image, size }): SizeRow => {
    const stage = model.stages[index];
    const bytes = bytesOf.get(index);
    const sources = takenFrom(model, index);
    for (const source of sources) if (!isCovered(model, source, sources, bytesOf)) unmeasured.add(source);
    const [largest] = sources
      .flatMap(source => ({ source, bytes: bytesOf.get(source) ?? -1 }))
      .filter(source => source.bytes >= 0)
      .sort((a, b) => b.bytes - a.bytes);
    return {
      index,
      name: stage?.displayName ?? "",
      line: (stage?.keywordRange.start.line ?? 0) + 1,
      image,
      bytes,
      problem: "problem" in size ? size.problem : undefined,
      againstFirst:
        bytes === undefined || first === undefined || first[0] === index
          ? undefined
          : saving(first[1], bytes),
      againstSingle:
        bytes === undefined || largest === undefined
          ? undefined
          : {
              stage: model.stages[largest.source]?.displayName ?? "",
              bytes: largest.bytes,
              saved: saving(largest.bytes, bytes),
            },
    };
  });
  return {
    ...facts,
    rows,
    unmeasured: [...unmeasured].sort((a, b) => a - b).map(index => model.stages[index]?.displayName ?? ""),
  };
}

/** The stages whose files a stage takes, directly or through others, and which it is not based on; in no order. */
export function takenFrom({ references }: ModelAnswer, stage: number): number[] {
  const bases = reached([stage], reference => reference.kind === "FROM");
  const all = reached([stage], () => true);
  return all.filter(index => !bases.includes(index));

  function reached(
    from: number[],
    isWay: (reference: ModelAnswer["references"][number]) => boolean,
  ): number[] {
    const found = [...from];
    // Grows while it is gone through.
    for (const at of found) {
      for (const reference of references) {
        const { inStage, to } = reference;
        if (inStage === at && typeof to === "number" && isWay(reference) && !found.includes(to))
          found.push(to);
      }
    }
    return found;
  }
}

/** Whether a stage has a size, or one that is built on it has, which is no smaller. */
function isCovered(
  model: ModelAnswer,
  stage: number,
  sources: number[],
  bytesOf: Map<number, number>,
): boolean {
  const isBase = (of: number): boolean => {
    const to = model.stages[of]?.base.to;
    return of === stage || (typeof to === "number" && to < of && isBase(to));
  };
  return sources.some(source => bytesOf.has(source) && isBase(source));
}

function saving(before: number, after: number): Saving {
  return { bytes: before - after, share: before === 0 ? 0 : (before - after) / before };
}
