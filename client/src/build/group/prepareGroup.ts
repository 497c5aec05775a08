/** From what Compose or bake would build to the builds of the Dockerfiles, or to what keeps it from being built. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { builderName, type Engine } from "../../engine/engine";
import { lastWords, QUESTION_MS, runTool } from "../../engine/runTool";
import {
  readToolTargets,
  toolBuildCommand,
  toolName,
  toolPrintCommand,
  toolProblem,
  type ToolBuild,
  type ToolTarget,
} from "../../engine/toolBuild";
import type { BuildOrder, GroupOrder } from "../builds";
import * as problems from "../problems/problems";
import type { Problem } from "../problems/problems";
import { buildInputsOf } from "../request/buildInputs";
import type { BuildServices } from "../request/prepareBuild";
import { programOf, settingsFor } from "../request/settingsFor";
import { kindName } from "../uses/useItems";

/** What is needed of the window. */
export type GroupServices = Omit<BuildServices, "uses"> & {
  uses: Pick<BuildServices["uses"], "of" | "contextOf"> & Parameters<typeof buildInputsOf>[0];
};

/** All that a build with Compose or bake needs; `beside` is the Dockerfile whose settings say which engine builds. */
export async function prepareGroup(
  services: GroupServices,
  beside: vscode.Uri,
  build: ToolBuild,
): Promise<(GroupOrder & { problem?: never }) | { problem: Problem }> {
  const { engines } = services;
  const wrong = toolProblem(build);
  if (wrong !== undefined) return { problem: { message: wrong, steps: [] } };
  const read = settingsFor({ uri: beside });
  if ("problem" in read) return read;
  const probe = await engines.probe(read.settings.programs, read.settings.engine);
  if ("missing" in probe) return { problem: problems.noEngine(probe, programOf(read.settings)) };
  const { dockerContext, builder } = engines.chosen();
  const engine: Engine = { ...probe.engine, ...(dockerContext !== undefined && { dockerContext }) };
  if (engine.builder !== "buildx" && engine.builder !== "docker") return { problem: lacks(engine, build) };
  const printed = await runTool(toolPrintCommand(engine, build), { timeoutMs: QUESTION_MS });
  if (printed.notStarted !== undefined)
    return { problem: problems.noEngine({ missing: "program", reason: printed.notStarted }, engine.program) };
  if (printed.status !== 0) {
    const words = lastWords(printed);
    const isMissing = /unknown (?:shorthand )?(?:command|flag)|is not a docker command/.test(printed.err);
    return { problem: isMissing ? lacks(engine, build) : { message: words, steps: [] } };
  }
  const targets = readToolTargets(printed.out, build);
  if (targets.length === 0)
    return { problem: { message: l10n.t("{0} builds nothing.", toolName(build)), steps: [] } };
  const files = [...new Set(targets.flatMap(({ dockerfile }) => dockerfile ?? []))];
  const found = await Promise.all(files.map(file => orderOf(services, engine, file, targets)));
  const orders = found.flatMap(order => order ?? []);
  return {
    orders,
    command: toolBuildCommand(engine, build, builder?.name),
    targets: targets.map(({ name, needs, dockerfile }) => {
      const index = orders.findIndex(({ request }) => request.dockerfile === dockerfile);
      return { name, needs, file: index === -1 ? undefined : index };
    }),
  };
}

/** The build of one Dockerfile; undefined where nothing can be shown of it, because the file cannot be read. */
async function orderOf(
  { server, uses }: GroupServices,
  engine: Engine,
  dockerfile: string,
  targets: readonly ToolTarget[],
): Promise<BuildOrder | undefined> {
  const own = targets.filter(target => target.dockerfile === dockerfile);
  const [first] = own;
  const uri = vscode.Uri.file(dockerfile);
  try {
    if (first === undefined) return undefined;
    await uses.of(uri);
    const contexts = [...new Set(own.flatMap(target => Object.keys(target.contexts)))].sort();
    const snapshot = await server.snapshot(await vscode.workspace.openTextDocument(uri), contexts);
    const [image = "", ...moreTags] = own.flatMap(({ tags }) => tags);
    return {
      uri,
      stage: first.stage,
      snapshot,
      inputs: buildInputsOf(uses, uri),
      request: {
        ...{ engine, dockerfile, image, moreTags, buildContexts: contextsOf(first, targets) },
        ...{ context: first.context, target: first.stage, buildArgs: first.args },
      },
    };
  } catch {
    return undefined;
  }
}

/** The named contexts for a build by itself, as that of a shell before a failure: what others of the build make is their image. */
function contextsOf({ contexts }: ToolTarget, targets: readonly ToolTarget[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(contexts).flatMap(([name, place]) => {
      const [, other] = /^(?:target|service):(.+)$/.exec(place) ?? [];
      if (other === undefined) return [[name, place]];
      const [tag] = targets.find(target => target.name === other)?.tags ?? [];
      return tag === undefined ? [] : [[name, `docker-image://${tag}`]];
    }),
  );
}

function lacks({ builder, program }: Engine, { tool }: ToolBuild): Problem {
  return {
    message: l10n.t(
      '{0} ("{1}") does not have {2}. Install the component of Docker, or build the stage by itself.',
      builderName(builder),
      path.basename(program),
      kindName(tool),
    ),
    steps: [problems.openSetting("dockerfileStages.build.engine")],
  };
}
