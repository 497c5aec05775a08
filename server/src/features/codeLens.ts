/**
 * The lenses over each FROM: build up to the stage, run its image, list its references, show the graph, which targets reach it, what it is for. A client
 * that resolves lenses is given their places at once and their words when it shows them.
 */
import * as l10n from "@vscode/l10n";
import type { CodeLens, Command, Position } from "vscode-languageserver-protocol";
import { toDocument } from "../dockerfile/sourceMap";
import {
  BUILD_COMMAND,
  CONVERT_COMMAND,
  LENS_KINDS,
  RUN_COMMAND,
  SHOW_GRAPH_COMMAND,
  SHOW_REFERENCES_COMMAND,
} from "../protocol";
import type { BuildArguments, LensData, LensKind, ReferencesArguments } from "../protocol";
import { buildsOf, buildsSummary } from "../stages/model/buildsAround";
import { keywordSpan, nameSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import type { Reference } from "../stages/model/references";
import { NOTHING_LINKED, referencesElsewhere } from "./linkedStages";
import type { LinkedDockerfiles } from "./linkedStages";
import type { Role } from "../stages/model/roles";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { oneLine } from "./display";
import { inlineBuild } from "./inline/buildLens";

export interface LensSupport {
  /** The commands that the client can run. */
  readonly commands: ReadonlySet<string>;
  /** It asks for the command of a lens when it shows it. */
  readonly resolves: boolean;
  /** Several stages would leave something behind of what the only one has. */
  readonly gains?: boolean;
  /** The builds of the Dockerfile in other files: where they name a stage is a reference, too. */
  readonly linked?: LinkedDockerfiles;
}

/** A longer description is for the hover. */
const LONGEST_DESCRIPTION = 80;

/** The lenses of a document, in the order of its stages; none where the settings turn them off. */
export function codeLenses(context: FeatureContext, support: LensSupport): CodeLens[] {
  const { document, settings } = context;
  const { model } = context.analysis;
  if (!settings.codeLens.enabled) return [];
  const kinds = LENS_KINDS.filter(kind => settings.codeLens[kind]);
  return model.stages.flatMap(stage => {
    const range = rangeOf(context, keywordSpan(stage));
    return kinds.flatMap(kind => {
      const command = commandOf(context, support, stage, kind);
      if (!command) return [];
      const data: LensData = { uri: document.uri, stage: stage.index, kind };
      return support.resolves ? { range, data } : { range, command };
    });
  });
}

/** The command of a lens, as the document is now; null where it has no such lens any more. */
export function resolveCodeLens(
  context: FeatureContext,
  support: LensSupport,
  data: LensData,
): Command | null {
  const { model } = context.analysis;
  const stage = model.stages[data.stage];
  return stage ? commandOf(context, support, stage, data.kind) : null;
}

function commandOf(
  context: FeatureContext,
  { commands, gains = false, linked = NOTHING_LINKED }: LensSupport,
  stage: Stage,
  kind: LensKind,
): Command | null {
  const { uri } = context.document;
  const { isRunnable, referencesTo, roles } = context.analysis;
  switch (kind) {
    case "build": {
      if (context.inside) {
        const build = inlineBuild(context, stage);
        return build && commands.has(build.command) ? { title: buildTitle(context, stage), ...build } : null;
      }
      const argument: BuildArguments = { uri, stage: stage.index };
      const title = buildTitle(context, stage);
      return commands.has(BUILD_COMMAND) ? { title, command: BUILD_COMMAND, arguments: [argument] } : null;
    }
    case "run": {
      if (!isRunnable[stage.index] || !commands.has(RUN_COMMAND)) return null;
      const argument: BuildArguments = { uri, stage: stage.index };
      return { title: l10n.t("Run"), command: RUN_COMMAND, arguments: [argument] };
    }
    case "references": {
      const found = referencesTo(stage);
      const count = found.length + referencesElsewhere(context, stage, linked).length;
      if (count === 0) return null;
      const [first] = found;
      const title = count === 1 ? l10n.t("1 reference") : l10n.t("{0} references", count);
      if (!commands.has(SHOW_REFERENCES_COMMAND)) return words(title);
      const argument = referencesArguments(context, stage, first);
      return { title, command: SHOW_REFERENCES_COMMAND, arguments: [argument] };
    }
    case "convert": {
      if (!gains || context.analysis.model.stages.length !== 1 || !commands.has(CONVERT_COMMAND)) return null;
      const argument: BuildArguments = { uri: context.inside?.address ?? uri, stage: stage.index };
      return { title: l10n.t("Convert to Multi-Stage…"), command: CONVERT_COMMAND, arguments: [argument] };
    }
    case "graph": {
      const isFirstOfSeveral = stage.index === 0 && context.analysis.model.stages.length > 1;
      if (!isFirstOfSeveral || !commands.has(SHOW_GRAPH_COMMAND)) return null;
      const argument: BuildArguments = { uri: context.inside?.address ?? uri, stage: stage.index };
      return { title: l10n.t("Stage graph"), command: SHOW_GRAPH_COMMAND, arguments: [argument] };
    }
    case "role":
      return words(roleTitle(context, stage, roles[stage.index]));
    case "description":
      // `$(name)` would be drawn as an icon.
      return words(oneLine(stage.description ?? "", LONGEST_DESCRIPTION).replaceAll("$(", "$ ("));
  }
}

/** A lens that nobody can click, which is what one without a command is to editors. */
function words(title: string): Command | null {
  return title === "" ? null : { title, command: "" };
}

/** What it says is what `--target` can do. */
function buildTitle(
  { analysis: { model }, settings }: FeatureContext,
  { index, name, displayName }: Stage,
): string {
  if (index === model.stages.length - 1) {
    if (settings.codeLens.role) return name === "" ? l10n.t("▶ Build") : l10n.t("▶ Build {0}", displayName);
    return name === ""
      ? l10n.t("▶ Build (default target)")
      : l10n.t("▶ Build {0} (default target)", displayName);
  }
  // `--target` takes names alone (spec 3).
  return name === "" ? l10n.t("▶ Name this stage and build") : l10n.t("▶ Build up to {0}", displayName);
}

/** What builds it: those of other files, and a build that names no target. */
function roleTitle({ analysis: { model } }: FeatureContext, stage: Stage, role: Role | undefined): string {
  const { name, base, line } = stage;
  // `$(name)` would be drawn as an icon.
  const builds = buildsSummary(buildsOf(model, stage)).replaceAll("$(", "$ (");
  if (role === "default") return [l10n.t("default target"), builds].filter(text => text !== "").join(" · ");
  if (builds !== "") return builds;
  // Somebody is still writing a FROM that is none yet.
  if (base.text === "" || line.instruction.words.length === 2) return "";
  return role === "unused"
    ? l10n.t("unused")
    : role === "alone"
      ? l10n.t("only with --target {0}", name)
      : "";
}

function referencesArguments(
  context: FeatureContext,
  stage: Stage,
  first: Reference | undefined,
): ReferencesArguments {
  const name = nameSpan(stage);
  const startOf = (span: { start: number; end: number }): Position => rangeOf(context, span).start;
  return {
    uri: context.document.uri,
    at: startOf(name ?? keywordSpan(stage)),
    ask: startOf(name ?? (first ? toDocument(first.line, first.span) : keywordSpan(stage))),
  };
}
