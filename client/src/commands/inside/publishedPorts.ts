/** Says where the ports of a running stage are, once its container has them. */
import * as l10n from "@vscode/l10n";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import type { Engine } from "../../engine/engine";
import { containerOfRun, portsOfContainer, readAddresses, readContainerId } from "../../inside/runCommands";
import { QUESTION_MS, runTool } from "../../engine/runTool";
import { showInformation } from "../../messages";

/** How often the engine is asked, and how many times: a container is there within seconds. */
const APART_MS = 500;
const MOST_QUESTIONS = 20;

/** Shows the addresses, with a button that opens one. Says nothing where the run ends before. */
export async function tellAddresses(
  engine: Engine,
  image: string,
  run: string,
  signal: AbortSignal,
  tellPlaces: (addresses: readonly string[]) => void,
): Promise<void> {
  for (let asked = 0; asked < MOST_QUESTIONS && !signal.aborted; asked++) {
    await sleep(APART_MS);
    const { out } = await runTool(containerOfRun(engine, run), { timeoutMs: QUESTION_MS, signal });
    const container = readContainerId(out);
    if (container === undefined) continue;
    const ports = await runTool(portsOfContainer(engine, container), { timeoutMs: QUESTION_MS, signal });
    const addresses = readAddresses(ports.out);
    if (addresses.length > 0) {
      tellPlaces(addresses.map(({ address }) => address));
      await offer(image, addresses);
    }
    if (ports.status === 0) return;
  }
}

async function offer(image: string, addresses: { port: string; address: string }[]): Promise<void> {
  const places = addresses.map(({ port, address }) => l10n.t("port {0} at {1}", port, address)).join(", ");
  const titles = new Map(addresses.slice(0, 3).map(({ address }) => [l10n.t("Open {0}", address), address]));
  const choice = await showInformation(l10n.t("{0} is running: {1}.", image, places), ...titles.keys());
  const address = choice === undefined ? undefined : titles.get(choice);
  if (address !== undefined) await vscode.env.openExternal(vscode.Uri.parse(`http://${address}`));
}
