// What the server's libraries carry and it never uses, left out of its bundles. Each plugin of esbuild here stands for one library.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { build } from "esbuild";

/**
 * dockerfile-ast is given FROM lines alone (server/src/dockerfile/instruction.ts): the classes of other instructions become
 * empty ones of their names.
 */
const onlyFrom = {
  name: "only-from",
  setup({ onLoad }) {
    const others =
      /dockerfile-ast[\\/]lib[\\/](?:instructions[\\/]\w+|property|propertyInstruction|jsonInstruction|jsonArgument)\.js$/;
    onLoad({ filter: others }, ({ path }) => {
      const file = basename(path, ".js");
      if (file === "from") return undefined;
      return { contents: `exports.${file[0].toUpperCase()}${file.slice(1)} = class {};` };
    });
  },
};

/** What is given a model that another bundle has read needs no parser: nothing of it is kept, if nobody calls it. */
export const noParser = {
  name: "no-parser",
  setup({ onResolve, resolve }) {
    onResolve(
      { filter: /^dockerfile-ast$/ },
      async ({ path, pluginData, importer, kind, resolveDir, namespace }) => {
        if (pluginData === noParser) return undefined;
        const found = await resolve(path, { importer, kind, resolveDir, namespace, pluginData: noParser });
        return { ...found, sideEffects: false };
      },
    );
  },
};

/** vscode-languageserver also knows notebooks, and finds modules of Node.js for a client: neither is asked of this server. */
const noNotebooks = {
  name: "no-notebooks",
  setup({ onLoad }) {
    onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]common[\\/]notebook\.js$/ }, () => ({
      contents: "exports.NotebookSyncFeature = Base => Base;",
    }));
    onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/ }, () => ({ contents: "" }));
  },
};

const TYPES = /vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/;
const NAMESPACE = /^export var (\w+);\n[^]*?^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gm;

/**
 * vscode-languageserver-types is a list of namespaces, of which a bundler can leave out none: it cannot know that they do
 * nothing when they are made. Those that no other file of the bundle names, nor one that is named, are left out here.
 */
function usedTypes(namedElsewhere) {
  return {
    name: "used-types",
    setup({ onLoad }) {
      onLoad({ filter: TYPES }, async ({ path }) => {
        const text = await readFile(path, "utf8");
        const bodies = new Map([...text.matchAll(NAMESPACE)].map(([body, name]) => [name, body]));
        const kept = new Set();
        const keep = name => {
          if (kept.has(name) || !bodies.has(name)) return;
          kept.add(name);
          for (const [other] of bodies.get(name).matchAll(/\b[A-Za-z]\w*(?=\.)/g)) keep(other);
        };
        namedElsewhere.forEach(keep);
        return { contents: text.replace(NAMESPACE, (body, name) => (kept.has(name) ? body : "")) };
      });
    },
  };
}

/** The words of a text that may mean a namespace: members of what a module requires, and imported names. */
function namesIn(text) {
  const members = [...text.matchAll(/\b\w+_\d+\.(\w+)/g)].map(([, name]) => name);
  const imported = [...text.matchAll(/^import \{([^}]*)\}/gm)].flatMap(
    ([, list]) => list.match(/\w+/g) ?? [],
  );
  return new Set([...members, ...imported]);
}

/** The plugins for a bundle with these esbuild options: they are built once without, to see which files it has. */
export async function lean(options) {
  const plugins = [...(options.plugins ?? []), onlyFrom, noNotebooks];
  const { metafile } = await build({ ...options, plugins, write: false, metafile: true });
  const names = new Set();
  for (const file of Object.keys(metafile.inputs)) {
    if (TYPES.test(file) || file.startsWith("(disabled):")) continue;
    for (const name of namesIn(await readFile(file, "utf8"))) names.add(name);
  }
  return [...plugins, usedTypes(names)];
}
