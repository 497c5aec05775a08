// Every bundle of the extension: the client and the server, each for Node (desktop, remote) and for a web worker.
// `node esbuild.mjs [--watch] [--dev] [--out FOLDER]`; --dev keeps names and adds source maps. The same sources make the same bytes.
import { rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, context } from "esbuild";
import { commonjsChunks } from "./scripts/chunks.mjs";
import { hclParser } from "./scripts/hclParser.mjs";
import { licensesOf } from "./scripts/licenses.mjs";

const { watch, out, ...chosen } = parseArgs({
  options: {
    watch: { type: "boolean", default: false },
    dev: { type: "boolean", default: false },
    out: { type: "string", default: "dist" },
  },
}).values;
const dev = watch || chosen.dev;

const shared = {
  bundle: true,
  target: "es2022",
  minify: !dev,
  sourcemap: dev,
  logLevel: "warning",
  metafile: true,
};

const serverChunks = commonjsChunks(dev);
/** One copy of what several packages bring each their own of. */
const oneCopy = Object.fromEntries(
  ["vscode-languageserver-types", "vscode-languageserver-textdocument"].map(name => [
    name,
    fileURLToPath(import.meta.resolve(name)),
  ]),
);

const bundles = [
  {
    ...shared,
    entryPoints: ["client/src/extension.ts"],
    outfile: `${out}/client/node.js`,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
  },
  {
    ...shared,
    entryPoints: ["client/src/history/worker.ts"],
    outfile: `${out}/client/historyWorker.js`,
    platform: "node",
    format: "cjs",
  },
  {
    ...shared,
    // Beside the client, which starts it as a thread with the first layer that needs it.
    entryPoints: ["client/src/inside/layers/zstdThread.mjs"],
    outfile: `${out}/client/zstdThread.mjs`,
    platform: "node",
    format: "esm",
  },
  {
    ...shared,
    entryPoints: ["client/src/headless/engineBuild.ts"],
    outfile: `${out}/server/engineBuild.js`,
    platform: "node",
    format: "cjs",
    alias: { "@vscode/l10n": "@vscode/l10n/dist/browser.js" },
  },
  {
    ...shared,
    entryPoints: ["client/src/engine/terminalProgram.ts"],
    outdir: `${out}/client`,
    platform: "node",
    format: "cjs",
  },
  {
    ...shared,
    entryPoints: ["client/src/extension.web.ts"],
    outfile: `${out}/client/web.js`,
    platform: "browser",
    format: "cjs",
    external: ["vscode"],
  },
  {
    ...shared,
    entryPoints: { graph: "client/src/pages/graph/page.ts" },
    outdir: `${out}/pages`,
    platform: "browser",
    format: "iife",
  },
  {
    ...shared,
    ...serverChunks,
    plugins: [hclParser, ...serverChunks.plugins],
    entryPoints: ["server/src/node.ts", "server/src/cli.ts", "server/src/cliThread.ts"],
    outdir: `${out}/server`,
    platform: "node",
    // The same without reading texts from files, which VS Code has done: it loads nothing of Node.
    alias: {
      ...oneCopy,
      "@vscode/l10n": "@vscode/l10n/dist/browser.js",
      // The one for Node loads its parts in a way that no bundler sees.
      "jsonc-parser": "jsonc-parser/lib/esm/main.js",
    },
  },
  {
    ...shared,
    plugins: [hclParser],
    alias: oneCopy,
    entryPoints: ["server/src/worker.ts"],
    outfile: `${out}/server/worker.js`,
    inject: ["server/src/transport/workerBuffer.ts"],
    platform: "browser",
    format: "iife",
  },
];

/** Whether a bundle is written to the folder of the server, and for Node. */
function isServerForNode({ platform, outdir, outfile }) {
  return platform === "node" && (outdir ?? dirname(outfile)) === `${out}/server`;
}

// Names of chunks hold a hash: those of an older build would stay beside the new ones.
await rm(out, { recursive: true, force: true });
if (watch) {
  for (const options of bundles) await (await context(options)).watch();
  console.log("[watch] build finished");
} else {
  const built = await Promise.all(bundles.map(options => build(options)));
  const metafiles = built.map(({ metafile }) => metafile);
  await writeFile(`${out}/LICENSES.txt`, licensesOf(metafiles));
  // The package of npm has the programs for Node alone.
  const ofServer = metafiles.filter((_, index) => isServerForNode(bundles[index]));
  await writeFile(`${out}/server/LICENSES.txt`, licensesOf(ofServer));
}
