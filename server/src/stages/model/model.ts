/** The stage model: what every feature and every rule reads, and the only place where stages are made. */
import type { Dockerfile } from "../../dockerfile/dockerfile";
import type { Word } from "../../dockerfile/properties";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { isNamedIn, readBase } from "./base";
import type { Base, BaseSurroundings } from "./base";
import { DEFAULT_BUILDS, casesIn } from "./buildPlatforms";
import { resolveImplicit } from "./implicitStages";
import { keywordCasing } from "./keywordCasing";
import type { KeywordCasing } from "./keywordCasing";
import { contextKeys, replacingKeys } from "./namedContexts";
import { readReferences } from "./references";
import type { Reference } from "./references";
import type { GlobalScope } from "./scope";
import { areSameScopes, readScopes } from "./scopes";
import type { PlatformScopes } from "./scopes";
import { RESERVED_NAMES, builderName, contextNameError, descriptionOf } from "./stageName";
import type { BuildOptions } from "./buildOptions";

/**
 * Of more `ONBUILD` lines than any stage has, those behind are not followed into the stages that trigger them: a file may have
 * thousands of both.
 */
export const MOST_TRIGGERED = 32;

export interface Stage {
  /** The position of the `FROM` in the file, from 0. */
  readonly index: number;
  /** Lower-cased, as the builder knows it; `""` where it has none that the builder takes. */
  readonly name: string;
  /** The name as written, or `stage-<index>`, the label under which the builder shows it. */
  readonly displayName: string;
  /** The word after `AS`, even an invalid one. */
  readonly nameWord: Word | null;
  /** Why a build refuses a name that has the form of one, or null. */
  readonly nameError: string | null;
  readonly description: string | null;
  /** The value of `--platform`, or null. */
  readonly platform: string | null;
  readonly base: Base;
  /** The line of the `FROM`. */
  readonly line: LogicalLine;
  /** The instructions of the stage, without its `FROM`. */
  readonly body: readonly LogicalLine[];
  /** The `ONBUILD` lines among them: what stages that are based on it trigger. */
  readonly triggers: readonly LogicalLine[];
  readonly casing: KeywordCasing;
  /** A named context of its name takes its place: its base and instructions are not built (spec 2.4). */
  readonly replaced: boolean;
}

export interface StageModel {
  readonly file: Dockerfile;
  /** The instructions before the first `FROM`. */
  readonly preamble: readonly LogicalLine[];
  /** That of the first platform. */
  readonly scope: GlobalScope;
  /** One for each platform on which the file may mean something else, the first one first. */
  readonly scopes: PlatformScopes;
  readonly stages: readonly Stage[];
  /** Every reference of the file, in order; a base is a reference of the kind FROM. */
  readonly references: readonly Reference[];
  /** The same by stage. */
  readonly referencesByStage: readonly (readonly Reference[])[];
  /** The index of the last stage of each name, which is what COPY, mounts and targets mean by it. */
  readonly names: ReadonlyMap<string, number>;
  /** What the model was made for. */
  readonly options: BuildOptions;
  /** The keys of the named contexts that stand in for stages and images (`contextKeys`): none where the frontend knows none. */
  readonly contexts: ReadonlySet<string>;
}

/**
 * Builds the model of a file. Never fails; what is wrong with the file is for the rules to say. The model of the version
 * before, under the same options, lends what an edit has left alone; like the version, it must not be used any more. `contexts`
 * are those that the frontend of the file knows.
 */
