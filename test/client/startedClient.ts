/** All of the client that builds, in a fake editor, before a language server whose answers are the real ones. */
import { missingSourcePlace } from "../../server/src/features/missingSource";
import { editor, type FakeDocument } from "../support/fakeEditor";
import { rmSync } from "node:fs";
import { Uri, type ExtensionContext } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { startBuilding } from "../../client/src/building";
import { createLanguageServer } from "../../client/src/server/createLanguageServer";
import { NO_USES } from "../../client/src/build/uses/findUse";
import {
  CHOOSE_USE_REQUEST,
  INLINE_DOCKERFILE_REQUEST,
  MISSING_SOURCE_REQUEST,
  NO_MISSING_SOURCE,
  STEP_INPUTS_REQUEST,
  type MissingSourceParams,
  USES_REQUEST,
  type UsesAnswer,
} from "../../server/src/protocol";
import { stepInputsAnswer } from "../../server/src/features/stepInputs";
import { snapshotAnswer } from "../../server/src/features/snapshot";
import { contextOf } from "../support/feature";

export interface StartedClient {
  /** The methods of the requests that the server has seen, but for those of uses. */
  requests: string[];
  /** How often it was asked for the uses of a file. */
  usesAsked: number;
  /** What happens while an answer of the server's is on its way. */
  onTheWay: () => void;
  /** Runs a command on a stage, and answers a person's answers; ends with the builds that it started. */
  click(document: FakeDocument, command: string, stage: number, answers?: string[]): Promise<void>;
  stop(): void;
}

/**
 * `docker` builds; `document` is the one that the server is asked about, by its address, `uses` answers for its uses, and `inside` all that is
 * asked about Dockerfiles inside of files.
 */
export function startClient(
  docker: { folder: string; program: string },
  document: (uri: string) => FakeDocument,
  uses: (
    method: string,
    params: { textDocument: { uri: string }; id?: string | null },
  ) => UsesAnswer | Promise<UsesAnswer> = () => NO_USES,
  inside: (method: string, params: object) => Promise<unknown> = () => Promise.resolve(null),
): StartedClient {
  const subscriptions: { dispose(): unknown }[] = [];
  editor.settings = { "dockerfileStages.build.dockerPath": docker.program };
  const client = {
    start: () => Promise.resolve(),
    sendRequest: async (method: string, params: { textDocument: { uri: string }; contexts?: string[] }) => {
      if (method === USES_REQUEST || method === CHOOSE_USE_REQUEST) {
        started.usesAsked++;
        return uses(method, params);
      }
      if (method === INLINE_DOCKERFILE_REQUEST || params.textDocument.uri.includes("#"))
        return inside(method, params);
      const asked = document(params.textDocument.uri);
      if (method === MISSING_SOURCE_REQUEST) {
        const { position, path } = params as unknown as MissingSourceParams;
        const place = missingSourcePlace(contextOf(asked.getText()), position.line, path);
        return { ...NO_MISSING_SOURCE, place };
      }
      if (method === STEP_INPUTS_REQUEST) return stepInputsAnswer(contextOf(asked.getText()), params);
      started.requests.push(method);
      const { version } = asked;
      const answer = { ...snapshotAnswer(contextOf(asked.getText()), params), version };
      await Promise.resolve();
      started.onTheWay();
      return answer;
    },
    onRequest: () => ({ dispose: () => undefined }),
    onNotification: () => ({ dispose: () => undefined }),
    onDidChangeState: () => ({ dispose: () => undefined }),
    code2ProtocolConverter: { asUri: String },
    protocol2CodeConverter: { asUri: (uri: string) => Uri.parse(uri) },
  };
  const state = new Map<string, unknown>();
  const workspaceState = {
    get: (key: string) => state.get(key),
    update: (key: string, value: unknown) => Promise.resolve(state.set(key, value)),
  };
  const extensionUri = Uri.file(docker.folder);
  const context = { subscriptions, workspaceState, extensionUri } as unknown as ExtensionContext;
  const started: StartedClient = {
    requests: [],
    usesAsked: 0,
    onTheWay: () => undefined,
    async click({ uri }, command, stage, answers = []) {
      editor.answers = [...answers];
      await editor.run(`dockerfileStages.${command}`, { uri: uri.toString(), stage });
      await Promise.all(editor.ended.splice(0));
    },
    stop() {
      for (const subscription of subscriptions) subscription.dispose();
      editor.closeAll();
      rmSync(docker.folder, { recursive: true, force: true });
    },
  };
  startBuilding(context, createLanguageServer(context, client as unknown as BaseLanguageClient));
  return started;
}
