/** A process for guard.test.ts: guards another one, tells its number and its folder, and waits to be ended. */
import { guardedFolder, startGuarded } from "./guard";

async function main(): Promise<void> {
  const folder = guardedFolder();
  const command = ["bash", "-c", "trap exit TERM; sleep infinity & wait"];
  const { pid } = await startGuarded(folder, command, {}, () => Promise.resolve(true));
  console.log(JSON.stringify({ pid, folder }));
  setInterval(() => undefined, 60_000);
}

void main();
