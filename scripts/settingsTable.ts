// tsx scripts/settingsTable.ts (npm run settings): writes the table of the settings in README.md from the manifest.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "./markdownTable";

const ROOT = join(__dirname, "..");
const RULES = "dockerfileStages.rules.";

interface Manifest {
  contributes: {
    configuration: { properties: Record<string, { default: unknown; markdownDescription: string }> }[];
  };
}

/** The table: each setting with its default and the first sentence of its description; the rules are one row. */
export function settingsTable(manifest: string, texts: string): string {
  const { contributes } = JSON.parse(manifest) as Manifest;
  const known = JSON.parse(texts) as Record<string, string>;
  const rows = contributes.configuration
    .flatMap(({ properties }) => Object.entries(properties))
    .filter(([name]) => !name.startsWith(RULES))
    .map(([name, { default: value, markdownDescription }]) => [
      `\`${name}\``,
      `\`${JSON.stringify(value)}\``,
      firstSentence(known[markdownDescription.slice(1, -1)] ?? markdownDescription),
    ]);
  const rules = [
    `\`${RULES}<Rule>\``,
    '`"default"`',
    "The severity of a rule: `default`, `off`, `hint`, `information`, `warning` or `error`.",
  ];
  return markdownTable([["Setting", "Default", "Description"], ...rows, rules]);
}

/** The page with its table of settings written anew: the one that has this heading. */
export function withSettingsTable(page: string, table: string): string {
  return page.replace(/^\| Setting .*(?:\n\|.*)*/m, () => table);
}

/** Up to the first full stop that ends one, outside of code. */
function firstSentence(text: string): string {
  const [sentence = text] = /^(?:`[^`]*`|[^`])*?\.(?= [A-Z`]|$)/.exec(text) ?? [];
  return sentence.replaceAll("|", "\\|");
}

if (require.main === module) {
  const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
  const table = settingsTable(read("package.json"), read("package.nls.json"));
  writeFileSync(join(ROOT, "README.md"), withSettingsTable(read("README.md"), table));
}
