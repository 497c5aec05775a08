/** A table of Markdown as prettier leaves it: every column as wide as its widest cell. `rows` begins with the headings. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.map((_, column) => Math.max(3, ...rows.map(row => (row[column] ?? "").length)));
  const line = (row: readonly string[], fill = " ") =>
    `| ${(columns ?? []).map((width, column) => (row[column] ?? "").padEnd(width, fill)).join(" | ")} |`;
  const [headings = [], ...rest] = rows;
  return [line(headings), line([], "-"), ...rest.map(row => line(row))].join("\n");
}
