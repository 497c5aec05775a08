/** Why a step runs, as data. */

/** A step by the index of its stage and its own in that stage, counted from 0 without the FROM; -1 is the FROM. */
export interface StepAt {
  stage: number;
  step: number;
}

export interface FileChanges {
  /** The name of a named context; empty for the main one. */
  context: string;
  added: string[];
  changed: string[];
  removed: string[];
  /** All of them: the lists hold the first ones. */
  count: number;
}

export type Reason =
  /** The stage was not built before, as far as we know. */
  | { kind: "first" }
  /** The instruction is new in its stage. */
  | { kind: "new" }
  /** The same instruction stood elsewhere in its stage. */
  | { kind: "moved" }
  | { kind: "instruction"; before: string; after: string }
  /** What the builder makes of it is another although its text is the same: the folder, the user or the shell that are in force. */
  | { kind: "surroundings" }
  /** Undefined where there was no such variable, or is none; values of secrets are left out. */
  | {
      kind: "variable";
      name: string;
      before: string | undefined;
      after: string | undefined;
      isSecret: boolean;
    }
  /** A command has the same variables in another order. */
  | { kind: "order" }
  | ({ kind: "files" } & FileChanges)
  /** Nobody compared the files: there are too many. */
  | { kind: "tooManyFiles"; context: string }
  /** A stage that it copies from or mounts has run, or has another step. */
  | { kind: "source"; stage: number; cause: StepAt }
  /** A step before it, in its stage or in one that this is based on, has run. */
  | { kind: "before"; cause: StepAt }
  /** An instruction before it is gone. */
  | { kind: "removed"; text: string }
  /** The stage has another base. */
  | { kind: "base"; before: string; after: string }
  /** The image under the same name is another one. */
  | { kind: "image"; image: string; before: string; after: string }
  | { kind: "remote"; address: string }
  | { kind: "noCache" }
  | { kind: "platform"; before: string; after: string }
  /** It was built before, and by another builder. */
  | { kind: "builder"; before: string; after: string }
  /** Nothing is another: the builder no longer had it. */
  | { kind: "pruned" }
  /** It depends on a value that only a build knows. */
  | { kind: "open" }
  | { kind: "unknown" };
