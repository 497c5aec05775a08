/**
 * A use of a Dockerfile: a build that a file around it describes, with the Dockerfile, the stage and what is given to them.
 * Paths are absolute, with slashes (`/work/app/Dockerfile`), and are no addresses; spans are UTF-16 offsets from 0.
 */
import type { Span } from "../dockerfile/source";
import type { InlineText } from "./encoding/inlineText";

/** The kind of file that describes a build. */
export type UseKind =
  | "compose"
  | "bake"
  | "devcontainer"
  | "workflow"
  | "ci"
  | "shell"
  | "makefile"
  | "task"
  | "skaffold"
  | "tilt"
  | "platform";

/** A span in a file. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** A value that a file gives. */
export interface Value {
  /** What it comes to; where it is open, with the variables that have no value as they are written. */
  readonly text: string;
  /** It depends on a variable that no file gives, so it may be anything. */
  readonly isOpen: boolean;
  /** Where it is written, without quotes; null for a default. */
  readonly place: Place | null;
}

/** The name of another build that a build takes over. */
export interface Inherited extends Value {
  /** The path of the other file that has it; absent where it is one of the same project. */
  readonly file?: string;
  /** Where it is written, where the reader has been there. */
  readonly at?: Place;
}

/** A build context, the main one or a named one. */
export interface ContextValue extends Value {
  /** The folder; null where the builder fetches it, where another build makes it, and where it is open. */
  readonly folder: string | null;
  /** The name of the other target or service of the same project whose image it is (`target:x`, `service:x`); else null. */
  readonly build: string | null;
}

/** The Dockerfile of a use. */
export interface DockerfileValue extends Value {
  /** The path of the file; null where it is not a file of this machine, or not known. */
  readonly path: string | null;
  /** The Dockerfile is written in the file itself: `text` is its text. */
  readonly isInline: boolean;
  /** How that text is written, where it stands there as it is; answers null where it cannot be told. */
  readonly written?: () => InlineText | null;
}

/** One thing of a use that has a name, as a build argument. */
export interface Named<Content> {
  /** Where the name is written. */
  readonly name: Place;
  readonly value: Content;
}

/** A build of a Dockerfile. */
export interface Use {
  readonly kind: UseKind;
  /** What people call the build: a service, a target of bake, a job. Empty where it has no name. */
  readonly name: string;
  /** What names the build in its file: the key of `build`, the head of a block, the first word of a command. */
  readonly place: Place;
  /** Where its name is written, if that is not at {@link Use.place}: the key of a service. */
  readonly namePlace?: Place;
  readonly dockerfile: DockerfileValue;
  /** Null where the build has none (`docker build -`). */
  readonly context: ContextValue | null;
  /** The stage; the last one where it is null or empty. */
  readonly target: Value | null;
  readonly contexts: ReadonlyMap<string, Named<ContextValue>>;
  /** Null is a value from the environment. */
  readonly args: ReadonlyMap<string, Named<Value | null>>;
  readonly platforms: readonly Value[];
  readonly secrets: readonly Value[];
  readonly ssh: readonly Value[];
  readonly tags: readonly Value[];
  /** The stages that are built without the cache. */
  readonly noCacheFilters: readonly Value[];
  /** The other builds of the project that this one takes over, by name; absent where its kind has none. */
  readonly inherits?: readonly Inherited[];
  /** Something that the build takes over could not be found or evaluated: whatever it does not say may be anything. */
  readonly isPartial: boolean;
  /** How Compose or bake builds it; absent where neither does. */
  readonly project?: Project;
}

/** What a tool is given to build a use as its files say. */
export interface Project {
  readonly tool: "compose" | "bake";
  /** The files, in the order in which they go on top of one another. */
  readonly files: readonly string[];
  /** The folder that its paths count from. */
  readonly folder: string;
  /** They are the files that the tool reads in that folder without being told. */
  readonly isMain: boolean;
  /** The groups of bake that have the target: it is built with each of them. */
  readonly groups: readonly string[];
}

/** What a reader says of a file. */
export interface Reading {
  readonly uses: readonly Use[];
  /** Files that this one makes compose or bake files by naming them, whatever they are called. */
  readonly names: readonly NamedFile[];
  /** Half of the file cannot be read, as while somebody types: what is missing may still be meant. */
  readonly isBroken: boolean;
}

/** A compose or bake file that a command or another file names. */
export interface NamedFile {
  readonly kind: "compose" | "bake";
  readonly path: string;
  /** The folder in which bake runs, or that of the project of Compose. */
  readonly folder: string;
  /** A Compose file that another one includes: it is read as that has it, also where its name says what it is. */
  readonly isIncluded?: true;
  /** The files that give variables to it, those that go first before the others; absent for `.env` in the folder. */
  readonly environment?: readonly string[];
}

/** A reading of a file that describes no builds. */
export const NOTHING: Reading = { uses: [], names: [], isBroken: false };

/** Whether nothing is known of the stage that the use builds: any of them may be meant. */
export function hasOpenTarget({ target, isPartial }: Use): boolean {
  return target ? target.isOpen : isPartial;
}

/** A value that nobody has written. */
export function byDefault(text: string): Value {
  return { text, isOpen: false, place: null };
}

/** The path of a Dockerfile; of one inside of a file, that of the file with where it begins; null where it is not known. */
export function dockerfilePath({ path, isInline, place }: DockerfileValue): string | null {
  return isInline && place ? `${place.file}#${place.span.start}` : path;
}
