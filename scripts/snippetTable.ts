// tsx scripts/snippetTable.ts (npm run snippets): writes the tables of docs/snippets.md from the files of snippets/.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "./markdownTable";

const ROOT = join(__dirname, "..");

/** The table of a file of snippets: the name of each and what it is. */
export function snippetTable(json: string): string {
  const snippets = Object.entries(JSON.parse(json) as Record<string, { description: string }>);
  return markdownTable([
    ["Snippet", ""],
    ...snippets.map(([name, { description }]) => [`\`${name}\``, description]),
  ]);
}

/** The page with its tables written anew: the first is that of the whole files, the second that of the parts. */
export function withSnippetTables(page: string, files: string, parts: string): string {
  const tables = [files, parts].map(snippetTable);
  let index = 0;
  return page.replace(/^\|.*(?:\n\|.*)*/gm, old => tables[index++] ?? old);
}

if (require.main === module) {
  const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
  const page = "docs/snippets.md";
  writeFileSync(
    join(ROOT, page),
    withSnippetTables(read(page), read("snippets/files.json"), read("snippets/parts.json")),
  );
}
