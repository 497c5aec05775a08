// The parser of HCL in bundles: its WebAssembly is put into the bundle, and nothing is looked for beside the program. For Node it is
// compressed there, because it would be a quarter of the package.
import { createRequire } from "node:module";
import { join, dirname } from "node:path";
import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";

const require = createRequire(import.meta.url);
/** The library as CommonJS: as an ES module it asks for its own address, which a bundle has none of. */
const LIBRARY = require.resolve("web-tree-sitter");

/** A plugin of esbuild. */
export const hclParser = {
  name: "hcl-parser",
  setup({ initialOptions, onResolve, onLoad }) {
    const isForNode = initialOptions.platform === "node";
    onResolve({ filter: /^web-tree-sitter$/ }, () => ({ path: LIBRARY }));
    onResolve({ filter: /\.wasm$/ }, ({ path }) => ({
      path: path.startsWith("web-tree-sitter/")
        ? join(dirname(LIBRARY), "web-tree-sitter.wasm")
        : join(
            dirname(require.resolve(`${dirname(path)}/package.json`)),
            path.slice(dirname(path).length + 1),
          ),
    }));
    onLoad({ filter: /\.wasm$/ }, async ({ path }) => {
      const contents = await readFile(path);
      if (!isForNode) return { contents, loader: "binary" };
      const compressed = brotliCompressSync(contents).toString("base64");
      return {
        contents: `import { brotliDecompressSync } from "node:zlib";
          export default brotliDecompressSync(Buffer.from("${compressed}", "base64"));`,
        loader: "js",
        resolveDir: dirname(path),
      };
    });
  },
};
