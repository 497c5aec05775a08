import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Analysis } from "../../stages/analysis/analysis";
import { buildsSummary, optionsUnder, targetOf } from "../../stages/model/buildsAround";
import type { BuildsAround, DescribedBuild } from "../../stages/model/buildsAround";
import { reachableFrom } from "../../stages/model/graph";
import { contextKey } from "../../stages/model/imageReference";
import { OFFICIAL_IMAGES } from "../../stages/model/officialImages";
import { imageText } from "../../stages/model/references";
import type { Reference } from "../../stages/model/references";
import type { Finding, Rule } from "../rule";

/** More builds that differ are not asked: each costs as much as the file itself. */
const MOST_BUILDS = 8;
/** Nor are they of a longer text, which nobody has written. */
const LONGEST_TEXT = 200_000;
/** A name as one gives it to a context. One with a registry, a user or a tag is likely to be that of an image after all. */
const PLAIN_NAME = /^[a-z0-9][a-z0-9_.-]*$/;

export const missingNamedContext: Rule = {
  id: "MissingNamedContext",
  title: "A named context should be given by every build that uses it",
  advice: () => l10n.t("Add the named context to these builds, or give them another target."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  check(analysis, report) {
    const { model } = analysis;
    const { around } = model.options;
    if (!around || model.file.text.length > LONGEST_TEXT) return;
    const byKey = buildsByContext(around);
    if (byKey.size === 0) return;
    const wanted = model.references.filter(({ to }) => to === "image" || to === "context").filter(mayBeNamed);
    const given = wanted.flatMap(reference => {
      const key = contextKey(imageText(reference)) ?? "";
      const builds = isGivenBySettings(analysis, key) ? undefined : byKey.get(key);
      return builds ? [{ reference, key, builds }] : [];
    });
    if (given.length === 0) return;
    const readings = readingsOf(analysis, around);
    for (const { reference, key, builds } of given) {
      const lacking = readings.flatMap(({ images, builds: all }) =>
        images.get(reference.line)?.has(reference.span.start) === true ? all : [],
      );
      if (lacking.length === 0) continue;
      const message = l10n.t(
        '"{0}" is a named context only in {1}. In {2}, it is an image of a registry',
        key,
        buildsSummary(builds),
        buildsSummary(lacking),
      );
      report.about(reference, message, find);
    }
  },
};

function find({ line, span }: Reference, message: string): Finding {
  return { span: toDocument(line, span), message, line };
}

function mayBeNamed(reference: Reference): boolean {
  const name = imageText(reference).replace(/:latest$/, "");
  return PLAIN_NAME.test(name) && !OFFICIAL_IMAGES.has(name) && reference.byPlatform.length === 0;
}

/** What is known of builds: the same object as long as they are the same, which most edits are not about. */
const known = new WeakMap<BuildsAround, ReadonlyMap<string, readonly DescribedBuild[]>>();

/** The builds that give a context, by its key, but for those that are images: another image may stand in for one of the same name. */
function buildsByContext(around: BuildsAround): ReadonlyMap<string, readonly DescribedBuild[]> {
  const before = known.get(around);
  if (before) return before;
  const found = new Map<string, DescribedBuild[]>();
  for (const build of around.builds)
    for (const [name, { text }] of build.contexts) {
      const key = contextKey(name) ?? name;
      if (/^docker-image:/i.test(text)) continue;
      const builds = found.get(key);
      if (builds) builds.push(build);
      else found.set(key, [build]);
    }
  known.set(around, found);
  return found;
}

/** What the settings give, every build of the extension has. */
function isGivenBySettings({ model: { options } }: Analysis, key: string): boolean {
  const ofBuild = options.around?.inForce?.contexts;
  return options.contexts.some(name => (contextKey(name) ?? name) === key && ofBuild?.has(name) !== true);
}

/** What is known of some builds, all of which give the file the same. */
interface Reading {
  /** Where references stand that mean images and that these builds need: by line, the starts of their spans. */
  readonly images: ReadonlyMap<LogicalLine, ReadonlySet<number>>;
  readonly builds: readonly DescribedBuild[];
}

/** Builds of which something is not known are left out: they may give the context after all. */
function readingsOf(analysis: Analysis, around: BuildsAround): Reading[] {
  const { options, stages } = analysis.model;
  const hasVariables = stages.some(({ base }) => base.text.includes("$"));
  return groupsOf(around).flatMap(builds => {
    const told = hasVariables ? builds.filter(({ environmentArgs }) => environmentArgs.length === 0) : builds;
    const [first] = told;
    return first
      ? [{ images: neededImages(analysis.under(optionsUnder(options, first)), first), builds: told }]
      : [];
  });
}

const knownGroups = new WeakMap<BuildsAround, readonly (readonly DescribedBuild[])[]>();

/** The builds that give the same. */
function groupsOf(around: BuildsAround): readonly (readonly DescribedBuild[])[] {
  const before = knownGroups.get(around);
  if (before) return before;
  const groups = new Map<string, DescribedBuild[]>();
  for (const build of around.builds) {
    if (build.isPartial || build.isOpen) continue;
    const key = JSON.stringify([[...build.args], [...build.contexts.keys()], build.target]);
    const group = groups.get(key);
    if (group) group.push(build);
    else if (groups.size < MOST_BUILDS) groups.set(key, [build]);
  }
  const found = [...groups.values()];
  knownGroups.set(around, found);
  return found;
}

/** The references that mean images in the stages that a build needs. */
function neededImages({ model, graph }: Analysis, build: DescribedBuild): Reading["images"] {
  const target = targetOf(model, build);
  const found = new Map<LogicalLine, Set<number>>();
  for (const index of target === null ? [] : reachableFrom(graph, target.index)) {
    if (model.stages[index]?.replaced !== false) continue;
    for (const { to, onbuild, line, span } of model.referencesByStage[index] ?? [])
      if (to === "image" && !onbuild) found.set(line, (found.get(line) ?? new Set()).add(span.start));
  }
  return found;
}
