/**
 * What builders have in their caches, as they last said: people clear a cache in a terminal or another program, and builders do it by
 * themselves. A forecast never waits for it: it takes what is known, and hears where that turned out to be less.
 */
import * as vscode from "vscode";
import type { BuildRequest } from "../engine/buildRequest";
import { askCacheRecords } from "../engine/cacheRecords";
import type { CacheListing } from "../history/askedBuild";

type Place = Pick<BuildRequest, "engine" | "builderName">;

export interface CacheListings {
  /** What is known of a builder; undefined where nothing is yet. It is asked anew where that is some seconds old. */
  known(place: Place): CacheListing | undefined;
  /** What it says now; undefined where it does not. */
  ask(place: Place): Promise<CacheListing | undefined>;
  /** A builder has lost something since it was last asked, or has been asked for the first time. */
  readonly onDidLose: vscode.Event<void>;
  dispose(): void;
}

/** Asking takes a process, and a cache is seldom cleared. */
const FRESH_MS = 10_000;
/** `docker builder prune`, `docker system prune`, `docker buildx prune` and their like. */
const CLEARS = /\bprune\b/;

interface Known {
  place: Place;
  listing: CacheListing | undefined;
  /** When it was last asked, in milliseconds of this machine's clock. */
  asked: number;
}

/** Nothing is asked yet. `ask` answers the records of a builder, `now` is this machine's clock. */
export function createCacheListings(ask = askCacheRecords, now: () => number = Date.now): CacheListings {
  const builders = new Map<string, Known>();
  const lost = new vscode.EventEmitter<void>();

  async function askNow(place: Place): Promise<CacheListing | undefined> {
    const key = keyOf(place);
    const at = now();
    const before = builders.get(key)?.listing;
    builders.set(key, { place, listing: before, asked: at });
    const records = await ask(place).catch(() => undefined);
    const listing = records && { at, records };
    const known = builders.get(key);
    // An answer that comes late is of an older cache.
    if (known === undefined || known.asked > at) return listing;
    known.listing = listing;
    if (listing !== undefined && (before === undefined || hasLost(before, listing))) lost.fire();
    return listing;
  }

  /** Asks those anew that somebody waits for. */
  function refresh(): void {
    for (const { place, asked } of [...builders.values()]) if (now() - asked >= FRESH_MS) void askNow(place);
  }

  const listeners = vscode.Disposable.from(
    lost,
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) refresh();
    }),
    commandEnds()?.(({ execution }) => {
      if (!CLEARS.test(execution.commandLine.value)) return;
      for (const { place } of [...builders.values()]) void askNow(place);
    }) ?? { dispose: () => undefined },
  );
  return {
    known(place) {
      const known = builders.get(keyOf(place));
      if (known === undefined || now() - known.asked >= FRESH_MS) void askNow(place);
      return known?.listing;
    },
    ask: askNow,
    onDidLose: lost.event,
    dispose: () => {
      listeners.dispose();
    },
  };
}

function keyOf({ engine: { program, dockerContext }, builderName }: Place): string {
  return JSON.stringify([program, dockerContext, builderName]);
}

function hasLost(before: CacheListing, now: CacheListing): boolean {
  const keys = new Set(now.records.map(({ created, description }) => `${created} ${description}`));
  return before.records.some(({ created, description }) => !keys.has(`${created} ${description}`));
}

/** A command in a terminal has ended: VS Code tells since 1.93. */
function commandEnds(): vscode.Event<{ execution: { commandLine: { value: string } } }> | undefined {
  return (
    vscode.window as {
      onDidEndTerminalShellExecution?: vscode.Event<{ execution: { commandLine: { value: string } } }>;
    }
  ).onDidEndTerminalShellExecution;
}
