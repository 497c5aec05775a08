/** Entry for a web worker (vscode.dev). */
import { BrowserMessageReader, BrowserMessageWriter } from "vscode-jsonrpc/browser";
import { startServer } from "./start";
import { connect } from "./transport/connection";

declare const self: DedicatedWorkerGlobalScope;

const connection = connect(new BrowserMessageReader(self), new BrowserMessageWriter(self), () => {
  self.close();
});
startServer(connection, null);
