/** How the image of a stage is run: what its instructions and those of its bases leave in force (spec 5.1). */
import type { Instruction } from "../../dockerfile/instruction";
import type { Analysis } from "./analysis";
import { baseChain } from "../model/baseStage";
import type { ExpandedWord } from "../evaluation/evaluateStage";
import type { Stage } from "../model/model";

/** Null, or nothing, where the file does not say it: then it is what the image at the end of the chain has. */
export interface ImageConfig {
  /** Absolute; null also where it counts from a folder that only the image knows. */
  readonly workdir: string | null;
  readonly user: string | null;
  /** As written, like the command. */
  readonly entrypoint: string | null;
  readonly cmd: string | null;
  readonly ports: readonly string[];
}

/** What is in force at the end of a stage. */
export function imageConfig({ model, evaluation }: Analysis, stage: Stage): ImageConfig {
  const evaluations = baseChain(model, stage)
    .reverse()
    .map(evaluation)
    .filter(evaluation => evaluation !== null);
  const ports = new Set<string>();
  let user: string | null = null;
  let entrypoint: string | null = null;
  for (const { steps } of evaluations)
    for (const { instruction, words } of steps)
      switch (instruction.keyword) {
        case "USER":
          user = words[0] ? valueOf(words[0]) : user;
          break;
        case "EXPOSE":
          for (const word of words) ports.add(valueOf(word));
          break;
        case "ENTRYPOINT":
          entrypoint = restOf(instruction);
          break;
      }
  const end = evaluations.at(-1)?.end;
  const workdir = end?.hasWorkdir ? end.workdir : null;
  const command = end?.command?.instruction;
  return {
    workdir,
    user,
    entrypoint,
    cmd: command ? restOf(command.trigger ?? command) : null,
    ports: [...ports],
  };
}

/** With its variables filled in, if the file says what they are. */
function valueOf({ text, expansion }: ExpandedWord): string {
  return expansion.conditional ? text : expansion.result;
}

function restOf({ text, rest }: Instruction): string {
  return text.slice(rest.start, rest.end);
}
