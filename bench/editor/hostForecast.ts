/** Inside VS Code's extension host: how soon a lens tells of a change in a build context of many files, and how long the host stands still. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { dockerfileOf } from "../buildCases";
import type { HostForecast } from "./figures";

const FOLDERS = 1_000;
const FILES_EACH = 100;
const ROUNDS = 6;
const WITHIN_MS = 60_000;
/** Where the files are not ignored, no lens changes: the host is watched for as long. */
const WATCHED_MS = 3_000;
const ASKED_EVERY_MS = 20;
const FORECAST = /would run|all cached/;

/** `build` builds the only stage of a file and answers when the build has ended. */
export async function measureHostForecast(
  folder: string,
  build: (uri: vscode.Uri) => Promise<unknown>,
): Promise<HostForecast> {
  const uri = vscode.Uri.file(dockerfileOf(folder, "forecast", 0));
  const context = dirname(uri.fsPath);
  const changed = join(context, "src", "main.c");
  writeContext(context);
  writeFileSync(uri.fsPath, "FROM alpine:latest AS forecast\nCOPY src /src\nCOPY . /all\n");
  writeFileSync(changed, "0");
  await vscode.window.showTextDocument(uri, { preview: false });
  await told(uri, () => true);
  await build(uri);
  await told(uri, text => FORECAST.test(text));
  const idle = await longestBlock(() => sleep(WATCHED_MS));
  const times: number[] = [];
  let longest = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const isAsBuilt = round % 2 === 0;
    const block = await longestBlock(async () => {
      const begun = performance.now();
      writeFileSync(changed, isAsBuilt ? "0" : `${round}`);
      await told(uri, text => /would run/.test(text) !== isAsBuilt && FORECAST.test(text));
      times.push(performance.now() - begun);
    });
    longest = Math.max(longest, block);
  }
  writeFileSync(join(context, ".dockerignore"), "");
  const tooMany = await longestBlock(async () => {
    await sleep(WATCHED_MS);
    writeFileSync(changed, "last");
    await sleep(WATCHED_MS);
  });
  return { files: FOLDERS * FILES_EACH, times, idle, longest, tooMany };
}

function writeContext(context: string): void {
  for (let folder = 0; folder < FOLDERS; folder++) {
    const own = join(context, "node_modules", `package-${folder}`);
    mkdirSync(own, { recursive: true });
    for (let file = 0; file < FILES_EACH; file++) writeFileSync(join(own, `${file}.js`), `${file}`);
  }
  mkdirSync(join(context, "src"));
  writeFileSync(join(context, ".dockerignore"), "node_modules\n");
}

/** Waits until the lens that builds has a text. */
async function told(uri: vscode.Uri, isWanted: (text: string) => boolean): Promise<void> {
  const end = performance.now() + WITHIN_MS;
  for (;;) {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
      100,
    );
    const text = lenses.find(({ command }) => command?.command === "dockerfileStages.buildUpToStage")?.command
      ?.title;
    if (text !== undefined && isWanted(text)) return;
    if (performance.now() > end) throw new Error(`The lens that builds says: ${text ?? "nothing"}`);
    await sleep(ASKED_EVERY_MS);
  }
}

/** The longest time in milliseconds that nothing else could run while something was done. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  // What it waits between two looks is no block.
  return delay.max / 1e6 - 1;
}
