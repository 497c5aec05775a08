/** From settings, a stage and an engine to what is asked of the builder, or to what keeps it from being asked. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import type { ModelAnswer, ModelStage } from "../../../../server/src/protocol";
import { builderProblem } from "../../engine/builderProblem";
import { keepsImages } from "../../engine/builderList";
import {
  DOCKERFILE_LABEL,
  STAGE_LABEL,
  type BuildRequest,
  type Output,
  type Secret,
  type SshSource,
} from "../../engine/buildRequest";
import { builderName, type Engine } from "../../engine/engine";
import { valueProblem, type RequestProblem } from "../../engine/valueProblem";
import type { BuildSettings } from "./buildSettings";
import type { ChosenPlace } from "../engines/chosenPlace";
import { fillVariables, resolveContext, resolveOwnFile, resolvePlace, type Places } from "./contextPath";
import { imageTags } from "./imageTags";
import { openSetting, selectPlace, type Problem } from "../problems/problems";
import type { StageTarget } from "./stageTarget";

export type Prepared = { request: BuildRequest; problem?: never } | { problem: Problem; request?: never };

export interface Wanted {
  /** Absolute. */
  dockerfile: string;
  workspaceFolder: string | undefined;
  model: ModelAnswer;
  target: Extract<StageTarget, { kind: "named" | "last" }>;
  settings: BuildSettings;
  engine: Engine;
  chosen: ChosenPlace;
}

/** The request, with every place in it absolute and every value checked against the builder that is to read it. */
export function createRequest(wanted: Wanted): Prepared {
  try {
    const request = assemble(wanted);
    const problem = valueProblem(request) ?? builderProblem(request);
    return problem === undefined ? { request } : { problem: problemOf(problem) };
  } catch (error) {
    if (error instanceof Refused) return { problem: problemOf(error.problem) };
    throw error;
  }
}

/** Thrown where a setting cannot be used, and caught above. */
class Refused extends Error {
  constructor(readonly problem: RequestProblem) {
    super(problem.message);
  }
}

function refuse(key: string, message: string): never {
  throw new Refused({ message, setting: `dockerfileStages.${key}` });
}

function problemOf({ message, setting, isChosen }: RequestProblem): Problem {
  return { message, steps: [...(isChosen ? [selectPlace()] : []), openSetting(setting)] };
}

function assemble(wanted: Wanted): BuildRequest {
  const { dockerfile, settings, target, chosen } = wanted;
  const places: Places = {
    dockerfileFolder: path.dirname(dockerfile),
    workspaceFolder: wanted.workspaceFolder,
  };
  const take = (key: string, resolved: { place: string } | { problem: string }) =>
    "problem" in resolved ? refuse(key, resolved.problem) : resolved.place;
  const named = imageTags(settings.tags, {
    folder: path.basename(places.dockerfileFolder),
    file: path.basename(dockerfile),
    stage: target.name,
  });
  if ("problem" in named) return refuse("build.tags", named.problem);
  const [image, ...moreTags] = named.tags;
  const engine = {
    ...wanted.engine,
    ...(chosen.dockerContext !== undefined && { dockerContext: chosen.dockerContext }),
  };
  const output = outputOf(settings.output, chosen, value =>
    take("build.output", resolveOwnFile(value, places)),
  );
  const noCache = noCacheOf(wanted);
  const cache = (key: "cacheFrom" | "cacheTo") =>
    settings[key].map(value => cacheOf(value, take(`build.${key}`, fillVariables(value, places)), key));
  return {
    engine,
    dockerfile,
    context: take("build.context", resolveContext(settings.context, places)),
    target: targetOf(wanted),
    image,
    moreTags,
    buildArgs: settings.buildArgs,
    buildContexts: Object.fromEntries(
      Object.entries(settings.contexts).map(([name, value]) => [
        name,
        take("build.contexts", resolvePlace(value, places)),
      ]),
    ),
    platforms: settings.platforms,
    secrets: Object.entries(settings.secrets).map(([id, value]) =>
      secretOf(id, value, file => take("build.secrets", resolveOwnFile(file, places))),
    ),
    ssh: settings.ssh.map(value => sshOf(value, file => take("build.ssh", resolveOwnFile(file, places)))),
    cacheFrom: cache("cacheFrom"),
    cacheTo: cache("cacheTo"),
    ...(noCache !== undefined && { noCache }),
    ...(output !== undefined && { output }),
    ...(chosen.builder !== undefined && { builderName: chosen.builder.name }),
    // Whoever gets a pushed image has no use for the path of a file on this machine.
    ...((output === undefined || output === "load") && {
      labels: { [DOCKERFILE_LABEL]: dockerfile, [STAGE_LABEL]: target.name },
    }),
  };
}

/** BuildKit takes the last stage of a name, in any case; Buildah the first, as it is written; the old builder the first. */
function targetOf({ engine: { builder }, target, model }: Wanted): string | undefined {
  if (target.kind === "last") return undefined;
  if (builder !== "podman" && builder !== "legacy") return target.name;
  const name = ({ name: folded, displayName }: ModelStage) => (builder === "podman" ? displayName : folded);
  const first = model.stages.find(stage => name(stage) === name(target.stage));
  if (first !== undefined && first.index !== target.stage.index) {
    refuse(
      "build.engine",
      l10n.t(
        'Two stages have the name "{0}", and {1} would build the one in line {2}. Rename one of them, or build with buildx.',
        name(target.stage),
        builderName(builder),
        first.keywordRange.start.line + 1,
      ),
    );
  }
  return name(target.stage);
}

function noCacheOf({ settings: { noCache }, target }: Wanted): BuildRequest["noCache"] {
  if (noCache === "off") return undefined;
  if (noCache === "all") return "all";
  if (Array.isArray(noCache)) return noCache;
  if (target.name !== "") return [target.name];
  return refuse(
    "build.noCache",
    l10n.t(
      "The last stage has no name. Building one stage without its cache requires a name. Name the stage, or build without any cache.",
    ),
  );
}

/** A chosen builder that keeps its images to itself hands them over, unless they go elsewhere. */
function outputOf(
  setting: string,
  { builder }: ChosenPlace,
  place: (value: string) => string,
): Output | undefined {
  if (setting === "push") return "push";
  if (setting !== "image") return { folder: place(setting) };
  return builder !== undefined && keepsImages(builder.driver) ? "load" : undefined;
}

function secretOf(id: string, value: string, place: (value: string) => string): Secret {
  const [, variable] = /^env:(.*)$/s.exec(value) ?? [];
  if (variable !== undefined) return { id, variable };
  if (value.trim() === "")
    refuse("build.secrets", l10n.t('The secret "{0}" requires the path of a file or "env:NAME".', id));
  return { id, file: place(value) };
}

function sshOf(value: string, place: (value: string) => string): SshSource {
  const equals = value.indexOf("=");
  if (equals === -1) return { id: value };
  return { id: value.slice(0, equals), path: place(value.slice(equals + 1)) };
}

/** Attributes are separated by commas: a folder's name must not bring new ones. */
function cacheOf(template: string, filled: string, key: string): string {
  const separators = (text: string) => text.replace(/[^,"]/g, "").length;
  if (separators(template) === separators(filled)) return filled;
  return refuse(
    `build.${key}`,
    l10n.t('"{0}" results in "{1}". The path cannot contain a comma or a quote.', template, filled),
  );
}
