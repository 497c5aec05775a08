/** Entry for a web worker (vscode.dev). */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { serve } from "./server";
import { serveClient } from "./serveClient";
import { endingOf } from "./start";

declare const self: DedicatedWorkerGlobalScope;

const reader = new BrowserMessageReader(self);
const ending = endingOf(() => {
  self.close();
});
reader.onClose(ending.end);

// All is loaded already, so the library answers `initialize`, too.
void serveClient([reader, new BrowserMessageWriter(self)], null, ending, () =>
  Promise.resolve({ createConnection, serve, host: null }),
);
