/** What the builder does in a stage, as data. */
import type { Instruction } from "../../dockerfile/instruction";
import type { Heredoc, LogicalLine } from "../../dockerfile/logicalLines";
import type { MappedText, Span } from "../../dockerfile/source";
import type { PersistentMap } from "../../shared/persistentMap";
import type { DeclaredVariable } from "./declare";
import type { Environment, Variable } from "./environment";
import type { StageExpansion } from "./expandInStage";
import type { Stage } from "../model/model";

/** What a word is to its instruction; a flag of `ADD` or `COPY` goes by its name. */
export type WordRole =
  "key" | "value" | "operand" | "destination" | "heredoc" | "mount" | "chown" | "chmod" | "checksum";

/** A text that the builder expands. */
export interface ExpandedWord {
  readonly role: WordRole;
  /** As written. */
  readonly text: string;
  /** In the text of the instruction; that of the whole instruction for the body of a heredoc and the item of an array. */
  readonly span: Span;
  /** Where each of its characters stands in the text of the instruction; of no meaning for the body of a heredoc. */
  readonly offsets: MappedText["offsets"];
  /** The heredoc whose body it is, or null. */
  readonly heredoc: Heredoc | null;
  readonly expansion: StageExpansion;
}

/** One instruction, as it is done in a stage. */
export interface EvaluatedInstruction {
  readonly instruction: Instruction;
  /** The line of the instruction; of one that the base has held back, the `FROM` that triggers it, as the builder has it. */
  readonly line: LogicalLine;
  /** Where the base holds it back (`ONBUILD`), or null. */
  readonly onbuildSource: LogicalLine | null;
  readonly words: readonly ExpandedWord[];
  /** The variables that an `ARG` or `ENV` sets, in order. */
  readonly declared: readonly DeclaredVariable[];
  /** What relative paths count from, or null where only an image knows. */
  readonly workdir: string | null;
  /** A `WORKDIR` has been there before, in the stage or its bases. */
  readonly hasWorkdir: boolean;
  /** A `SHELL` has been there before. */
  readonly hasShell: boolean;
  /** What the last `SHELL` before says, or null. */
  readonly shell: readonly string[] | null;
  /** The variables that it sees: what is known of each before the instruction. */
  readonly variables: PersistentMap<Variable>;
}

export interface StageEvaluation {
  readonly stage: Stage;
  /** The stage that it is based on (`baseStage`), whose ONBUILD lines it triggers; null for none. */
  readonly parent: Stage | null;
  /** What its base has left to it. */
  readonly inherited: Environment;
  /** The instructions that the base triggers, then those of the stage. */
  readonly steps: readonly EvaluatedInstruction[];
  /** As it is after the last instruction. */
  readonly end: Environment;
}
