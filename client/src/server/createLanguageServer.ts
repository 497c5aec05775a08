/** The language server behind a client of the protocol: asks it, and hears what it tells. */
import * as vscode from "vscode";
import { State, type BaseLanguageClient } from "vscode-languageclient";
import {
  BUILD_COSTS_REQUEST,
  CARD_REQUEST,
  CHOOSE_USE_REQUEST,
  CONVERT_REQUEST,
  DOCKERFILE_AT_REQUEST,
  DOCKERFILES_REQUEST,
  FACTS_REQUEST,
  GRAPH_REQUEST,
  INLINE_DOCKERFILE_REQUEST,
  MISSING_SOURCE_REQUEST,
  SNAPSHOT_REQUEST,
  STEP_INPUTS_REQUEST,
  USES_REQUEST,
  type BuildCostsAnswer,
  type CardAnswer,
  type ConvertAnswer,
  type DockerfilesAnswer,
  type FactsAnswer,
  type GraphAnswer,
  type InlineDockerfileAnswer,
  type MissingSourceAnswer,
  type SnapshotAnswer,
  type StepInputsAnswer,
  type UsesAnswer,
} from "../../../server/src/protocol";
import { createBuildLenses, type BuildLenses } from "./buildLenses";
import { createSnapshots } from "../snapshot/snapshots";
import { createTextVersions } from "../snapshot/textVersions";
import { requestWithRetry } from "./retry";
import type { LanguageServer } from "./languageServer";
import { projectRequests } from "./projectRequests";
import { watchUses } from "./watchUses";
import { connectionOf } from "./connection";

/** The settings that stages hang on (`settings.ts` of the server). */
const MODEL_SETTINGS = ["buildArgs", "build.contexts", "build.platforms"];

/** The server behind a client that was created, and may not run yet. What it keeps ends with the context. */
export function createLanguageServer(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  client: BaseLanguageClient,
  buildLenses: BuildLenses = createBuildLenses(),
): LanguageServer {
  const connection = connectionOf(client);
  const uriOf = ({ uri }: vscode.TextDocument) => client.code2ProtocolConverter.asUri(uri);
  const request = <Answer>(method: string, document: vscode.TextDocument, more: object = {}) =>
    requestWithRetry<Answer>(connection, method, { textDocument: { uri: uriOf(document) }, ...more });

  const versions = createTextVersions<vscode.TextDocument>();
  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      versions.changed(document, contentChanges);
    }),
  );
  const { changes, numberOf } = watchUses(context, client);
  const started = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    started,
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) return;
      // The library registers what the server offers a moment later, and the lenses of the window go by what is registered last.
      void client.start().then(
        () => {
          started.fire();
        },
        () => undefined,
      );
    }),
  );
  const snapshots = createSnapshots<vscode.TextDocument>({
    versions,
    ask: (document, contexts) =>
      request<SnapshotAnswer>(SNAPSHOT_REQUEST, document, contexts.length === 0 ? {} : { contexts }),
    settingsOf: document => {
      const settings = vscode.workspace.getConfiguration("dockerfileStages", document);
      return JSON.stringify([...MODEL_SETTINGS.map(key => settings.get(key)), numberOf(document.uri)]);
    },
  });
  const requestOf = <Answer>(method: string, uri: vscode.Uri, more: object = {}) =>
    requestWithRetry<Answer>(connection, method, {
      textDocument: { uri: client.code2ProtocolConverter.asUri(uri) },
      ...more,
    });
  const askUses = (method: string, uri: vscode.Uri, more: object = {}) =>
    requestOf<UsesAnswer>(method, uri, more);
  return {
    snapshot: snapshots.of,
    stepInputs: (document, given = {}) => request<StepInputsAnswer>(STEP_INPUTS_REQUEST, document, given),
    buildCosts: (document, repeats) => request<BuildCostsAnswer>(BUILD_COSTS_REQUEST, document, { repeats }),
    savedSnapshot: snapshots.saved,
    inlineDockerfile: async ({ files, ...question }) => {
      const answer = await requestWithRetry<InlineDockerfileAnswer>(connection, INLINE_DOCKERFILE_REQUEST, {
        ...question,
        files: files.map(file => client.code2ProtocolConverter.asUri(file)),
      });
      if (answer === null) return undefined;
      const uriFrom = (address: string) => client.protocol2CodeConverter.asUri(address);
      const document = await vscode.workspace.openTextDocument(uriFrom(answer.host.uri));
      // Somebody went on typing: nobody knows where that text stands by now.
      if (document.getText() !== answer.host.text) return undefined;
      const { text } = question;
      const snapshot = {
        ...answer.snapshot,
        ...{ version: document.version, at: versions.of(document), text, lines: text.split("\n") },
        inside: { lines: answer.host.text.split(/\r?\n/), ranges: answer.lines },
      };
      return { uri: uriFrom(answer.uri), snapshot };
    },
    ...projectRequests(client, connection),
    dockerfileAt: async (document, { line, character }) => {
      const address = await request<string | null>(DOCKERFILE_AT_REQUEST, document, {
        position: { line, character },
      });
      return address === null ? undefined : client.protocol2CodeConverter.asUri(address);
    },
    convert: uri => requestOf<ConvertAnswer>(CONVERT_REQUEST, uri),
    missingSource: (uri, question) => requestOf<MissingSourceAnswer>(MISSING_SOURCE_REQUEST, uri, question),
    graph: (uri, options) => requestOf<GraphAnswer>(GRAPH_REQUEST, uri, options),
    facts: (document, options) => request<FactsAnswer>(FACTS_REQUEST, document, options),
    dockerfiles: async (params = {}) => {
      const answer = await requestWithRetry<DockerfilesAnswer>(connection, DOCKERFILES_REQUEST, params);
      return answer.dockerfiles.map(info => ({
        ...info,
        uri: client.protocol2CodeConverter.asUri(info.uri).toString(),
      }));
    },
    card: async (uri, position) => {
      const { blocks } = await requestOf<CardAnswer>(CARD_REQUEST, uri, { position });
      return blocks;
    },
    buildLenses,
    uses: uri => askUses(USES_REQUEST, uri),
    chooseUse: async (uri, id, context) => {
      const folder = context && client.code2ProtocolConverter.asUri(context);
      const answer = await askUses(CHOOSE_USE_REQUEST, uri, {
        id,
        ...(folder !== undefined && { context: folder }),
      });
      changes.fire([uri]);
      return answer;
    },
    onDidChangeUses: changes.event,
    onDidStart: started.event,
    onRequest: (method, answer) => client.onRequest<unknown, undefined>(method, answer),
    openDocument: uri => vscode.workspace.textDocuments.find(document => uriOf(document) === uri),
  };
}
