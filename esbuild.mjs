// Every bundle of the extension: the client and the server, each for Node (desktop, remote) and for a web worker.
// `node esbuild.mjs [--watch] [--dev]`; --dev keeps names and adds source maps.
import { readFile, writeFile } from "node:fs/promises";
import { build, context } from "esbuild";
import { minify } from "terser";
import { lean, noParser } from "./scripts/lean.mjs";

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

/** Without what a server never uses, and with a second pass over what esbuild has made small: that takes another 3 % off. */
async function buildLean(options) {
  await build({ ...options, plugins: await lean(options) });
  const { code } = await minify(await readFile(options.outfile, "utf8"), {
    ecma: 2020,
    toplevel: true,
    format: { comments: false },
  });
  await writeFile(options.outfile, `${code}\n`);
}

const clients = [
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
];

const servers = [
  {
    ...shared,
    entryPoints: ["server/src/node.ts"],
    outfile: "dist/server/node.js",
    platform: "node",
    banner: { js: "#!/usr/bin/env node" },
  },
  {
    ...shared,
    entryPoints: ["server/src/convert/bundle.ts"],
    outfile: "dist/server/convert.js",
    platform: "node",
    plugins: [noParser],
    // It speaks the language of the server that loads it.
    alias: { "@vscode/l10n": "./server/src/convert/givenTexts.ts" },
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
  for (const options of [...clients, ...servers]) await (await context(options)).watch();
  console.log("[watch] build finished");
} else {
  await Promise.all(clients.map(options => build(options)));
  await Promise.all(servers.map(dev ? options => build(options) : buildLean));
}
