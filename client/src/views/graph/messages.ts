/** What the page of a stage graph and the extension tell one another. */
import type { CardBlock, GraphAnswer } from "../../../../server/src/protocol";

/** How a stage fares in a build that runs, or what came of the last one. */
export interface NodeState {
  readonly state: "waiting" | "running" | "done" | "cached" | "failed" | "cancelled";
  /** In a few words: `building 3/7 · 12 s`. */
  readonly text: string;
}

/** To the page. */
export type ToPage =
  /** The graph; `targets` are the choices of the list, `chosen` is the index of the one in force. */
  | {
      readonly kind: "graph";
      readonly graph: GraphAnswer;
      readonly uri: string;
      readonly title: string;
      /** Stages can be built here. */
      readonly canBuild: boolean;
      /** Said instead of a graph, or above it; empty for nothing. */
      readonly note: string;
      /** What to have ready when the page is made anew. */
      readonly saved: SavedPage;
    }
  /** By the index of the stage; those that are not there have no state. */
  | { readonly kind: "states"; readonly states: Readonly<Record<number, NodeState>> }
  /** The stage that the cursor is in. */
  | { readonly kind: "cursor"; readonly stage: number | null }
  | { readonly kind: "card"; readonly id: string; readonly blocks: readonly CardBlock[] };

/** What the window keeps of a page when it is closed and opened again. */
export interface SavedPage {
  readonly uri: string;
  /** The name of the target that was chosen; absent for that of the build in force. */
  readonly target?: string;
}

/** The forms in which a graph leaves VS Code. */
export type ExportFormat = "svg" | "png" | "mermaid" | "dot";

/** From the page; nothing in it is sure. */
export type FromPage =
  | { readonly kind: "ready" }
  /** Show the code of a node. */
  | { readonly kind: "reveal"; readonly id: string; readonly takeFocus: boolean }
  /** Show a place at which an edge is written, by its position in the list of edges. */
  | { readonly kind: "revealEdge"; readonly edge: number }
  | { readonly kind: "build"; readonly stage: number }
  | { readonly kind: "card"; readonly id: string }
  /** Another target, by the index of its stage; null for that of the build in force. */
  | { readonly kind: "target"; readonly stage: number | null }
  /** Of `svg` the text, of `png` the file in base64; the others are written by the extension. */
  | { readonly kind: "save"; readonly format: ExportFormat; readonly data: string }
  | { readonly kind: "copy"; readonly format: ExportFormat; readonly data: string }
  | { readonly kind: "insert" };
