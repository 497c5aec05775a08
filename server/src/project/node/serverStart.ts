/** What starts a program of Node.js: a file, or a script of package.json. */
import { firstOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import type { NodeFacts } from "./facts";
import * as sanitize from "../../shared/sanitize";

export interface Start {
  /** The words of the command. */
  readonly words: readonly string[];
  /** The file of the project that it begins with, from its folder; null where that is not known. */
  readonly entry: string | null;
}

/** The script that production is started with; null where there is none. */
export function startScript({ scripts }: NodeFacts): string | null {
  return scripts.get("start:prod") ?? scripts.get("start") ?? null;
}

/**
 * What starts the program: the script, the file that its framework makes (`made`, from the folder of the project), or a file
 * that is there; null where there is none of them. What is not plain words in a script is left to npm.
 */
export function startOf(folder: ProjectFolder, facts: NodeFacts, made: string | undefined): Start | null {
  const script = startScript(facts);
  const words = sanitize.plainWords(script?.replace(/^(?:cross-env )?(?:NODE_ENV=\w+ )*(?=node )/, ""));
  const file = words?.[0] === "node" ? words.slice(1).find(word => !word.startsWith("-")) : undefined;
  const entry = sanitize.path(file);
  if (words && entry !== null) {
    const cleaned = words.map(word => (word === file ? withExtension(folder, entry) : word));
    return { words: cleaned, entry: withExtension(folder, entry) };
  }
  if (made !== undefined) return { words: ["node", made], entry: made };
  // Whatever else the script does, npm does it, too, whichever manager has installed the packages.
  const name = facts.scripts.has("start:prod") ? ["run", "start:prod"] : ["start"];
  if (script !== null) return { words: ["npm", ...name], entry: null };
  const found =
    facts.main !== null && /\.[cm]?js$/.test(facts.main)
      ? facts.main
      : firstOf(folder, [
          "server.js",
          "index.js",
          "app.js",
          "main.js",
          "src/server.js",
          "src/index.js",
          "src/app.js",
        ]);
  return found === null ? null : { words: ["node", found], entry: found };
}

/** `node dist/main` starts dist/main.js. */
function withExtension(folder: ProjectFolder, entry: string): string {
  if (/\.[cm]?[jt]s$/.test(entry) || folder.files.has(entry)) return entry;
  return folder.files.has(`${entry}/index.js`) ? `${entry}/index.js` : `${entry}.js`;
}
