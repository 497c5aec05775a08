/**
 * The analysis of one version of a Dockerfile under one set of build options: the stage model and all that follows from it.
 * Features, rules, edits and the conversion are given it and read nothing else: the readers of directives, scripts and graphs
 * are called here alone. Each fact is made once, when it is first asked for.
 */
import { readDirectives } from "../../dockerfile/directives";
import type { Directives } from "../../dockerfile/directives";
import { readDockerfile } from "../../dockerfile/dockerfile";
import type { Dockerfile } from "../../dockerfile/dockerfile";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { BuildPlatform } from "../model/buildPlatforms";
import { checkOptionsFor } from "../model/checkOptions";
import type { CheckOptions } from "../model/checkOptions";
import type { StageEvaluation } from "../evaluation/evaluateStage";
import { frontendFor } from "../model/frontend";
import type { Frontend } from "../model/frontend";
import { NAMED_CONTEXTS, hasFeature } from "../model/frontendFeatures";
import { findCycle, isSameCycle, stageGraph } from "../model/graph";
import type { Cycle, StageGraph } from "../model/graph";
import { NO_OPTIONS, readStages } from "../model/model";
import type { BuildOptions, Stage, StageModel } from "../model/model";
import { contextKeys } from "../model/namedContexts";
import { runnableStages, startedStages } from "../model/programs";
import type { Reference } from "../model/references";
import { stageRoles } from "../model/roles";
import type { Role } from "../model/roles";
import { NO_LINKS, linkedImage, linkedSource, linkedStart } from "./linkedStages";
import type { LinkedStage, LinkedStages } from "./linkedStages";
import { NO_BUILDS, readingGroups } from "./buildReadings";
import type { BuildReading, KnownBuilds, ReadingGroup } from "./buildReadings";
import type { EscapeSlips } from "./escapeSlips";
import { evaluator } from "./evaluations";
import type { KnownEvaluations } from "./evaluations";
import { findMisspelledStages } from "./misspelledStages";
import type { KnownNames, MisspelledStages } from "./misspelledStages";
import { firstDefaults, namesOfNoStage, referencesByIndex, referencesByTarget } from "./modelFacts";
import { once } from "./once";
import { otherOptions } from "./otherOptions";
import { scriptIn } from "./scripts";
import type { KnownScripts, Script } from "./scripts";
import { readSections } from "./sections";
import type { KnownSections, Section } from "./sections";
import { findTemplate } from "./templates";
import type { Template } from "./templates";
import { readUses } from "./uses";
import type { KnownUses, StageUses } from "./uses";
import { variableReader } from "./variables/variableReader";
import type { KnownStageVariables, StageVariables } from "./variables/variableReader";

export interface Analysis {
  readonly model: StageModel;
  /** `# check=` and `# syntax=`. */
  readonly directives: Directives;
  /** The frontend that reads the file in a build. */
  readonly frontend: Frontend;
  /** What the file, or the build in its place, says to the builder's linter. */
  readonly checkOptions: CheckOptions;
  readonly graph: StageGraph;
  /** The first circular dependency, or null; the same object as in the version before where it is the same one. */
  readonly cycle: Cycle | null;
  /** What a stage is made of; the same object as in the version before where all of it is the same. */
  readonly uses: (stage: Stage) => StageUses | null;
  /** The part of a file that is a stage, or for null what stands before the first one. */
  readonly section: (stage: Stage | null) => Section;
  /** Some comment above an instruction may turn on rules that are experimental. */
  readonly namesExperiments: boolean;
  /** Escape characters at the wrong place, and those that are missing. */
  readonly escapeSlips: EscapeSlips;
  /** References to an image that are likely to mean a stage. */
  readonly misspelledStages: MisspelledStages;
  /** Where the file is for a program that generates a Dockerfile from it; null for a Dockerfile. */
  readonly template: Template | null;
  /** By the index of the stage. */
  readonly roles: readonly Role[];
  /** By the index of the stage: whether the file, or its base image, says what its containers run. */
  readonly isRunnable: readonly boolean[];
  /** By the index of the stage: whether the file itself says what its containers run. */
  readonly isStarted: readonly boolean[];
  /** The model by the defaults of its arguments alone, whatever a build passes in. */
  readonly defaults: StageModel;
  /** The script of a `RUN`, also of one that ONBUILD holds back; null for other instructions, JSON and other programs. */
  readonly script: (line: LogicalLine) => Script | null;
  /**
   * What the builder does in a stage; null for a stage that a named context replaces. The same object as in the version
   * before where the stage and what it inherits are the same.
   */
  readonly evaluation: (stage: Stage) => StageEvaluation | null;
  /** Where a stage sets and uses variables. The same object as in the version before where the stage and its bases are. */
  readonly variables: (stage: Stage) => StageVariables;
  /**
   * The stage of another Dockerfile whose image takes the place of a stage, or is the base of one that is based on no stage of the file;
   * null for none. Of the build in force alone: what a name means in another build is another thing.
   */
  readonly linkedImage: (stage: Stage) => LinkedStage | null;
  /** The stage of another Dockerfile that a reference means, also in the place of a stage of the file; null for none. */
  readonly linkedSource: (reference: Reference) => LinkedStage | null;
  /** The references that mean a stage, by name, index or a variable, in the order of the document. */
  readonly referencesTo: (stage: Stage) => readonly Reference[];
  /** The references by index, also those that mean an image, in the order of the document. */
  readonly indexReferences: readonly Reference[];
  /** The first default that is a plain word, of each `ARG` in a stage, as `name=default`. */
  readonly stageDefaults: ReadonlyMap<string, string>;
  /** What references name that mean no stage, in lower case. */
  readonly otherNames: ReadonlySet<string>;
  /** The analysis of the same text under other options, and with the stages that are linked under these. */
  readonly under: (options: BuildOptions, links?: LinkedStages) => Analysis;
  /**
   * The same for builds for one platform alone, for each on which the file may mean something else; none where there is but one. The
   * first of them differs from this one only in that it knows nothing of the others.
   */
  readonly onPlatforms: readonly Analysis[];
  /** The same for the builds of which each may be meant; none where all of them read the file alike, but for their arguments. */
  readonly readings: readonly BuildReading[];
  /** What the next version takes over. */
  readonly lent: Lent;
}

