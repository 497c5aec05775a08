/** The parts of a use that stand for something else: a stage, an argument, a context, a Dockerfile, another build. */
import { touches } from "../dockerfile/source";
import type { Inherited, Place, Use, Value } from "./use";

export type PartKind =
  | "target"
  | "noCacheFilter"
  | "argument"
  /** The name of a named context. */
  | "context"
  | "contextValue"
  /** The build context. */
  | "folder"
  | "dockerfile"
  /** A build that this one takes over. */
  | "inherited";

/** A part of a use, with what it comes to and where it is written. */
export interface UsePart {
  readonly kind: PartKind;
  readonly use: Use;
  readonly text: string;
  readonly isOpen: boolean;
  readonly place: Place;
  /** The inherited build, where its reader knows more than its name. */
  readonly inherited?: Inherited;
}

/** The parts of a use that are written somewhere. */
export function partsOf(use: Use): UsePart[] {
  const found: UsePart[] = [];
  const add = (kind: PartKind, value: Value | null) => {
    if (!value?.place) return;
    const { text, isOpen, place } = value;
    found.push({ kind, use, text, isOpen, place });
  };
  add("target", use.target);
  for (const each of use.noCacheFilters) add("noCacheFilter", each);
  for (const [text, { name: place }] of use.args) add("argument", { text, isOpen: false, place });
  for (const [text, { name: place, value }] of use.contexts) {
    add("context", { text, isOpen: false, place });
    add("contextValue", value);
  }
  add("folder", use.context);
  if (!use.dockerfile.isInline) add("dockerfile", use.dockerfile);
  for (const inherited of use.inherits ?? []) {
    const { text, isOpen, place } = inherited;
    if (place) found.push({ kind: "inherited", use, text, isOpen, place, inherited });
  }
  return found;
}

/** The parts of some uses at an offset of a file, of each use the first one. */
export function partsAt(uses: readonly Use[], file: string, offset: number): UsePart[] {
  return uses.flatMap(
    use => partsOf(use).find(({ place }) => place.file === file && touches(place.span, offset)) ?? [],
  );
}

/** Whether a part is the name of a stage. */
export function namesStage({ kind }: UsePart): boolean {
  return kind === "target" || kind === "noCacheFilter";
}
