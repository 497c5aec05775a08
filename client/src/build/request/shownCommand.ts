/** The command that a build of a stage would run, as a line for the terminal that this person has. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import {
  BUILD_COMMAND_LINE_REQUEST,
  type BuildArguments,
  type BuildCommandLineAnswer,
} from "../../../../server/src/protocol";
import { keepsImages } from "../../engine/builderList";
import { commandLines, shellOf } from "../../engine/commandLine";
import type { Engine } from "../../engine/engine";
import { engineCommand } from "../../engine/engineCommand";
import type { BuildSettings } from "./buildSettings";
import type { Engines } from "../engines/engines";
import { settingsFor } from "./settingsFor";
import * as problems from "../problems/problems";
import { buildWithTool, type Problem } from "../problems/problems";
import type { Snapshot } from "../../snapshot/snapshot";
import { askNobody } from "../uses/askOpenValue";
import { usedRequest } from "../uses/usedRequest";
import { isChosen, useInForce } from "../uses/findUse";
import { shownFolder } from "../shownFolder";
import { isRemote } from "./contextPath";
import type { BuildServices } from "./prepareBuild";
import { targetOfIndex } from "./stageTarget";
import { isRestricted } from "../restrictedMode";

export type ShownCommand =
  { line: string; context: string; problem?: never } | { problem: Problem; line?: never };

/** The line, with the builds that come before the one of the stage; or why there is none. Nothing runs. */
export async function shownCommand(
  { server, engines, uses }: BuildServices,
  { uri }: vscode.TextDocument,
  model: Snapshot,
  index: number,
): Promise<ShownCommand> {
  const name = path.basename(uri.path);
  if (uri.scheme === "untitled") return { problem: problems.untitled(name) };
  if (uri.scheme !== "file") return { problem: problems.notOnDisk(name, uri.scheme) };
  const target = targetOfIndex(model, index);
  if (target.kind === "unnamed" || target.kind === "hidden" || target.kind === "gone") {
    const message =
      target.kind === "hidden"
        ? l10n.t(
            'A later stage has the name "{0}" too, and the builder would build that one. Rename one of them first.',
            target.name,
          )
        : l10n.t(
            "This stage has no name, and the builder can build a stage only by its name. Name it first.",
          );
    return { problem: { message, steps: [] } };
  }
  const read = settingsFor({ uri });
  if ("problem" in read) return read;
  const answer = await uses.of(uri);
  const chosen = engines.chosen();
  const prepared = await usedRequest({
    ...{ uri, snapshot: model, target, settings: read.settings, overrides: {}, answer, chosen },
    ...{ use: useInForce(answer), context: uses.contextOf(uri), ask: askNobody },
    isChosen: isChosen(answer),
    engine: await engineToShow(engines, read.settings),
    takesImages: () => Promise.resolve(chosen.builder === undefined || !keepsImages(chosen.builder.driver)),
    snapshotOf: (other, { contexts }) => server.snapshot(other, Object.keys(contexts).sort()),
  });
  if (prepared.problem !== undefined) return prepared;
  const { first, request } = prepared;
  const inline = first.find(({ inlineText }) => inlineText !== undefined);
  if (inline !== undefined) {
    const message = l10n.t(
      "{0} is written in another file, which no build command can name.",
      inline.useBuilt.label,
    );
    return { problem: { message, steps: [buildWithTool()] } };
  }
  const shell = shellOf(vscode.env.shell, process.platform);
  const line = commandLines(
    [...first, { request }].map(each => engineCommand(each.request, "shown")),
    shell,
  );
  if (line !== undefined) return { line, context: request.context };
  const message = l10n.t(
    "A build argument contains a line break, which is not possible in a command line of cmd.exe.",
  );
  return { problem: { message, steps: [] } };
}

/** Answers the server, which shows the line where it explains a stage, until it is disposed of. */
export function answerBuildCommands(services: BuildServices): vscode.Disposable {
  const { server, uses } = services;
  return server.onRequest(
    BUILD_COMMAND_LINE_REQUEST,
    async ({ uri, stage }: BuildArguments): Promise<BuildCommandLineAnswer> => {
      const document = server.openDocument(uri);
      if (document === undefined) return { command: null };
      const shown = await shownCommand(services, document, await server.snapshot(document), stage);
      if (shown.line === undefined) return { command: null };
      const { context } = shown;
      const path = isRemote(context) ? context : shownFolder(context);
      const isChosen = uses.contextOf(document.uri) === context;
      return { command: shown.line, context: { path, isChosen }, canBuild: !isRestricted() };
    },
  );
}

/** Without an engine, or in a workspace where nothing may run, the line is written for the usual one. */
async function engineToShow(engines: Engines, { engine, programs }: BuildSettings): Promise<Engine> {
  const builder = engine === "auto" ? "buildx" : engine;
  const program = builder === "podman" || builder === "nerdctl" ? programs[builder] : programs.docker;
  const usual: Engine = { builder, program, progress: "none" };
  if (isRestricted()) return usual;
  const probe = await engines.probe(programs, engine);
  return "engine" in probe ? probe.engine : usual;
}
