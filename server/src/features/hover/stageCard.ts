/** All about a stage: what it is, what it is made of, who uses it, how its image is run, how it is built. */
import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../dockerfile/instruction";
import { baseChain } from "../../stages/model/baseStage";
import { buildsOf } from "../../stages/model/buildsAround";
import type { Analysis } from "../../stages/analysis/analysis";
import { needing } from "../../stages/model/graph";
import { imageConfig } from "../../stages/analysis/imageConfig";
import type { Stage } from "../../stages/model/model";
import type { Reference } from "../../stages/model/references";
import { knownTargets } from "../../stages/model/roles";
import { expandIn, predefinedValues } from "../../stages/model/scope";
import type { FeatureContext } from "../context";
import { buildCommand } from "./buildCommand";
import type { GivenCommand } from "./buildCommand";
import { forPlatforms, linesOnPlatforms } from "./eachPlatform";
import { code, cut, filled, listed, strong } from "./markup";
import type { Block, Inline, Line } from "./markup";
import { takesFiles } from "./copySummary";
import { basedOn, described, lineNumber, meant, stageTitle } from "./words";

/** The card of a stage, for its name, its `FROM` and the stages that begin with it. */
export function stageCard(context: FeatureContext, stage: Stage, given: GivenCommand = () => null): Block[] {
  return [...stageFacts(context, stage), ...buildCommand(context, stage, given)];
}

/** The same without the command that builds it. */
export function stageFacts(context: FeatureContext, stage: Stage): Block[] {
  const { analysis } = context;
  const { graph, roles } = analysis;
  const chain = baseChain(analysis.model, stage);
  const facts = [
    basedOn(analysis, chain),
    ...linesOnPlatforms(analysis, each => [platform(each, baseChain(each.model, stageOf(each, stage)))]),
    ...cut(takenFrom(analysis, stage)),
    usedBy(context, stage),
    neededFor(analysis, stage, needing(graph, stage.index)),
    builtBy(analysis, stage),
    ...linesOnPlatforms(analysis, each => [atTheEnd(each, stageOf(each, stage))]),
  ];
  return [
    stageTitle(analysis, stage, roles[stage.index] ?? "needed"),
    ...described(stage.description),
    { kind: "list", items: facts.filter(line => line.length > 0) },
  ];
}

/** The same stage in another reading of the file. */
function stageOf({ model }: Analysis, stage: Stage): Stage {
  return model.stages[stage.index] ?? stage;
}

/** The platform is that of the stage where the chain begins (spec 5.1). */
function platform({ model: { scope } }: Analysis, chain: readonly Stage[]): Line {
  const root = chain.at(-1);
  const text = root?.platform ?? null;
  if (text === null || root?.replaced) return [];
  const { result, matched, conditional } = expandIn(scope, text);
  const predefined = predefinedValues(scope.madeOf);
  // What the builder sets differs from build to build.
  const isKnown = !conditional && [...matched].every(name => !predefined.has(name));
  return isKnown && result !== text
    ? filled(l10n.t("Platform {0} ({1})"), code(result), code(text))
    : filled(l10n.t("Platform {0}"), code(text));
}

/** What its `COPY --from` and its mounts take, by where they take it from. */
function takenFrom(analysis: Analysis, { index, replaced }: Stage): Line[] {
  const { model } = analysis;
  if (replaced) return [];
  const groups = new Map<string, { reference: Reference; paths: string[] }>();
  for (const reference of model.referencesByStage[index] ?? []) {
    const { form, onbuild, to, text, mount } = reference;
    if (form === "FROM" || onbuild || (mount && !takesFiles(mount))) continue;
    const key = `${form} ${typeof to === "number" ? to : text}`;
    const group = groups.get(key) ?? { reference, paths: [] };
    groups.set(key, group);
    group.paths.push(...sources(reference));
  }
  return [...groups.values()].map(({ reference, paths }) =>
    filled(
      reference.form === "COPY" ? l10n.t("Copies {0} from {1}") : l10n.t("Mounts {0} from {1}"),
      listed([...new Set(paths)], path => [code(path)]),
      meant(analysis, reference),
    ),
  );
}

function sources({ line: { instruction }, mount }: Reference): readonly string[] {
  if (!mount) return operands(instruction).slice(0, -1);
  const source = mount.options.findLast(({ key }) => key === "source" || key === "src");
  return [source?.value?.text ?? "/"];
}

function operands({ json, words }: Instruction): readonly string[] {
  return Array.isArray(json) ? (json as string[]) : words.map(({ text }) => text);
}

/** The stages that refer to it, each with the lines in which it does. */
function usedBy(context: FeatureContext, stage: Stage): Line {
  const { model, referencesTo } = context.analysis;
  const { stages } = model;
  const byStage = new Map<number, Reference[]>();
  for (const reference of referencesTo(stage)) {
    const list = byStage.get(reference.inStage);
    if (list) list.push(reference);
    else byStage.set(reference.inStage, [reference]);
  }
  if (byStage.size === 0) return [];
  const place = ({ form, onbuild, line, byPlatform }: Reference): Line => {
    const there = filled(
      l10n.t("{0} in line {1}"),
      code(onbuild ? "ONBUILD" : form === "MOUNT" ? "RUN" : form),
      String(lineNumber(context, line.start)),
    );
    const platforms = byPlatform.filter(({ to }) => to === stage.index).flatMap(base => base.platforms);
    return platforms.length === 0 ? there : forPlatforms(there, platforms);
  };
  return filled(
    l10n.t("Used by {0}"),
    listed([...byStage], ([user, uses]): Inline[] => [
      strong(stages[user]?.displayName ?? ""),
      " (",
      ...listed(uses, place),
      ")",
    ]),
  );
}

/** The targets that are built with it. */
function neededFor({ model }: Analysis, { index }: Stage, isNeeding: readonly boolean[]): Line {
  const { stages } = model;
  const last = stages.length - 1;
  const targets = [last, ...knownTargets(model).filter(target => target !== last)];
  const reached = targets.filter(target => target !== index && isNeeding[target]);
  if (reached.length === 0) return [];
  return filled(
    l10n.t("Needed for {0}"),
    listed(reached, (target): Line => {
      const name = strong(stages[target]?.displayName ?? "");
      return target === last ? filled(l10n.t("{0} (default target)"), name) : [name];
    }),
  );
}

/** The builds in other files that end with it; the one in force first, in bold. */
function builtBy({ model }: Analysis, stage: Stage): Line {
  const builds = buildsOf(model, stage);
  const inForce = model.options.around?.inForce;
  if (builds.length === 0) return [];
  const told = builds.toSorted((a, b) => Number(b === inForce) - Number(a === inForce));
  return filled(
    l10n.t("Built by {0}"),
    listed(told, build => [build === inForce ? strong(build.label) : build.label]),
  );
}

/** How its image is run, as far as the file says it. */
function atTheEnd(analysis: Analysis, stage: Stage): Line {
  const { workdir, user, entrypoint, cmd, ports } = imageConfig(analysis, stage);
  const settings = [
    ["WORKDIR", workdir],
    ["USER", user],
    ["ENTRYPOINT", entrypoint],
    ["CMD", cmd],
    ["EXPOSE", ports.length > 0 ? ports.join(" ") : null],
  ].flatMap(([keyword, value]) => (value === null ? [] : [`${keyword ?? ""} ${value ?? ""}`]));
  return settings.length === 0
    ? []
    : filled(
        l10n.t("Image settings: {0}"),
        listed(settings, text => [code(text)]),
      );
}
