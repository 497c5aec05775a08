/** What can be written at a cursor, as data. */
import type { LinkedStage } from "../analysis/linkedStages";
import type { Flag } from "../../dockerfile/flags";
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Mount } from "../../dockerfile/mounts";
import type { Span } from "../../dockerfile/source";
import type { BuildFlagName } from "./buildFlagPlace";
import type { CommentPlace } from "./commentPlace";
import type { FlagName } from "./flagPlace";
import type { Stage } from "../model/model";
import type { MountPart } from "./mountPlace";
import type { NameSlot } from "./cursorContext";

/** Where something can be written. */
export interface Place {
  readonly line: LogicalLine;
  /** In the text of the line: what is there of it; empty where nothing is written yet. */
  readonly token: Span;
}

/** The name of a variable, behind `$` or `${`. */
export interface VariablePlace extends Place {
  readonly kind: "variable";
  /** What has to follow the name: `}`, or nothing. */
  readonly close: string;
  /** The stage whose variables they are; null in the global scope. */
  readonly stage: Stage | null;
  /** It stands in the body of a heredoc: the token is in the document. */
  readonly isInHeredoc: boolean;
}

/** The name of a stage, context or image: a base, `--from=`, or `from=` of a mount. */
export interface SymbolOccurrence extends Place {
  readonly kind: "stage";
  readonly place: NameSlot;
}

/** `AS` behind a base, or the name behind it. */
export interface Occurrence extends Place {
  readonly kind: "as" | "stageName";
  readonly stage: Stage;
}

/** The name of a flag, its dashes included. */
export interface FlagPlace extends Place, FlagName {
  readonly kind: "flag";
  readonly instruction: Instruction;
}

/** The value of a flag that names no stage and is no mount. */
export interface FlagValuePlace extends Place {
  readonly kind: "flagValue";
  readonly instruction: Instruction;
  readonly flag: Flag;
  readonly stage: Stage;
}

/** A key of a mount, or the value of one, but for `from`. */
export interface MountPlace extends Place, MountPart {
  readonly mount: Mount;
  readonly stage: Stage;
}

/** A path in a stage: a source of `COPY --from`, or the `source` of a mount with `from`. */
export interface PathPlace extends Place {
  readonly kind: "path";
  /** The stage that the path is in: one of the file, or of another Dockerfile whose image a named context is. */
  readonly of: Stage | LinkedStage;
  /** Up to the cursor. */
  readonly typed: string;
}

/** A path in the build context: a source of `COPY` or `ADD`, or the `source` of a bind mount without `from`. */
export interface ContextPathPlace extends Place {
  readonly kind: "contextPath";
  /** Up to the cursor. */
  readonly typed: string;
  readonly isMount: boolean;
}

/** The name of a stage in the command of an instruction, as `--target` takes it. */
export interface TargetPlace extends Place, BuildFlagName {
  readonly kind: "target";
}

export type CompletionPlace =
  | VariablePlace
  | SymbolOccurrence
  | Occurrence
  | FlagPlace
  | FlagValuePlace
  | MountPlace
  | PathPlace
  | ContextPathPlace
  | TargetPlace
  | CommentPlace;
