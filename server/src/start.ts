/** How the server starts: it answers `initialize` at once, and loads behind the answer what serves requests. */
import type { MessageReader, MessageWriter } from "vscode-jsonrpc";
import type { InitializeParams, InitializeResult } from "vscode-languageserver-protocol";
import { serverCapabilities } from "./features/capabilities";
import type { Loaded, serveClient } from "./serveClient";
import { readClientOptions } from "./transport/clientOptions";
import { missingFiles } from "./transport/loadChunk";
import { useTexts } from "./transport/texts";

/** What the library reads of a client, and writes to it. */
export type Ends = readonly [MessageReader, MessageWriter];

/** The way to a client, before and after the library that reads and writes messages is loaded. */
export interface Transport {
  /** The first message of the client, or null for what cannot be read; the ends have it, too. */
  readonly first: Promise<unknown>;
  readonly send: (message: object) => void;
  readonly onClose: (listener: () => void) => void;
  readonly open: () => Promise<Ends>;
}

/** An `initialize` that has been answered. */
export interface Answered {
  readonly id: number | string;
  readonly params: InitializeParams;
}

/** The ends of a started process: 0 if the client asked for it (`shutdown`), else 1. */
export interface Ending {
  readonly shutDown: () => void;
  readonly end: () => void;
}

/**
 * Serves a client until its connection closes, and then calls `end`: with 0 if the client asked for that (`shutdown`), else with 1.
 * Rejects never: without what is loaded, the person is told.
 */
export async function startServer(
  transport: Transport,
  loadLibrary: () => Promise<{ readonly serveClient: typeof serveClient }>,
  load: () => Promise<Loaded>,
  end: (status: 0 | 1) => void,
): Promise<void> {
  const ending = endingOf(end);
  transport.onClose(ending.end);
  const answered = initializeRequest(await transport.first);
  if (answered)
    transport.send({ jsonrpc: "2.0", id: answered.id, result: initializeResult(answered.params) });
  try {
    const [ends, { serveClient }] = await Promise.all([transport.open(), loadLibrary()]);
    await serveClient(ends, answered, ending, load);
  } catch {
    transport.send({
      jsonrpc: "2.0",
      method: "window/showMessage",
      params: { type: ERROR, message: missingFiles() },
    });
    ending.end();
  }
}

/** Of the levels of `window/showMessage`. */
const ERROR = 1;

/** How a process ends when its client goes. */
export function endingOf(end: (status: 0 | 1) => void): Ending {
  let isShutDown = false;
  return {
    shutDown: () => {
      isShutDown = true;
    },
    end: () => {
      end(isShutDown ? 0 : 1);
    },
  };
}

/** Null for every other message: it is the library's to answer. */
function initializeRequest(message: unknown): Answered | null {
  const { id, method, params } = (message ?? {}) as Record<string, unknown>;
  const hasId = typeof id === "number" || typeof id === "string";
  if (!hasId || method !== "initialize" || typeof params !== "object" || params === null) return null;
  return { id, params: params as InitializeParams };
}

/** What `initialize` is answered with. From then on people are spoken to in the language of the client. */
export function initializeResult({
  capabilities,
  initializationOptions,
}: InitializeParams): InitializeResult {
  useTexts(readClientOptions(initializationOptions).texts);
  const hasBasics = wantsBasics(initializationOptions);
  return {
    capabilities: serverCapabilities(capabilities, hasBasics),
    serverInfo: { name: "dockerfile-stages" },
  };
}

/** Whether the settings that come with `initialize` turn the basics on; from others the server asks for them later. */
function wantsBasics(options: unknown): boolean {
  const { dockerfileStages } = (options ?? {}) as { dockerfileStages?: unknown };
  const { basics } = (dockerfileStages ?? {}) as { basics?: unknown };
  return basics === "on";
}
