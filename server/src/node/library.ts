/** The library that serves the protocol, as a chunk of its own: it is loaded once `initialize` is answered. */
export { createConnection } from "vscode-languageserver/node";
