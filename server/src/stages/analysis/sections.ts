/** The parts of a file that are read by themselves: its stages, and what stands before the first one. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Stage, StageModel } from "../model/model";
import { findEscapeSlips, slipsInDocument } from "./escapeSlips";
import type { EscapeSlips, KeptSlips } from "./escapeSlips";

/** A part of a file, with what its lines alone decide. */
export interface Section {
  /** Null before the first stage. */
  readonly stage: Stage | null;
  readonly lines: readonly LogicalLine[];
  readonly slips: EscapeSlips;
}

/** What is known of a part as long as its lines are the same objects. */
interface Known {
  readonly slips: KeptSlips;
  readonly namesExperiments: boolean;
}

/** By stage, from one version of a document to the next. */
export type KnownSections = WeakMap<Stage, Known>;

/** The parts of one version. */
export interface Sections {
  /** The part of a stage; of what stands before the first one for null. */
  readonly section: (stage: Stage | null) => Section;
  /** The slips of the whole file. */
  readonly slips: EscapeSlips;
  /** Some comment above an instruction may turn on rules that are experimental. */
  readonly namesExperiments: boolean;
}

/** The parts of a model's file; `known` is of the versions before. */
export function readSections(model: StageModel, known: KnownSections): Sections {
  const { file, preamble, stages } = model;
  const first = read(preamble);

  function read(lines: readonly LogicalLine[]): Known {
    return { slips: findEscapeSlips(file, lines), namesExperiments: lines.some(namesExperiments) };
  }

  function ofStage(stage: Stage): Known {
    let found = known.get(stage);
    if (!found) known.set(stage, (found = read(linesOf(stage))));
    return found;
  }

  const all = [first, ...stages.map(ofStage)];
  /** Rules ask for the same one after one another. */
  let last: Section | undefined;
  return {
    section: stage =>
      last?.stage === stage
        ? last
        : (last = {
            stage,
            lines: stage ? linesOf(stage) : preamble,
            slips: slipsInDocument([(stage ? ofStage(stage) : first).slips]),
          }),
    slips: slipsInDocument(all.map(({ slips }) => slips)),
    namesExperiments: all.some(part => part.namesExperiments),
  };
}

function linesOf({ line, body }: Stage): readonly LogicalLine[] {
  return [line, ...body];
}

function namesExperiments({ comments }: LogicalLine): boolean {
  return comments.some(({ text }) => text.includes("experimental="));
}
