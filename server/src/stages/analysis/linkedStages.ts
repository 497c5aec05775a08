/**
 * Stages of other Dockerfiles whose images the build in force gives as named contexts (`target:x` of bake, `service:x` of Compose), and
 * what a stage that is based on such an image has from it: what the image has (`ENV`, `WORKDIR`, `USER`, `SHELL`, `CMD`, `ENTRYPOINT`),
 * its files, and what its ONBUILD lines hold back, but none of the `ARG` lines, which end with their build.
 */
import type { Span } from "../../dockerfile/source";
import { childOf } from "../evaluation/environment";
import type { Environment, Variable } from "../evaluation/environment";
import { evaluateTriggers } from "../evaluation/evaluateStage";
import type { EvaluatedInstruction } from "../evaluation/stageEvaluation";
import { entriesOf, extended, lookup } from "../../shared/persistentMap";
import type { PersistentMap } from "../../shared/persistentMap";
import { rootOf } from "../evaluation/rootEnvironment";
import { contextKey } from "../model/imageReference";
import type { Stage, StageModel } from "../model/model";
import { imageText } from "../model/references";
import type { Reference } from "../model/references";
import type { Analysis } from "./analysis";
import { knownAfter } from "./variables/stageVariables";
import type { Declaration, KnownVariable, KnownVariables } from "./variables/stageVariables";

/** A stage of another Dockerfile: the same object as long as nothing of it, and of what it is based on, changes. */
export interface LinkedStage {
  /** The other Dockerfile, as the build reads it that makes the image. */
  readonly analysis: Analysis;
  readonly stage: Stage;
  /** What people call its file: `base/Dockerfile`. */
  readonly label: string;
  /** The line of that file, from 1, in which something stands that is at an offset of the other Dockerfile. */
  readonly lineOf: (offset: number) => number;
  /** Where a span of the other Dockerfile is written, in its file or in the one that it stands in; null where nobody can say. */
  readonly placeOf: (span: Span) => FilePlace | null;
  /** The address of the folder that is the build context of the other build; null where it has none, and where that is not known. */
  readonly context: string | null;
}

/** A place in a file: its address, lines from 0 and columns in UTF-16 units. */
export interface FilePlace {
  readonly uri: string;
  readonly range: { readonly start: FilePosition; readonly end: FilePosition };
}

interface FilePosition {
  readonly line: number;
  readonly character: number;
}

/** By the key of the named context (`contextKey`). */
export type LinkedStages = ReadonlyMap<string, LinkedStage>;

export const NO_LINKS: LinkedStages = new Map();

/**
 * The stage of another Dockerfile that takes the place of a stage, or that a stage is based on where its base is no stage of the file;
 * null for none.
 */
export function linkedImage(links: LinkedStages, { base, name, replaced }: Stage): LinkedStage | null {
  if (links.size === 0) return null;
  if (replaced) return linkOf(links, name);
  return base.to === "context" ? linkOf(links, base.expanded) : null;
}

/** The stage of another Dockerfile that a reference means; null for none. */
export function linkedSource(
  links: LinkedStages,
  { stages }: StageModel,
  reference: Reference,
): LinkedStage | null {
  if (links.size === 0) return null;
  if (reference.to === "context") return linkOf(links, imageText(reference));
  const stage = typeof reference.to === "number" ? stages[reference.to] : undefined;
  return stage?.replaced ? linkOf(links, stage.name) : null;
}

function linkOf(links: LinkedStages, text: string): LinkedStage | null {
  return links.get(contextKey(text) ?? text) ?? null;
}

/** What a stage that is based on the image of another one begins with. */
export interface LinkedStart {
  readonly environment: Environment;
  /** What the ONBUILD lines of the other stage do in it, on lines of the other Dockerfile. */
  readonly triggered: readonly EvaluatedInstruction[];
}

const starts = new WeakMap<LinkedStage, LinkedStart>();

/** The same object for the same stage. */
export function linkedStart(linked: LinkedStage): LinkedStart {
  const known = starts.get(linked);
  if (known) return known;
  const { analysis, stage } = linked;
  const end = analysis.evaluation(stage)?.end ?? rootOf({ ...stage.base, to: "context" });
  const environment = childOf(imageOf(end));
  const triggered = evaluateTriggers(analysis.model, stage, environment, null);
  const made = { environment, triggered };
  starts.set(linked, made);
  return made;
}

/** What is left of an environment in the image. The builder counts no `WORKDIR` of an image where it looks for relative ones. */
function imageOf({
  env,
  root,
  imageVariables,
  workdir,
  isCut,
  hasShell,
  shell,
  command,
}: Environment): Environment {
  const own = new Map<string, Variable>();
  let all: PersistentMap<Variable> = null;
  for (const [name, set] of entriesOf(env)) {
    const variable = { ...set, isDeclared: false, level: 0, place: own.size };
    own.set(name, variable);
    all = extended(all, name, variable);
  }
  return {
    inherited: null,
    level: 0,
    own,
    all,
    env: all,
    overridden: new Set(),
    root,
    imageVariables,
    workdir,
    hasWorkdir: false,
    isCut,
    hasShell,
    shell,
    command,
  };
}

const variables = new WeakMap<LinkedStage, KnownVariables>();

/** The variables that a stage based on the image has, each with the line of the other Dockerfile that sets it. */
export function linkedVariables(linked: LinkedStage): KnownVariables {
  const known = variables.get(linked);
  if (known !== undefined) return known;
  const { analysis, stage } = linked;
  let made: KnownVariables = null;
  for (const [name, { env }] of entriesOf<KnownVariable>(analysis.variables(stage).left)) {
    if (!env) continue;
    const giver = { linked, ...env };
    made = extended(made, name, { giver, env: giver, arg: null });
  }
  for (const { declared, line, onbuildSource } of linkedStart(linked).triggered)
    for (const variable of declared) {
      const before = lookup(made, variable.name) ?? null;
      const giver: Declaration = {
        ...variable,
        line: onbuildSource ?? line,
        stage,
        isHeld: true,
        before: before?.giver ?? null,
        linked,
      };
      made = extended(made, variable.name, knownAfter(before, giver));
    }
  variables.set(linked, made);
  return made;
}
