// What a program for Node loads only when it is wanted, as files of their own.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { transform } from "esbuild";

/**
 * Options for esbuild that make a chunk of whatever is named in an `import("…")`, and of what several chunks share: so every
 * module is there once, with its state. esbuild splits ES modules alone, and Node is quicker with CommonJS, which VS Code
 * loads, too: each chunk is turned into that when it is written.
 */
export function commonjsChunks(dev) {
  return {
    format: "esm",
    splitting: true,
    chunkNames: "[name]-[hash]",
    write: false,
    plugins: [
      {
        name: "commonjs-chunks",
        setup({ onEnd }) {
          onEnd(async ({ outputFiles = [] }) => {
            for (const { path, text } of outputFiles.filter(({ path }) => path.endsWith(".js"))) {
              const { code } = await transform(text, {
                format: "cjs",
                target: "es2022",
                platform: "node",
                // Else it stays as it is, and Node starts its loader of ES modules for it.
                supported: { "dynamic-import": false },
                minify: !dev,
                ...(dev ? { sourcemap: "inline", sourcefile: path } : {}),
              });
              await mkdir(dirname(path), { recursive: true });
              await writeFile(path, code);
            }
          });
        },
      },
    ],
  };
}
