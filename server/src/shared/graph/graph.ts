/**
 * The stage graph of a Dockerfile as data: what its stages are made of. The server makes it (`features/graph.ts`); it is laid out,
 * drawn and written in this folder, by the page in VS Code and by the command line alike.
 */

/** Zero-based line and UTF-16 column, as in the Language Server Protocol; half-open. */
export interface GraphRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/**
 * `stage`: of this file. `image`: pulled. `context`: a named context. `scratch`: the empty image. `otherStage`: of another Dockerfile,
 * whose image a build gives as a named context. `open`: depends on a build argument without a value. `missing`: the builder finds
 * nothing of this name.
 */
export type GraphNodeKind = "stage" | "image" | "context" | "scratch" | "otherStage" | "open" | "missing";

/** What a build does with a stage, as lenses say it (`stages/model/roles.ts`). */
export type GraphRole = "default" | "target" | "needed" | "varying" | "alone" | "unused";

export interface GraphNode {
  /** The same as long as the node means the same thing: `stage 2`, `image golang:1.24`. */
  readonly id: string;
  readonly kind: GraphNodeKind;
  /** The name of a stage or a context, the reference of an image; text of the file. */
  readonly label: string;
  /** Of a stage its base, of a context what a build gives for it, of an `otherStage` the path of its Dockerfile; else empty. */
  readonly detail: string;
  /** From the comment above a stage; else empty. */
  readonly description: string;
  /** What a person has to know of it, in a few translated words: that it is not found, or replaced; else empty. */
  readonly note: string;
  /** What it is and what it is made of, as a translated sentence: for lists and screen readers. */
  readonly sentence: string;
  /** The index of a stage of this file; null for all else. */
  readonly stage: number | null;
  readonly role: GraphRole | null;
  /** The target needs it. */
  readonly isNeeded: boolean;
  /** A later stage has the same name: a target and a `COPY --from` of the name mean that one. */
  readonly isShadowed: boolean;
  /** A named context takes the place of the stage: its instructions are not built. */
  readonly isReplaced: boolean;
  /** The file says what containers of the stage run. */
  readonly isRunnable: boolean;
  /** Where the name of a stage, or the first reference to anything else, is written; null where that is nowhere. */
  readonly range: GraphRange | null;
  /** The file in which {@link range} is, where it is another one: an `otherStage`'s. */
  readonly uri?: string;
}

/** How one thing is made of another: `ONBUILD` is what an instruction that a base holds back takes, once it is triggered. */
export type GraphEdgeKind = "FROM" | "COPY" | "MOUNT" | "ONBUILD" | "CONTEXT";

/** Points the way that files go: from what is taken to the stage that takes it. */
export interface GraphEdge {
  /** The ids of nodes. */
  readonly from: string;
  readonly to: string;
  /** `CONTEXT`: a named context takes the place of a stage. */
  readonly kind: GraphEdgeKind;
  /** The target needs it. */
  readonly isNeeded: boolean;
  /** A part of a circular dependency, which the builder refuses. */
  readonly isCircular: boolean;
  /** Those for which it holds, as the builder writes them; empty for all. */
  readonly platforms: readonly string[];
  /** Where it is written, in the order of the file: each a reference. */
  readonly ranges: readonly GraphRange[];
}

export interface StageGraphData {
  /** Stages first, in the order of the file, then all else in the order of its first reference. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The index of the stage that the build ends with; null where there is no stage, or none of the name. */
  readonly target: number | null;
  /** The file is a template for a program that generates a Dockerfile: what is drawn is what it says as it is. */
  readonly isTemplate: boolean;
}

/** A file without a stage. */
export const EMPTY_GRAPH: StageGraphData = { nodes: [], edges: [], target: null, isTemplate: false };
