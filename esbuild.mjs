// Every bundle of the extension: the client and the server, each for Node (desktop, remote) and for a web worker.
// `node esbuild.mjs [--watch] [--dev]`; --dev keeps names and adds source maps.
import { build, context } from "esbuild";

const watch = process.argv.includes("--watch");
const dev = watch || process.argv.includes("--dev");

const shared = {
  bundle: true,
  format: "cjs",
  target: "es2022",
  minify: !dev,
  sourcemap: dev,
  logLevel: "warning",
};

const bundles = [
  {
    ...shared,
    entryPoints: ["client/src/extension.ts"],
    outfile: "dist/client/node.js",
    platform: "node",
    external: ["vscode"],
  },
  {
    ...shared,
    entryPoints: ["client/src/extension.web.ts"],
    outfile: "dist/client/web.js",
    platform: "browser",
    external: ["vscode"],
  },
  {
    ...shared,
    entryPoints: ["server/src/node.ts"],
    outfile: "dist/server/node.js",
    platform: "node",
    banner: { js: "#!/usr/bin/env node" },
  },
  {
    ...shared,
    entryPoints: ["server/src/worker.ts"],
    outfile: "dist/server/worker.js",
    inject: ["server/src/workerBuffer.ts"],
    platform: "browser",
    format: "iife",
  },
];

if (watch) {
  for (const options of bundles) await (await context(options)).watch();
  console.log("[watch] build finished");
} else {
  await Promise.all(bundles.map(options => build(options)));
}
