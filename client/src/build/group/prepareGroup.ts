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
import type { InlineDockerfile } from "../../server/languageServer";
import type { BuildOrder, GroupOrder } from "../builds";
import * as problems from "../problems/problems";
import type { Problem } from "../problems/problems";
import type { UseInfo, UsesAnswer } from "../../../../server/src/protocol";
import type { BuildInputs } from "../../snapshot/staleness";
import { inputsOf } from "../request/buildInputs";
import type { BuildServices } from "../request/prepareBuild";
import { programOf, settingsFor } from "../request/settingsFor";
import { kindName } from "../uses/useItems";
import { insideOf, insideOrder, requestOf } from "./targetOrder";

/** What is needed of the window. */
export type GroupServices = BuildServices;

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
  const inside = await insideOf(services.server, build, targets);
  const groups = groupsOf(targets, inside);
  const found = await Promise.all(
    groups.map(async own => {
      const [first] = own;
      const written = first && inside.get(first);
      return written
        ? insideOrder(engine, own, targets, written)
        : orderOf(services, engine, build, own, targets);
    }),
  );
  const begun = found.flatMap((order, index) => (order ? [{ order, own: groups[index] ?? [] }] : []));
  return {
    orders: begun.map(({ order }) => order),
    command: toolBuildCommand(engine, build, builder?.name),
    targets: targets.map(target => {
      const index = begun.findIndex(({ own }) => own.includes(target));
      return { name: target.name, needs: target.needs, file: index === -1 ? undefined : index };
    }),
  };
}

/** Targets that give a Dockerfile the same are one build of it; those that give it something else are builds of their own. */
function groupsOf(
  targets: readonly ToolTarget[],
  inside: ReadonlyMap<ToolTarget, InlineDockerfile>,
): ToolTarget[][] {
  const groups = new Map<string, ToolTarget[]>();
  for (const target of targets) {
    const dockerfile = target.dockerfile ?? inside.get(target)?.uri.toString();
    if (dockerfile === undefined) continue;
    const { context, args, contexts } = target;
    const entries = (values: Record<string, string>) => Object.entries(values).sort();
    const key = JSON.stringify([dockerfile, context, entries(args), entries(contexts)]);
    const group = groups.get(key);
    if (group) group.push(target);
    else groups.set(key, [target]);
  }
  return [...groups.values()];
}

/** The build of some targets of one Dockerfile; undefined where nothing can be shown of it, because the file cannot be read. */
async function orderOf(
  { server, uses }: GroupServices,
  engine: Engine,
  { tool }: ToolBuild,
  own: readonly ToolTarget[],
  targets: readonly ToolTarget[],
): Promise<BuildOrder | undefined> {
  const [first] = own;
  const dockerfile = first?.dockerfile;
  if (first === undefined || dockerfile === undefined) return undefined;
  const uri = vscode.Uri.file(dockerfile);
  try {
    const answer = await uses.of(uri);
    const [use] = usesBuilt(answer, tool, own);
    const contexts = [...new Set(own.flatMap(target => Object.keys(target.contexts)))].sort();
    const snapshot = await server.snapshot(await vscode.workspace.openTextDocument(uri), contexts);
    return {
      uri,
      stage: first.stage,
      snapshot,
      inputs: use && builtInputs(uri, use),
      useBuilt: use ? { id: use.id, label: use.label } : { id: first.name, label: first.name },
      request: requestOf(engine, dockerfile, own, first, targets),
    };
  } catch {
    return undefined;
  }
}

/** The uses that are built of a Dockerfile, that in force first. A service or target may be one that no file of the workspace describes. */
function usesBuilt(
  { uses, inForce }: UsesAnswer,
  tool: ToolBuild["tool"],
  targets: readonly ToolTarget[],
): UseInfo[] {
  const names = new Set(targets.map(({ name }) => name));
  return uses
    .filter(({ canBuildWith }) => canBuildWith?.tool === tool && names.has(canBuildWith.name))
    .sort((a, b) => Number(b.id === inForce) - Number(a.id === inForce));
}

function builtInputs(uri: vscode.Uri, use: UseInfo): BuildInputs | undefined {
  const read = settingsFor({ uri });
  return "problem" in read ? undefined : inputsOf(read.settings, use, undefined);
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
