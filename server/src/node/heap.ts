/** How the engine collects what is no longer used: a server that runs beside an editor all day should be small. */
import { setFlagsFromString } from "node:v8";

const V8 = Number.parseInt(process.versions.v8, 10);
/** The last engine whose flags are known (Node.js 26): it complains on standard error of a flag that it does not know. */
const LAST_KNOWN_V8 = 14;

/** Nobody writes so many characters. */
const LARGE = 1_000_000;

/**
 * An edit of a large file makes a new text and new lists, and little else: the engine, which collects by how much work is done, would
 * let many of them pile up. The space for what is new does not grow either: next to nothing of it is in use when it is collected, so
 * more often is no slower.
 */
export function keepHeapSmall(): void {
  setFlags("--optimize-for-size", "--semi-space-growth-factor=1");
}

/**
 * Of a text of a megabyte nearly all that is made of it stays, and is copied again and again where little room is left: two thirds of
 * the time to its diagnostics were spent on that. So there is room from such a text on, up to the next one that people write.
 */
export function makeRoomFor(length: number): void {
  if (length < LARGE) {
    keepHeapSmall();
    return;
  }
  setFlags("--no-optimize-for-size", "--semi-space-growth-factor=2");
}

/**
 * Most functions of a short run are called too seldom to be worth what the engine's optimizing compiler costs: of the 759 files of the
 * bench that was a third of the work, done beside it on the processor of the next thread. It waits until a function is really hot; and
 * what is new has room, since a run ends before most of it need be collected.
 */
export function runShortly(): void {
  // Node.js 20 counts what has run, later ones how often it was called.
  setFlags(V8 < 12 ? "--interrupt-budget=1000000" : "--invocation-count-for-turbofan=60000");
  setFlags("--min-semi-space-size=16");
}

function setFlags(...flags: readonly string[]): void {
  if (V8 <= LAST_KNOWN_V8) for (const flag of flags) setFlagsFromString(flag);
}
