/** From settings, a stage and an engine to what is asked of the builder, or to what keeps it from being asked. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import type { ModelAnswer } from "../../../../server/src/protocol";
import { builderProblem } from "../../engine/builderProblem";
import { keepsImages } from "../../engine/builderList";
import {
  DOCKERFILE_LABEL,
  STAGE_LABEL,
  type BuildRequest,
  type Output,
  type SshSource,
} from "../../engine/buildRequest";
import type { Engine } from "../../engine/engine";
import { valueProblem, type RequestProblem } from "../../engine/valueProblem";
import type { BuildSettings } from "./buildSettings";
import type { ChosenPlace } from "../engines/chosenPlace";
import { fillVariables, resolveContext, resolveOwnFile, resolvePlace, type Places } from "./contextPath";
import { imageTags } from "./imageTags";
import { openSetting, selectPlace, selectUse, type Problem } from "../problems/problems";
import { refuse, Refused } from "./refused";
import { secretOf, sshOf } from "./secrets";
import type { StageTarget } from "./stageTarget";
import type { UsedBuild } from "../uses/usedBuild";
import { targetValue } from "./targetValue";

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
  /** What a use of the Dockerfile gives, on top of the settings. */
  use?: UsedBuild | undefined;
  /** An absolute path that is the build context, whatever else says so. */
  context?: string | undefined;
}

/** The request, with every place in it absolute and every value checked against the builder that is to read it. */
export function createRequest(wanted: Wanted): Prepared {
  try {
    const request = assemble(wanted);
    const problem = valueProblem(request) ?? builderProblem(request);
    return problem === undefined ? { request } : { problem: problemOf(problem, wanted) };
  } catch (error) {
    if (error instanceof Refused) return { problem: problemOf(error.problem, wanted) };
    throw error;
  }
}

function problemOf({ message, setting, isChosen }: RequestProblem, { use }: Wanted): Problem {
  const steps = [
    ...(isChosen ? [selectPlace()] : []),
    ...(use === undefined ? [] : [selectUse()]),
    openSetting(setting),
  ];
  return { message, steps };
}

function assemble(wanted: Wanted): BuildRequest {
  const { dockerfile, settings, target, chosen, use } = wanted;
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
  const [image = named.tags[0], ...moreTags] = use?.tags.length ? use.tags : named.tags;
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
    context:
      wanted.context ?? use?.context ?? take("build.context", resolveContext(settings.context, places)),
    target: targetValue(wanted),
    image,
    moreTags,
    buildArgs: { ...settings.buildArgs, ...use?.buildArgs },
    // What the settings give is no less than the environment.
    environmentArgs: (use?.environmentArgs ?? []).filter(name => !(name in settings.buildArgs)),
    buildContexts: {
      ...Object.fromEntries(
        Object.entries(settings.contexts).map(([name, value]) => [
          name,
          take("build.contexts", resolvePlace(value, places)),
        ]),
      ),
      ...use?.buildContexts,
    },
    platforms: use?.platforms.length ? use.platforms : settings.platforms,
    secrets: [
      ...Object.entries(settings.secrets).map(([id, value]) =>
        secretOf(id, value, file => take("build.secrets", resolveOwnFile(file, places))),
      ),
      ...(use?.secrets ?? []),
    ],
    ssh: withMore(
      settings.ssh.map(value => sshOf(value, file => take("build.ssh", resolveOwnFile(file, places)))),
      use?.ssh ?? [],
    ),
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

/** What a use gives, and what the settings give beside it. */
function withMore(settings: readonly SshSource[], used: readonly SshSource[]): SshSource[] {
  return [...settings.filter(({ id }) => !used.some(other => other.id === id)), ...used];
}

function noCacheOf({ settings: { noCache }, target, use }: Wanted): BuildRequest["noCache"] {
  if (noCache === "off") return use?.noCache.length ? use.noCache : undefined;
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

/** Attributes are separated by commas: a folder's name must not bring new ones. */
function cacheOf(template: string, filled: string, key: string): string {
  const separators = (text: string) => text.replace(/[^,"]/g, "").length;
  if (separators(template) === separators(filled)) return filled;
  return refuse(
    `build.${key}`,
    l10n.t('"{0}" results in "{1}". The path cannot contain a comma or a quote.', template, filled),
  );
}
