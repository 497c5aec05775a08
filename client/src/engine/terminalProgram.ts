/**
 * Runs a program in a terminal: `node terminalProgram.js FILE ARGUMENTS…`. Ends with its status, but not within the first second if that is
 * a failure: VS Code says of a program that fails sooner that it "failed to launch", and not what it wrote.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";

const LAUNCH_MS = 1_000;

const [, , file = "", ...args] = process.argv;
// What made a Node.js of the editor's program is for this one alone.
delete process.env["ELECTRON_RUN_AS_NODE"];
const child = spawn(file, args, { stdio: "inherit" });

// Ctrl+C is for the program, which hears it, too; its end is ours.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", ({ message }) => {
  process.stderr.write(`${message}\r\n`);
  endWith(127);
});
child.on("exit", (code, signal) => {
  endWith(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
});

function endWith(status: number): void {
  const left = status === 0 ? 0 : LAUNCH_MS - 1_000 * process.uptime();
  setTimeout(() => process.exit(status), Math.max(0, left));
}
