/** Entry for a web worker (vscode.dev). */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { serve } from "./server";
import { startServer } from "./start";

declare const self: DedicatedWorkerGlobalScope;

void startServer(
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
  () => Promise.resolve({ createConnection, serve, host: null }),
  () => {
    self.close();
  },
);
