/**
 * The keys of the steps of a build: equal where BuildKit takes a step from its cache. As there, a step hangs on what it does, on the
 * step before it, on the contents (not the times) of the files it reads, and on the stages it copies from. Pure.
 */
import { createHmac } from "node:crypto";
import type { ContextRead, StageInputs, StepInputs } from "../../../server/src/protocol";
import type { KeptStage, KeptStep } from "./keptBuild";

export interface KeyInputs {
  stages: readonly (StageInputs & { name: string })[];
  target: number;
  platform: string;
  /** Mixed into every hash, and kept somewhere else than the hashes: nobody finds the value of a secret by trying. */
  salt: string;
  /** What the builder has under the name of an image or a named context; empty where nobody knows. */
  imageOf: (name: string) => string;
  /** Of the files that are read. */
  digestOf: (read: ContextRead) => string;
  /** Keys that turned out to be the same: what a stage made again was the same files. */
  sameAs?: ReadonlyMap<string, string>;
}

/** The stages that the target needs, in the order of the file, with the keys of their steps; nothing has an outcome yet. */
export function keyedStages(inputs: KeyInputs): KeptStage[] {
  const { stages, target, platform, imageOf } = inputs;
  const hash = hasher(inputs.salt);
  /** The key behind the last step of a stage. */
  const ends = new Map<number, string>();
  const imageKey = (name: string) =>
    hash(["image", name.startsWith("sha256:") ? name : imageOf(name) || name]);
  const found: KeptStage[] = [];
  for (const index of neededStages(stages, target)) {
    const stage = stages[index];
    if (stage === undefined) continue;
    const { base, steps, name } = stage;
    const baseName =
      base === null
        ? "scratch"
        : typeof base === "number"
          ? base
          : "image" in base
            ? base.image
            : base.context;
    const ownPlatform = stage.platform ?? platform;
    let chain =
      typeof baseName === "number"
        ? (ends.get(baseName) ?? "")
        : // Nothing is the same on all platforms, and so is what is copied there.
          base === null
          ? hash([baseName])
          : hash([imageKey(baseName), ownPlatform]);
    const kept = steps.map((step): KeptStep => {
      const takes = step.takes.map(({ from }) =>
        typeof from === "number" ? (ends.get(from) ?? "") : imageKey(from.image),
      );
      const made = hash([
        "step",
        chain,
        step.operation,
        step.keyword === "RUN" ? ownPlatform : "",
        Object.entries(step.variables).map(([name, { value }]) => [name, value]),
        step.reads.map(inputs.digestOf),
        takes,
      ]);
      chain = inputs.sameAs?.get(made) ?? made;
      return keptStep(step, chain, hash);
    });
    ends.set(index, chain);
    found.push({
      index,
      name,
      base: baseName,
      steps: kept,
    });
  }
  return found;
}

function keptStep(step: StepInputs, key: string, hash: (value: unknown) => string): KeptStep {
  const { keyword, text, instruction, isTrigger, operation, variables, reads, takes, remote, isOpen } = step;
  return {
    keyword,
    text,
    instruction,
    isTrigger,
    operation: hash(operation),
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, { value, isSecret }]) => [
        name,
        isSecret ? { hash: hash(value) } : { value },
      ]),
    ),
    reads,
    takes,
    remote,
    isOpen,
    key,
    outcome: "unknown",
    took: 0,
  };
}

/** The stages that a build of one of them needs, itself included, in the order of the file. */
export function neededStages(stages: readonly StageInputs[], target: number): number[] {
  const seen = new Set<number>();
  const open = [target];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const stage = stages[index];
    if (stage === undefined || seen.has(index) || stage.isReplaced) continue;
    seen.add(index);
    if (typeof stage.base === "number" && stage.base < index) open.push(stage.base);
    for (const { takes } of stage.steps)
      for (const { from } of takes) if (typeof from === "number" && from < index) open.push(from);
  }
  return [...seen].sort((a, b) => a - b);
}

/** Hashes whatever JSON can say, mixed with the salt. */
export function hasher(salt: string): (value: unknown) => string {
  return value => createHmac("sha256", salt).update(JSON.stringify(value)).digest("base64url").slice(0, 22);
}
