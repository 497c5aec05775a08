/** Makes the analysis of a version of a Dockerfile, of the facts that its readers find. */
import { readDirectives } from "../../dockerfile/directives";
import { readDockerfile } from "../../dockerfile/dockerfile";
import type { Dockerfile } from "../../dockerfile/dockerfile";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { checkOptionsFor } from "../model/checkOptions";
import { frontendFor } from "../model/frontend";
import { NAMED_CONTEXTS, hasFeature } from "../model/frontendFeatures";
import { findCycle, isSameCycle } from "../model/cycles";
import { stageGraph } from "../model/graph";
import { NO_OPTIONS } from "../model/buildOptions";
import { readStages } from "../model/model";
import type { BuildOptions } from "../model/buildOptions";
import type { Stage, StageModel } from "../model/model";
import { contextKeys } from "../model/namedContexts";
import { runnableStages, startedStages } from "../model/programs";
import { stageRoles } from "../model/roles";
import { NO_LINKS, linkedImage, linkedSource, linkedStart } from "./linkedStages";
import type { LinkedStages } from "./linkedStages";
import { NO_BUILDS, readingGroups } from "./buildReadings";
import type { BuildReading, KnownBuilds } from "./buildReadings";
import { evaluator } from "./evaluations";
import { findMisspelledStages } from "./misspelledStages";
import { firstDefaults, namesOfNoStage, referencesByIndex, referencesByTarget } from "./modelFacts";
import { once } from "./once";
import { otherOptions } from "./otherOptions";
import { scriptIn } from "./scripts";
import { readSections } from "./sections";
import { findTemplate } from "./templates";
import { readUses } from "./uses";
import { variableReader } from "./variables/variableReader";
import type { Analysis, Lent } from "./analysis";

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