/** What the versions of a document hand on to one another. */
interface Lent {
  readonly scripts: KnownScripts;
  readonly sections: KnownSections;
  readonly evaluations: KnownEvaluations;
  readonly uses: KnownUses;
  readonly names: KnownNames;
  cycle: Cycle | null;
  readonly variables: KnownStageVariables;
  defaults?: StageModel;
  /** By the platform. */
  platforms?: ReadonlyMap<BuildPlatform, Analysis>;
  readings?: ReadonlyMap<ReadingGroup, Analysis>;
}

/**
 * Analyzes a file. Never fails; what is wrong with the file is for the rules to say. The analysis of the version before lends
 * what an edit has left alone; like the version, it must not be used any more. `links` are the stages of other Dockerfiles that the build
 * in force takes; other ones are given with other options. `builds` is what is known of the others.
 */
export function analyze(
  file: Dockerfile,
  options: BuildOptions,
  previous?: Analysis,
  links: LinkedStages = NO_LINKS,
  builds: KnownBuilds = NO_BUILDS,
): Analysis {
  const model = modelOf(file, options, previous?.model);
  return analysisOf(model, previous?.lent ?? { scripts: new WeakMap(), ...nothingLent() }, links, builds);
}

const NO_CONTEXTS: ReadonlySet<string> = new Set();

/** The model of a file in its frontend: to one that does not know named contexts, a name is a stage or an image. */
function modelOf(file: Dockerfile, options: BuildOptions, previous?: StageModel): StageModel {
  if (options.contexts.length === 0 && !options.imageContexts) return readStages(file, options, previous);
  const frontend = frontendFor(readDirectives(file.text), options.buildArgs);
  const contexts = hasFeature(frontend, NAMED_CONTEXTS) ? contextKeys(options) : NO_CONTEXTS;
  return readStages(file, options, previous, contexts);
}

/** What depends on the build options, and so on nothing of an analysis under others. */
function nothingLent(): Omit<Lent, "scripts"> {
  return {
    sections: new WeakMap(),
    evaluations: [],
    variables: [],
    uses: { chains: [], uses: [] },
    names: { names: new Map(), near: new Map(), meant: new WeakMap() },
    cycle: null,
  };
}

/** Analyzes a text: the next version of `previous`, or one that is no open document. */
export function analyzeText(
  text: string,
  options: BuildOptions = NO_OPTIONS,
  previous?: Analysis,
  links: LinkedStages = NO_LINKS,
  builds: KnownBuilds = NO_BUILDS,
): Analysis {
  const known = previous?.model.file;
  return analyze(
    known?.text === text ? known : readDockerfile(text, known),
    options,
    previous,
    links,
    builds,
  );
}

