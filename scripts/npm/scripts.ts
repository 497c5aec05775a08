/**
 * The scripts of the package of npm. Those that a check and the start of a server run at once are as they were built; all others are
 * compressed (`loadCompressed.ts` runs them), because they are two thirds of the package and most runs need few of them.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { buildSync } from "esbuild";

/** What a process or a thread begins with, what `dockerfile-stages check` loads next, and a bundle that is loaded by its path. */
const BEGINS = /^(?:node|cli|cliThread|check-\w{8}|engineBuild)\.js$/;
/** Not for Node. */
const FOR_BROWSERS = "worker.js";
/** How a script of ours loads one beside it, and what is before it where that is only when it is wanted (`import("…")`). */
const LOADS = /(\.then\(\(\)=>[\w$]*\(?)?\brequire\("\.\/([\w-]+\.js)"\)/g;

/** Writes the scripts of the folder `from`, which is built, to the folder `to`. */
export function writeScripts(from: string, to: string): void {
  const names = readdirSync(from).filter(name => name.endsWith(".js") && name !== FOR_BROWSERS);
  const texts = new Map(names.map(name => [name, readFileSync(join(from, name), "utf8")]));
  const plain = loadedAtOnce(texts);
  for (const [name, text] of texts) {
    const written = text.replace(LOADS, (load, before: string | undefined, wanted: string) =>
      plain.has(wanted) ? load : `${before ?? ""}require("./loadCompressed.js").loadCompressed("${wanted}")`,
    );
    if (plain.has(name)) writeFileSync(join(to, name), written);
    else writeFileSync(join(to, `${name}.br`), brotliCompressSync(written));
  }
  buildSync({
    entryPoints: [join(__dirname, "loadCompressed.ts")],
    outfile: join(to, "loadCompressed.js"),
    minify: true,
    platform: "node",
    format: "cjs",
    target: "es2022",
  });
}

/** The scripts that a process begins with, and those that they load before anything runs. */
function loadedAtOnce(texts: ReadonlyMap<string, string>): Set<string> {
  const found = new Set([...texts.keys()].filter(name => BEGINS.test(name)));
  // A set hands out what is added to it while it is gone through.
  for (const name of found)
    for (const [, wantedLater, wanted = ""] of (texts.get(name) ?? "").matchAll(LOADS))
      if (wantedLater === undefined) found.add(wanted);
  return found;
}
