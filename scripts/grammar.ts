/** `npm run grammar`: writes the grammars of `syntaxes/` from the rules of `scripts/grammar`. A test fails while they differ. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { FLAGS } from "./grammar/flags";
import { HEREDOCS } from "./grammar/heredocs";
import { INSTRUCTION_RULES } from "./grammar/instructions";
import { INLINE, INLINE_HOSTS } from "./grammar/inline";
import { embeddedLanguages } from "./grammar/languages";
import { AT_FILE, BACKTICK, continuation, DIRECTIVE_RULES } from "./grammar/lines";
import { use } from "./grammar/rule";
import { WORDS } from "./grammar/words";

const ROOT = join(__dirname, "..");
const HOST = "source.dockerfile";

/** The grammars by the ends of their names. */
const GRAMMARS: Readonly<Record<string, object>> = {
  injection: {
    name: "Dockerfile stages",
    injectionSelector: AT_FILE,
    patterns: [use("directives"), use("check-above"), use("comment"), use("instruction")],
    repository: { ...DIRECTIVE_RULES, ...INSTRUCTION_RULES, ...FLAGS, ...HEREDOCS, ...WORDS },
  },
  backslash: { name: "Dockerfile lines", ...continuation("\\\\", { outside: `-${BACKTICK}` }) },
  backtick: { name: "Dockerfile lines with a backtick", ...continuation("`", { inside: BACKTICK }) },
  inline: { name: "Dockerfiles inside of other files", ...INLINE },
};

/** Where they are injected, if not into Dockerfiles alone. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  backslash: [HOST, ...INLINE_HOSTS],
  inline: INLINE_HOSTS,
};

/** The files of the grammars, by their paths from the root of the project, with their texts. */
export async function grammarFiles(): Promise<Map<string, string>> {
  const files = Object.entries(GRAMMARS).map(async ([end, grammar]): Promise<[string, string]> => {
    const text = JSON.stringify({ scopeName: `${HOST}.stages.${end}`, ...grammar });
    return [grammarPath(end), await format(text, { parser: "json", printWidth: 110 })];
  });
  return new Map(await Promise.all(files));
}

function grammarPath(end: string): string {
  return `syntaxes/dockerfile-stages.${end}.tmLanguage.json`;
}

interface Manifest {
  contributes: { grammars: unknown };
}

/** The text of a manifest with the grammars as they are. */
export function withGrammars(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  manifest.contributes.grammars = Object.keys(GRAMMARS).map(end => ({
    scopeName: `${HOST}.stages.${end}`,
    path: `./${grammarPath(end)}`,
    injectTo: HOSTS[end] ?? [HOST],
    ...(end === "injection" ? { embeddedLanguages: embeddedLanguages() } : {}),
    ...(end === "inline"
      ? { embeddedLanguages: { "meta.embedded.block.dockerfile": "dockerfile", ...embeddedLanguages() } }
      : {}),
  }));
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

async function main(): Promise<void> {
  const manifest = join(ROOT, "package.json");
  writeFileSync(manifest, withGrammars(readFileSync(manifest, "utf8")));
  for (const [path, text] of await grammarFiles()) writeFileSync(join(ROOT, path), text);
}

if (require.main === module) void main();
