/** How the image of a stage is run: what its instructions and those of its bases leave in force (spec 5.1). */
import type { Instruction } from "../../dockerfile/instruction";
import type { Analysis } from "./analysis";
import { baseChain } from "../model/baseStage";
import { linkedStart } from "./linkedStages";
import type { LinkedStage } from "./linkedStages";
import type { EvaluatedInstruction, ExpandedWord } from "../evaluation/stageEvaluation";
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

const NOTHING_SAID: ImageConfig = { workdir: null, user: null, entrypoint: null, cmd: null, ports: [] };

/** What is in force at the end of a stage. */
export function imageConfig(analysis: Analysis, stage: Stage): ImageConfig {
  const { model, evaluation, linkedImage } = analysis;
  const chain = baseChain(model, stage).reverse();
  const evaluations = chain.map(evaluation).filter(evaluation => evaluation !== null);
  const linked = chain[0] ? linkedImage(chain[0]) : null;
  const below = linked && linkedConfig(linked);
  const steps = evaluations.flatMap(each => each.steps);
  const { user, entrypoint, ports } = changedBy(steps, below ?? NOTHING_SAID);
  const end = evaluations.at(-1)?.end;
  if (!end) return below ?? NOTHING_SAID;
  const workdir = end.hasWorkdir || (below && below.workdir !== null) ? end.workdir : null;
  const command = end.command?.instruction;
  return {
    workdir,
    user,
    entrypoint,
    cmd: command ? restOf(command.trigger ?? command) : null,
    ports,
  };
}

/** That of a stage of another Dockerfile, with what its ONBUILD lines change. */
function linkedConfig(linked: LinkedStage): ImageConfig {
  const config = imageConfig(linked.analysis, linked.stage);
  const { triggered, environment } = linkedStart(linked);
  const isMoved = triggered.some(({ instruction }) => instruction.keyword === "WORKDIR");
  return {
    ...config,
    ...changedBy(triggered, config),
    workdir: isMoved ? environment.workdir : config.workdir,
  };
}

/** What instructions make of the settings that they find. */
function changedBy(
  steps: readonly EvaluatedInstruction[],
  before: ImageConfig,
): Pick<ImageConfig, "user" | "entrypoint" | "ports"> {
  const ports = new Set(before.ports);
  let { user, entrypoint } = before;
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
  return { user, entrypoint, ports: [...ports] };
}

/** With its variables filled in, if the file says what they are. */
function valueOf({ text, expansion }: ExpandedWord): string {
  return expansion.conditional ? text : expansion.result;
}

function restOf({ text, rest }: Instruction): string {
  return text.slice(rest.start, rest.end);
}
