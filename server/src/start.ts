/** How the server starts: it answers `initialize` at once, and loads behind the answer what serves requests. */
import { serverCapabilities } from "./features/capabilities";
import { readClientOptions } from "./transport/clientOptions";
import type { Host } from "./workspace/ignoreFiles";
import { loadChunk } from "./transport/loadChunk";
import { useTexts } from "./transport/texts";
import type { Connection } from "./transport/connection";

/** What the server stands on, where that is not a web worker. */
export interface Machine {
  /** To be called with the process of the client; the server ends with it. */
  readonly watch: (processId: number) => void;
  /** Reads files. */
  readonly loadHost: () => Promise<Host>;
}

/** Serves a connection until it closes. Without a machine the client is asked for files, if it can read them. */
export function startServer(connection: Connection, machine: Machine | null): void {
  connection.onInitialize(
    ({ capabilities, initializationOptions }) => {
      useTexts(readClientOptions(initializationOptions).texts);
      return {
        capabilities: serverCapabilities(capabilities),
        serverInfo: { name: "dockerfile-stages" },
      };
    },
    async params => {
      if (typeof params.processId === "number") machine?.watch(params.processId);
      const chunks = await loadChunk(connection, () =>
        Promise.all([import("./server"), machine?.loadHost() ?? null]),
      );
      if (!chunks) return;
      const [{ serve }, host] = chunks;
      serve(connection, params, host);
    },
  );
  connection.listen();
}
