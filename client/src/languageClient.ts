/** What both entries share of the language client: its options, its restarts, and asking the server for the stage model. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import {
  CloseAction,
  CodeLensRequest,
  DidChangeConfigurationNotification,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type BaseLanguageClient,
  type ErrorHandler,
  type LanguageClientOptions,
} from "vscode-languageclient";
import {
  CONVERT_REQUEST,
  FILL_SNIPPET_REQUEST,
  INSTRUCTIONS_REQUEST,
  MODEL_REQUEST,
  type ClientOptions,
  type ConvertAnswer,
  type FillSnippetAnswer,
  type FillSnippetParams,
  type InstructionsAnswer,
  type InstructionsParams,
  type ModelAnswer,
  type ModelInstruction,
  type ModelParams,
} from "../../server/src/protocol";
import { readContextFor } from "./contextReads";
import { withScope } from "./diagnosticsScope";
import { LANGUAGE } from "./language";
import { LENS_COMMANDS, isBuildLens } from "./lenses";
import { watchSteps } from "./walkthrough/watchSteps";

/** Also the section of the settings, and so the place of `dockerfileStages.trace.server`. */
export const CLIENT_ID = "dockerfileStages";
export const CLIENT_NAME = "Dockerfile Stages";

/** The scheme of what a file would be, beside the file itself. */
export const CONVERTED_SCHEME = "dockerfile-stages-converted";

/** Second copies of a file, beside the one that a person edits: a problem in them would be told twice. */
const COPY_SCHEMES = new Set([
  "git",
  "gitlens",
  "pr",
  "review",
  "vscode-local-history",
  "chat-editing-text-model",
  CONVERTED_SCHEME,
]);

/** What a second try can mend: a server that ended, and a document that changed while the answer was made. */
const WORTH_A_RETRY = new Set<number>([
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
  LSPErrorCodes.ContentModified,
]);
/** How long the client may take to see that its server is gone. */
const NOTICE_MS = 300;

function isInstalled(extension: string): boolean {
  return vscode.extensions.getExtension(extension) !== undefined;
}

export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/**
 * Creates the client and starts it. `canBuild` says for a document whether a build can be offered; lenses that build are
 * left out where it cannot, and `onDidChangeCanBuild` brings them back. `hasMachine` says whether there is a machine to build
 * on at all: then the server may ask what a build would run, and what is in the stages that were built.
 */
export function startLanguageClient(
  context: vscode.ExtensionContext,
  create: CreateClient,
  canBuild: (document: vscode.TextDocument) => boolean,
  onDidChangeCanBuild: vscode.Event<void>,
  hasMachine: boolean,
): BaseLanguageClient {
  const outputChannel = vscode.window.createOutputChannel(CLIENT_NAME, { log: true });
  const snippets = vscode.Uri.joinPath(context.extensionUri, "snippets").toString();
  const deeds = watchSteps();
  const client: BaseLanguageClient = create({
    outputChannel,
    documentSelector: [{ language: LANGUAGE }],
    initializationOptions: {
      readsFiles: true,
      readsFolders: true,
      tellsBuildCommands: hasMachine,
      readsStages: hasMachine,
      rulePages: vscode.Uri.joinPath(context.extensionUri, "docs", "rules").toString(),
      snippets,
      commands: LENS_COMMANDS,
      suggestCommand: "editor.action.triggerSuggest",
      ...(vscode.l10n.bundle !== undefined && { texts: vscode.l10n.bundle }),
    } satisfies ClientOptions,
    diagnosticPullOptions: { onChange: true, onTabs: true },
    errorHandler: restartingErrorHandler(() => client),
    middleware: {
      ...deeds.middleware,
      workspace: {
        configuration: async (params, token, next) => {
          const sections: unknown = await next(params, token);
          return Array.isArray(sections) ? sections.map(section => withScope(section, isInstalled)) : [];
        },
      },
      provideCodeLenses: async (document, token, next) => {
        const lenses = await next(document, token);
        return canBuild(document) ? lenses : lenses?.filter(lens => !isBuildLens(lens));
      },
      provideDiagnostics: async (document, previous, token, next) => {
        const uri = document instanceof vscode.Uri ? document : document.uri;
        return COPY_SCHEMES.has(uri.scheme) ? undefined : next(document, previous, token);
      },
    },
  });
  readContextFor(client, snippets);
  context.subscriptions.push(
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
    deeds,
  );
  client.start().catch(() => undefined); // The library has told it, with a button to the log.
  return client;
}

/** Stops the server, if it runs, and starts it. Its state is made of the open documents, so nothing is lost. */
export async function restartLanguageClient(client: BaseLanguageClient): Promise<void> {
  if (client.isRunning()) await client.stop();
  await client.start();
}

/** The stages of an open document as they are now. */
export function requestModel(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
): Promise<ModelAnswer> {
  return request<ModelAnswer>(client, MODEL_REQUEST, document);
}

/** The instructions of an open document as they are now. */
export async function requestInstructions(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
): Promise<ModelInstruction[]> {
  const { instructions } = await request<InstructionsAnswer>(client, INSTRUCTIONS_REQUEST, document);
  return instructions;
}

/** A snippet as a file: its tab stops filled, and what it copies out of the build context. */
export async function requestFilled(
  client: BaseLanguageClient,
  params: FillSnippetParams,
): Promise<FillSnippetAnswer> {
  await client.start();
  return client.sendRequest<FillSnippetAnswer>(FILL_SNIPPET_REQUEST, params);
}

/** What makes an open document of one stage one of several, or why nothing does. */
export function requestConversion(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
): Promise<ConvertAnswer> {
  return request<ConvertAnswer>(client, CONVERT_REQUEST, document);
}

/**
 * Waits for a server that is starting, starts one that has been given up, and asks once more when the server ended, or the
 * document changed, before it answered.
 */
async function request<Answer>(
  client: BaseLanguageClient,
  method: string,
  { uri }: vscode.TextDocument,
): Promise<Answer> {
  const params: ModelParams & InstructionsParams = {
    textDocument: { uri: client.code2ProtocolConverter.asUri(uri) },
  };
  await client.start();
  try {
    return await client.sendRequest<Answer>(method, params);
  } catch (error) {
    if (error instanceof ResponseError && !WORTH_A_RETRY.has(error.code)) throw error;
    await new Promise(resolve => setTimeout(resolve, NOTICE_MS));
    await client.start();
    return client.sendRequest<Answer>(method, params);
  }
}

/** An error's own words. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
          l10n.t("The language server ended five times within three minutes and was not started again."),
        );
      }
      return { ...result, handled: true };
    },
  };
}

async function offerRestart(message: string): Promise<void> {
  const restart = l10n.t("Restart Server");
  const output = l10n.t("Show Output");
  const choice = await vscode.window.showErrorMessage(`${CLIENT_NAME}: ${message}`, restart, output);
  if (choice === restart) await vscode.commands.executeCommand("dockerfileStages.restartServer");
  if (choice === output) await vscode.commands.executeCommand("dockerfileStages.showOutput");
}

function refreshLenses(client: BaseLanguageClient): void {
  for (const document of vscode.workspace.textDocuments) {
    if (document.languageId !== LANGUAGE) continue;
    const provider = client.getFeature(CodeLensRequest.method).getProvider(document);
    provider?.onDidChangeCodeLensEmitter.fire();
    return;
  }
}
