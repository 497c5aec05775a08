// Which folder may import from which, as a rule of eslint: what layerOrder.mjs says.
import { dirname, join, relative } from "node:path/posix";
import { LAYERS, MAY_READ, READERS, SERVER, SHARED, TAKES_ANALYSIS } from "./layerOrder.mjs";

const ROOT = join(dirname(new URL(import.meta.url).pathname), "..");

/** Modules that nobody imports; they load the server when `initialize` is answered. */
const ENTRIES = new Set(["node", "worker", "cli", "cliThread"].map(entry => `${SERVER}/${entry}`));
/** What starts the server is all that knows it. */
const STARTS = new Set([...ENTRIES, `${SERVER}/serveClient`]);

const isIn = (folder, module) => module === folder || module.startsWith(`${folder}/`);

/** The message against an import of `source` in `file` (a module path from the root), or null. */
function fault(file, source) {
  const at = LAYERS.find(({ folder }) => isIn(folder, file));
  if (!at) return null;
  if (!source.startsWith(".")) {
    const isAllowed = file === `${SERVER}/dockerfile/instruction`;
    return !isAllowed && at.packages.some(pattern => pattern.test(source)) ? at.message : null;
  }
  const module = join(dirname(file), source);
  if (isIn(SHARED, module)) return null;
  if (ENTRIES.has(module)) return "Nobody imports an entry.";
  if (module === `${SERVER}/server` && !STARTS.has(file)) return "Only what starts the server imports it.";
  const allowed = at.may === null ? [SERVER] : [at.folder, ...at.may];
  return allowed.some(folder => isIn(folder, module)) ? null : at.message;
}

/** The message against a name that is imported in `file`, or null. */
function readerFault(file, name) {
  if (name === "StageModel" && TAKES_ANALYSIS.some(folder => isIn(folder, file)))
    return "Take the Analysis: the model is a part of it.";
  if (!file.startsWith(`${SERVER}/`) || MAY_READ.some(folder => isIn(folder, file))) return null;
  return READERS.has(name) ? `${name} reads what the analysis holds already: ask stages/analysis.` : null;
}

export const layers = {
  rules: {
    order: {
      meta: { type: "problem", schema: [] },
      create(context) {
        const file = relative(ROOT, context.filename.replaceAll("\\", "/")).replace(/\.ts$/, "");
        const check = node => {
          const message = node.source && fault(file, node.source.value);
          if (message) context.report({ node: node.source, message });
          for (const specifier of node.specifiers ?? []) {
            const reader = readerFault(file, (specifier.imported ?? specifier.local)?.name);
            if (reader) context.report({ node: specifier, message: reader });
          }
        };
        return { ImportDeclaration: check, ExportAllDeclaration: check, ExportNamedDeclaration: check };
      },
    },
  },
};
