/** What the server asks of a client that may refuse it: then it goes without. */
import type { ClientCapabilities, Registration } from "vscode-languageserver-protocol";
import type { Connection } from "vscode-languageserver";

/** What clients ask for again when they are told to, by the capability that says that they do. */
const REFRESHED = {
  diagnostics: "workspace/diagnostic/refresh",
  codeLens: "workspace/codeLens/refresh",
  inlayHint: "workspace/inlayHint/refresh",
  semanticTokens: "workspace/semanticTokens/refresh",
} as const;

export interface ClientRequests {
  /** Registers for a method, under its own name. */
  readonly register: (method: string, registerOptions: object) => void;
  readonly registerAs: (registration: Registration) => void;
  /** Has the client ask again, where it can be told to. */
  readonly refresh: (...kinds: (keyof typeof REFRESHED)[]) => void;
}

export function createClientRequests(
  connection: Pick<Connection, "sendRequest" | "console">,
  { workspace = {} }: ClientCapabilities,
): ClientRequests {
  function request(method: string, params?: object): void {
    connection.sendRequest(method, params).catch((error: unknown) => {
      connection.console.warn(`The client has refused ${method}: ${String(error)}`);
    });
  }
  const registerAs = (registration: Registration) => {
    request("client/registerCapability", { registrations: [registration] });
  };
  return {
    register: (method, registerOptions) => {
      registerAs({ id: method, method, registerOptions });
    },
    registerAs,
    refresh: (...kinds) => {
      for (const kind of kinds) if (workspace[kind]?.refreshSupport) request(REFRESHED[kind]);
    },
  };
}
