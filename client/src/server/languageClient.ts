/** Starts the client of the Language Server Protocol, as both entries have it: its options, its middleware, its restarts. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import {
  CloseAction,
  CodeLensRequest,
  DidChangeConfigurationNotification,
  type BaseLanguageClient,
  type ErrorHandler,
  type LanguageClientOptions,
  vsdiag,
} from "vscode-languageclient";
import { BUILD_COMMAND, type ClientOptions } from "../../../server/src/protocol";
import { CONVERTED_SCHEME, LANGUAGE } from "../language";
import { watchSteps } from "../walkthrough/watchSteps";
import { answerContextReads } from "./contextReads";
import { answerFileSearches } from "./workspaceFiles";
import { withScope } from "./diagnosticsScope";
import { withCheckedEdits } from "./previewedEdit";
import { buildLensMiddleware, createBuildLenses } from "./buildLenses";
import { createLanguageServer } from "./createLanguageServer";
import type { LanguageServer } from "./languageServer";
import { registerRulePages } from "./rulePages";
import { LENS_COMMANDS, MACHINE_COMMANDS, isBuildLens } from "./lenses";
import { startWhenWanted } from "./startWhenWanted";
import { showError } from "../messages";

/** Also the section of the settings, and so the place of `dockerfileStages.trace.server`. */
export const CLIENT_ID = "dockerfileStages";
export const CLIENT_NAME = "Dockerfile Stages";

const NO_PROBLEMS: vsdiag.FullDocumentDiagnosticReport = {
  kind: vsdiag.DocumentDiagnosticReportKind.full,
  items: [],
};

/** Second copies of a file, beside the one that a person edits: a problem in them would be told twice. */
const COPY_SCHEMES = new Set([
  "git",
  "gitlens",
  "pr",
  "review",
  "vscode-local-history",
  "vscode-bulkeditpreview-editor",
  "chat-editing-text-model",
  CONVERTED_SCHEME,
]);

function isInstalled(extension: string): boolean {
  return vscode.extensions.getExtension(extension) !== undefined;
}

export interface ServerStart {
  /** Creates the client of this machine: of a process, or of a web worker. */
  create: (options: LanguageClientOptions) => BaseLanguageClient;
  /** Starts what did not start again, and answers whether there was such a thing; the library cannot. */
  startAgain?: () => boolean;
  /** Whether a build of a document can be offered; lenses that build are left out where it cannot. */
  canBuild: (document: vscode.TextDocument) => boolean;
  /** Brings those lenses back. */
  onDidChangeCanBuild: vscode.Event<void>;
  /** Whether there is a machine to build on at all: then the server may ask what a build would run, and what is in the stages that were built. */
  hasMachine: boolean;
}

