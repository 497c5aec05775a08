/** Reads uses in tests: of files given as texts, or of a folder. */
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createHclReader } from "../../server/src/around/bake/hcl";
import type { ReadHcl } from "../../server/src/around/bake/hcl";
import type { Files } from "../../server/src/around/files";
import { readUsesIn } from "../../server/src/around/readUsesIn";
import type { NamedFile, Reading, Use, Value } from "../../server/src/around/use";

const MODULES = join(__dirname, "..", "..", "node_modules");
let reader: Promise<ReadHcl> | null = null;

/** The reader of HCL, made once. */
export function hclReader(): Promise<ReadHcl> {
  return (reader ??= createHclReader(
    readFileSync(join(MODULES, "web-tree-sitter", "web-tree-sitter.wasm")),
    readFileSync(join(MODULES, "@tree-sitter-grammars", "tree-sitter-hcl", "tree-sitter-hcl.wasm")),
  ));
}

/** The folder of the workspace in tests with texts. */
export const ROOT = "/w";

/** Files given as texts, by their path from the workspace. */
export function textFiles(texts: Readonly<Record<string, string>>): Files {
  const all = new Map(Object.entries(texts).map(([path, text]) => [`${ROOT}/${path}`, text]));
  return { text: path => all.get(path) ?? null, has: path => all.has(path), root: () => ROOT };
}

/** The files of a folder. */
export function folderFiles(root: string): Files {
  const isFile = (path: string) => path.startsWith(root) && existsSync(path) && statSync(path).isFile();
  return { text: path => (isFile(path) ? readFileSync(path, "utf8") : null), has: isFile, root: () => root };
}

/** All files below a folder, by their path from there. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** What a file says. */
export async function readFile(path: string, files: Files, named?: NamedFile): Promise<Reading> {
  return readUsesIn(path, files, await hclReader(), named);
}

/** What a value comes to; in brackets where it is open. */
export function shown({ text, isOpen }: Value): string {
  return isOpen ? `<${text}>` : text;
}

/** A use in one line: its name, the Dockerfile, and everything else that it says. */
export function factsOf(use: Use): string {
  const { dockerfile, context, target } = use;
  const relative = (path: string) => path.replace(`${ROOT}/`, "").replace(ROOT, ".");
  const facts = [
    use.name,
    dockerfile.isInline ? "inline" : dockerfile.path === null ? shown(dockerfile) : relative(dockerfile.path),
  ];
  if (context) facts.push(`in ${context.folder === null ? shown(context) : relative(context.folder)}`);
  if (target && target.text !== "") facts.push(`target ${shown(target)}`);
  const named = [...use.contexts].map(
    ([name, { value }]) => `${name}=${value.folder === null ? shown(value) : relative(value.folder)}`,
  );
  const args = [...use.args].map(([name, { value }]) => (value ? `${name}=${shown(value)}` : name));
  const add = (what: string, values: readonly string[]) => {
    if (values.length > 0) facts.push(`${what} ${values.join(" ")}`);
  };
  add("contexts", named);
  add("args", args);
  add("platforms", use.platforms.map(shown));
  add("secrets", use.secrets.map(shown));
  add("ssh", use.ssh.map(shown));
  add("tags", use.tags.map(shown));
  add("groups", use.project?.groups ?? []);
  add("no-cache", use.noCacheFilters.map(shown));
  if (use.isPartial) facts.push("partial");
  return facts.join(", ");
}
