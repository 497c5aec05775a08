/** Drives one language server over stdio, as an editor does, and says what it answered. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import {
  type ContentTypeDecoder,
  createMessageConnection,
  type Message,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { Change, Diagnostic } from "./edits";
import type { Place } from "./generate";
import { residentBytes } from "./memory";
import { unlessItFails } from "./unlessItFails";

/** A server to start, and the kind of client to be to it. */
export interface ServerCommand {
  label: string;
  /** What Node runs: a script and its arguments. */
  argv: string[];
  /** Whether diagnostics are asked for (pull), or waited for (push: the client says that it cannot pull). */
  pull: boolean;
  /** The settings that it is told at the start: the section `dockerfileStages`. */
  settings?: object;
  /** The address of the folder that is open; without one there is none. */
  folder?: string;
}

/** A running server. */
export interface Client {
  readonly label: string;
  /** From before the process was started until `initialize` was answered. */
  readonly startMilliseconds: number;
  /** When the server has asked for its lenses to be asked for again: then it knows the files around Dockerfiles. */
  readonly refreshed: Promise<void>;
  open(uri: string, text: string): void;
  change(uri: string, changes: Change[]): void;
  close(uri: string): void;
  /**
   * The diagnostics after the last notification. `isAnswer` tells them from those of an older text: while waiting
   * for a push, older ones are passed over; an answer to a pull has to be right.
   */
  diagnostics(uri: string, isAnswer: (found: Diagnostic[]) => boolean): Promise<Diagnostic[]>;
  /** The labels of what is proposed. */
  completion(uri: string, position: Place): Promise<string[]>;
  /** The first lines of the definitions. */
  definition(uri: string, position: Place): Promise<number[]>;
  /** What the server says that it can do. */
  readonly capabilities: Readonly<Record<string, unknown>>;
  /** Any other request on a document, alone at that time. */
  ask(method: string, uri: string, params: object): Promise<Asked>;
  /** How many lenses there are. */
  codeLens(uri: string): Promise<number>;
  /** The process of the server. */
  readonly pid: number;
  residentBytes(): number;
  stop(): Promise<void>;
}

/** An answer, with the times in milliseconds from the request until its last byte was there, and from then until it was read. */
export interface Asked {
  answer: unknown;
  arrived: number;
  read: number;
}

type Capabilities = Readonly<Record<string, unknown>>;

type Locations = null | { range: { start: Place } } | { range: { start: Place } }[];
type Completions = null | { label: string }[] | { items: { label: string }[] };

/** Starts a server and introduces the client to it. */
export async function startServer(command: ServerCommand): Promise<Client> {
  const started = performance.now();
  const child = spawn(process.execPath, command.argv);
  const orFail = unlessItFails(command.label, child);
  let arrival = NaN;
  const heard = (at: number) => {
    arrival = at;
  };
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout, { contentTypeDecoder: hearingDecoder(heard) }),
    new StreamMessageWriter(child.stdin),
  );
  const refreshed = new Promise<void>(resolve => {
    connection.onRequest("workspace/codeLens/refresh", () => {
      resolve();
    });
  });
  connection.listen();
  try {
    const initialize = {
      processId: process.pid,
      rootUri: command.folder ?? null,
      workspaceFolders: command.folder === undefined ? null : [{ uri: command.folder, name: "bench" }],
      capabilities: clientCapabilities(command),
      initializationOptions: { dockerfileStages: command.settings ?? {} },
    };
    const { capabilities } = await orFail(
      connection.sendRequest<{ capabilities: Capabilities }>("initialize", initialize),
    );
    const startMilliseconds = performance.now() - started;
    if (command.pull && !capabilities["diagnosticProvider"]) {
      throw new Error(
        `${command.label}: it offers no diagnostics to clients that ask for them (diagnosticProvider).`,
      );
    }
    return clientOf(command, child, connection, orFail, {
      startMilliseconds,
      refreshed,
      capabilities,
      lastArrival: () => arrival,
    });
  } catch (error) {
    child.kill();
    throw error;
  }
}

