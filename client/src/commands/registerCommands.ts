/** What every window has, with a machine behind it or without: the commands that read and write Dockerfiles, and what is drawn in them. */
import * as vscode from "vscode";
import { SHOW_DOCKERFILE_COMMAND, SHOW_REFERENCES_COMMAND } from "../../../server/src/protocol";
import type { LanguageServer } from "../server/languageServer";
import { showSeparators } from "../views/separators";
import { showStartLenses } from "../views/startLenses";
import { convertToMultiStage } from "./create/convertToMultiStage";
import { newDockerfile } from "./create/newDockerfile";
import { exampleOpener, type WriteExample } from "./create/openExample";
import { createProposals } from "./create/proposals";
import { showDockerfile } from "./showDockerfile";
import { showReferences } from "./showReferences";

/**
 * Registers them until the extension ends.
 * @param writeExample writes the example to this machine; undefined where there is none
 */
export function registerCommands(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  server: LanguageServer,
  writeExample: WriteExample | undefined,
): void {
  const { registerCommand } = vscode.commands;
  const proposals = createProposals();
  showSeparators(context, server);
  context.subscriptions.push(
    registerCommand(SHOW_REFERENCES_COMMAND, showReferences),
    registerCommand(SHOW_DOCKERFILE_COMMAND, showDockerfile),
    registerCommand("dockerfileStages.openExample", exampleOpener(server, writeExample)),
    registerCommand("dockerfileStages.newDockerfile", (folder: unknown) =>
      newDockerfile(server, proposals, folder),
    ),
    registerCommand("dockerfileStages.convertToMultiStage", (argument: unknown) =>
      convertToMultiStage(server, proposals, argument),
    ),
    registerCommand("dockerfileStages.acceptProposal", (document: unknown) => {
      proposals.settle(document, true);
    }),
    registerCommand("dockerfileStages.dismissProposal", (document: unknown) => {
      proposals.settle(document, false);
    }),
    proposals,
    showStartLenses(server, writeExample !== undefined),
  );
}
