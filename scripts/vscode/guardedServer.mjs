// Runs VS Code's server and ends it when the process that started it is gone, however that one ended: their pipe
// (standard input) closes. `node guardedServer.mjs <server-main.js> <its parameters …>`.
import { pathToFileURL } from "node:url";

const [, , serverMain, ...parameters] = process.argv;
process.argv = [process.argv[0], serverMain, ...parameters];
process.stdin.on("close", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
await import(pathToFileURL(serverMain).href);
