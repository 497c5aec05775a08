/** Signature help and formatting, where no other extension has them; and who loads what that takes. */
import type * as basicsChunk from "../features/basics/basics";
import type { ClientCapabilities, Registration } from "vscode-languageserver-protocol";
import type { Connection } from "vscode-languageserver";
import { BASIC_CAPABILITIES } from "../features/capabilities";
import type { BasicCapability } from "../features/capabilities";
import { loadChunk } from "../transport/loadChunk";
import type { Documents } from "../workspace/documents";
import type { SettingsStore } from "../workspace/settingsStore";
import type { Serve } from "./service";

/** What a chunk of its own has. */
type Basics = typeof basicsChunk;

/** The basics of a document, where they are ours to give. */
export interface BasicFeatures {
  /** Null where another extension gives them, or the chunk cannot be loaded. */
  readonly of: (uri: string) => Promise<Basics | null>;
  /** To be called when a document is opened, or the settings of one may be others: the client is asked to ask, or not to. */
  readonly look: () => void;
}

/**
 * Whether a document has them follows its settings: only the client knows what else is installed. It is asked to ask as long as one of the
 * open documents has them, because folders may have settings of their own.
 */
export function createBasics(
  connection: Connection,
  documents: Pick<Documents, "uris">,
  settings: SettingsStore,
  client: ClientCapabilities,
): BasicFeatures {
  let isRegistered = false;
  let chunk: Promise<Basics | null> | undefined;
  const later = BASIC_CAPABILITIES.filter(({ canRegister }) => canRegister(client));

  async function follow(): Promise<void> {
    // A client may open a document under an address that is none, which has no settings.
    const all = await Promise.all(documents.uris().map(uri => settings.of(uri).catch(() => null)));
    const isWanted = all.some(found => found?.basics === true);
    if (isRegistered === isWanted || later.length === 0 || all.length === 0) return;
    isRegistered = isWanted;
    const registrations = later.map(registrationOf);
    await (
      isWanted
        ? connection.sendRequest("client/registerCapability", { registrations })
        : connection.sendRequest("client/unregisterCapability", { unregisterations: registrations })
    ).catch((error: unknown) => {
      connection.console.warn(`The client has refused to register: ${String(error)}`);
    });
  }

  /** One after the other: what is the case last counts. */
  let change = Promise.resolve();

  return {
    of: async uri => {
      if (!(await settings.of(uri)).basics) return null;
      return (chunk ??= loadChunk(connection, () => import("../features/basics/basics")));
    },
    look: () => {
      change = change.then(follow).catch((error: unknown) => {
        connection.console.error(`Cannot follow who has the basics: ${String(error)}`);
      });
    },
  };
}

function registrationOf({ method, options }: BasicCapability): Registration {
  const documentSelector = [{ language: "dockerfile" }];
  return { id: `basics ${method}`, method, registerOptions: { documentSelector, ...options } };
}

export const serveBasics: Serve = ({ connection, requests, basics }) => {
  connection.onSignatureHelp(async (params, token) => {
    const loaded = await basics.of(params.textDocument.uri);
    if (!loaded) return null;
    return requests.handle(null, (context, { position }: typeof params) =>
      loaded.signatureHelp(context, position),
    )(params, token);
  });
  connection.onDocumentFormatting(async (params, token) => {
    const loaded = await basics.of(params.textDocument.uri);
    if (!loaded) return [];
    return requests.handle([], (context, { options }: typeof params) => loaded.format(context, options))(
      params,
      token,
    );
  });
  connection.onDocumentRangeFormatting(async (params, token) => {
    const loaded = await basics.of(params.textDocument.uri);
    if (!loaded) return [];
    return requests.handle([], (context, { options, range }: typeof params) =>
      loaded.format(context, options, range),
    )(params, token);
  });
  connection.onDocumentOnTypeFormatting(async (params, token) => {
    const loaded = await basics.of(params.textDocument.uri);
    if (!loaded) return [];
    return requests.handle([], (context, { position, ch, options }: typeof params) =>
      loaded.formatOnType(context, position, ch, options),
    )(params, token);
  });
};
