// tsx scripts/snippetTable.ts (npm run snippets): writes the tables of docs/snippets.md from the files of snippets/.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");

/** The table of a file of snippets, as prettier leaves it: the name of each and what it is. */
export function snippetTable(json: string): string {
  const rows = Object.entries(JSON.parse(json) as Record<string, { description: string }>).map(
    ([name, { description }]): [string, string] => [`\`${name}\``, description],
  );
  const widths = [0, 1].map(column =>
    Math.max("Snippet".length, ...rows.map(row => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[], fill = " ") =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |`;
  return [line(["Snippet", ""]), line(["", ""], "-"), ...rows.map(row => line(row))].join("\n");
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