function clientOf(
  command: ServerCommand,
  child: ChildProcessWithoutNullStreams,
  connection: MessageConnection,
  orFail: ReturnType<typeof unlessItFails>,
  {
    lastArrival,
    ...introduced
  }: Pick<Client, "startMilliseconds" | "refreshed" | "capabilities"> & { lastArrival: () => number },
): Client {
  const listeners = new Map<string, (found: Diagnostic[]) => void>();
  connection.onNotification(
    "textDocument/publishDiagnostics",
    ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      listeners.get(uri)?.(diagnostics);
    },
  );
  // Notifications are not waited for; if one cannot be written the server has ended, and is reported by that.
  const send = (method: string, params?: object) => {
    connection.sendNotification(method, params).catch(() => undefined);
  };
  send("initialized", {});
  let version = 0;
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command.label} has no process.`);

  return {
    label: command.label,
    pid,
    ...introduced,
    open(uri, text) {
      version++;
      send("textDocument/didOpen", { textDocument: { uri, languageId: "dockerfile", version, text } });
    },
    change(uri, contentChanges) {
      version++;
      send("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    },
    close(uri) {
      send("textDocument/didClose", { textDocument: { uri } });
    },
    async diagnostics(uri, isAnswer) {
      if (!command.pull) {
        const published = new Promise<Diagnostic[]>(resolve => {
          listeners.set(uri, found => {
            if (isAnswer(found)) resolve(found);
          });
        });
        return orFail(published).finally(() => listeners.delete(uri));
      }
      const report = await orFail(
        connection.sendRequest<{ items: Diagnostic[] }>("textDocument/diagnostic", { textDocument: { uri } }),
      );
      if (!isAnswer(report.items)) {
        throw new Error(`${command.label} answered with diagnostics that are not those of the text it has.`);
      }
      return report.items;
    },
    async completion(uri, position) {
      const answer = await orFail(
        connection.sendRequest<Completions>("textDocument/completion", { textDocument: { uri }, position }),
      );
      return (Array.isArray(answer) ? answer : (answer?.items ?? [])).map(({ label }) => label);
    },
    async definition(uri, position) {
      const answer = await orFail(
        connection.sendRequest<Locations>("textDocument/definition", { textDocument: { uri }, position }),
      );
      return [answer ?? []].flat().map(({ range }) => range.start.line);
    },
    async ask(method, uri, params) {
      const asked = performance.now();
      const answer = await orFail(
        connection.sendRequest<unknown>(method, { textDocument: { uri }, ...params }),
      );
      return { answer, arrived: lastArrival() - asked, read: performance.now() - lastArrival() };
    },
    async codeLens(uri) {
      const answer = await orFail(
        connection.sendRequest<unknown[] | null>("textDocument/codeLens", { textDocument: { uri } }),
      );
      return answer?.length ?? 0;
    },
    residentBytes: () => residentBytes(pid),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      const overdue = setTimeout(() => child.kill(), 5_000);
      // A server that does not answer to this is ended all the same, by the timer.
      connection.sendRequest("shutdown").then(
        () => {
          send("exit");
        },
        () => undefined,
      );
      await exited;
      clearTimeout(overdue);
      connection.dispose();
    },
  };
}

/** Reads messages as the library does, and says when each has arrived. */
function hearingDecoder(heard: (at: number) => void): ContentTypeDecoder {
  return {
    name: "application/json",
    decode(bytes, { charset }) {
      heard(performance.now());
      return Promise.resolve(JSON.parse(new TextDecoder(charset).decode(bytes)) as Message);
    },
  };
}

const SEMANTIC_TOKEN_TYPES = [
  ...["namespace", "type", "class", "parameter", "variable", "property", "label", "macro", "keyword"],
  ...["modifier", "comment", "string", "number", "operator", "function", "struct", "enum", "enumMember"],
];

/** What an editor with all features tells; the same to both servers but for the diagnostics. */
function clientCapabilities({ pull, folder }: ServerCommand): object {
  return {
    ...(folder === undefined ? {} : { workspace: { codeLens: { refreshSupport: true } } }),
    textDocument: {
      synchronization: { dynamicRegistration: false },
      completion: {
        completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] },
      },
      definition: {},
      typeDefinition: {},
      references: {},
      documentHighlight: {},
      rename: { prepareSupport: true },
      linkedEditingRange: {},
      callHierarchy: {},
      foldingRange: {},
      selectionRange: {},
      documentLink: {},
      inlayHint: {},
      codeLens: {},
      hover: { contentFormat: ["markdown", "plaintext"] },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor"] } } },
      semanticTokens: {
        requests: { full: { delta: true }, range: true },
        tokenTypes: SEMANTIC_TOKEN_TYPES,
        tokenModifiers: ["declaration", "definition", "deprecated"],
        formats: ["relative"],
      },
      publishDiagnostics: { relatedInformation: true, versionSupport: true },
      ...(pull ? { diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false } } : {}),
    },
  };
}
