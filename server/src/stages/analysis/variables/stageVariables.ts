/**
 * The variables of a stage, place by place: where each is set, where it is used, and what gives it its value there, as the
 * evaluation of the stage has it. Made when a stage is first asked for, and kept as long as its evaluation is.
 */
import type { Dockerfile } from "../../../dockerfile/dockerfile";
import type { Heredoc, LogicalLine } from "../../../dockerfile/logicalLines";
import { expand } from "../../../dockerfile/shellLexer";
import { originSpan } from "../../../dockerfile/source";
import type { Span } from "../../../dockerfile/source";
import type { DeclaredVariable } from "../../evaluation/declare";
import type { EvaluatedInstruction, ExpandedWord, StageEvaluation } from "../../evaluation/stageEvaluation";
import { extended, lookup } from "../../../shared/persistentMap";
import type { PersistentMap } from "../../../shared/persistentMap";
import type { Stage } from "../../model/model";
import type { LinkedStage } from "../linkedStages";
import { isStart, scriptUses } from "./scriptUses";
import type { ScriptSource } from "./scriptUses";

/** An `ARG` or `ENV` that sets a variable in a stage. */
export interface Declaration extends DeclaredVariable {
  readonly line: LogicalLine;
  /** The stage that the line stands in. */
  readonly stage: Stage;
  /** An ONBUILD line holds it back. */
  readonly isHeld: boolean;
  /** What gave the variable its value before; null for nothing in the file. */
  readonly before: Declaration | null;
  /** The stage of another Dockerfile that it stands in, or is based on: then the line is one of that; absent where it is the file's. */
  readonly linked?: LinkedStage;
}

/** What is known of a variable at a place. */
export interface KnownVariable {
  /** What gives it its value, or declares it without one. */
  readonly giver: Declaration;
  /** The last `ENV`: what containers have. Null for none. */
  readonly env: Declaration | null;
  /** The last `ARG`, by which a build can give it another value; null for none, and where an `ENV` behind it hides it. */
  readonly arg: Declaration | null;
}

/** Who fills a variable in: the builder, the shell of a `RUN`, or a container when it starts, which has no `ARG`. */
export type Reader = "builder" | "shell" | "container";

/** A place where a variable of a stage is named. */
export interface VariableOccurrence {
  readonly name: string;
  readonly line: LogicalLine;
  /** The name alone: in the text of the line, or in the body of `heredoc`. */
  readonly span: Span;
  readonly heredoc: Heredoc | null;
  /** What it sets; null for a use. */
  readonly declares: Declaration | null;
  readonly reader: Reader;
  /** What is known of it before the line, or, for what a container fills in, at the end of the stage; null for nothing. */
  readonly known: KnownVariable | null;
}

export type KnownVariables = PersistentMap<KnownVariable>;

/**
 * What a stage leaves to those that are based on it, given all that has been done in it, also what its base has held back: an `ARG`
 * hides an `ENV` only up to the end of its stage.
 */
export function leftBy(done: readonly (Variables | null)[], end: KnownVariables): KnownVariables {
  let left = end;
  for (const variables of done)
    for (const { name, declares } of variables?.occurrences ?? []) {
      const known = declares ? lookup(left, name) : undefined;
      if (known?.env && known.giver !== known.env)
        left = extended(left, name, { ...known, giver: known.env });
    }
  return left;
}

/** The variables of one stretch of instructions: the lines of a stage, or what its ONBUILD lines hold back. */
export interface Variables {
  readonly occurrences: readonly VariableOccurrence[];
  /** As they are before the first and behind the last instruction. */
  readonly start: KnownVariables;
  readonly end: KnownVariables;
}

/** A name, as the builder and shells have one for a variable; positions (`$1`) are none. */
const NAME = /^[\p{L}_]/u;
/** A variable with a value lets the lexer go on where one without would be refused: `${X:?}`. */
const ANY_VALUE = "x";

/** Goes through the steps of a stage that stand in its own lines, or that are held back in them. */
export function readVariables(
  steps: readonly EvaluatedInstruction[],
  stage: Stage,
  start: KnownVariables,
  file: Dockerfile,
  scripts: ScriptSource,
): Variables {
  const occurrences: VariableOccurrence[] = [];
  let end = start;
  for (const step of steps) {
    const { instruction, onbuildSource, words, declared } = step;
    const line = onbuildSource ?? step.line;
    const use = (name: string, span: Span, heredoc: Heredoc | null, reader: Reader) => {
      if (!NAME.test(name)) return;
      const known = lookup(end, name) ?? null;
      occurrences.push({ name, line, span, heredoc, declares: null, reader, known });
    };
    const useAll = (texts: readonly PlacedText[]) => {
      for (const text of texts)
        for (const { name, span } of namesIn(text, file)) use(name, span, text.heredoc, "builder");
    };
    const declare = (variable: DeclaredVariable) => {
      const { name, span } = variable;
      if (name === "") return;
      const known = lookup(end, name) ?? null;
      const before = known?.giver ?? null;
      const declares: Declaration = { ...variable, line, stage, isHeld: onbuildSource !== null, before };
      occurrences.push({ name, line, span, heredoc: null, declares, reader: "builder", known });
      end = extended(end, name, knownAfter(known, declares));
    };
    if (instruction.keyword === "ARG")
      // One sees those before it on its line. A default is a use also where a build gives the value.
      for (const [index, { text, span }] of instruction.words.entries()) {
        const equals = text.indexOf("=") + 1;
        if (equals > 0) useAll([{ text: text.slice(equals), offsets: span.start + equals, heredoc: null }]);
        const variable = declared[index];
        if (variable) declare(variable);
      }
    else {
      useAll(words);
      for (const { name, span, heredoc } of scriptUses(step, scripts))
        use(name, span, heredoc, isStart(instruction) ? "container" : "shell");
      for (const variable of declared) declare(variable);
    }
  }
  const settled = occurrences.map(occurrence =>
    occurrence.reader === "container"
      ? { ...occurrence, known: lookup(end, occurrence.name) ?? null }
      : occurrence,
  );
  return { occurrences: settled, start, end };
}

/** What is known of a variable behind a line that sets it. */
export function knownAfter(known: KnownVariable | null, declares: Declaration): KnownVariable {
  if (declares.source === "env") return { giver: declares, env: declares, arg: null };
  const keeps = declares.source === "before" && known !== null;
  return { giver: keeps ? known.giver : declares, env: known?.env ?? null, arg: declares };
}

/** What the builder expands, and where it stands. */
type PlacedText = Pick<ExpandedWord, "text" | "offsets" | "heredoc">;

/** The variables in a text that the builder expands, each with its place. */
function namesIn({ text, offsets, heredoc }: PlacedText, file: Dockerfile): { name: string; span: Span }[] {
  if (!text.includes("$")) return [];
  // The places in a heredoc are those of the body as it is written.
  const written = heredoc ? file.text.slice(heredoc.body.start, heredoc.body.end) : text;
  const found: { name: string; span: Span }[] = [];
  expand(written, () => ANY_VALUE, {
    escape: file.escape,
    plainQuotes: heredoc !== null,
    onName: (name, start) => {
      const end = start + name.length;
      found.push({ name, span: heredoc ? { start, end } : originSpan({ text, offsets }, start, end) });
    },
  });
  return found;
}

/** The steps of an evaluation that stand in the lines of its stage. */
export function ownSteps({ steps }: StageEvaluation): readonly EvaluatedInstruction[] {
  return steps.filter(({ onbuildSource }) => onbuildSource === null);
}
