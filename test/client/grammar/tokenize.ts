/** Our grammars as VS Code loads them: injected into `source.dockerfile`, beside the grammars of other languages. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from "vscode-textmate";
import { builtInExtensions } from "../../../scripts/vscode/install";

const ROOT = join(__dirname, "../../..");
const HOST = "source.dockerfile";

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

/** The grammars that a manifest contributes, by scope, with the files that they stand in. */
function contributions(folder: string): (Contribution & { file: string })[] {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    contributes?: { grammars?: Contribution[] };
  };
  return (manifest.contributes?.grammars ?? []).map(given => ({ ...given, file: join(folder, given.path) }));
}

const OURS = contributions(ROOT);

/**
 * Stands for VS Code's own grammar and those of other languages: a quote opens what nothing closes, in the worst case that
 * a heredoc and an instruction have to end against.
 */
function standIn(scopeName: string): string {
  const open = { begin: "['\"]", end: "(?!)", name: "string.quoted.left-open" };
  return JSON.stringify({ scopeName, patterns: [{ match: "#.*$", name: "comment.line" }, open] });
}

/** The grammar with stand-ins for all that is not ours. */
export function withStandIns(host = HOST): Promise<IGrammar> {
  return load(new Map(), host);
}

/**
 * The grammar among those of the VS Code that is installed here, or null where none is. `onLoad` hears of the scope of each grammar that
 * is loaded with it.
 */
export async function withBuiltIns(
  host = HOST,
  onLoad: (scope: string) => void = () => undefined,
): Promise<IGrammar | null> {
  const folder = builtInExtensions();
  if (folder === null) return null;
  const extensions = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory());
  const files = extensions
    .map(({ name }) => join(folder, name))
    .filter(extension => readdirSync(extension).includes("package.json"))
    .flatMap(contributions)
    .map(({ scopeName, file }): [string, string] => [scopeName, file]);
  return load(new Map(files), host, onLoad);
}

/** The engine of the patterns, which is loaded once. */
const onigLib = loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"))).then(() => ({
  createOnigScanner,
  createOnigString,
}));

async function load(
  others: ReadonlyMap<string, string>,
  host: string,
  onLoad: (scope: string) => void = () => undefined,
): Promise<IGrammar> {
  const ours = new Map(OURS.map(({ scopeName, file }) => [scopeName, file]));
  const registry = new Registry({
    onigLib,
    loadGrammar: scope => {
      const file = ours.get(scope) ?? others.get(scope);
      if (file === undefined && others.size > 0) return Promise.resolve(null);
      onLoad(scope);
      const text = file === undefined ? standIn(scope) : readFileSync(file, "utf8");
      // What is no JSON is a property list.
      return Promise.resolve(parseRawGrammar(text, text.startsWith("<") ? "grammar.plist" : "grammar.json"));
    },
    getInjections: scope =>
      OURS.filter(({ injectTo }) => injectTo?.includes(scope)).map(({ scopeName }) => scopeName),
  });
  const grammar = await registry.loadGrammar(host);
  if (!grammar) throw new Error(`${host} could not be loaded`);
  return grammar;
}

/** A token of a document: offsets in the text, and its scopes from the outermost on. */
export interface ScopedToken {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** A line of a document with its tokens; a blank line has one that is empty. */
export interface TokenLine {
  /** Its offsets in the text, without the line end. */
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly ScopedToken[];
}

/** The tokens of a text, line by line. */
export function tokenLines(grammar: IGrammar, text: string): TokenLine[] {
  let stack = INITIAL;
  let start = 0;
  return text.split("\n").map(whole => {
    const line = whole.replace(/\r$/, "");
    const from = start;
    start += whole.length + 1;
    const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine(line, stack);
    if (stoppedEarly) throw new Error(`a line of ${line.length} characters took too long`);
    stack = ruleStack;
    return {
      start: from,
      end: from + line.length,
      tokens: tokens.map(({ startIndex, endIndex, scopes }) => ({
        start: from + startIndex,
        end: from + Math.min(endIndex, line.length),
        scopes,
      })),
    };
  });
}
