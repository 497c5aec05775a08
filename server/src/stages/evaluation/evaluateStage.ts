/**
 * What the builder does in a stage, instruction by instruction: which words it expands, in which environment (spec 4, 5.1;
 * the builder's `frontend/dockerfile/dockerfile2llb/convert.go`, `evaluateInstruction`).
 */
import type { Instruction } from "../../dockerfile/instruction";
import type { Heredoc, LogicalLine } from "../../dockerfile/logicalLines";
import { originSpan } from "../../dockerfile/source";
import type { MappedText, Span } from "../../dockerfile/source";
import { operandsOf, pairsOf, splitAssignment } from "./operands";
import { declareArg, setVariable } from "./declare";
import { childOf } from "./environment";
import { expandDefault, expandInStage } from "./expandInStage";
import { changeWorkdir } from "./workdir";
import type { DeclaredVariable } from "./declare";
import type { Environment } from "./environment";
import { MOST_TRIGGERED } from "../model/model";
import type { Stage, StageModel } from "../model/model";
import type { WordRole, ExpandedWord, EvaluatedInstruction, StageEvaluation } from "./stageEvaluation";

const NO_VARIABLES: readonly DeclaredVariable[] = [];

/**
 * Goes through the instructions of a stage, those that it triggers first. `parent` is the stage it is based on, or null.
 */
export function evaluateStage(
  model: StageModel,
  stage: Stage,
  parent: Stage | null,
  inherited: Environment,
): StageEvaluation {
  const environment = childOf(inherited);
  const steps = parent ? evaluateTriggers(model, parent, environment, stage.line) : [];
  for (const line of stage.body)
    steps.push(evaluateInstruction(model, environment, line.instruction, line, null));
  environment.command = commandAfter(steps, inherited.command);
  return { stage, parent, inherited, steps, end: environment };
}

/**
 * The `CMD` that a stage leaves in force. Its `ENTRYPOINT` takes that of its base away, unless a `CMD` of the stage stands before
 * it (`dispatchEntrypoint`); one that is triggered counts as one of the stage.
 */
function commandAfter(
  steps: readonly EvaluatedInstruction[],
  inherited: LogicalLine | null,
): LogicalLine | null {
  let command = inherited;
  let isOwn = false;
  for (const { instruction, line, onbuildSource } of steps)
    if (instruction.keyword === "CMD") {
      isOwn = true;
      command = onbuildSource ?? line;
    } else if (instruction.keyword === "ENTRYPOINT" && !isOwn) command = null;
  return command;
}

/**
 * Goes through what the ONBUILD lines of a stage hold back, in the environment of a stage that is based on it and begins at
 * `line`. The environment is left as it is then.
 */
export function evaluateTriggers(
  model: StageModel,
  { triggers }: Stage,
  environment: Environment,
  line: LogicalLine | null,
): EvaluatedInstruction[] {
  return triggers.slice(0, MOST_TRIGGERED).flatMap(held => {
    const { trigger } = held.instruction;
    return trigger ? [evaluateInstruction(model, environment, trigger, line ?? held, held)] : [];
  });
}

function evaluateInstruction(
  model: StageModel,
  environment: Environment,
  instruction: Instruction,
  line: LogicalLine,
  onbuildSource: LogicalLine | null,
): EvaluatedInstruction {
  const expanded = (
    role: WordRole,
    text: string,
    span: Span,
    offsets: MappedText["offsets"] = span.start,
    heredoc: Heredoc | null = null,
  ): ExpandedWord => ({
    role,
    text,
    span,
    offsets,
    heredoc,
    expansion: expandInStage(environment, text, { escape: model.file.escape, plainQuotes: heredoc !== null }),
  });
  const { workdir, hasWorkdir, hasShell, shell, all: variables } = environment;
  const words: ExpandedWord[] = [];
  let declared: readonly DeclaredVariable[] = NO_VARIABLES;
  switch (instruction.keyword) {
    case "ARG":
      declared = instruction.words.map(word => {
        const { start } = word.span;
        const { name, value } = splitAssignment(word.text);
        const variable = { name, span: { start, end: start + name.length }, written: value };
        // The builder takes the name as it is written, and looks at no default where a build gives the value.
        if (value === null || model.options.buildArgs.has(name))
          return declareArg(environment, model, variable, null);
        const span = { start: variable.span.end + 1, end: word.span.end };
        const expansion = expandDefault(environment, value, { escape: model.file.escape });
        words.push({ role: "value", text: value, span, offsets: span.start, heredoc: null, expansion });
        return declareArg(environment, model, variable, expansion);
      });
      break;
    case "ENV":
    case "LABEL": {
      const pairs = pairsOf(instruction).map(({ key, value }) => ({
        key: expanded("key", key.text, key.span),
        value: expanded("value", value.text, value.span),
      }));
      for (const { key, value } of pairs) words.push(key, value);
      if (instruction.keyword === "ENV")
        declared = pairs.map(({ key, value }) => {
          const variable = { name: key.expansion.result, span: key.span, written: value.text };
          return setVariable(environment, variable, value.expansion);
        });
      break;
    }
    case "ADD":
    case "COPY":
      for (const { name, value, span } of instruction.flags)
        if (
          value &&
          (name === "chown" || name === "chmod" || (name === "checksum" && instruction.keyword === "ADD"))
        )
          words.push(expanded(name, value.text, span, value.offsets));
      operandsOf(instruction).forEach(({ text, span, offsets }, index, { length }) => {
        words.push(expanded(index === length - 1 ? "destination" : "operand", text, span, offsets));
      });
      for (const heredoc of (onbuildSource ?? line).heredocs) {
        const { body, chomp, expands } = heredoc;
        if (!expands) continue;
        const text = model.file.text.slice(body.start, body.end).replace(/\r\n/g, "\n");
        const chomped = chomp ? text.replace(/^\t+/gm, "") : text;
        words.push(expanded("heredoc", chomped, instruction.rest, 0, heredoc));
      }
      break;
    case "SHELL":
      environment.hasShell = true;
      environment.shell = Array.isArray(instruction.json) ? instruction.json : null;
      break;
    case "RUN":
      for (const { options } of instruction.mounts)
        for (const { key, value } of options)
          if (value && key !== "from")
            words.push(expanded("mount", value.text, originSpan(value, 0, value.text.length), value.offsets));
      break;
    case "EXPOSE":
    case "VOLUME":
      for (const { text, span, offsets } of operandsOf(instruction))
        words.push(expanded("operand", text, span, offsets));
      break;
    case "STOPSIGNAL":
    case "USER":
    case "WORKDIR": {
      const { start, end } = instruction.rest;
      if (start === end) break;
      const word = expanded("operand", instruction.text.slice(start, end), instruction.rest);
      words.push(word);
      if (instruction.keyword === "WORKDIR") changeWorkdir(environment, word.expansion);
      break;
    }
  }
  return {
    instruction,
    line,
    onbuildSource,
    words,
    declared,
    workdir,
    hasWorkdir,
    hasShell,
    shell,
    variables,
  };
}