/** Creates the client, starts it when something is open that it can help with, and registers the commands of the server itself. */
export function startLanguageServer(
  context: vscode.ExtensionContext,
  { create, startAgain, canBuild, onDidChangeCanBuild, hasMachine }: ServerStart,
): LanguageServer {
  const outputChannel = vscode.window.createOutputChannel(CLIENT_NAME, { log: true });
  const snippets = vscode.Uri.joinPath(context.extensionUri, "snippets").toString();
  const rulePages = registerRulePages(context);
  const steps = watchSteps();
  const buildLenses = createBuildLenses();
  const withTexts = buildLensMiddleware(buildLenses);
  const client: BaseLanguageClient = create({
    outputChannel,
    documentSelector: [{ language: LANGUAGE }],
    initializationOptions: {
      readsFiles: true,
      readsFolders: true,
      findsFiles: true,
      tellsBuildCommands: hasMachine,
      readsStages: hasMachine,
      choosesUses: true,
      rulePages: rulePages.folder,
      snippets,
      commands: [...LENS_COMMANDS, ...(hasMachine ? MACHINE_COMMANDS : [])],
      suggestCommand: "editor.action.triggerSuggest",
      ...(vscode.l10n.bundle !== undefined && { texts: vscode.l10n.bundle }),
    } satisfies ClientOptions,
    // Of the links in hovers only these run something.
    markdown: { isTrusted: { enabledCommands: [BUILD_COMMAND, ...MACHINE_COMMANDS] } },
    diagnosticPullOptions: { onChange: true, onTabs: true },
    errorHandler: restartingErrorHandler(() => client),
    middleware: {
      ...steps.middleware,
      sendRequest: async (type, params, token, next) =>
        withCheckedEdits(typeof type === "string" ? type : type.method, await next(type, params, token)),
      workspace: {
        configuration: async (params, token, next) => {
          const sections: unknown = await next(params, token);
          return Array.isArray(sections) ? sections.map(section => withScope(section, isInstalled)) : [];
        },
      },
      provideCodeLenses: async (document, token, next) => {
        const lenses = await withTexts.provideCodeLenses(document, token, next);
        return canBuild(document) ? lenses : lenses?.filter(lens => !isBuildLens(lens));
      },
      resolveCodeLens: withTexts.resolveCodeLens,
      provideDiagnostics: async (document, previous, token, next) => {
        const uri = document instanceof vscode.Uri ? document : document.uri;
        if (COPY_SCHEMES.has(uri.scheme)) return undefined;
        // Where nothing is written yet, a start is offered, and nothing is wrong.
        const isBlank = !(document instanceof vscode.Uri) && document.getText().trim() === "";
        if (isBlank) return NO_PROBLEMS;
        const report = await next(document, previous, token);
        if (report && "items" in report) rulePages.link(report.items);
        return report;
      },
    },
  });
  // Before the client: an edit has been recorded by the time that the server hears of it.
  const server = createLanguageServer(context, client, buildLenses);
  buildLenses.refresh = () => {
    refreshLenses(client);
  };
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    answerContextReads(server, snippets),
    answerFileSearches(server),
    registerCommand("dockerfileStages.restartServer", async () => {
      if (startAgain?.() !== true) await restart(client);
    }),
    registerCommand("dockerfileStages.showOutput", () => {
      outputChannel.show();
    }),
    onDidChangeCanBuild(() => {
      refreshLenses(client);
    }),
    vscode.extensions.onDidChange(() => {
      // What `auto` means in the settings may have changed: the server asks for them again.
      if (client.isRunning())
        void client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    }),
    { dispose: () => void client.dispose().catch(() => undefined) },
    outputChannel,
    steps,
  );
  context.subscriptions.push(
    startWhenWanted(() => {
      client.start().catch(() => undefined); // The library has told it, with a button to the log.
    }),
  );
  return server;
}

/** Stops the server, if it runs, and starts it. Its state is made of the open documents, so nothing is lost. */
async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop();
  await client.start();
}

/** As the library does it (four restarts in three minutes), but quiet while it works and with a way on when it gave up. */
function restartingErrorHandler(client: () => BaseLanguageClient): ErrorHandler {
  let handler: ErrorHandler | undefined;
  const standard = () => (handler ??= client().createDefaultErrorHandler());
  return {
    error: (error, message, count) => standard().error(error, message, count),
    closed: async () => {
      const result = await standard().closed();
      if (result.action === CloseAction.DoNotRestart) {
        void offerRestart(
          l10n.t("The language server stopped five times within three minutes and was not restarted."),
        );
      }
      return { ...result, handled: true };
    },
  };
}

/** Says that there is no server, with a button that starts one. */
export async function offerRestart(message: string): Promise<void> {
  const restart = l10n.t("Restart Server");
  const output = l10n.t("Show Output");
  const choice = await showError(`${CLIENT_NAME}: ${message}`, restart, output);
  if (choice === restart) await vscode.commands.executeCommand("dockerfileStages.restartServer");
  if (choice === output) await vscode.commands.executeCommand("dockerfileStages.showOutput");
}

function refreshLenses(client: BaseLanguageClient): void {
  const feature = client.getFeature(CodeLensRequest.method);
  const providers = vscode.workspace.textDocuments.map(document => feature.getProvider(document));
  // Dockerfiles have one, and the files around them another.
  for (const provider of new Set(providers)) provider?.onDidChangeCodeLensEmitter.fire();
}