function analysisOf(
  model: StageModel,
  lent: Lent,
  links: LinkedStages,
  builds: KnownBuilds = NO_BUILDS,
): Analysis {
  const { file, options } = model;
  const directives = once(() => readDirectives(file.text));
  const frontend = once(() => frontendFor(directives(), options.buildArgs));
  const checkOptions = once(() => checkOptionsFor(directives(), options.buildArgs));
  const graph = once(() => stageGraph(model));
  const cycle = once(() => {
    const found = findCycle(graph());
    return isSameCycle(found, lent.cycle) ? lent.cycle : (lent.cycle = found);
  });
  const uses = once(() => readUses(model, lent.uses));
  const sections = once(() => readSections(model, lent.sections));
  const misspelledStages = once(() => findMisspelledStages(model, lent.names));
  const template = once(() => findTemplate(file));
  const roles = once(() => stageRoles(model, graph()));
  const isRunnable = once(() => runnableStages(model, isLinkedStarted));
  const isStarted = once(() => startedStages(model, isLinkedStarted));
  const references = once(() => referencesByTarget(model));
  const indexReferences = once(() => referencesByIndex(model));
  const stageDefaults = once(() => firstDefaults(model));
  const otherNames = once(() => namesOfNoStage(model));
  const defaults = once(() =>
    options.buildArgs.size === 0
      ? model
      : (lent.defaults = modelOf(file, otherOptions(options, null), lent.defaults)),
  );
  const onPlatforms = once((): readonly Analysis[] => {
    if (model.scopes.length === 1) return [];
    const known = lent.platforms;
    const analyses = model.scopes.map(({ platform }) => {
      const before = known?.get(platform);
      const read = modelOf(file, otherOptions(options, platform), before?.model);
      const { scripts } = lent;
      return [platform, analysisOf(read, before?.lent ?? { scripts, ...nothingLent() }, links)] as const;
    });
    lent.platforms = new Map(analyses);
    return analyses.map(([, analysis]) => analysis);
  });
  const readings = once((): readonly BuildReading[] => {
    const groups = readingGroups(file.text, options, builds);
    if (groups.length === 0) return [];
    const known = lent.readings;
    const analyses = groups.map(group => {
      const before = known?.get(group);
      const read = modelOf(file, group.options, before?.model);
      const { scripts } = lent;
      return [group, analysisOf(read, before?.lent ?? { scripts, ...nothingLent() }, group.links)] as const;
    });
    lent.readings = new Map(analyses);
    return analyses.map(([group, analysis]) => ({ analysis, builds: group.builds }));
  });
  const isLinkedStarted = (stage: Stage) => {
    const linked = linkedImage(links, stage);
    return linked !== null && linked.analysis.isStarted[linked.stage.index] === true;
  };
  const script = (line: LogicalLine) => scriptIn(lent.scripts, file.text, line);
  const imageOf = (stage: Stage) => linkedImage(links, stage);
  const evaluation = evaluator(model, lent.evaluations, stage => {
    const linked = imageOf(stage);
    return linked && linkedStart(linked).environment;
  });
  return {
    model,
    get directives() {
      return directives();
    },
    get frontend() {
      return frontend();
    },
    get checkOptions() {
      return checkOptions();
    },
    get graph() {
      return graph();
    },
    get cycle() {
      return cycle();
    },
    uses: ({ index }) => uses()[index] ?? null,
    section: stage => sections().section(stage),
    get namesExperiments() {
      return sections().namesExperiments;
    },
    get escapeSlips() {
      return sections().slips;
    },
    get misspelledStages() {
      return misspelledStages();
    },
    get template() {
      return template();
    },
    get roles() {
      return roles();
    },
    get isRunnable() {
      return isRunnable();
    },
    get isStarted() {
      return isStarted();
    },
    get indexReferences() {
      return indexReferences();
    },
    get stageDefaults() {
      return stageDefaults();
    },
    get otherNames() {
      return otherNames();
    },
    get defaults() {
      return defaults();
    },
    get onPlatforms() {
      return onPlatforms();
    },
    get readings() {
      return readings();
    },
    script,
    evaluation,
    variables: variableReader(model, evaluation, script, lent.variables, imageOf),
    referencesTo: ({ index }) => references().get(index) ?? [],
    linkedImage: imageOf,
    linkedSource: reference => linkedSource(links, model, reference),
    under: (other, otherLinks = NO_LINKS) =>
      analysisOf(modelOf(file, other), { scripts: lent.scripts, ...nothingLent() }, otherLinks),
    lent,
  };
}
