/**
 * The analysis of one version of a Dockerfile under one set of build options: the stage model and all that follows from it.
 * Features, rules, edits and the conversion are given it and read nothing else: the readers of directives, scripts and graphs
 * are called in this folder alone. Each fact is made once, when it is first asked for.
 */
import type { Directives } from "../../dockerfile/directives";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { BuildPlatform } from "../model/buildPlatforms";
import type { CheckOptions } from "../model/checkOptions";
import type { StageEvaluation } from "../evaluation/stageEvaluation";
import type { Frontend } from "../model/frontend";
import type { Cycle } from "../model/cycles";
import type { StageGraph } from "../model/graph";
import type { BuildOptions } from "../model/buildOptions";
import type { Stage, StageModel } from "../model/model";
import type { Reference } from "../model/references";
import type { Role } from "../model/roles";
import type { LinkedStage, LinkedStages } from "./linkedStages";
import type { BuildReading, ReadingGroup } from "./buildReadings";
import type { EscapeSlips } from "./escapeSlips";
import type { KnownEvaluations } from "./evaluations";
import type { KnownNames, MisspelledStages } from "./misspelledStages";
import type { KnownScripts, Script } from "./scripts";
import type { KnownSections, Section } from "./sections";
import type { Template } from "./templates";
import type { KnownUses, StageUses } from "./uses";
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
export interface Lent {
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