export function readStages(
  file: Dockerfile,
  options: BuildOptions,
  previous?: StageModel,
  contexts: ReadonlySet<string> = contextKeys(options),
): StageModel {
  const { starts } = file;
  const preamble = file.lines.slice(0, starts[0]);
  const lastFrom = file.lines[starts.at(-1) ?? -1];
  const targetStage = options.target ?? (lastFrom ? nameOf(lastFrom).name : "");
  const source = {
    lines: preamble.filter(line => line.instruction.keyword === "ARG"),
    escape: file.escape,
    buildArgs: options.buildArgs,
    predefined: options.predefined ?? options.buildArgs,
    targetStage: targetStage === "" ? "default" : targetStage,
  };
  const scopes = readScopes(
    source,
    casesIn(file.text, options.platforms ?? DEFAULT_BUILDS),
    previous?.scopes,
  );
  const [{ scope }] = scopes;
  // What a base means depends on all of this and the stages above; where it is the same, only names that changed mean something else.
  const isUnderSame = previous?.options === options && previous.contexts === contexts;
  const lent = isUnderSame && areSameScopes(previous.scopes, scopes) ? previous : undefined;
  // References mean stages below, too, by a position that changes where a stage is added or removed.
  const lentReferences = lent?.stages.length === starts.length ? lent : undefined;
  const changedNames = new Set<string>();
  const stages: Stage[] = [];
  const names = new Map<string, number>();
  const replacing = contexts.size > 0 && options.imageContexts ? replacingKeys(options) : contexts;
  // Every edit goes through all stages: nothing is made for those that are as they were.
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    const from = file.lines[start];
    if (!from) continue;
    const end = starts[index + 1] ?? file.lines.length;
    const known = lent?.stages[index];
    let stage: Stage;
    if (
      known &&
      isSameStage(known, file.lines, start, end) &&
      (changedNames.size === 0 || !isNamedIn(known.base, changedNames))
    )
      stage = known;
    else {
      stage = readStage(index, from, file.lines.slice(start + 1, end), {
        scopes,
        names,
        contexts,
        replacing,
      });
      if (known && known.name !== stage.name) changedNames.add(known.name).add(stage.name);
    }
    stages.push(stage);
    if (stage.name !== "") names.set(stage.name, index);
  }
  const table = { names, stageCount: stages.length, contexts, escape: file.escape };
  // Most texts are of another length than the few names that have changed.
  const lengths = new Set([...changedNames].map(({ length }) => length));
  const isChanged = ({ text }: Reference) => lengths.has(text.length) && changedNames.has(text.toLowerCase());
  const written = stages.map(stage => {
    const known =
      lentReferences?.stages[stage.index] === stage
        ? lentReferences.referencesByStage[stage.index]
        : undefined;
    return known && !known.some(isChanged) ? known : readReferences(stage, table);
  });
  const referencesByStage = resolveImplicit(stages, written, table);
  const references: Reference[] = [];
  for (const ofStage of referencesByStage) for (const reference of ofStage) references.push(reference);
  return {
    file,
    preamble,
    scope,
    scopes,
    stages,
    references,
    referencesByStage,
    names,
    options,
    contexts,
  };
}

function isSameStage(stage: Stage, lines: readonly LogicalLine[], start: number, end: number): boolean {
  const { line, body } = stage;
  if (line !== lines[start] || body.length !== end - start - 1) return false;
  for (let i = 0; i < body.length; i++) if (body[i] !== lines[start + 1 + i]) return false;
  return true;
}

function readStage(
  index: number,
  from: LogicalLine,
  body: readonly LogicalLine[],
  surroundings: BaseSurroundings & { readonly replacing: ReadonlySet<string> },
): Stage {
  const { name, word } = nameOf(from);
  const { instruction } = from;
  return {
    index,
    name,
    displayName: word?.text ?? `stage-${index}`,
    nameWord: word,
    nameError: name === "" ? null : contextNameError(name),
    description: descriptionOf(from.comments, name),
    platform: instruction.flags.find(flag => flag.name === "platform")?.value?.text ?? null,
    base: readBase(instruction, surroundings),
    line: from,
    body,
    triggers: body.filter(({ instruction }) => instruction.trigger),
    casing: keywordCasing([from, ...body]),
    replaced: canBeReplaced(name) && surroundings.replacing.has(name),
  };
}

/** The name of the stage that a `FROM` line begins: the third word after `AS`, in any case. */
function nameOf(from: LogicalLine): { name: string; word: Word | null } {
  const [, as, word = null] = from.instruction.words;
  if (as?.text.toLowerCase() !== "as" || word === null) return { name: "", word: null };
  return { name: builderName(word.text) ?? "", word };
}

/** Whether a named context can stand in for a stage of this name. */
export function canBeReplaced(name: string): boolean {
  return name !== "" && !RESERVED_NAMES.includes(name);
}
