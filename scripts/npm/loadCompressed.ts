/** Beside the scripts of the package of npm, as one of them: runs those that are compressed. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { brotliDecompressSync } from "node:zlib";

interface Script {
  exports: unknown;
}
type Run = (
  exports: unknown,
  require: NodeJS.Require,
  module: Script,
  __filename: string,
  __dirname: string,
) => void;

const PARAMETERS = ["exports", "require", "module", "__filename", "__dirname"];
const loaded = new Map<string, Script>();

/** Runs a script of this folder as `require` would, once, and answers what it exports. Throws where it is missing or throws itself. */
export function loadCompressed(name: string): unknown {
  const known = loaded.get(name);
  if (known) return known.exports;
  const filename = join(__dirname, name);
  const text = brotliDecompressSync(readFileSync(`${filename}.br`)).toString();
  const run = compileFunction(text, PARAMETERS, { filename }) as Run;
  const script: Script = { exports: {} };
  loaded.set(name, script);
  try {
    run(script.exports, createRequire(filename), script, filename, __dirname);
  } catch (error) {
    // Whoever asks again may have more luck, as with `require`.
    loaded.delete(name);
    throw error;
  }
  return script.exports;
}
