/** The builds of a Dockerfile that other files of the workspace describe, as far as the stage model needs them. */
import type { BuildOptions } from "./buildOptions";
import type { Stage, StageModel } from "./model";

/** All of them, and the one that is meant. */
export interface BuildsAround {
  /** By kind, then in the order of their files, each once. */
  readonly builds: readonly DescribedBuild[];
  /** Stages that they name, as they are written: as the target, or as one that is built without the cache. */
  readonly names: ReadonlySet<string>;
  /** The target of one of them depends on a variable that no file gives: it may be any stage. */
  readonly isOpen: boolean;
  /** The targets of builds that may be of this Dockerfile, because no file says of which they are; null where one of them is open. */
  readonly unplaced: readonly string[] | null;
  /** The one of {@link BuildsAround.builds} that everything follows; null where the Dockerfile has its own settings. */
  readonly inForce: DescribedBuild | null;
  /**
   * Those of which each may be meant, because none is in force and nobody has chosen the Dockerfile's own settings; none where there
   * are not several.
   */
  readonly meant: readonly DescribedBuild[];
  /** The names of the contexts that all of {@link BuildsAround.meant} give alike. */
  readonly shared: readonly string[];
}

/** A build that a file describes. What is open of it, is left out. */
export interface DescribedBuild {
  /** It holds as long as the file, the kind and the name of the build are the same. */
  readonly id: string;
  /** For people: `compose.yaml › web`. */
  readonly label: string;
  /** What it is listed under, `compose`, and as: `web`. */
  readonly group: string;
  readonly title: string;
  /** As it is written; null for the last stage, and where it is open. */
  readonly target: string | null;
  /** It may end with any stage. */
  readonly isOpen: boolean;
  /** The build arguments that have a value, and the names of all. */
  readonly args: ReadonlyMap<string, string>;
  readonly argNames: ReadonlySet<string>;
  /** Those whose value the environment of the build gives. */
  readonly environmentArgs: readonly string[];
  /** By name. */
  readonly contexts: ReadonlyMap<string, DescribedContext>;
  readonly platforms: readonly string[];
  /** The main build context; null where it is open, or there is none. */
  readonly context: DescribedContext | null;
  /** A build finds there what everybody finds: no script or workflow that makes files, and no other folder to count paths from. */
  readonly isContextCertain: boolean;
  /** As `--secret` and `--ssh` take them; of Compose no secrets, because it has them by name. */
  readonly secrets: readonly string[];
  readonly ssh: readonly string[];
  /** Something that it takes over was not found: it may give more. */
  readonly isPartial: boolean;
  /** What builds it as its files say; null where no tool does. */
  readonly tool: BuildTool | null;
}

/** `docker compose build <name>` or `docker buildx bake <name>`. */
export interface BuildTool {
  readonly command: "compose" | "bake";
  readonly name: string;
  /** The addresses of its files, in order, and of the folder that paths count from. */
  readonly files: readonly string[];
  readonly folder: string;
}

/** A build context that a file gives. */
export interface DescribedContext {
  /** As it is written. */
  readonly text: string;
  /** The address of its folder; null where it is none, and where it is open. */
  readonly folder: string | null;
  /** It is the image of another build: `target:x`, `service:x`. */
  readonly isBuild: boolean;
}

/** The options of one of the builds, in place of what the settings and the build in force give. */
export function optionsUnder(
  own: BuildOptions,
  { args, contexts }: Pick<DescribedBuild, "args"> & { readonly contexts: ReadonlyMap<string, unknown> },
): BuildOptions {
  return {
    buildArgs: args,
    contexts: [...contexts.keys()],
    ...(own.platforms ? { platforms: own.platforms } : {}),
  };
}

/** The stage that a build ends with; null where it is open, or there is no such stage. */
export function targetOf({ names, stages }: StageModel, { target, isOpen }: DescribedBuild): Stage | null {
  if (isOpen) return null;
  const index = target === null ? stages.length - 1 : names.get(target.toLowerCase());
  return index === undefined ? null : (stages[index] ?? null);
}

/** The builds that end with a stage. */
export function buildsOf(model: StageModel, stage: Stage): readonly DescribedBuild[] {
  const { around } = model.options;
  return around ? around.builds.filter(build => targetOf(model, build) === stage) : [];
}

/** The stages that builds end with, each once, in the order of the builds. */
export function stagesBuilt(model: StageModel): readonly Stage[] {
  const stages = (model.options.around?.builds ?? []).map(build => targetOf(model, build));
  return [...new Set(stages.filter(stage => stage !== null))];
}

/** Whether the builds found tell which stages are targets: one of them names its own, and no build is left of which that is not known. */
export function tellsTargets({ builds, isOpen, unplaced }: BuildsAround): boolean {
  return !isOpen && unplaced !== null && builds.some(({ target }) => target !== null);
}

/** Whether a build in another file names a stage: with another name, or without it, that build would be another one. */
export function isNamedAround({ names, options }: StageModel, { name, index }: Stage): boolean {
  return name !== "" && names.get(name) === index && options.around?.names.has(name) === true;
}

/** The first build that gives an argument of a name; undefined where none does. */
export function buildGiving({ options }: StageModel, argument: string): DescribedBuild | undefined {
  return options.around?.builds.find(({ argNames }) => argNames.has(argument));
}

/** More builds are not named one by one. */
const MOST_NAMED = 3;

/** Some builds by what people call them: `compose.yaml › web, compose.yaml › api`. */
export function buildLabels(builds: readonly DescribedBuild[]): string {
  const shown = builds.slice(0, MOST_NAMED).map(({ label }) => label);
  return [...shown, ...(builds.length > MOST_NAMED ? ["…"] : [])].join(", ");
}

/** More is cut: it stands in a line beside other things. */
const LONGEST_SUMMARY = 60;

/** Some builds in short, by the kind of their files: `compose: web, api · bake: release`. */
export function buildsSummary(builds: readonly DescribedBuild[]): string {
  const groups = new Map<string, Set<string>>();
  for (const { group, title } of builds) groups.set(group, (groups.get(group) ?? new Set()).add(title));
  let text = "";
  let told = 0;
  for (const [group, titles] of groups) {
    let isFirst = true;
    for (const title of titles) {
      const part = isFirst ? `${told === 0 ? "" : " · "}${group}: ${title}` : `, ${title}`;
      if (told > 0 && text.length + part.length > LONGEST_SUMMARY) return `${text}, …`;
      text += part;
      told++;
      isFirst = false;
    }
  }
  return text;
}
