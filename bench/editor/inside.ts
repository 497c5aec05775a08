/** Runs inside VS Code's extension host: clicks that build, in pairs with the bare command line. Leaves the figures in a file. */
import type { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { BUILD_TEXTS, dockerfileOf, FIRST_CLICKS, PAIRS, READS_MS, type BuildCase } from "../buildCases";
import { buildBare, timesSince, watchEngine, type BuildTimes, type WatchedBuild } from "../watchedEngine";
import type { EditorFigures, Pair, Phases } from "./figures";

const BUILD_COMMAND = "dockerfileStages.buildUpToStage";
const LENSES_WITHIN_MS = 60_000;

interface Click {
  times: BuildTimes;
  phases: Phases;
  command: string[];
}

/** Called by VS Code. */
export async function run(): Promise<void> {
  const file = process.env["DOCKERFILE_STAGES_BENCH"];
  if (file === undefined) throw new Error("Nobody waits for the figures.");
  const engines = builds();
  const figures: EditorFigures = { first: [], quick: [], slow: [], long: [] };
  const quick = await open("quick", 0);
  const { command } = await click(quick, 1, engines);
  for (let pair = 0; pair < PAIRS.quick; pair++) {
    figures.quick.push(await inTurns(pair, command, () => click(quick, 1, engines)));
  }
  for (let pair = 0; pair < FIRST_CLICKS; pair++) {
    // Another engine might have been meant: nothing that is known of this machine counts any more.
    await vscode.workspace
      .getConfiguration("dockerfileStages.build")
      .update("podmanPath", `no-podman-${pair}`, vscode.ConfigurationTarget.Global);
    const opened = await open("quick", pair + 1);
    await sleep(READS_MS);
    const clicked = await click(opened, 1, engines);
    figures.first.push({
      ours: clicked.times,
      bare: await buildBare(clicked.command),
      phases: clicked.phases,
    });
  }
  await vscode.workspace
    .getConfiguration("dockerfileStages.build")
    .update("noCache", "all", vscode.ConfigurationTarget.Global);
  for (const which of ["slow", "long"] as const) {
    const uri = await open(which, 0);
    const uncached = await click(uri, 0, engines);
    for (let pair = 0; pair < PAIRS[which]; pair++) {
      figures[which].push(await inTurns(pair, uncached.command, () => click(uri, 0, engines)));
    }
  }
  writeFileSync(file, JSON.stringify(figures));
}

async function inTurns(pair: number, command: string[], ours: () => Promise<Click>): Promise<Pair> {
  const before = pair % 2 === 0 ? await buildBare(command) : undefined;
  const { times, phases } = await ours();
  return { ours: times, phases, bare: before ?? (await buildBare(command)) };
}

/** Writes a Dockerfile, shows it and waits for its lenses. */
async function open(which: BuildCase, number: number): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("A folder must be open.");
  const uri = vscode.Uri.file(dockerfileOf(folder.uri.fsPath, which, number));
  mkdirSync(dirname(uri.fsPath), { recursive: true });
  writeFileSync(uri.fsPath, BUILD_TEXTS[which]);
  await vscode.window.showTextDocument(uri, { preview: false });
  const end = performance.now() + LENSES_WITHIN_MS;
  for (;;) {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
      100,
    );
    if (lenses.some(({ command }) => command?.command === BUILD_COMMAND)) return uri;
    if (performance.now() > end) throw new Error("There is no lens that builds.");
    await sleep(100);
  }
}

async function click(uri: vscode.Uri, stage: number, next: () => Promise<WatchedBuild>): Promise<Click> {
  let started = 0;
  const ended = new Promise<void>(resolve => {
    const end = vscode.tasks.onDidEndTaskProcess(() => {
      end.dispose();
      resolve();
    });
  });
  const start = vscode.tasks.onDidStartTask(() => {
    started = performance.now();
    start.dispose();
  });
  const built = next();
  const begun = performance.now();
  await vscode.commands.executeCommand(BUILD_COMMAND, { uri: uri.toString(), stage });
  const answered = performance.now();
  const watched = await built;
  await ended;
  const phases = {
    answered: answered - begun,
    taskStarted: started - begun,
    spawned: watched.spawned - begun,
    taskEnded: performance.now() - begun,
  };
  return { times: timesSince(begun, watched), phases, command: watched.command };
}

/** Answers a function that waits for the next engine which the extension, a neighbour in this process, starts to build. */
function builds(): () => Promise<WatchedBuild> {
  let take: ((child: ChildProcess) => void) | undefined;
  subscribe("child_process", message => {
    const { process: child } = message as { process: ChildProcess };
    // Its arguments are there when the one who starts it has returned, before it prints anything.
    queueMicrotask(() => {
      if (child.spawnargs.includes("build")) take?.(child);
    });
  });
  return () =>
    new Promise((resolve, reject) => {
      take = child => {
        take = undefined;
        watchEngine(child).then(resolve, reject);
      };
    });
}
